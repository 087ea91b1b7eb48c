// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// A way in which personal data would get out, what the program says of it, and what it is about.
struct Leak: Sendable, CustomTestStringConvertible {
  var name: String
  var code: String
  /// What must stand in the message.
  var words: String
  var prepare: @Sendable (Workdir) throws -> Void

  var testDescription: String { name }
}

/// Deliberate leaks through the real binary: each is refused by itself, and what is published keeps its bytes.
@Suite("Privacy gate")
struct GateTests {
  static let fields = [
    "source: nr, privacy: direct, treat: pseudonymise",
    "source: naam, privacy: direct, treat: drop", "source: zone, privacy: quasi, treat: keep",
    "source: toelichting, privacy: quasi, treat: keep", "source: code, privacy: none, treat: keep",
  ]

  static let good = """
    nr;naam;zone;toelichting;code
    PV-10001;Geheimstra;Noord;brede stoep;a1
    PV-10002;Zonneveldt;Zuid;smalle stoep;a2
    PV-10003;Berkhoutje;Noord;brede stoep;a3

    """

  static func define(
    _ work: Workdir, fields: [String] = fields, metadata: String = "Van een test.",
    more: String = ""
  ) throws {
    try work.dataset(
      "klanten",
      csv: "path: export.csv, dialect: {delimiter: \";\"}",
      fields: fields,
      more: "privacy:\n  pseudonym: {key: sleutel}\n\(more)")
    let file = "pipelines/klanten/pipeline.yaml"
    try work.write(
      file, work.text(file).replacingOccurrences(of: "Van een test.", with: metadata))
  }

  static func export(_ work: Workdir, _ text: String) throws {
    try work.write("pipelines/klanten/export.csv", text)
  }

  /// The good export with another text in a cell of a column.
  private static func with(_ cell: String, for old: String) -> String {
    good.replacingOccurrences(of: old, with: cell)
  }

  /// Two fields in place of zone and toelichting, signed for.
  private static func combination(
    _ name: String, words: String, _ pair: [String], _ cells: [String]
  ) -> Leak {
    Leak(name: name, code: "forbidden-combination", words: words) { work in
      try define(work, fields: fields[..<2] + pair.map { "source: \($0)" } + fields[4...])
      let names = pair.map { $0.prefix { $0 != "," } }.joined(separator: ";")
      let rows = cells.enumerated().map { "PV-1000\($0);Persoon\($0)xyz;\($1);a\($0)" }
      try export(work, (["nr;naam;\(names);code"] + rows).joined(separator: "\n") + "\n")
      try work.signOff()
    }
  }

  /// A postcode and the number of a house, or a BAG id and what nobody should learn, treated in a way that leaves them.
  private static func left(_ postcode: String, _ house: String, type: String = "integer") -> Leak {
    combination(
      "an address with \(postcode) and \(house) of type \(type)",
      words: "postcode and huisnummer",
      [
        "postcode, type: string, format: postcode, privacy: quasi, treat: \(postcode)",
        "huisnummer, type: \(type), privacy: quasi, treat: \(house)",
      ], ["1234AB;12", "1234AC;144"])
  }

  static let leaks = [
    left("keep", "{round: 1}"), left("keep", "{snap: 1}"), left("keep", "{snap: 2}"),
    left("keep", "{clamp: {minimum: 0}}"), left("keep", "{clamp: {maximum: 100}}"),
    left("keep", "{prefix: 1000}"), left("keep", "{prefix: 3}"),
    left("keep", "{band: {width: 1, minimum: 0, maximum: 1000}}"),
    left("keep", "{round: 1}", type: "number"),
    left("keep", "scrub", type: "string"), left("{prefix: 6}", "keep"),
    left("{prefix: 5}", "keep"), left("{prefix: 6}", "{prefix: 1000}"),
    left("{mask: {show: 5}}", "keep"),
    Leak(name: "a BSN in free text", code: "personal-data", words: "citizen service number") {
      try export($0, with("bsn 111222333 gebeld", for: "smalle stoep"))
    },
    Leak(name: "an e-mail address in another column", code: "personal-data", words: "e-mail") {
      try export($0, with("a.zonneveldt@example.nl", for: "a2"))
    },
    Leak(
      name: "a name of a dropped column in free text", code: "identifier-found",
      words: "stand in 1 cells"
    ) {
      try export($0, with("stoep van Zonneveldt", for: "smalle stoep"))
    },
    Leak(name: "a renamed column", code: "missing-label", words: "naam") {
      try export($0, with("nr;achternaam", for: "nr;naam"))
    },
    Leak(name: "a new column", code: "extra-label", words: "column 6") {
      try export(
        $0,
        good.split(separator: "\n").enumerated().map { $1 + ($0 == 0 ? ";adres" : ";Plein 1") }
          .joined(separator: "\n") + "\n")
    },
    Leak(name: "an IBAN in the description", code: "personal-data", words: "metadata: description")
    {
      try define($0, metadata: "Stort op NL91ABNA0417164300.")
    },
    Leak(name: "an unkeyed hash", code: "personal-data", words: "a hash") { work in
      let hashes = [
        "0cc175b9c0f1b6a831c399e269772661", "92eb5ffee6ae2fec3ad71c777531578f",
        "4a8a08f09d37b73795649038408b5f33",
      ]
      var text = good
      for (index, hash) in hashes.enumerated() {
        text = text.replacingOccurrences(of: ";a\(index + 1)\n", with: ";\(hash)\n")
      }
      try export(work, text)
    },
    Leak(name: "the hash of a known BSN", code: "personal-data", words: "unkeyed hash") {
      try export(
        $0,
        with(
          "da5511d2baa83c2e753852f1f2fba11003ed0c46c96820c7589b243a8ddb787a", for: "smalle stoep"))
    },
    Leak(
      name: "a sign-off that ended", code: "assessment-expired",
      words: "ended on \(Workdir.lastDay)"
    ) {
      _ in
    },
    Leak(name: "nobody signed", code: "assessment-missing", words: "nobody has signed") {
      try $0.remove("pipelines/klanten/assessment.yaml")
    },
    Leak(
      name: "another treatment than was signed for", code: "assessment-outdated",
      words: "toelichting was quasi, keep and is quasi, {prefix: 3}"
    ) {
      try define(
        $0,
        fields: fields.map {
          $0.replacingOccurrences(
            of: "toelichting, privacy: quasi, treat: keep",
            with: "toelichting, privacy: quasi, treat: {prefix: 3}")
        })
    },
    Leak(name: "an edited sign-off", code: "assessment-invalid", words: "was edited or is damaged")
    {
      try $0.write("pipelines/klanten/assessment.yaml", "version: 1\nrole: FG\n")
    },
    Leak(name: "a key that others can read", code: "key-exposed", words: "mode 644") {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: $0.keys + "/sleutel.key")
    },
    combination(
      "a full postcode beside the number of a house", words: "postcode and huisnummer",
      ["postcode, privacy: quasi, treat: keep", "huisnummer, privacy: quasi, treat: keep"],
      ["1234AB;12", "1234AC;7"]),
    combination(
      "a day of birth beside four digits of the postcode", words: "geboortedatum and postcode",
      [
        "geboortedatum, type: date, privacy: quasi, treat: keep",
        "postcode, privacy: quasi, treat: {prefix: 4}",
      ], ["1980-05-06;1234AB", "1981-07-08;1234AC"]),
    combination(
      "a day of birth beside a square of the grid", words: "geboortedatum and vak",
      [
        "geboortedatum, type: date, privacy: quasi, treat: keep",
        "x, name: vak, type: integer, privacy: quasi, treat: {square: {size: 1000, y: x2}}",
        "x2, type: integer, privacy: quasi, treat: drop",
      ], ["1980-05-06;155000;463000", "1981-07-08;156000;463000"]),
    Leak(
      name: "a square beside persons that is called nobody's", code: "personal-data",
      words: "says where somebody is"
    ) { work in
      let pair = [
        "x, name: vak, type: integer, privacy: none, treat: {square: {size: 100, y: y}}",
        "y, type: integer, privacy: none, treat: drop",
      ]
      try define(work, fields: fields[..<2] + pair.map { "source: \($0)" } + fields[4...])
      try export(work, "nr;naam;x;y;code\nPV-10001;Geheimstra;155000;463000;a1\n")
      try work.signOff()
    },
    combination(
      "the BAG id of an address beside what nobody should learn", words: "bag_id and soort",
      ["bag_id, privacy: quasi, treat: keep", "soort, privacy: sensitive, treat: keep"],
      ["0363010000000001;wmo", "0363010000000002;jeugd"]),
  ]

  @Test("refuses a leak, says so, and leaves what is published as it is", arguments: leaks)
  func refuses(_ leak: Leak) async throws {
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try Self.define(work)
    try Self.export(work, Self.good)
    try work.signOff()
    let first = try await work.run("run", "--date", "2026-11-23")
    #expect(first.code == 0, "\(first.errors)")
    let tree = try work.tree()
    try leak.prepare(work)
    let date =
      leak.code == "assessment-expired"
      ? "\((Int(Workdir.lastDay.prefix(4)) ?? 0) + 1)-01-01" : "2026-11-24"
    let outcome = try await work.run("run", "--date", date)
    let text = outcome.unwrappedErrors
    #expect(outcome.code == 3, "\(text)")
    #expect(text.contains("[\(leak.code)]"), "\(text)")
    #expect(text.contains(leak.words), "\(text)")
    for value in ["111222333", "zonneveldt@", "Zonneveldt", "Plein 1", "0cc175b9"] {
      #expect(!text.contains(value), "\(text)")
    }
    #expect(try differences(tree, work.tree()).isEmpty)
  }

  @Test(
    "publishes an address of which enough is gone",
    arguments: [
      ("{prefix: 4}", "keep"), ("keep", "{round: 10}"), ("{mask: {show: 4}}", "{snap: 1}"),
      ("keep", "{mask: {show: 1}}"), ("keep", "redact"),
    ])
  func coarse(postcode: String, house: String) async throws {
    let leak = Self.left(postcode, house)
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try leak.prepare(work)
    let outcome = try await work.run("run", "--date", "2026-11-24")
    #expect(!outcome.unwrappedErrors.contains("[forbidden-combination]"), "\(outcome.errors)")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test("publishes what somebody accepted with a reason, and tells the FG")
  func accepted() async throws {
    let work = try Workdir(keys: ["sleutel"])
    try Self.define(
      work, more: "  accept: [{field: toelichting, detector: identifier, reason: Een straat.}]\n")
    try Self.export(work, Self.with("stoep van Zonneveldt", for: "smalle stoep"))
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let page = try work.text(".hergebruik/runs/2026-11-23/klanten.html")
    #expect(
      page.contains("Een straat.") == false, "an accepted field is not searched for identifiers")
    #expect(
      page.contains("Geen controle houdt de publicatie tegen.")
        && page.contains("No check stands in the way."))
  }

  @Test("writes a report for the FG without a value, also of what was refused")
  func report() async throws {
    let work = try Workdir(keys: ["sleutel"])
    try Self.define(work)
    try Self.export(work, Self.with("bsn 111222333 gebeld", for: "smalle stoep"))
    #expect(try await work.run("run", "--date", "2026-11-23").code == 3)
    let folder = ".hergebruik/runs/2026-11-23"
    #expect(try work.mode(folder) == 0o700)
    for ending in ["html", "json"] {
      let text = try work.text("\(folder)/klanten.\(ending)")
      for value in ["111222333", "Zonneveldt", "Geheimstra", "PV-10001", "stoep"] {
        #expect(!text.contains(value), "\(ending)")
      }
      #expect(try work.mode("\(folder)/klanten.\(ending)") == 0o600)
    }
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(work.read("\(folder)/klanten.json")))
        as? [String: Any])
    #expect(report["isAllowed"] as? Bool == false)
    #expect(report["refusalCodes"] as? [String] == ["personal-data"])
    let page = try work.text("\(folder)/klanten.html")
    for title in ["Vermoedelijk persoonsgegevens", "Personal Data"] {
      #expect(page.contains("<strong>\(title)</strong> <code>personal-data</code>"), "\(title)")
    }
    let checks = try #require(report["checks"] as? [[String: Any]])
    #expect(checks.count == 11)
    #expect(
      checks.filter { $0["verdict"] as? String == "failed" }.map { $0["name"] as? String } == [
        "written-output"
      ])
    #expect(!checks.contains { $0["verdict"] as? String == "could-not-run" })
    try await work.checkReport("\(folder)/klanten.json")
  }

  @Test(
    "tells the FG of each step what it does and how many rows it left out, without its condition")
  func steps() async throws {
    let work = try Workdir(keys: ["sleutel"])
    try Self.define(
      work, more: "steps: [{filter: \"naam != 'Zonneveldt'\"}, {deduplicate: [nr]}]\n")
    try Self.export(work, Self.good)
    _ = try await work.run("run", "--date", "2026-11-23")
    let folder = ".hergebruik/runs/2026-11-23"
    let page = try work.text("\(folder)/klanten.html")
    #expect(!page.contains("Zonneveldt"))
    #expect(
      page.contains("<code>filter</code> Alleen rijen die aan een voorwaarde voldoen, blijven."))
    #expect(
      page.contains("<code>deduplicate</code> Of rows that agree in these columns the first stays.")
    )
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(work.read("\(folder)/klanten.json")))
        as? [String: Any])
    #expect(report["leftOut"] as? [String: Int] == ["filter": 1, "deduplicate": 0])
    let steps = try #require(report["steps"] as? [[String: Any]])
    #expect(steps.map { $0["kind"] as? String } == ["filter", "deduplicate"])
    #expect(steps.allSatisfy { $0["line"] as? Int == steps[0]["line"] as? Int })
    #expect(steps[1]["columns"] as? [String] == ["nr"])
    try await work.checkReport("\(folder)/klanten.json")
  }

  @Test("warns of a sign-off that is missing, and in the last ninety days of one")
  func notice() async throws {
    let work = try Workdir(keys: ["sleutel"])
    try Self.define(work)
    try Self.export(work, Self.good)
    let year = Workdir.lastDay.prefix(4)
    let early = try await work.run("run", "--date", "\(year)-10-01")
    #expect((early.code, early.errors) == (0, ""))
    let late = try await work.run("run", "--date", "\(year)-10-02")
    #expect(late.code == 0)
    #expect(
      late.unwrappedErrors.contains("\(Workdir.lastDay) is the last day of the sign-off"),
      "\(late.errors)")
    try work.remove("pipelines/klanten/assessment.yaml")
    let check = try await work.run("check")
    #expect(check.code == 0)
    #expect(
      check.errors.hasPrefix("warning: ") && check.errors.contains("[assessment-missing]"),
      "\(check.errors)")
  }

  @Test("compares the rows that are new or gone with each other")
  func differencing() async throws {
    let work = try Workdir(keys: ["sleutel"])
    let fields = [
      "source: zone, privacy: quasi, treat: keep", "source: code, privacy: none, treat: keep",
    ]
    func run(_ rows: [String]) async throws -> Outcome {
      try work.dataset(
        "k", csv: "path: export.csv", fields: fields,
        more: "privacy: {k: {minimum: 2}}")
      try work.write(
        "pipelines/k/export.csv", (["zone,code"] + rows).joined(separator: "\n") + "\n")
      return try await work.run("run", "--date", "2026-11-23")
    }
    let base = ["a,1", "a,2", "b,3", "b,4"]
    #expect(try await run(base).code == 0)
    // What was done for it is public.
    let sentence = "gelijk aan ten minste 1 andere; daarvoor is niets weggelaten"
    #expect(try work.text("catalog/current/datasets/k/k.ttl").contains(sentence))
    #expect(try work.text("catalog/current/datasets/k/index.html").contains(sentence))
    let one = try await run(base + ["a,5"])
    #expect(one.code == 3 && one.errors.contains("[differencing]"), "\(one.errors)")
    #expect(try await run(base + ["a,5", "a,6"]).code == 0)
    let gone = try await run(Array(base.dropLast()) + ["a,5", "a,6", "b,7"])
    #expect(gone.code == 3 && gone.errors.contains("[differencing]"), "\(gone.errors)")
  }
}
