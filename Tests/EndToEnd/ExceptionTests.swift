// SPDX-License-Identifier: EUPL-1.2

import Testing

/// What the FG must allow by name, and what the FG must have seen.
@Suite("Exceptions of the sign-off")
struct ExceptionTests {
  private func work(_ fields: String, rows: (Int) -> String) throws -> Workdir {
    let work = try Workdir(isSigned: false)
    try work.write(
      "pipelines/t/pipeline.yaml",
      """
      version: 1
      extract: {csv: {path: a.csv, dialect: {delimiter: ";"}}}
      fields:
      \(fields)
      privacy:
        k: {minimum: 5, method: suppress, limit: 2%}
      metadata: {title: Een tabel, description: Van een test., theme: [ENVI]}

      """)
    let header = "wijk;leeftijd;veld\n"
    try work.write(
      "pipelines/t/a.csv", header + (0..<60).map(rows).joined(separator: "\n") + "\n")
    return work
  }

  private func sign(_ work: Workdir, _ more: String...) async throws -> Outcome {
    try await work.run(
      ["sign-off", "t", "--role", "FG", "--decision", "publish", "--valid-until", Workdir.lastDay]
        + more)
  }

  private static func fields(_ last: String) -> String {
    """
      - {source: wijk, privacy: quasi, treat: keep}
      - {source: leeftijd, type: integer, privacy: quasi, treat: {round: 10}}
      - {source: veld, \(last)}
    """
  }

  @Test(
    "refuses a field beside persons in which every row has a value of its own",
    arguments: ["privacy: none, treat: keep", "privacy: sensitive, treat: keep"])
  func unique(field: String) async throws {
    let work = try work(Self.fields(field)) { "wijk \($0 % 3);\(20 + $0 % 2);z\(1000 + $0 * 7)" }
    #expect(try await sign(work).code == 0)
    let refused = try await work.run("run")
    #expect(refused.code == 3, "\(refused.errors)")
    #expect(refused.unwrappedErrors.contains("a value of its own in veld"), "\(refused.errors)")
    let signed = try await sign(
      work, "--allow-unique-fields", "--reason", "unique-fields=Het nummer staat op het bord.")
    #expect(signed.code == 0, "\(signed.errors)")
    let night = try await work.run("run", "--date", "2026-11-29")
    #expect(night.code == 0, "\(night.errors)")
    let page = try work.text(".hergebruik/runs/2026-11-29/t.html")
    #expect(page.contains("Bijna elke rij heeft een eigen waarde in: veld"))
  }

  @Test("takes values that many rows share")
  func shared() async throws {
    let work = try work(Self.fields("privacy: none, treat: keep")) {
      "wijk \($0 % 3);\(20 + $0 % 2);z\($0 % 20)"
    }
    #expect(try await sign(work).code == 0)
    let night = try await work.run("run")
    #expect(night.code == 0, "\(night.errors)")
  }

  @Test(
    "refuses free text about persons, scrubbed or not",
    arguments: ["privacy: sensitive, treat: keep", "privacy: sensitive, treat: scrub"])
  func freeText(field: String) async throws {
    // Thirty texts, each in two rows: no row stands alone.
    let work = try work(Self.fields(field)) {
      "wijk;20;de straat was nat op dag \($0 % 30)"
    }
    #expect(try await sign(work).code == 0)
    let refused = try await work.run("run")
    #expect(refused.code == 3 && refused.unwrappedErrors.contains("veld is free text"))
    let signed = try await sign(
      work, "--allow-free-text", "--reason", "free-text=Alle teksten zijn gelezen.")
    #expect(signed.code == 0, "\(signed.errors)")
    let night = try await work.run("run")
    #expect(night.code == 0, "\(night.errors)")
  }

  @Test("shows what is possible before the signature, which stands for what was shown")
  func possible() async throws {
    // Two of sixty cells have the form of a name: chance, or somebody.
    let work = try work(Self.fields("privacy: none, treat: keep")) {
      "wijk \($0 % 3);\(20 + $0 % 2);\($0 == 7 || $0 == 13 ? "J. Jansen" : "blauw")"
    }
    #expect(try await sign(work).code == 0)
    let refused = try await work.run("run")
    #expect(refused.code == 3, "\(refused.errors)")
    #expect(
      refused.unwrappedErrors.contains("which the sign-off has not seen"), "\(refused.errors)")
    #expect(!refused.errors.contains("Jansen"))
    let signed = try await sign(work)
    #expect(signed.output.contains("possible in veld: name, 2 of 60 cells"), "\(signed.output)")
    let file = "pipelines/t/assessment.yaml"
    let text = try work.text(file)
    #expect(text.contains("possible: [\"veld: name\"]\n"))
    #expect(text.firstMatch(of: #/\nreport: "[0-9a-f]{64}"\n/#) != nil, "\(text)")
    let night = try await work.run("run")
    #expect(night.code == 0, "\(night.errors)")
    // Something else that is possible was not seen.
    try work.write(file, text.replacing("veld: name", with: "veld: phone"))
    #expect(try await work.run("run", "--accept-change").code == 3)
  }

  @Test("counts persons where a pseudonym says who they are", arguments: [4, 5, 60])
  func persons(each: Int) async throws {
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try work.write(
      "pipelines/t/pipeline.yaml",
      """
      version: 1
      extract: {csv: {path: a.csv, dialect: {delimiter: ";"}}}
      fields:
        - {source: wijk, privacy: quasi, treat: keep}
        - {source: melder, privacy: direct, treat: pseudonymise}
      privacy:
        k: {minimum: 5, method: suppress, limit: 2%}
        pseudonym: {key: sleutel, release: ""}
      metadata: {title: Een tabel, description: Van een test., theme: [ENVI]}

      """)
    // 20 rows in each of three classes, of so many persons.
    let rows = (0..<60).map { "wijk \($0 % 3);m\(100 + $0 / 3 % each)" }
    try work.write("pipelines/t/a.csv", "wijk;melder\n\(rows.joined(separator: "\n"))\n")
    #expect(try await sign(work).code == 0)
    let night = try await work.run("run")
    #expect(night.code == (each < 5 ? 3 : 0), "\(night.errors)")
    if each < 5 { #expect(night.errors.contains("[k-anonymity]"), "\(night.errors)") }
    let risk = try await work.run("risk", "t")
    #expect(risk.output.contains("melder"), "\(risk.output)")
  }
}
