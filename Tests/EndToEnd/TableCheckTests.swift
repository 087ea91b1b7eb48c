// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Questions about a table as a whole, and the change guard.
@Suite("Checks")
struct TableCheckTests {
  private static let fields = [
    "source: nr, type: integer, privacy: none, treat: keep, constraints: {required: true, unique: true}",
    "source: soort, privacy: none, treat: keep",
    "source: dag, type: date, format: '%d-%m-%Y', privacy: none, treat: keep",
    "source: bedrag, type: number, decimalChar: ',', groupChar: '.', privacy: none, treat: keep",
  ]

  /// A hundred rows: `bedrag` adds up to 125.000,50.
  private static func rows(_ count: Int = 100, from first: Int = 1) -> [String] {
    (first..<first + count).map {
      "\($0);\(["eik", "linde"][$0 % 2]);0\($0 % 9 + 1)-10-2026;\($0 == 1 ? "1.250,50" : "1.250")"
    }
  }

  private func work(checks: String, rows: [String] = rows()) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: Self.fields,
      more: checks.isEmpty ? "" : "checks: [\(checks)]")
    try write(rows, to: work)
    return work
  }

  private func write(_ rows: [String], to work: Workdir) throws {
    try work.write(
      "pipelines/a/a.csv", (["nr;soort;dag;bedrag"] + rows).map { $0 + "\n" }.joined())
  }

  @Test(
    "pass where the table is as they say",
    arguments: [
      "{rows: {minimum: 100, maximum: 100}}", "{sum: {field: bedrag, equals: 125000.50}}",
      "{sum: {field: bedrag, minimum: 125000.5, maximum: 125000.50}}",
      "{sequence: {field: nr}}", "{fresh: {field: dag, days: 23}}",
      "{control: {extract: {csv: {path: c.csv, dialect: {delimiter: ';'}}}, rows: AANTAL, sums: {bedrag: TOTAAL}}}",
    ])
  func pass(check: String) async throws {
    let work = try work(checks: check)
    try work.write("pipelines/a/c.csv", "AANTAL;TOTAAL\n100;125.000,50\n")
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test(
    "publish nothing where it is not, and say what is wrong",
    arguments: [
      ("{rows: {minimum: 101}}", "table-dimensions", "there are 100 rows, and 101 is the fewest"),
      ("{rows: {maximum: 99}}", "table-dimensions", "there are 100 rows, and 99 is the most"),
      ("{sum: {field: bedrag, equals: 125000.51}}", "sum-error", "is not what 'checks' says"),
      ("{sum: {field: bedrag, minimum: 125001}}", "sum-error", "is not what 'checks' says"),
      ("{sum: {field: bedrag, maximum: -1}}", "sum-error", "is not what 'checks' says"),
      ("{fresh: {field: dag, days: 22}}", "source-stale", "is 23 days old, and 22 is the most"),
      (
        "{control: {extract: {csv: {path: c.csv, dialect: {delimiter: ';'}}}, rows: AANTAL}}",
        "control-error", "has 100 rows, and the control file says otherwise"
      ),
      (
        "{control: {extract: {csv: {path: c.csv, dialect: {delimiter: ';'}}}, sums: {bedrag: TOTAAL}}}",
        "control-error", "sum of 'bedrag' is not what the control file says"
      ),
      (
        "{control: {extract: {csv: {path: c.csv, dialect: {delimiter: ';'}}}, rows: ROWS}}",
        "control-error", "has no column 'ROWS'"
      ),
      ("{control: {extract: {csv: {path: d.csv}}, rows: A}}", "source-missing", "d.csv"),
    ])
  func fail(check: String, code: String, words: String) async throws {
    let work = try work(checks: check)
    try work.write("pipelines/a/c.csv", "AANTAL;TOTAAL\n99;125.000,51\n")
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.unwrappedErrors.contains(words), "\(outcome.errors)")
    #expect(!outcome.errors.contains("125"))
    #expect(!work.isPublished)
  }

  @Test("count the numbers that are missing in a sequence")
  func sequence() async throws {
    let rows = Self.rows().filter { !$0.hasPrefix("50;") && !$0.hasPrefix("51;") }
    let outcome = try await work(checks: "{sequence: {field: nr, gaps: 1}}", rows: rows).run("run")
    #expect(outcome.code == 1)
    #expect(outcome.unwrappedErrors.contains("2 numbers are missing between"), "\(outcome.errors)")
    let allowed = try await work(checks: "{sequence: {field: nr, gaps: 2}}", rows: rows).run("run")
    #expect(allowed.code == 0, "\(allowed.errors)")
  }

  /// The export of a hundred rows with a last line; with nothing where that is empty.
  private func ended(
    _ footer: String, with line: String, rows: [String] = rows(), more: String = ""
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';', footer: '\(footer)'}", fields: Self.fields,
      more: more)
    try write(rows + (line.isEmpty ? [] : [line]), to: work)
    return work
  }

  @Test(
    "compare the last line of an export with its rows",
    arguments: [
      ("TOTAAL;{rows};;{bedrag}", "TOTAAL;100;;125.000,50"),
      ("TOTAAL;;;{bedrag}", "\"TOTAAL\";;;125000,5"), ("EOF {rows}", "EOF 100"),
      ("{rows} rijen op {}", "100 rijen op 25-11-2026;;;"), ("EINDE", "EINDE"),
    ])
  func footer(footer: String, line: String) async throws {
    let work = try ended(footer, with: line)
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect((outcome.code, outcome.errors) == (0, ""))
    #expect(try work.published("a").count == 101)
  }

  @Test(
    "publish nothing where the last line is missing or says something else",
    arguments: [
      ("EOF {rows}", "", "the last line is not the one that 'footer' describes"),
      ("EOF {rows}", "EOF 101", "the export has 100 rows, and its last line says otherwise"),
      ("EOF {rows}", "EOF veel", "the export has 100 rows, and its last line says otherwise"),
      (
        "TOTAAL;{rows};;{bedrag}", "TOTAAL;100;;125.000,51",
        "the sum of 'bedrag' in the export is not what its last line says"
      ),
    ])
  func wrongFooter(footer: String, line: String, words: String) async throws {
    let work = try ended(footer, with: line)
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[footer-error]"), "\(outcome.errors)")
    #expect(outcome.unwrappedErrors.contains(words), "\(outcome.errors)")
    #expect(!outcome.errors.contains("125") && !outcome.errors.contains("101"))
    #expect(!work.isPublished)
  }

  @Test("add up the last lines of several files, and see where one of them is cut off")
  func footers() async throws {
    let work = try Workdir()
    try work.dataset(
      "a",
      csv: "path: '*.csv', pick: all, dialect: {delimiter: ';', footer: 'EOF {rows} {bedrag}'}",
      fields: Self.fields)
    func file(_ name: String, _ rows: [String], _ end: String) throws {
      try work.write(
        "pipelines/a/\(name).csv",
        (["nr;soort;dag;bedrag"] + rows + [end]).map { $0 + "\n" }.joined())
    }
    try file("1", Array(Self.rows().prefix(60)), "EOF 60 75.000,50")
    try file("2", Array(Self.rows().suffix(40)), "EOF 40 50.000")
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect((outcome.code, outcome.errors) == (0, ""))
    try file("2", Array(Self.rows().suffix(40)), "EOF 41 50.000")
    let other = try await work.run("run", "--date", "2026-11-01").unwrappedErrors
    #expect(other.contains("100 rows, and the last lines of its files say otherwise"), "\(other)")
    try file("1", Array(Self.rows().prefix(60)), "")
    let cut = try await work.run("run", "--date", "2026-11-01").unwrappedErrors
    #expect(cut.contains("1.csv: the last line is not the one"), "\(cut)")
  }

  @Test("count the refused rows of an export with its last line")
  func refusedRows() async throws {
    let rows = ["x;eik;01-10-2026;1"] + Self.rows()
    let work = try ended("EOF {rows}", with: "EOF 101", rows: rows, more: "errors: {limit: 1}")
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test(
    "know what a last line can be compared with",
    arguments: [
      ("TOTAAL;{soort}", "", "'soort' is not published as it is, or is no integer or number"),
      ("TOTAAL;{bedrg}", "", "'bedrg' is not a published field"),
      ("TOTAAL;{bedrag", "", "a brace opens in 'footer' and does not close"),
      (
        "TOTAAL;{bedrag}", "aggregate: {by: [soort], measures: [{name: n, count: rows}]}",
        "with 'aggregate' only {rows} of 'footer' can be compared"
      ),
      (
        "EOF",
        "checks: [{control: {extract: {csv: {path: c.csv, dialect: {footer: 'E {rows}'}}}, rows: A}}]",
        "the last line of a control file is not compared with anything"
      ),
    ])
  func footerNames(footer: String, more: String, words: String) async throws {
    let outcome = try await ended(footer, with: "", more: more).run("check")
    #expect(outcome.code == 2)
    #expect(outcome.unwrappedErrors.contains(words), "\(outcome.errors)")
  }

  @Test("are read with care")
  func wrong() async throws {
    let work = try work(
      checks: "{rows: {}}, {sum: {field: soort, minimum: 1}}, {sequence: {field: bedrag}}, "
        + "{fresh: {field: dag}}, {change: {maximumRowDrop: tien}}, {control: {rows: A}}")
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    for words in [
      "'minimum' is missing here", "'soort' is not published as it is", "'days' is missing here",
      "'maximumRowDrop' must be a percentage", "'extract' is missing here",
      "gaps can be counted only where",
    ] {
      #expect(outcome.unwrappedErrors.contains(words), "\(words): \(outcome.errors)")
    }
  }

  /// What may happen to a hundred rows overnight.
  struct Night: Sendable, CustomTestStringConvertible {
    var name: String
    var rows: [String]
    var words: String

    init(_ name: String, _ rows: [String], _ words: String) {
      (self.name, self.rows, self.words) = (name, rows, words)
    }

    var testDescription: String { name }
  }

  private static let nights = [
    Night("fewer", Array(rows().prefix(89)), "there are 89 rows, and the published table has 100"),
    Night("more", rows(201), "there are 201 rows, and the published table has only 100"),
    Night(
      "empty", rows().map { $0.replacing("eik", with: "") },
      "'soort' is empty in 50 of 100 rows, and before in 0 of 100"
    ),
    Night(
      "other values", rows().map { $0.replacing("eik", with: "beuk") },
      "'soort' has values in 50 of 100 rows that it never had before"
    ),
    Night(
      "other amounts", rows().map { $0.replacing("1.250", with: "125.000") },
      "half of 'bedrag' is now below a number that is more than 5 times larger"
    ),
    Night(
      "very many values",
      (1...100).flatMap { number in ["\(number);soort \(number);01-10-2026;1.250"] }
        + ["101;soort 101;01-10-2026;1.250"],
      "'soort' has more than a hundred different values, and before it had 2"
    ),
    Night(
      "other shares",
      rows().enumerated().map { $0 % 5 > 0 ? $1.replacing("eik", with: "linde") : $1 },
      "in 40 % of the rows 'soort' has another value than to be expected after the published table: 'eik' went from 50 % to 10 %"
    ),
    Night(
      "numbers that moved", rows().map { $0.replacing(";1.250", with: ";2.500") },
      "at least 90 % of the numbers of 'bedrag' lie elsewhere than in the published table"
    ),
    Night(
      "a few enormous amounts",
      rows().map { $0.hasPrefix("7") ? $0.replacing("1.250", with: "999.999.999") : $0 },
      "the mean of 'bedrag' is more than 10 times larger than it was"
    ),
    Night(
      "days to come", rows().map { $0.replacing("09-10-2026", with: "09-10-2062") },
      "'dag' has a day to come, which it never had before"
    ),
  ]

  @Test(
    "the change guard stops what differs too much, and lets it through when told to",
    arguments: nights)
  func guarded(night: Night) async throws {
    let rows = night.rows
    let work = try work(checks: "")
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    let before = try work.tree()
    try write(rows, to: work)
    let outcome = try await work.run("run", "--date", "2026-11-02")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("[change-guard]"))
    #expect(outcome.unwrappedErrors.contains(night.words), "\(outcome.errors)")
    let said = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("'hergebruik run a --accept-change'"), "\(said)")
    #expect(try work.tree() == before)
    let accepted = try await work.run("run", "--date", "2026-11-02", "--accept-change")
    #expect(accepted.code == 0, "\(accepted.errors)")
    #expect(try work.published("a").count == rows.count + 1)
  }

  @Test("the change guard keeps to the limits that are stated, and lets small changes be")
  func limits() async throws {
    let work = try work(
      checks:
        "{change: {maximumRowDrop: 2%, maximumNewValues: 60%, maximumShift: 100%, medianFactor: 0, meanFactor: 0, futureDates: true}}"
    )
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    // Five rows fewer are never too many.
    try write(Array(Self.rows().prefix(95)), to: work)
    let few = try await work.run("run", "--date", "2026-11-02")
    #expect(few.code == 0, "\(few.errors)")
    for name in ["other values", "other amounts", "days to come"] {
      let night = try #require(Self.nights.first { $0.name == name })
      try write(Array(night.rows.prefix(95)), to: work)
      let outcome = try await work.run("run", "--date", "2026-11-03")
      #expect(outcome.code == 0, "\(night.name): \(outcome.errors)")
      try write(Array(Self.rows().prefix(95)), to: work)
      #expect(try await work.run("run", "--date", "2026-11-03", "--accept-change").code == 0)
    }
    try write(Array(Self.rows().prefix(89)), to: work)
    #expect(try await work.run("run", "--date", "2026-11-04").code == 1)
  }
}
