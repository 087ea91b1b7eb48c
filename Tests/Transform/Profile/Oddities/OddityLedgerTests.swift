// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikProfile
@testable import HergebruikTreatment

/// What is told of a whole table, in blocks of any size.
@Suite("Remarks about rows")
struct OddityLedgerTests {
  private static func field(_ name: String, _ type: FieldType = .string(.default)) -> Field {
    Field(source: name, name: name, type: type, privacy: .none, treatment: .keep)
  }

  private let fields = [
    field("id"), field("naam"), field("bedrag", .integer(NumberFormat())),
  ]

  /// The remarks about rows that come in blocks of a size.
  private func remarks(
    _ rows: [[String]], blocks size: Int = .max, fields: [Field]? = nil, primaryKey: [String] = []
  ) throws -> [Diagnostic] {
    let fields = fields ?? self.fields
    let plan = try TransformPlan(
      .init(
        fields: fields, missingValues: [""], keys: .init(primary: primaryKey),
        pseudonyms: .init(domain: "test")), key: nil)
    let header = fields.map(\.name)
    let binding = try ColumnBinding(
      fields: fields, header: header, width: fields.count, match: .exact, file: "a.csv")
    let scanner = OddityScanner(plan, binding: binding, header: header)
    let worker = try TransformWorker(plan, binding: binding)
    var ledger = OddityLedger(scanner)
    var profile = TableProfile(rowsOf: plan)
    var open = plan.makeBatch()
    var start = 0
    while start < rows.count {
      let block = batch(Array(rows[start...].prefix(size)))
      var result = TransformResult()
      worker.process(block, into: &open, result: &result)
      profile.add(open)
      ledger.enter(
        scanner.scan(block, refused: result.badRows), file: "a.csv", records: start, line: start + 2
      )
      start += block.rowCount
    }
    return ledger.remarks(sums: profile.sums)
  }

  private func rows(_ count: Int) -> [[String]] {
    (0..<count).map { ["A\($0)", "naam \($0)", "\($0 * 3 + 1)"] }
  }

  private func texts(_ count: Int) -> [Field] {
    [Self.field("id"), Self.field("naam"), Self.field("bedrag")]
  }

  @Test("says nothing of rows as they should be", arguments: [1, 7, .max])
  func clean(size: Int) throws {
    #expect(try remarks(rows(200), blocks: size).isEmpty)
    #expect(try remarks(rows(200), blocks: size, primaryKey: ["id"]).isEmpty)
  }

  @Test(
    "finds a row of totals by its word, by its sum, and both",
    arguments: [["Totaal", "", "14950"], ["", "", "14950"], ["X", "eindtotaal", "14950"]])
  func totals(row: [String]) throws {
    for size in [1, 7, .max] {
      let found = try remarks(rows(100) + [row], blocks: size)
      #expect(found.map(\.code) == [.totalsRow], "\(size)")
      #expect(found.first?.location.row == 101)
      #expect(found.first?.location.line == 102)
    }
  }

  @Test("leaves the word for totals alone where the row has other texts and no sum")
  func noTotals() throws {
    #expect(try remarks(rows(100) + [["X", "Totaal", "14951"]]).isEmpty)
    #expect(try remarks(rows(100) + [["", "vrij", "7"]]).isEmpty)
    #expect(try remarks([["Totaal", "Dorp", "1"]] + rows(100)).isEmpty)
  }

  @Test("finds subtotals among the rows")
  func subtotals() throws {
    let found = try remarks(rows(10) + [["Subtotaal", "", "145"]] + rows(100).dropFirst(10))
    #expect(found.map(\.code) == [.totalsRow])
    #expect(found.first?.location.row == 11)
  }

  @Test("counts rows that are the same, and every row twice", arguments: [1, 7, .max])
  func same(size: Int) throws {
    let twice = try remarks(rows(30) + rows(30), blocks: size)
    #expect(twice.map(\.code) == [.duplicateRows])
    #expect(twice.first?.summary == "every row is there 2 times: row 31 is the same as row 1")
    let few = try remarks(rows(30) + [rows(30)[4], rows(30)[2]], blocks: size)
    #expect(
      few.first?.summary
        == "2 of 32 rows are the same as an earlier row, cell by cell: row 31 is the same as row 5")
  }

  @Test("does not take the border between two cells for a difference, nor two rows for one")
  func borders() throws {
    #expect(try remarks([["ab", "c", "1"], ["a", "bc", "1"], ["", "abc", "1"]]).isEmpty)
  }

  @Test("finds the header among the rows", arguments: [1, 7, .max])
  func header(size: Int) throws {
    let found = try remarks(
      rows(30) + [["id", "naam", "bedrag"]] + rows(90).dropFirst(30), blocks: size,
      fields: texts(3))
    #expect(found.map(\.code).first == .joinedFiles)
    #expect(found.first?.location.row == 31)
  }

  @Test("says which few values keep a column from being one of numbers", arguments: [1, 7, .max])
  func nearMiss(size: Int) throws {
    var rows = rows(43)
    (rows[6][2], rows[23][2]) = ("zeven", "n.v.t.")
    let found = try remarks(rows, blocks: size, fields: texts(3))
    #expect(found.map(\.code) == [.nearMiss])
    #expect(
      found.first?.summary == "41 of 43 values of bedrag are numbers; rows 7 and 24 are not")
    #expect(found.first?.location.field == "bedrag")
  }

  @Test("takes many odd values for meant, and none for right")
  func noNearMiss() throws {
    let houses = (0..<1000).map { ["A\($0)", "n\($0)", $0 % 20 == 0 ? "\($0)a" : "\($0)"] }
    #expect(try remarks(houses, fields: texts(3)).isEmpty)
    #expect(try remarks(rows(1000), fields: texts(3)).isEmpty)
  }

  @Test("says the same of dates, and of one row in many")
  func dates() throws {
    var rows = (0..<2000).map { ["A\($0)", "n\($0)", "\(1 + $0 % 28)-1-2026"] }
    rows[1999][2] = "onbekend"
    let found = try remarks(rows, blocks: 300, fields: texts(3))
    #expect(
      found.map(\.summary) == ["1999 of 2000 values of bedrag are dates; row 2000 is not"])
  }

  @Test("counts odd text by field, and tells the first", arguments: [1, 7, .max])
  func text(size: Int) throws {
    var rows = rows(60)
    (rows[3][1], rows[9][1], rows[20][0]) = ("S\u{FFFD}d", "\u{FFFD}", "CafÃ©")
    let found = try remarks(rows, blocks: size)
    #expect(found.map(\.code) == [.doubleEncoding, .replacementCharacter])
    #expect(found.last?.location.row == 4)
    #expect(found.last?.location.field == "naam")
    #expect(found.last?.summary.hasPrefix("2 cells of naam") == true)
    #expect(!found.contains { $0.summary.contains("\u{FFFD}d") })
  }

  @Test("tells padding where it makes another key")
  func padding() throws {
    let padded = rows(20) + [["A1 ", "x", "5"], ["A2\u{A0}", "y ", "6"]]
    #expect(try remarks(padded, primaryKey: ["id"]).map(\.code) == [.paddedKeys])
    #expect(try remarks(padded).isEmpty)
  }
}
