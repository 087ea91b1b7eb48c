// SPDX-License-Identifier: EUPL-1.2

import Testing

/// A long export that is published with a column for each kind.
@Suite("Pivot, from an export to the catalogue")
struct PivotTests {
  private static let fields = [
    "source: WIJK, name: wijk, privacy: none, treat: keep",
    "source: JAAR, name: jaar, type: integer, privacy: none, treat: keep",
    "source: auto, name: autos, type: integer, privacy: none, treat: keep",
    "source: fiets, name: fietsen, type: integer, privacy: none, treat: keep",
    "source: brommer, type: integer, privacy: none, treat: drop",
  ]
  private static let step =
    "{pivot: {keys: [WIJK, JAAR], name: SOORT, value: AANTAL, columns: [auto, fiets, brommer]}}"
  private static let rows = [
    "Noord;2026;fiets;12", "Centrum;2026;auto;30", "Noord;2026;auto;-", "Noord;2025;brommer;9",
    "Centrum;2026;fiets;5", "Centrum;2026;brommer;1",
  ]

  private func work(
    _ rows: [String] = rows, fields: [String] = fields, steps: String = step, more: String = "",
    dialect: String = ""
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'\(dialect)}", fields: fields,
      more: "missingValues: ['-']\nsteps: [\(steps)]\n\(more)")
    try work.write(
      "pipelines/a/a.csv", (["WIJK;JAAR;SOORT;AANTAL"] + rows).map { $0 + "\n" }.joined())
    return work
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("makes one row of all that have the same key, whatever their order", arguments: [1, 3])
  func rows(jobs: Int) async throws {
    let work = try work(more: "primaryKey: [wijk, jaar]\npublish: {order: source}")
    #expect(try await work.run("check").code == 0)
    let outcome = try await work.run("run", "--jobs", "\(jobs)", "--date", "2026-11-25")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let table = [
      ["wijk", "jaar", "autos", "fietsen"], ["Centrum", "2026", "30", "5"],
      ["Noord", "2025", "", ""], ["Noord", "2026", "", "12"],
    ]
    #expect(try work.published("a") == table)
    try work.write(
      "pipelines/a/a.csv",
      (["WIJK;JAAR;SOORT;AANTAL"] + Self.rows.reversed()).map { $0 + "\n" }.joined())
    let again = try await work.run("run", "--jobs", "\(jobs)", "--date", "2026-11-25")
    #expect(again.output.contains("unchanged"), "\(again.output)")
  }

  @Test("goes before other steps, and counts the rows of the export where its last line does")
  func steps() async throws {
    let work = try work(
      Self.rows + ["EOF 6"],
      fields: Self.fields + ["source: SOM, name: som, type: integer, privacy: none, treat: keep"],
      steps: Self.step
        + ", {filter: \"JAAR = 2026\"}, {derive: {name: SOM, as: \"fiets + brommer\"}}",
      dialect: ", footer: 'EOF {rows}'")
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["wijk", "jaar", "autos", "fietsen", "som"], ["Centrum", "2026", "30", "5", "6"],
        ["Noord", "2026", "", "12", ""],
      ])
  }

  @Test(
    "stops at what it cannot put together, and says nothing of the cells",
    arguments: [
      ("Geheim;2026;step;7", "(row 7, field SOORT)", "[pivot-error]"),
      (
        "Noord;2026;fiets;777", "the row has the same key as row 1, and both fill 'fiets'",
        "[pivot-error]"
      ),
      ("Geheim;2026;auto", "the row has 3 cells, and the header 4", "[missing-cell]"),
      ("Geheim;2026;auto;veel", "field auto", "[type-error]"),
    ])
  func stops(row: String, text: String, code: String) async throws {
    let work = try work(Self.rows + [row])
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect(outcome.code == 1)
    let errors = words(outcome.errors)
    #expect(errors.contains(text) && errors.contains(code), "\(errors)")
    for secret in ["Geheim", "777", "veel", "step"] { #expect(!errors.contains(secret)) }
    #expect(!work.isPublished)
  }

  @Test("stops at a column of the export that it does not name")
  func otherColumn() async throws {
    let work = try work()
    try work.write("pipelines/a/a.csv", "WIJK;JAAR;SOORT;AANTAL;NAAM\nNoord;2026;auto;1;Jan\n")
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect(outcome.code == 3)
    #expect(words(outcome.errors).contains("'pivot' names no column 'NAAM' of the export"))
  }

  @Test("asks for a field for every column, and for none that is gone")
  func check() async throws {
    for (fields, steps, text) in [
      (
        Array(Self.fields.dropLast()), Self.step,
        "the column 'brommer' of 'pivot' is not under 'fields'"
      ),
      (
        Self.fields + ["source: AANTAL, privacy: none, treat: drop"], Self.step,
        "the column 'AANTAL' is not there after 'pivot'"
      ),
      (
        Self.fields, "{filter: \"JAAR > 1\"}, \(Self.step)", "'pivot' is not the first step"
      ),
      (
        Self.fields, Self.step.replacing("brommer]", with: "JAAR]"),
        "'JAAR' stands in 'pivot' twice"
      ),
      (Self.fields, "{pivot: {keys: [WIJK], name: SOORT}}", "'columns' is missing here"),
    ] {
      let outcome = try await work(fields: fields, steps: steps).run("check")
      #expect(outcome.code > 1)
      #expect(words(outcome.errors).contains(text), "\(text): \(outcome.errors)")
    }
    let work = try Workdir()
    try work.dataset(
      "a", extract: "xml: {path: a.xml, record: r}", fields: Self.fields,
      more: "steps: [\(Self.step)]")
    #expect(words(try await work.run("check").errors).contains("'pivot' takes columns away"))
  }

  @Test("treats what comes of it as any field, and hides rows that are too rare")
  func personal() async throws {
    let fields = [
      "source: WIJK, name: wijk, privacy: quasi, treat: {prefix: 1}",
      "source: JAAR, name: jaar, type: integer, privacy: none, treat: drop",
      "source: auto, name: autos, type: integer, privacy: quasi, treat: {round: 10}",
      "source: fiets, type: integer, privacy: none, treat: drop",
      "source: brommer, type: integer, privacy: none, treat: drop",
    ]
    let rows = (1...30).map { "W\($0);2026;auto;\($0 < 28 ? 10 : 500)" }
    let work = try work(
      rows, fields: fields,
      more: "privacy: {k: {minimum: 5, method: suppress, limit: 20%}}")
    try work.signOff()
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let table = try work.published("a")
    #expect(table.count == 28)
    #expect(Set(table.dropFirst()) == [["W", "10"]])
  }

  @Test("publishes the same with very little memory")
  func memory() async throws {
    var rows: [String] = []
    for key in 0..<60_000 {
      rows.append("Wijk \(key * 7919 % 60_000);2026;\(key % 2 == 0 ? "auto" : "fiets");\(key)")
    }
    for key in 0..<60_000 {
      rows.append("Wijk \(key * 104_729 % 60_000);2025;auto;\(key)")
    }
    let work = try work(rows, more: "publish: {order: source}")
    #expect(try await work.run("run", "--date", "2026-11-25", "--memory", "16M").code == 0)
    let small = try work.published("a")
    #expect(small.count == 120_001)
    #expect(
      small.dropFirst().map { [$0[0], $0[1]] }
        == small.dropFirst().map { [$0[0], $0[1]] }.sorted {
          "\($0[0])\u{0}\($0[1])" < "\($1[0])\u{0}\($1[1])"
        })
    let again = try await work.run("run", "--date", "2026-11-25", "--memory", "512M")
    #expect(again.output.contains("unchanged"), "\(again.output)")
  }
}
