// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// What workbooks hide, leave out or lose is told, with the first place and the number.
@Suite struct SheetRemarkTests {
  private static func text(_ text: String) -> String { "<c t=\"str\"><v>\(text)</v></c>" }

  private static let header = "<row r=\"1\">\(text("a"))\(text("b"))\(text("c"))</row>"

  private static func row(_ number: Int, _ attributes: String = "", _ cells: String? = nil)
    -> String
  {
    "<row r=\"\(number)\"\(attributes)>\(cells ?? "<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>")</row>"
  }

  private static func data(_ rows: String) -> String { "<sheetData>\(header)\(rows)</sheetData>" }

  private func expect(
    _ reading: SheetReading, _ told: [String], counts: [Int] = [],
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    #expect(reading.told == told, sourceLocation: place)
    for (remark, count) in zip(reading.remarks, counts) {
      #expect(remark.summary.contains(": \(count)"), "\(remark)", sourceLocation: place)
    }
    for remark in reading.remarks {
      let severity = try #require(remark.code.remarkSeverity, sourceLocation: place)
      #expect(remark.severity == severity && remark.hint != nil, sourceLocation: place)
      #expect(remark.location.file?.hasSuffix("book") == true, sourceLocation: place)
    }
  }

  @Test func nothingIsToldOfAPlainSheet() throws {
    let reading = try SheetReading.xlsx(
      "<cols><col min=\"1\" max=\"3\" width=\"9.1\" hidden=\"0\"/></cols>"
        + Self.data(Self.row(2, " ht=\"15\" hidden=\"0\"") + Self.row(3)))
    try expect(reading, [])
    #expect(reading.rows == [["1", "2", "3"], ["1", "2", "3"]])
  }

  /// By hand, by a filter, in a folded group, without height; blank rows and those outside the range do not count.
  @Test func hiddenRows() throws {
    let rows =
      Self.row(2) + Self.row(3, " hidden=\"1\"")
      + Self.row(4, " hidden=\"true\" outlineLevel=\"1\"")
      + Self.row(5, " hidden=\"1\"", "<c s=\"0\"/>") + Self.row(6, " ht=\"0\" customHeight=\"1\"")
      + Self.row(7, " hidden=\"1\"")
    let reading = try SheetReading.xlsx(
      "<sheetPr filterMode=\"1\"/>" + Self.data(rows), range: "A1:C6")
    try expect(reading, ["hidden-rows Blad 3 -"], counts: [3])
    #expect(reading.rows.count == 4)
    #expect(reading.remarks[0].hint?.contains("filter") == true)
  }

  /// A hidden row beyond the header's columns is rejected, and told all the same.
  @Test func hiddenRejectedRow() throws {
    let cells = (1...4).map { "<c><v>\($0)</v></c>" }.joined()
    let reading = try SheetReading.xlsx(Self.data(Self.row(2, " hidden=\"1\"", cells)))
    try expect(reading, ["hidden-rows Blad 2 -"], counts: [1])
  }

  @Test func hiddenColumns() throws {
    let columns =
      "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"3\" max=\"3\" width=\"0\"/><col min=\"4\" max=\"16384\" hidden=\"1\"/></cols>"
    let rows = Self.row(2) + Self.row(3, "", "<c><v>1</v></c><c><v>2</v></c>")
    let reading = try SheetReading.xlsx(columns + Self.data(rows))
    try expect(
      reading, ["hidden-columns Blad!B2 2 b", "hidden-columns Blad!C2 2 c"], counts: [2, 1])
  }

  /// A hidden column without values shows nothing; the default width hides the others.
  @Test func columnsHiddenByDefault() throws {
    let columns =
      "<sheetFormatPr defaultColWidth=\"0\"/><cols><col min=\"1\" max=\"1\" width=\"9\"/></cols>"
    let rows = Self.row(2, "", "<c><v>1</v></c><c/><c><v>3</v></c>")
    let reading = try SheetReading.xlsx(columns + Self.data(rows))
    try expect(reading, ["hidden-columns Blad!C2 2 c"], counts: [1])
  }

  /// Fifty are told one by one, the others together.
  @Test func manyHiddenColumns() throws {
    let cells = (1...60).map { "<c><v>\($0)</v></c>" }.joined()
    let reading = try SheetReading.xlsx(
      "<cols><col min=\"1\" max=\"60\" hidden=\"1\"/></cols><sheetData>\(Self.row(1, "", cells))\(Self.row(2, "", cells))</sheetData>"
    )
    #expect(reading.remarks.count == 51)
    #expect(reading.told.first == "hidden-columns Blad!A2 2 1")
    #expect(reading.told.last == "hidden-columns Blad!AY2 2 -")
    #expect(reading.remarks.last?.summary.contains(": 10") == true)
  }

  @Test(arguments: ["hidden", "veryHidden"])
  func hiddenSheet(_ state: String) throws {
    let book = try TestWorkbook.xlsx(
      [("Blad", Self.data(Self.row(2))), ("Lijst", Self.data(Self.row(2)))],
      hidden: ["Lijst": state])
    try expect(SheetReading(XLSXExtractor.self, book, sheet: "Blad"), [])
    try expect(
      SheetReading(XLSXExtractor.self, book, sheet: "Lijst"), ["hidden-sheet Lijst - -"])
    let failure = try #require(throws: Failure.self) {
      try SheetReading(XLSXExtractor.self, book, sheet: "Ander")
    }
    #expect(failure.diagnostics[0].hint?.contains("'Lijst' (hidden)") == true)
  }

  /// Without a value, with an empty one, of any kind and form; an empty text is a result.
  @Test func uncachedFormulas() throws {
    let cells =
      "<c><f>1+1</f></c><c><f>A2*2</f><v></v></c><c t=\"str\"><f>\"\"</f><v></v></c>"
    let dated =
      "<c s=\"1\"><f>TODAY()</f><v/></c><c t=\"b\"><f>1=1</f></c><c t=\"str\"><f>B2</f></c>"
    let reading = try SheetReading.xlsx(
      Self.data(
        Self.row(2, "", cells) + Self.row(3, "", dated)
          + Self.row(4, "", "<c><f>2</f><v>2</v></c>")), formats: ["dd-mm-yyyy"])
    try expect(reading, ["uncached-formulas Blad!A2 2 -"], counts: [5])
    #expect(reading.rows == [["2", "", ""]])
  }

  /// Nought everywhere, in a workbook that is still to be calculated, as some programs write it.
  @Test func uncalculatedFormulas() throws {
    let cells = "<c><f>1+1</f><v>0</v></c>"
    let calculate = "<calcPr fullCalcOnLoad=\"1\"/>"
    let all = try SheetReading.xlsx(
      Self.data(Self.row(2, "", cells) + Self.row(3, "", cells)), extensions: calculate)
    try expect(all, ["uncached-formulas Blad!A2 2 -"], counts: [2])
    let other = cells + "<c><f>A2+2</f><v>2</v></c>"
    try expect(
      SheetReading.xlsx(
        Self.data(Self.row(2, "", cells) + Self.row(3, "", other)), extensions: calculate), [])
    try expect(SheetReading.xlsx(Self.data(Self.row(2, "", cells))), [])
  }

  @Test(arguments: [1, 0])
  func mergedCells(_ headerRows: Int) throws {
    let gap = Self.row(3, "", "<c/><c><v>2</v></c><c><v>3</v></c>")
    let reading = try SheetReading.xlsx(
      Self.data(Self.row(2) + gap + Self.row(4, "", "<c><v>7</v></c>"))
        + "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A4:C4\"/><mergeCell ref=\"B5:C9\"/></mergeCells>",
      headerRows: headerRows)
    try expect(reading, ["merged-cells Blad!A2 2 -"], counts: [2])
    #expect(reading.remarks[0].summary.contains("A2:A3"))
  }

  /// Titles above the range, cells beside it, empty areas, and rows without a value lose nothing.
  @Test func mergedCellsThatLoseNothing() throws {
    let rows =
      Self.row(2) + "<row r=\"3\"/>" + Self.row(4, "", "<c/><c/><c><v>3</v></c>")
    let reading = try SheetReading.xlsx(
      Self.data(rows)
        + "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A4:B4\"/><mergeCell ref=\"E1:F9\"/><mergeCell ref=\"C2:C2\"/></mergeCells>"
    )
    try expect(reading, [])
  }

  /// The header's own mergers count for labels alone.
  @Test func mergedHeader() throws {
    let reading = try SheetReading.xlsx(
      "<sheetData>\(Self.row(1, "", Self.text("a") + Self.text("b")))\(Self.row(2, "", "<c/>" + Self.text("x") + Self.text("y")))\(Self.row(3))</sheetData>"
        + "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>",
      headerRows: 2)
    try expect(reading, [])
    #expect(reading.contents.header == ["a", "b / x", "b / y"])
    // With one header row, what hangs down from it leaves a record's cell empty.
    let one = try SheetReading.xlsx(
      Self.data(Self.row(2, "", "<c/><c><v>2</v></c>"))
        + "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>")
    try expect(one, ["merged-cells Blad!A1 1 -"], counts: [1])
  }

  /// Values below a merged cell are read, though nobody sees them.
  @Test func coveredValues() throws {
    let reading = try SheetReading.xlsx(
      Self.data(Self.row(2) + Self.row(3))
        + "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")
    try expect(reading, ["merged-cells Blad!A3 3 -"], counts: [1])
    #expect(reading.remarks[0].summary.contains("nobody sees"))
  }

  /// Areas as large as a sheet, many times over, take no time to speak of.
  @Test(.timeLimit(.minutes(1))) func hostileMergers() throws {
    let areas = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 20_000)
    let reading = try SheetReading.xlsx(
      "<sheetData>\(Self.header)\(Self.row(2))\(Self.row(1_048_576))</sheetData><mergeCells>\(areas)</mergeCells>"
    )
    #expect(reading.remarks.allSatisfy { $0.code == .mergedCells } && !reading.remarks.isEmpty)
  }

  /// What tells of columns twice is damaged, and cannot take for ever.
  @Test func columnsOutOfOrderAreRefused() throws {
    let columns = String(repeating: "<col min=\"1\" max=\"16384\" hidden=\"1\"/>", count: 2)
    let failure = try #require(throws: Failure.self) {
      try SheetReading.xlsx("<cols>\(columns)</cols>" + Self.data(Self.row(2)))
    }
    #expect(failure.diagnostics[0].code == .format)
  }
}
