// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// What cells of Excel workbooks become, where others have gone wrong.
@Suite struct WorkbookValueTests {
  private static let header =
    "<row r=\"1\"><c t=\"str\"><v>code</v></c><c t=\"str\"><v>waarde</v></c></row>"

  /// A sheet with a column of letters and one of given cells.
  private static func sheet(_ cells: String...) -> String {
    let rows = cells.enumerated().map { index, cell in
      "<row r=\"\(index + 2)\"><c t=\"str\"><v>r\(index)</v></c>\(cell)</row>"
    }
    return "<sheetData>\(header)\(rows.joined())</sheetData>"
  }

  private func values(_ reading: SheetReading) -> [String] { reading.rows.map { $0[1] } }

  private func refusal(_ body: () throws -> SheetReading) throws -> Diagnostic {
    let failure = try #require(throws: Failure.self) { try body() }
    return try #require(failure.diagnostics.first)
  }

  /// In an extension Excel puts another `workbookPr`, and styles for conditions have number formats too.
  @Test func dates1904WithExtensions() throws {
    let reading = try SheetReading.xlsx(
      Self.sheet("<c s=\"1\"><v>100</v></c>"), formats: ["dd-mm-yyyy"],
      properties: "<workbookPr date1904=\"1\" defaultThemeVersion=\"124226\"/>",
      extensions:
        "<extLst><ext uri=\"{140A7094-0E35-4892-8432-C4D2E57EDEB5}\" xmlns:x15=\"http://schemas.microsoft.com/office/spreadsheetml/2010/11/main\"><x15:workbookPr chartTrackingRefBase=\"1\"/><x15:calcPr fullCalcOnLoad=\"1\"/><x15:sheets><x15:sheet name=\"x\" r:id=\"s0\"/></x15:sheets></ext></extLst>"
    )
    #expect(values(reading) == ["1904-04-10"])
  }

  /// Other namespaces, and days as texts.
  @Test func strict() throws {
    let reading = try SheetReading.xlsx(
      Self.sheet(
        "<c s=\"1\" t=\"d\"><v>2026-03-01</v></c>",
        "<c s=\"1\" t=\"d\"><v>2026-03-01T00:00:00.000</v></c>",
        "<c s=\"2\" t=\"d\"><v>1899-12-30T18:00:00</v></c>",
        "<c s=\"3\" t=\"d\"><v>1899-12-31T12:00:00Z</v></c>",
        "<c s=\"4\" t=\"d\"><v>2026-03-01T09:30:00</v></c>",
        "<c t=\"d\"><v>2026-03-01T09:30:00</v></c>",
        "<c s=\"1\"><v>59</v></c>", "<c t=\"s\"><v>0</v></c>", "<c t=\"d\"><v></v></c>"),
      strings: ["<t>tekst</t>"], formats: ["yyyy-mm-dd", "hh:mm", "[h]:mm", "yyyy-mm-dd hh:mm"],
      properties: "<workbookPr dateCompatibility=\"0\"/>", isStrict: true)
    #expect(
      values(reading) == [
        "2026-03-01", "2026-03-01", "18:00:00", "PT36H0M0S", "2026-03-01T09:30:00",
        "2026-03-01T09:30:00", "1900-02-27", "tekst", "",
      ])
    let found = try refusal {
      try SheetReading.xlsx(Self.sheet("<c t=\"d\"><v>1 maart</v></c>"), isStrict: true)
    }
    #expect(found.code == .format && found.location.path == "Blad!B2")
  }

  @Test func timesAndDurations() throws {
    let reading = try SheetReading.xlsx(
      Self.sheet(
        "<c s=\"1\"><v>1</v></c>", "<c s=\"1\"><v>0.99930555555555556</v></c>",
        "<c s=\"2\"><v>1</v></c>",
        "<c s=\"2\"><v>-0.0625</v></c>", "<c s=\"2\"><v>-1.5</v></c>", "<c s=\"3\"><v>0.25</v></c>",
        "<c s=\"3\"><v>7.5</v></c>"), formats: ["h:mm", "[h]:mm", "[&lt;1]h:mm;0.0"])
    #expect(
      values(reading) == [
        "24:00:00", "23:59:00", "PT24H0M0S", "-PT1H30M0S", "-PT36H0M0S", "06:00:00", "7.5",
      ])
    let found = try refusal {
      try SheetReading.xlsx(Self.sheet("<c s=\"1\"><v>-0.5</v></c>"), formats: ["h:mm"])
    }
    #expect(found.code == .format)
  }

  /// In shared texts, in those of the cell, in results of formulas, and in labels.
  @Test func escapes() throws {
    let reading = try SheetReading.xlsx(
      Self.sheet(
        "<c t=\"s\"><v>0</v></c>", "<c t=\"inlineStr\"><is><t>een_x000D_&#10;twee</t></is></c>",
        "<c t=\"str\"><f>A1</f><v>_x005F_x0041_</v></c>", "<c t=\"s\"><v>1</v></c>",
        "<c t=\"inlineStr\"><is><r><t>_x0041_</t></r><r><t>_x00</t></r><r><t>42_</t></r></is></c>"
      ).replacing("code", with: "_x0063_ode"),
      strings: ["<t>een_x000D_&#10;twee</t>", "<r><t>a_x0009_</t></r><r><t>_x20AC_</t></r>"])
    #expect(
      values(reading) == ["een\r\ntwee", "een\r\ntwee", "_x0041_", "a\t€", "A_x0042_"])
    #expect(reading.contents.header == ["code", "waarde"])
    for cell in ["<c t=\"s\"><v>0</v></c>", "<c t=\"str\"><v>_xD83D_</v></c>"] {
      let found = try refusal {
        try SheetReading.xlsx(Self.sheet(cell), strings: ["<t>_xDE00_</t>"])
      }
      #expect(found.code == .format)
    }
  }

  /// An error is a missing value where the field says so, and in no other column.
  @Test func errorsAsMissingValues() throws {
    let cells = Self.sheet("<c t=\"e\"><f>NA()</f><v>#N/A</v></c>", "<c><v>4</v></c>")
    func read(_ words: MissingWords) throws -> SheetReading {
      try SheetReading.xlsx(cells) { $0.missingWords = words }
    }
    let common = try read(MissingWords(common: ["", "#N/A"], fields: []))
    #expect(values(common) == ["#N/A", "4"] && common.remarks.isEmpty)
    let own = MissingWords(common: [""], fields: [("code", nil), ("waarde", ["#N/A"])])
    #expect(try values(read(own)) == ["#N/A", "4"])
    for words in [
      MissingWords(), MissingWords(common: ["#REF!"], fields: []),
      MissingWords(common: ["#N/A"], fields: [("waarde", ["-"])]),
      MissingWords(common: ["#N/A"], fields: [(nil, [])]),
      MissingWords(common: [], fields: [("code", ["#N/A"])]),
      MissingWords(common: ["#N/A"], fields: [("waarde", nil), ("waarde", ["-"])]),
    ] {
      let found = try refusal { try read(words) }
      #expect(found.code == .format && found.location.path == "Blad!B2")
      #expect(found.hint?.contains("missingValues") == true)
    }
  }

  /// Truth values in both forms; digits as they are; long numbers that were calculated as the shortest that is the same.
  @Test func numbersAndTruth() throws {
    let reading = try SheetReading.xlsx(
      Self.sheet(
        "<c t=\"b\"><v>1</v></c>", "<c t=\"b\"><v>false</v></c>",
        "<c><v>123456789012345678</v></c>",
        "<c><v>-9223372036854775809</v></c>", "<c><v>0.30000000000000004</v></c>",
        "<c><v>1.0E+3</v></c>",
        "<c s=\"1\"><v></v></c>", "<c s=\"2\"><v>45000.5</v></c>"),
      formats: ["dd-mm-yyyy", "0\\ \\d"])
    #expect(
      values(reading) == [
        "true", "false", "123456789012345678", "-9223372036854775809", "0.30000000000000004",
        "1000", "", "45000.5",
      ])
    for cell in [
      "<c t=\"b\"><v>10</v></c>", "<c><v>1-2</v></c>", "<c><v>1.2.3</v></c>", "<c><v>-</v></c>",
      "<c><v>1E999</v></c>", "<c><v>nan</v></c>", "<c s=\"1\"><v>1E300</v></c>",
    ] {
      let found = try refusal { try SheetReading.xlsx(Self.sheet(cell), formats: ["dd-mm-yyyy"]) }
      #expect(found.code == .format, "\(cell)")
    }
  }

  /// Shared texts take no more memory than they may, however they do it, and a count that says so is believed at once.
  @Test func sharedTextsAreBounded() throws {
    let cell = Self.sheet("<c t=\"s\"><v>0</v></c>")
    let long = "<t>\(String(repeating: "x", count: 1 << 20))</t>"
    for (strings, refuses) in [
      ([long], true), (Array(repeating: "", count: 70_000), true), (["<t>kort</t>"], false),
      (Array(repeating: "<r><t>x</t></r>", count: 60_000), false),
    ] {
      let bytes = try TestWorkbook.xlsx([("Blad", cell)], strings: strings)
      let read = { try SheetReading(XLSXExtractor.self, bytes) { $0.memory = 1 << 20 } }
      guard refuses else {
        #expect(try read().rows.count == 1)
        continue
      }
      let found = try refusal(read)
      #expect(found.code == .recordTooLarge && found.hint?.contains("--memory") == true)
    }
  }
}

/// What cells of OpenDocument become.
@Suite struct ODSValueTests {
  private static func row(_ cells: String) -> String {
    "<table:table-row>\(cells)</table:table-row>"
  }

  private static func text(_ xml: String) -> String {
    "<table:table-cell office:value-type=\"string\">\(xml)</table:table-cell>"
  }

  /// Reads one cell below a header.
  private func value(
    _ cell: String, _ change: (inout ExtractContext) -> Void = { _ in }
  ) throws -> String {
    let filled = Self.text("<text:p>x</text:p>")
    let reading = try SheetReading.ods(
      Self.row(Self.text("<text:p>a</text:p>") + Self.text("<text:p>b</text:p>"))
        + Self.row(filled + cell), change: change)
    return reading.rows[0][1]
  }

  /// Fields, lists, ruby and spaces are text; notes, comments and pronunciation are not.
  @Test(arguments: [
    ("<text:p>een<text:s text:c=\"3\"/>twee<text:tab/>drie</text:p>", "een   twee\tdrie"),
    (
      "<text:p><text:sheet-name>Blad</text:sheet-name> <text:date>1 mei</text:date></text:p>",
      "Blad 1 mei"
    ),
    (
      "<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>",
      "a\nb"
    ),
    (
      "<text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby></text:p>",
      "東京"
    ),
    ("<office:annotation><text:p>niet</text:p></office:annotation><text:p>wel</text:p>", "wel"),
    (
      "<text:p>wel<text:note><text:note-body><text:p>niet</text:p></text:note-body></text:note></text:p>",
      "wel"
    ),
    (
      "<text:p>a<text:span>b<text:a>c</text:a></text:span></text:p><text:p/><text:p>d</text:p>",
      "abc\n\nd"
    ),
  ])
  func texts(_ xml: String, _ expected: String) throws {
    #expect(try value(Self.text(xml)) == expected)
  }

  @Test(arguments: [
    ("office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1234.5\"", "1234.5"),
    ("office:value-type=\"percentage\" office:value=\"0.15\"", "0.15"),
    ("office:value-type=\"date\" office:date-value=\"2022-03-16T18:00:00\"", "2022-03-16T18:00:00"),
    ("office:value-type=\"time\" office:time-value=\"PT9H5M\"", "09:05:00"),
    ("office:value-type=\"time\" office:time-value=\"-PT01H30M00S\"", "-PT01H30M00S"),
    ("office:value-type=\"time\" office:time-value=\"PT24H00M00S\"", "PT24H00M00S"),
    ("office:value-type=\"boolean\" office:boolean-value=\"false\"", "false"),
    ("office:value-type=\"string\" office:string-value=\"alleen hier\"", "alleen hier"),
    ("office:value-type=\"float\" office:value=\"1.5E+20\"", "150000000000000000000"),
  ])
  func values(_ attributes: String, _ expected: String) throws {
    #expect(try value("<table:table-cell \(attributes)/>") == expected)
  }

  /// An error as LibreOffice marks it, and as older programs show it beside a number.
  @Test(arguments: [
    ("office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"", "#N/B"),
    ("table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\"", "#DEEL/0!"),
    ("table:formula=\"of:=x\" office:value-type=\"float\" office:value=\"0\"", "Err:508"),
    ("table:formula=\"of:=x\" office:value-type=\"string\"", "#NAAM?"),
  ])
  func errors(_ attributes: String, _ word: String) throws {
    let cell = "<table:table-cell \(attributes)><text:p>\(word)</text:p></table:table-cell>"
    let failure = try #require(throws: Failure.self) { try value(cell) }
    #expect(failure.diagnostics[0].code == .format)
    #expect(failure.diagnostics[0].location.path == "Blad!B2")
    let words = MissingWords(common: [word], fields: [])
    #expect(try value(cell) { $0.missingWords = words } == word)
  }

  /// What only looks like an error is a number, or a text that somebody typed.
  @Test func noErrors() throws {
    #expect(
      try value(
        "<table:table-cell table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"1\"><text:p>###</text:p></table:table-cell>"
      ) == "1")
    #expect(try value(Self.text("<text:p>#VERW!</text:p>")) == "#VERW!")
  }
}
