// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// `privacy: {k: …}` and `hergebruik risk`, with the real program.
@Suite("Anonymity")
struct AnonymityTests {
  private static let fields = [
    "source: NR, name: nr, privacy: none, treat: keep, constraints: {unique: true}",
    "source: GEB, name: jaar, type: date, privacy: quasi, treat: {date: year}",
    "source: PC, name: pc4, privacy: quasi, treat: {prefix: 4}",
    "source: REGELING, name: regeling, privacy: sensitive, treat: keep",
  ]

  /// Twelve rows in one class, four with an empty postcode, two alone, each in its own way.
  private static let export: String = {
    var rows = (0..<12).map { "a\($0),1990-01-\(10 + $0),1234AB,\($0 % 3 == 0 ? "Wmo" : "Jeugd")" }
    rows.insert("geheim1,1931-05-05,9876ZZ,Wmo", at: 3)
    rows += (0..<4).map { "e\($0),1985-02-0\($0 + 1),,Minima" }
    rows.append("geheim2,1990-03-03,9877ZZ,Wmo")
    return "NR,GEB,PC,REGELING\n" + rows.joined(separator: "\n") + "\n"
  }()

  private func work(
    _ privacy: String, csv: String = "path: export.csv", fields: [String] = fields,
    more: String = ""
  ) throws -> Workdir {
    let work = try Workdir()
    try work.write("pipelines/steun/export.csv", Self.export)
    try work.dataset(
      "steun", csv: csv, fields: fields,
      more: (privacy.isEmpty ? "" : "privacy: {\(privacy)}\n") + more
    )
    return work
  }

  @Test("leaves out the rows of small classes, an empty value being a value")
  func suppresses() async throws {
    let work = try work("k: {minimum: 3, method: suppress, limit: 2}")
    let outcome = try await work.run("run", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let published = try work.published("steun")
    #expect(published.count == 17)
    #expect(!published.contains { $0.contains("1931") || $0[0].hasPrefix("geheim") })
    #expect(published.filter { $0[2].isEmpty }.count == 4)
    #expect(outcome.output.contains("\"suppressed\": 2"))
    #expect(outcome.output.contains("\"k\": 4"))
    let again = try await work.run("run")
    #expect(again.output.contains("k = 4, 2 suppressed"))
  }

  @Test("gives the same bytes from a file, a pipe and a program, which runs once")
  func sources() async throws {
    let rule = "k: {minimum: 3, method: suppress, limit: 12%}"
    var packed: [[UInt8]] = []
    for jobs in ["1", "3"] {
      let file = try work(rule)
      #expect(try await file.run("run", "--jobs", jobs).code == 0)
      packed.append(try file.read("catalog/current/datasets/steun/steun.csv.gz"))
      let pipe = try work(rule, csv: "path: \"-\"")
      let piped = try await pipe.run("run", "--jobs", jobs, input: Array(Self.export.utf8))
      #expect(piped.code == 0, "\(piped.errors)")
      packed.append(try pipe.read("catalog/current/datasets/steun/steun.csv.gz"))
      #expect(try pipe.tree(".hergebruik").keys.allSatisfy { !$0.contains("spool") })
    }
    let program = try work(
      rule, csv: "command: {run: [sh, -c, \"echo x >> ran; cat export.csv\"]}")
    let ran = try await program.run("run")
    #expect(ran.code == 0, "\(ran.errors)")
    packed.append(try program.read("catalog/current/datasets/steun/steun.csv.gz"))
    #expect(try program.text("pipelines/steun/ran") == "x\n")
    #expect(Set(packed).count == 1)
  }

  @Test(
    "publishes nothing where too many rows would have to go",
    arguments: [
      "k: {minimum: 3, method: suppress, limit: 1}",
      "k: {minimum: 3, method: suppress, limit: 11%}",
      "k: {minimum: 3}", "k: {minimum: 100, method: suppress, limit: 100%}",
    ])
  func refuses(rule: String) async throws {
    let work = try work(rule)
    let outcome = try await work.run("run")
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("[k-anonymity]"))
    #expect(outcome.errors.contains("of 18 rows have fewer than"))
    #expect(!outcome.errors.contains("1931") && !outcome.errors.contains("9876"))
    #expect(!work.isPublished)
    #expect(try work.tree(".hergebruik/work").isEmpty)
  }

  @Test("publishes with method none where every class is large enough")
  func holds() async throws {
    let work = try work(
      "k: {minimum: 2, method: none}",
      fields: [
        Self.fields[0], "source: GEB, privacy: direct, treat: drop",
        "source: PC, privacy: direct, treat: drop",
        Self.fields[3].replacing("sensitive", with: "quasi"),
      ])
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("steun").count == 19)
  }

  @Test("counts no row that is refused, and says of a wrong export what a run says")
  func refusedRows() async throws {
    for csv in ["path: export.csv", "path: \"-\""] {
      let rule = "k: {minimum: 3, method: suppress, limit: 2}"
      let work = try work(rule, csv: csv, more: "errors: {limit: 4}\n")
      // Three of the four with an empty postcode have a birth date that is none: the fourth is alone.
      let text = Self.export.replacing(/e[0-2],1985-02-0./) { "\($0.output.prefix(2)),1985-02-99" }
      try work.write("pipelines/steun/export.csv", text)
      let outcome = try await work.run("run", input: Array(text.utf8))
      #expect(outcome.code == 3, "\(outcome.errors)")
      #expect(outcome.errors.contains("3 of 15 rows"))
      let strict = try self.work(rule, csv: csv)
      try strict.write("pipelines/steun/export.csv", text)
      let stopped = try await strict.run("run", input: Array(text.utf8))
      #expect(stopped.code == 1)
      #expect(stopped.errors.contains("row 14") || stopped.errors.contains(":15"))
      #expect(!stopped.errors.contains("[k-anonymity]"))
      let ragged = Self.export.replacing("a5,", with: "a5,x,")
      try work.write("pipelines/steun/export.csv", ragged)
      let left = try await work.run("run", input: Array(ragged.utf8))
      #expect(left.code == 0, "\(left.errors)")
      #expect(try work.published("steun").count == 16)
      #expect(try work.text(".hergebruik/quarantine/steun.csv").contains("extra-cell"))
    }
  }

  @Test("finds repeated keys among the rows that are published, and no others")
  func repeatedKeys() async throws {
    let rule = "k: {minimum: 3, method: suppress, limit: 2}"
    let hidden = try work(rule)
    try hidden.write(
      "pipelines/steun/export.csv", Self.export.replacing("geheim2", with: "geheim1"))
    #expect(try await hidden.run("run").code == 0)
    let shown = try work(rule)
    try shown.write("pipelines/steun/export.csv", Self.export.replacing("a7,", with: "a6,"))
    let outcome = try await shown.run("run")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[unique-error]"))
  }

  @Test("shows the risk without key or publication")
  func risk() async throws {
    let fields = Self.fields.map {
      $0.replacing("privacy: none, treat: keep", with: "privacy: direct, treat: pseudonymise")
    }
    let work = try work(
      "pseudonym: {key: is-er-niet}, k: {minimum: 3, method: suppress, limit: 1}", fields: fields)
    let outcome = try await work.run("risk", "steun")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("steun: 16 rows, 2 suppressed\n"))
    #expect(outcome.output.contains("alike in           jaar, pc4\n"))
    #expect(outcome.errors.contains("warning"))
    #expect(outcome.errors.contains("[k-anonymity]"))
    let json = try await work.run("risk", "steun", "--json")
    let figures = try #require(
      try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any])
    #expect(figures["k"] as? Int == 4)
    #expect(figures["classes"] as? Int == 2)
    #expect(figures["suppressedRows"] as? Int == 2)
    let diversity = try #require(figures["lDiversity"] as? [String: Any])
    #expect(diversity["distinct"] as? Int == 1)
    let risk = try #require(figures["risk"] as? [String: Any])
    let prosecutor = try #require(risk["prosecutor"] as? [String: Double])
    #expect(prosecutor == ["recordsAtRisk": 0, "highest": 0.25, "average": 0.125])
    #expect(!work.isPublished)
    #expect(try work.tree(".hergebruik").keys.allSatisfy { !$0.hasPrefix("preview-") })
    #expect(try await work.run("risk", "stuen").code == 2)
  }

  @Test("weighs the population, and refuses a table of other fields")
  func population() async throws {
    let work = try work("")
    try work.write("inwoners.csv", "pc4,jaar,persons\n1234,1990,120\n,1985,40\n9876,1931,2\n")
    let outcome = try await work.run("risk", "steun", "--population", "inwoners.csv", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"beyondPopulation\": 1"))
    #expect(outcome.output.contains("\"highest\": 1"))
    try work.write("inwoners.csv", "pc4,persons\n1234,120\n")
    let other = try await work.run("risk", "steun", "--population", "inwoners.csv")
    #expect(other.code == 2)
    #expect(other.errors.contains("jaar,pc4,persons"))
  }

  @Test("shows what the page about anonymity shows")
  func page() async throws {
    let page = try String(
      contentsOfFile: Repository.root + "/docs/anonymity.md", encoding: .utf8)
    let work = try work(
      "",
      fields: [
        "source: j, name: geboortejaar, type: year, privacy: quasi, treat: keep",
        "source: p, name: postcode4, privacy: quasi, treat: keep",
        "source: r, name: regeling, privacy: sensitive, treat: keep",
      ])
    try work.write(
      "pipelines/steun/export.csv",
      "j,p,r\n1990,1234,Wmo\n1990,1234,Jeugd\n1990,1234,Jeugd\n1985,1234,Wmo\n1985,1234,Wmo\n")
    let outcome = try await work.run("risk", "steun")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(page.contains(outcome.output), "\(outcome.output)")
  }
}
