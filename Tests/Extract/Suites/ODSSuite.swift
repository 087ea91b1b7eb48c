// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// OpenDocument spreadsheets.
  static let ods = ExtractorSuite(
    ODSExtractor.self,
    cases: odsTables + odsRefusals,
    large: Large(options: .group(["path": .text("large.ods")])) { rows, folder in
      var xml = "<table:table table:name=\"Blad\">" + row("nummer", "naam")
      for number in 0..<rows { xml += row("\(number)", "naam van \(number)") }
      try folder.write(TestWorkbook.ods(xml + "</table:table>"), to: "large.ods")
    })

  private static func row(_ cells: String...) -> String {
    "<table:table-row>"
      + cells.map {
        "<table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell>"
      }
      .joined() + "</table:table-row>"
  }

  private static func book(_ rows: String, manifest: String = "") -> [(String, [UInt8])] {
    // A workbook that cannot be made is an empty file, which every case finds wrong.
    let bytes = try? TestWorkbook.ods(
      "<table:calculation-settings/><table:table table:name=\"Leeg\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table><table:table table:name=\"Blad\"><table:table-column/>\(rows)</table:table>",
      manifest: manifest)
    return [("a.ods", bytes ?? [])]
  }

  private static func options(
    sheet: ConfigNode = .text("Blad"), range: String = "A1:XFD", headerRows: Int = 1
  ) -> ConfigNode {
    .group([
      "path": .text("a.ods"), "sheet": sheet, "range": .text(range),
      "headerRows": .plain("\(headerRows)"),
    ])
  }

  private static let odsTables = [
    ExtractorCase(
      "values of every kind, repeated cells and rows, notes left out",
      files: book(
        """
        <table:table-header-rows>\(row("a", "b", "c", "d"))</table:table-header-rows>
        <table:table-row-group><table:table-row>
        <table:table-cell office:value-type="float" office:value="1.5E-7"><text:p>0,00</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2022-03-16"><text:p>16-03-22</text:p></table:table-cell>
        <table:table-cell office:value-type="time" office:time-value="PT09H05M00.000000000S"/>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell>
        </table:table-row></table:table-row-group>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><office:annotation><text:p>niet</text:p></office:annotation><text:p>een  <text:s text:c="2"/><text:span>twee</text:span><text:line-break/>drie</text:p><text:p> vier </text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="time" office:time-value="PT30H00M00S"/><table:table-cell table:number-columns-repeated="16380"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        """), options: options(),
      .table(
        TableContents(
          header: ["a", "b", "c", "d"], width: 4,
          records: [
            .init(
              ["0.00000015", "2022-03-16", "09:05:00", "true"], row: 1, line: 2, file: "a.ods"),
            .init(
              ["een   twee\ndrie\nvier ", "een   twee\ndrie\nvier ", "", "PT30H00M00S"], row: 2,
              line: 3, file: "a.ods"),
            .init(
              ["een   twee\ndrie\nvier ", "een   twee\ndrie\nvier ", "", "PT30H00M00S"], row: 3,
              line: 4, file: "a.ods"),
          ], blankCount: 1))),
    ExtractorCase(
      "a range that begins within repeated rows",
      files: book(
        "<table:table-row table:number-rows-repeated=\"4\"><table:table-cell/><table:table-cell office:value-type=\"float\" office:value=\"7\" table:number-columns-repeated=\"3\"/></table:table-row>"
      ),
      options: options(range: "B2:C3", headerRows: 0),
      .table(
        TableContents(
          header: nil, width: 2,
          records: [
            .init(["7", "7"], row: 1, line: 2, file: "a.ods"),
            .init(["7", "7"], row: 2, line: 3, file: "a.ods"),
          ]))),
    ExtractorCase(
      "cells and rows that say to be more than a sheet has",
      files: book(
        """
        <table:table-row><table:table-cell table:number-columns-spanned="9223372036854775807" \
        table:number-rows-spanned="9223372036854775807"><text:p>7</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated="9223372036854775807"/></table:table-row>
        <table:table-row table:number-rows-repeated="9223372036854775807"><table:table-cell/></table:table-row>
        """), options: options(headerRows: 0),
      .table(
        TableContents(
          header: nil, width: 1, records: [.init(["7"], row: 1, line: 1, file: "a.ods")],
          blankCount: 1))),
    ExtractorCase(
      "a header of two rows with merged cells",
      files: book(
        """
        <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Boom</text:p></table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>Plek</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row><table:covered-table-cell/><table:table-cell><text:p>straat</text:p></table:table-cell><table:table-cell><text:p>wijk</text:p></table:table-cell></table:table-row>
        \(row("Eik", "Dam", "1"))
        """), options: options(sheet: .plain("2"), headerRows: 2),
      .table(
        TableContents(
          header: ["Boom", "Plek / straat", "Plek / wijk"], width: 3,
          records: [.init(["Eik", "Dam", "1"], row: 1, line: 3, file: "a.ods")]))),
  ]

  private static let odsRefusals = [
    ExtractorCase(
      "a formula that failed, behind a good record",
      files: book(
        row("a") + row("1")
          + "<table:table-row><table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#VERW!</text:p></table:table-cell></table:table-row>"
      ), options: options(), .refusal(.format, line: 3, column: nil)),
    ExtractorCase(
      "a password",
      files: book(
        row("a") + row("1"),
        manifest: "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
      options: options(), .refusal(.compression, line: nil, column: nil)),
    ExtractorCase(
      "a row that repeats itself like a bomb",
      files: book(
        row("a")
          + "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell><text:p>\(String(repeating: "x", count: 100))</text:p></table:table-cell></table:table-row>"
      ), options: options(), .refusal(.compression, line: 2, column: nil)),
    ExtractorCase(
      "no such sheet", files: book(row("a")), options: options(sheet: .text("Blad 2")),
      .refusal(.sourceMissing, line: nil, column: nil)),
    ExtractorCase(
      "an empty sheet", files: book(row("a")), options: options(sheet: .text("Leeg")),
      .refusal(.sourceEmpty, line: nil, column: nil)),
    ExtractorCase(
      "a text document in a zip", files: [("a.ods", TestWorkbook.text)], options: options(),
      .refusal(.format, line: nil, column: nil)),
  ]
}
