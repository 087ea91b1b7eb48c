// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// Excel workbooks.
  static let xlsx = ExtractorSuite(
    XLSXExtractor.self,
    cases: xlsxTables + xlsxRefusals,
    large: Large(options: .group(["path": .text("large.xlsx")])) { rows, folder in
      var xml = "<sheetData><row><c t=\"str\"><v>nummer</v></c><c t=\"str\"><v>naam</v></c></row>"
      for row in 0..<rows {
        xml +=
          "<row><c><v>\(row)</v></c><c t=\"inlineStr\"><is><t>naam van \(row)</t></is></c></row>"
      }
      try folder.write(TestWorkbook.xlsx([("Blad", xml + "</sheetData>")]), to: "large.xlsx")
    })

  private static func sheet(_ rows: String) -> String { "<sheetData>\(rows)</sheetData>" }

  private static func book(
    _ xml: String, strings: [String] = [], formats: [String] = [], properties: String = ""
  ) -> [(String, [UInt8])] {
    // A workbook that cannot be made is an empty file, which every case finds wrong.
    let bytes = try? TestWorkbook.xlsx(
      [("Blad 1", xml), ("Leeg", sheet(""))], strings: strings, formats: formats,
      properties: properties)
    return [("a.xlsx", bytes ?? [])]
  }

  private static func options(
    sheet: ConfigNode = .text("Blad 1"), range: String = "A1:XFD", headerRows: Int = 1
  ) -> ConfigNode {
    .group([
      "path": .text("a.xlsx"), "sheet": sheet, "range": .text(range),
      "headerRows": .plain("\(headerRows)"),
    ])
  }

  private static let xlsxTables = [
    ExtractorCase(
      "texts of every kind, blank rows and cells that are not there",
      files: book(
        sheet(
          """
          <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="str"><v>c</v></c></row>
          <row r="4"><c r="A4" t="inlineStr"><is><r><t>een</t></r><r><t xml:space="preserve"> &amp; twee</t></r></is></c><c r="C4" t="b"><v>1</v></c></row>
          <row r="5"><c r="A5" s="0"/></row>
          <row r="6"><c r="B6" t="str"><f>A4&amp;"x"</f><v>een x</v></c><c t="b"><v>0</v></c></row>
          """),
        strings: ["<t>naam</t>", "<r><t>wa</t></r><rPh><t>x</t></rPh><r><t>arde</t></r>"]),
      options: options(),
      .table(
        TableContents(
          header: ["naam", "waarde", "c"], width: 3,
          records: [
            .init(["een & twee", "", "true"], row: 1, line: 4, file: "a.xlsx"),
            .init(["", "een x", "false"], row: 2, line: 6, file: "a.xlsx"),
          ], blankCount: 1))),
    ExtractorCase(
      "numbers and dates from 1900",
      files: book(
        sheet(
          """
          <row><c><v>7</v></c><c><v>0.1</v></c><c><v>1E3</v></c><c s="1"><v>60</v></c></row>
          <row><c><v>7</v></c><c><v>0.30000000000000004</v></c><c><v>1E-7</v></c><c s="1"><v>44641</v></c></row>
          <row><c><v>-7</v></c><c><v>9.9499999999999993</v></c><c><v>1.5E+20</v></c><c s="2"><v>44641.75</v></c></row>
          <row><c><v>7</v></c><c s="3"><v>0.5</v></c><c s="4"><v>1.5</v></c><c s="1"><v>59</v></c></row>
          <row><c t="d"><v>2022-03-16</v></c></row>
          """), formats: ["dd-mm-yyyy", "d/m/yy\\ h:mm", "hh:mm", "[h]:mm"]),
      options: options(range: "A2:D", headerRows: 0),
      .table(
        TableContents(
          header: nil, width: 4,
          records: [
            .init(
              ["7", "0.30000000000000004", "0.0000001", "2022-03-21"], row: 1, line: 2,
              file: "a.xlsx"),
            .init(
              ["-7", "9.95", "150000000000000000000", "2022-03-21T18:00:00"], row: 2, line: 3,
              file: "a.xlsx"),
            .init(["7", "12:00:00", "PT36H0M0S", "1900-02-28"], row: 3, line: 4, file: "a.xlsx"),
            .init(["2022-03-16", "", "", ""], row: 4, line: 5, file: "a.xlsx"),
          ]))),
    ExtractorCase(
      "dates from 1904, and a range between other things",
      files: book(
        sheet(
          """
          <row r="1"><c r="A1" t="str"><v>Overzicht</v></c></row>
          <row r="3"><c r="A3" t="str"><v>x</v></c><c r="B3" t="str"><v>dag</v></c><c r="C3" t="str"><v>n</v></c><c r="D3" t="str"><v>y</v></c></row>
          <row r="4"><c r="B4" s="1"><v>0</v></c><c r="C4"><v>1</v></c><c r="D4"><v>9</v></c></row>
          <row r="5"><c r="B5" s="1"><v>43179</v></c></row>
          <row r="6"><c r="B6" t="str"><v>Totaal</v></c></row>
          """), formats: ["yyyy"], properties: "<workbookPr date1904=\"1\"/>"),
      options: options(range: "B3:C5"),
      .table(
        TableContents(
          header: ["dag", "n"], width: 2,
          records: [
            .init(["1904-01-01", "1"], row: 1, line: 4, file: "a.xlsx"),
            .init(["2022-03-21", ""], row: 2, line: 5, file: "a.xlsx"),
          ]))),
    ExtractorCase(
      "a header of two rows with merged cells",
      files: book(
        sheet(
          """
          <row r="1"><c r="A1" t="str"><v>Stembureau</v></c><c r="B1" t="str"><v>Stemmen</v></c></row>
          <row r="2"><c r="B2" t="str"><v>geldig</v></c><c r="C2" t="str"><v>blanco</v></c></row>
          <row r="3"><c r="A3" t="str"><v>Hal</v></c><c r="B3"><v>12</v></c><c r="C3"><v>1</v></c></row>
          """) + "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>"),
      options: options(headerRows: 2),
      .table(
        TableContents(
          header: ["Stembureau", "Stemmen / geldig", "Stemmen / blanco"], width: 3,
          records: [.init(["Hal", "12", "1"], row: 1, line: 3, file: "a.xlsx")]))),
  ]

  private static let header = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c></row>"
  private static let good = "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"

  private static let xlsxRefusals = [
    ExtractorCase(
      "a formula that failed, behind a good record",
      files: book(
        sheet("\(header)\n\(good)\n<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#REF!</v></c></row>")),
      options: options(), .refusal(.format, line: 3, column: nil)),
    ExtractorCase(
      "29 February 1900",
      files: book(
        sheet("\(header)\n\(good)\n<row r=\"3\"><c r=\"A3\" s=\"1\"><v>60</v></c></row>"),
        formats: ["yyyy-mm-dd"]), options: options(), .refusal(.format, line: 3, column: nil)),
    ExtractorCase(
      "a shared string that is not there",
      files: book(sheet("\(header)<row r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c></row>")),
      options: options(), .refusal(.format, line: 3, column: nil)),
    ExtractorCase(
      "rows that go back", files: book(sheet("\(header)\(good)\(good)")), options: options(),
      .refusal(.format, line: 2, column: nil)),
    ExtractorCase(
      "no such sheet", files: book(sheet(header)), options: options(sheet: .text("Blad 2")),
      .refusal(.sourceMissing, line: nil, column: nil)),
    ExtractorCase(
      "no such number", files: book(sheet(header)), options: options(sheet: .plain("3")),
      .refusal(.sourceMissing, line: nil, column: nil)),
    ExtractorCase(
      "an empty sheet", files: book(sheet(header)), options: options(sheet: .plain("2")),
      .refusal(.sourceEmpty, line: nil, column: nil)),
    ExtractorCase(
      "an old workbook",
      files: [
        (
          "a.xlsx",
          [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        )
      ],
      options: options(), .refusal(.compression, line: nil, column: nil)),
    ExtractorCase(
      "text", files: [("a.xlsx", Array("a;b\n1;2\n".utf8))], options: options(),
      .refusal(.compression, line: nil, column: nil)),
  ]
}
