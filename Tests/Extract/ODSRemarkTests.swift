// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

/// The same of OpenDocument: what is hidden, lost or left out is told.
@Suite struct ODSRemarkTests {
  private static func cell(_ text: String, _ attributes: String = "") -> String {
    "<table:table-cell office:value-type=\"string\"\(attributes)><text:p>\(text)</text:p></table:table-cell>"
  }

  private static func row(_ cells: String..., attributes: String = "") -> String {
    "<table:table-row\(attributes)>\(cells.joined())</table:table-row>"
  }

  private static let header = row(cell("a"), cell("b"))
  private static let good = row(cell("1"), cell("2"))

  private func expect(
    _ reading: SheetReading, _ told: [String], counts: [Int] = [],
    _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(reading.told == told, sourceLocation: place)
    for (remark, count) in zip(reading.remarks, counts) {
      #expect(remark.summary.contains(": \(count)"), "\(remark)", sourceLocation: place)
    }
  }

  @Test func hiddenRows() throws {
    let folded =
      "<table:table-row-group table:display=\"false\">\(Self.good)</table:table-row-group>"
    let rows = [
      Self.header, Self.good,
      Self.row(Self.cell("x"), attributes: " table:visibility=\"filter\""),
      Self.row(
        Self.cell("x"),
        attributes: " table:visibility=\"collapse\" table:number-rows-repeated=\"3\""
      ), folded, "<table:table-row-group>\(Self.good)</table:table-row-group>",
      Self.row(Self.cell("x"), attributes: " table:style-name=\"ro0\""),
      Self.row("<table:table-cell/>", attributes: " table:visibility=\"collapse\""),
      Self.row(
        Self.cell("x"), attributes: " table:visibility=\"visible\" table:style-name=\"ro1\""),
    ]
    let reading = try SheetReading.ods(
      rows.joined(),
      styles:
        "<style:style style:name=\"ro0\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0cm\"/></style:style><style:style style:name=\"ro1\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0.45cm\"/></style:style>"
    )
    expect(reading, ["hidden-rows Blad 3 -"], counts: [6])
    #expect(reading.rows.count == 9)
    #expect(reading.remarks[0].hint?.contains("filter") == true)
  }

  @Test func hiddenColumns() throws {
    let columns =
      "<table:table-column/><table:table-column-group table:display=\"false\"><table:table-column/></table:table-column-group>"
    expect(
      try SheetReading.ods(columns + Self.header + Self.good),
      ["hidden-columns Blad!B2 2 b"], counts: [1])
    expect(
      try SheetReading.ods(
        "<table:table-columns><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/></table:table-columns>"
          + Self.header + Self.good),
      ["hidden-columns Blad!A2 2 a", "hidden-columns Blad!B2 2 b"], counts: [1, 1])
    expect(
      try SheetReading.ods(
        "<table:table-column table:style-name=\"co0\" table:number-columns-repeated=\"99999999999999999999\"/>"
          + Self.header + Self.good,
        styles:
          "<style:style style:name=\"co0\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"0.000in\"/></style:style>"
      ), ["hidden-columns Blad!A2 2 a", "hidden-columns Blad!B2 2 b"], counts: [1, 1])
  }

  @Test func hiddenSheet() throws {
    func styles(_ display: String) -> String {
      "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"\(display)\"/></style:style>"
    }
    expect(
      try SheetReading.ods(Self.header + Self.good, styles: styles("false")),
      ["hidden-sheet Blad - -"])
    expect(try SheetReading.ods(Self.header + Self.good, styles: styles("true")), [])
  }

  @Test func uncachedFormulas() throws {
    let bare = "<table:table-cell table:formula=\"of:=1+1\"/>"
    let typed = "<table:table-cell table:formula=\"of:=1+1\" office:value-type=\"float\"/>"
    let empty =
      "<table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" office:string-value=\"\"/>"
    let full =
      "<table:table-cell table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>"
    let reading = try SheetReading.ods(
      Self.header + Self.row(full, bare) + Self.row(full, typed) + Self.row(full, empty))
    expect(reading, ["uncached-formulas Blad!B2 2 -"], counts: [2])
    #expect(reading.rows == [["1", ""], ["1", ""], ["1", ""]])
  }

  @Test func mergedCells() throws {
    let covered = "<table:covered-table-cell/>"
    let reading = try SheetReading.ods(
      Self.header + Self.row(Self.cell("x", " table:number-rows-spanned=\"2\""), Self.cell("1"))
        + Self.row(covered, Self.cell("2"))
        + Self.row(Self.cell("y", " table:number-columns-spanned=\"2\""), covered)
        + Self.row(
          "<table:table-cell table:number-columns-spanned=\"2\"/>", covered))
    expect(reading, ["merged-cells Blad!A2 2 -"], counts: [2])
  }

  /// LibreOffice keeps the contents of covered cells where one says so.
  @Test func coveredValues() throws {
    let covered =
      "<table:covered-table-cell office:value-type=\"string\"><text:p>geheim</text:p></table:covered-table-cell>"
    let reading = try SheetReading.ods(
      Self.header + Self.row(Self.cell("y", " table:number-columns-spanned=\"2\""), covered))
    expect(reading, ["merged-cells Blad!B2 2 -"], counts: [1])
  }

  /// Numbers of repetitions and spans at the edge of what an integer holds, and beyond.
  @Test(arguments: ["9223372036854775807", "99999999999999999999", "1048577"])
  func hugeNumbers(_ number: String) throws {
    let spans =
      " table:number-rows-spanned=\"\(number)\" table:number-columns-spanned=\"\(number)\""
    let last = Self.row(
      "<table:table-cell/>", attributes: " table:number-rows-repeated=\"\(number)\"")
    let reading = try SheetReading.ods(
      Self.header + Self.row(Self.cell("1", spans), Self.cell("2")) + last)
    expect(reading, ["merged-cells Blad!B2 2 -"])
    #expect(reading.rows == [["1", "2"]])
  }

  @Test(arguments: ["", "-1", "x", "1.5"])
  func numbersThatAreNone(_ number: String) throws {
    let failure = try #require(throws: Failure.self) {
      try SheetReading.ods(
        Self.header + Self.row(Self.cell("1", " table:number-columns-repeated=\"\(number)\"")))
    }
    #expect(failure.diagnostics[0].code == .format)
  }

  /// Cells and rows that repeat themselves, each alone within its limit, and all together.
  @Test(.timeLimit(.minutes(1))) func bombs() throws {
    let long = String(repeating: "x", count: 100_000)
    let wide = Self.row(Self.cell(long, " table:number-columns-repeated=\"16384\""))
    let many = (0..<400).map { _ in
      Self.row(Self.cell(long), attributes: " table:number-rows-repeated=\"600\"")
    }
    let narrow = Self.row(
      Self.cell("x", " table:number-columns-repeated=\"16384\""),
      attributes: " table:number-rows-repeated=\"1000000\"")
    let wideHeader = Self.row(Self.cell("a", " table:number-columns-repeated=\"16384\""))
    for (rows, code) in [
      (wideHeader + wide, DiagnosticCode.recordTooLarge),
      (Self.header + many.joined(), .compression),
      (wideHeader + narrow, .compression),
    ] {
      let failure = try #require(throws: Failure.self) { try SheetReading.ods(rows) }
      #expect(failure.diagnostics[0].code == code)
    }
  }
}
