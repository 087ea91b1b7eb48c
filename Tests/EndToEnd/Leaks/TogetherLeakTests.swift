// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Two datasets of one catalogue that tell together what neither tells alone: the real binary publishes one of them.
@Suite("Leaks of datasets together")
struct TogetherLeakTests {
  /// A dataset: its fields, what else stands in its pipeline file, and where its export is.
  struct Part: Sendable {
    var fields: [String]
    var more: String
    var export: String?
    var file = "../bron.csv"
  }

  /// Two datasets, and what must stand in the message.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String?
    var one: Part
    var other: Part
    var words: String

    var testDescription: String { name }
  }

  // MARK: Counts of one export

  /// 23 persons in 1011, of whom 3 in 2021; 30 in 1012.
  static let persons =
    "pc4,jaar,soort\n"
    + ((0..<20).map { "1011,2020,\($0 % 2)\n" } + (0..<3).map { _ in "1011,2021,0\n" }
    + (0..<15).map { _ in "1012,2020,1\n" } + (0..<15).map { _ in "1012,2021,0\n" }).joined()

  static func counted(
    by: String, more: String = "", file: String = "../bron.csv", export: String? = nil,
    steps: String = "", treat: [String: String] = [:], names: [String: String] = [:]
  ) -> Part {
    let fields = ["pc4", "jaar", "soort"].map { column in
      let name = names[column].map { ", name: \($0)" } ?? ""
      let isUsed = by.contains(names[column] ?? column)
      return "source: \(column)\(name), privacy: quasi, treat: "
        + (isUsed ? treat[column] ?? "keep" : "drop")
    }
    return Part(
      fields: fields,
      more:
        "aggregate: {by: [\(by)], measures: [{name: aantal, count: rows}], minimum: 5\(more)}\n\(steps)",
      export: export, file: file)
  }

  static let counts = [
    Case(
      name: "an empty cell and its total elsewhere", source: persons, one: counted(by: "pc4, jaar"),
      other: counted(by: "pc4"), words: "1 empty cell of one follows from the other"),
    Case(
      name: "the same in a copy of the export", source: nil,
      one: counted(by: "pc4, jaar", file: "a.csv", export: persons),
      other: counted(by: "pc4", file: "a.csv", export: persons),
      words: "1 empty cell of one follows from the other"),
    Case(
      name: "the same under another name of the field", source: persons,
      one: counted(by: "pc4, jaar"), other: counted(by: "gebied", names: ["pc4": "gebied"]),
      words: "1 empty cell of one follows from the other"),
    Case(
      name: "a coarser postcode", source: persons, one: counted(by: "pc4, jaar"),
      other: counted(by: "pc4", treat: ["pc4": "{prefix: 3}"]),
      words: "1 empty cell of one follows from the other"),
    Case(
      name: "one person less in a filtered table",
      source: persons + "1012,2020,9\n",
      one: counted(by: "pc4"),
      other: counted(by: "pc4", steps: "steps: [{filter: \"soort != '9'\"}]"),
      words: "1 count differs by fewer than 5"),
    Case(
      name: "a total of all", source: persons, one: counted(by: "pc4, jaar"),
      other: counted(by: "soort"), words: "1 empty cell of one follows from the other"),
  ]

  static let others = [
    Case(
      name: "a table that is called one about nobody", source: persons,
      one: counted(by: "pc4, jaar"),
      other: {
        var part = counted(by: "pc4")
        part.fields = part.fields.map { $0.replacing("quasi", with: "none") }
        return part
      }(), words: "1 empty cell of one follows from the other"),
    Case(
      name: "rows of the same export, without those that stand alone", source: persons,
      one: Part(
        fields: [
          "source: pc4, privacy: quasi, treat: keep", "source: jaar, privacy: quasi, treat: keep",
          "source: soort, privacy: quasi, treat: drop",
        ], more: "privacy: {k: {minimum: 5, method: suppress, limit: 20%}}"),
      other: counted(by: "pc4"), words: "1 count differs by fewer than 5"),
    Case(
      name: "the same column in groups that cannot be compared", source: persons,
      one: counted(by: "pc4, jaar"),
      other: counted(by: "jaar", treat: ["jaar": "{redact: \"ja\"}"]), words: "cannot be compared"),
    Case(
      name: "a finer group that a step makes", source: persons, one: counted(by: "pc4, jaar"),
      other: combined("pc4, soort"), words: "1 empty cell of one follows from the other"),
    Case(
      name: "a group that a step makes of two columns", source: persons,
      one: counted(by: "pc4, jaar"), other: combined("soort, pc4"), words: "cannot be compared"),
    Case(
      name: "rows in the order of the export", source: persons,
      one: ordered("pc4"), other: ordered("jaar"), words: "order of the export"),
  ]

  private static func combined(_ columns: String) -> Part {
    var part = counted(
      by: "gebied", steps: "steps: [{combine: {columns: [\(columns)], with: \"-\", into: gebied}}]")
    part.fields.append("source: gebied, privacy: quasi, treat: keep")
    return part
  }

  private static func ordered(_ shown: String) -> Part {
    Part(
      fields: ["pc4", "jaar", "soort"].map {
        "source: \($0), privacy: quasi, treat: \($0 == shown ? "keep" : "drop")"
      }, more: "privacy: {k: {minimum: 5}}\npublish: {order: source}")
  }

  // MARK: Rows that can be joined

  /// Forty persons with a number of their own: ten and twenty alike in each, two and three in both.
  static let numbered =
    "nr,wijk,groep\n"
    + (0..<40).map { "PV-\(5_000 + $0 * 7),w\($0 % 4),g\(($0 / 3) % 4)\n" }.joined()

  static func rows(_ quasi: String, number: String, more: String) -> Part {
    let fields = ["wijk", "groep"].map {
      "source: \($0), privacy: quasi, treat: \($0 == quasi ? "keep" : "drop")"
    }
    return Part(
      fields: ["source: nr, name: nummer, \(number)"] + fields,
      more: "privacy: {k: {minimum: 5, method: suppress, limit: 20%}\(more)}", export: nil)
  }

  static let joined = [
    Case(
      name: "a number of their own", source: numbered,
      one: rows("wijk", number: "privacy: none, treat: keep", more: ""),
      other: rows("groep", number: "privacy: none, treat: keep", more: ""),
      words: "joined by nummer"),
    Case(
      name: "pseudonyms of one domain", source: numbered,
      one: rows(
        "wijk", number: "privacy: direct, treat: pseudonymise",
        more: ", pseudonym: {key: k, release: \"\", domain: x}"),
      other: rows(
        "groep", number: "privacy: direct, treat: pseudonymise",
        more: ", pseudonym: {key: k, release: \"\", domain: x}"), words: "joined by nummer"),
  ]

  static let cases = counts + others + joined

  private func write(_ one: Case) throws -> Workdir {
    let work = try Workdir(keys: ["k"], isSigned: false)
    if let source = one.source { try work.write("pipelines/bron.csv", source) }
    for (name, part) in [("een", one.one), ("twee", one.other)] {
      try work.dataset(name, csv: "path: \(part.file)", fields: part.fields, more: part.more)
      if let export = part.export { try work.write("pipelines/\(name)/a.csv", export) }
    }
    return work
  }

  private func sign(_ work: Workdir, _ more: String...) async throws -> Outcome {
    try await work.run(
      [
        "sign-off", "een", "twee", "--role", "FG", "--decision", "publish", "--valid-until",
        Workdir.lastDay, "--allow-unique-fields", "--reason", "unique-fields=Een test.",
        "--allow-source-order", "--reason", "source-order=Een test.",
      ] + more)
  }

  @Test("are refused, one of the two, and the other is published", arguments: cases)
  func refused(_ one: Case) async throws {
    let work = try write(one)
    let signed = try await sign(work)
    #expect(signed.code == 0, "\(signed.errors)")
    let night = try await work.run("run", "--date", "2026-11-29")
    let text = night.unwrappedErrors
    #expect(night.code == 3, "\(text)")
    #expect(text.contains("[datasets-together]") && text.contains(one.words), "\(text)")
    #expect(work.exists("catalog/current/datasets/een"))
    #expect(!work.exists("catalog/current/datasets/twee"))
    if one.name != Self.others[0].name {
      let report = try work.text(".hergebruik/runs/2026-11-29/twee.json")
      #expect(report.contains("datasets-together") && report.contains("\"isAllowed\" : false"))
    }
    // The next night it is judged beside what is online.
    #expect(try await work.run("run", "twee").code == 3)
  }

  @Test("are published where both sign-offs allow it", arguments: [cases[0], joined[0]])
  func allowed(_ one: Case) async throws {
    let work = try write(one)
    let reason = ["--allow-together", "--reason", "together=Er is naar gekeken."]
    let signed = try await sign(work, reason[0], reason[1], reason[2])
    #expect(signed.code == 0, "\(signed.errors)")
    #expect(signed.output.contains("the same source"), "\(signed.output)")
    let night = try await work.run("run", "--date", "2026-11-29")
    #expect(night.code == 0, "\(night.unwrappedErrors)")
    let report = try work.text(".hergebruik/runs/2026-11-29/twee.json")
    #expect(report.contains("\"allowed\""), "\(report)")
    let page = try work.text(".hergebruik/runs/2026-11-29/twee.html")
    #expect(page.contains("een en twee: dezelfde bron"), "\(page)")
    // One signature is not enough.
    let file = "pipelines/een/assessment.yaml"
    let text = try work.text(file)
    try work.write(
      file,
      text.replacing(", together]", with: "]").replacing(
        "  together: \"Er is naar gekeken.\"\n", with: ""))
    #expect(try await work.run("run").code == 3)
  }

  @Test("are told of before anything is run")
  func told() async throws {
    let work = try write(Self.joined[1])
    let check = try await work.run("check")
    #expect(check.code == 0)
    #expect(
      check.unwrappedErrors.contains(
        "twee: the same source, can be joined by the pseudonyms of nummer"), "\(check.errors)")
    let signed = try await sign(work)
    #expect(signed.output.contains("twee: the same source"), "\(signed.output)")
    let reason = ["--allow-together", "--reason", "together=Er is naar gekeken."]
    #expect(try await sign(work, reason[0], reason[1], reason[2]).code == 0)
    #expect(try await !work.run("check").errors.contains("datasets-together"))
  }

  @Test("that tell nothing of a few are published")
  func harmless() async throws {
    let whole = Self.persons.replacing("1011,2021,0\n", with: "1011,2021,0\n1011,2021,0\n")
    for other in [
      Self.counted(by: "pc4"), Self.counted(by: "jaar"), Self.counted(by: "soort, jaar"),
    ] {
      let work = try write(
        Case(name: "", source: whole, one: Self.counted(by: "pc4, jaar"), other: other, words: ""))
      #expect(try await sign(work).code == 0)
      let night = try await work.run("run", "--date", "2026-11-29")
      #expect(night.code == 0, "\(night.unwrappedErrors)")
    }
    // Rounded counts prove nothing.
    let work = try write(
      Case(
        name: "", source: Self.persons, one: Self.counted(by: "pc4, jaar", more: ", round: 5"),
        other: Self.counted(by: "pc4", more: ", round: 5"), words: ""))
    #expect(try await sign(work).code == 0)
    let night = try await work.run("run", "--date", "2026-11-29")
    #expect(night.code == 0, "\(night.unwrappedErrors)")
  }

  @Test("are refused in a preview too, which tells it of one that was asked for alone")
  func preview() async throws {
    let work = try write(Self.cases[0])
    #expect(try await sign(work).code == 0)
    #expect(try await work.run("run", "een").code == 0)
    let preview = try await work.run("preview", "twee", "--export", "uit")
    #expect(preview.unwrappedErrors.contains("[datasets-together]"), "\(preview.errors)")
    #expect(work.exists("uit/_preview/twee/report.html"))
    #expect(!work.exists("uit/datasets/twee/twee.csv.gz"))
  }
}
