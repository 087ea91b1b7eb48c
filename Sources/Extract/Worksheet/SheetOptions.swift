// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The keys that all formats with sheets have.
struct SheetOptions: Sendable {
  /// Which sheet is read.
  enum Sheet: Sendable {
    case named(String)
    /// From 1, hidden ones counted.
    case number(Int)
    /// There is only one.
    case only
  }

  /// A sheet that a workbook has.
  struct Listed: Sendable {
    var name: String
    var isHidden: Bool

    /// As messages have it.
    var shown: String { isHidden ? "'\(name)' (hidden)" : "'\(name)'" }
  }

  let sheet: Sheet
  let range: SheetRange
  /// How many rows make up the header; 0 where there is none.
  let headerRows: Int
  /// What stands between the parts of a name.
  let headerJoin: String

  static let keys = [
    ExtractorOption(
      "sheet", "a name, or a number from 1; required where there are several",
      "The sheet that is read; a number counts hidden sheets too."),
    ExtractorOption(
      "range", "cells such as \"B3:F200\", or \"B3:F\" to the last row; default all",
      "The part of the sheet that is read, header included."),
    ExtractorOption(
      "headerRows", "a whole number; default 1",
      "How many rows make up the header; 0 where there is none. A merged cell is the name above all "
        + "that it covers."),
    ExtractorOption(
      "headerJoin", "a text; default \" / \"",
      "What stands between the parts of a name from several header rows."),
  ]

  /// Reads the keys; problems go to the reader's collection.
  init(_ reader: inout ConfigReader) {
    if !reader.names.contains("sheet") {
      sheet = .only
    } else if case .scalar(let text, quoted: false) = reader.place("sheet").value, Int(text) != nil
    {
      sheet = .number(reader.integer("sheet", in: 1...10_000) ?? 1)
    } else {
      sheet = .named(reader.string("sheet") ?? "")
    }
    if let text = reader.string("range") {
      let found = SheetRange(text)
      range = found ?? SheetRange()
      if found == nil {
        reader.invalid(
          "range", "'range' is not a range of cells",
          hint: "Write the first and the last cell, \"B3:F200\", or \"B3:F\" to the last row.")
      }
    } else {
      range = SheetRange()
    }
    headerRows = reader.integer("headerRows", in: 0...20) ?? 1
    headerJoin = reader.string("headerJoin") ?? " / "
  }

  /// Which of a workbook's sheets is meant.
  ///
  /// - Throws: `source-missing`.
  func choose(_ sheets: [Listed], file: String) throws(Failure) -> Int {
    let list = "There are \(sheets.prefix(20).map(\.shown).joined(separator: ", "))."
    func missing(_ summary: String, hint: String = "") -> Failure {
      Failure(.sourceMissing, at: .init(file: file), summary, hint: hint + list)
    }
    switch sheet {
    case .only:
      if sheets.count == 1 { return 0 }
      let first = (sheets.first { !$0.isHidden } ?? sheets.first).map { "\"\($0.name)\"" } ?? "1"
      throw missing(
        "the workbook has \(sheets.count) sheets", hint: "Write which is read: sheet: \(first). ")
    case .number(let number):
      if sheets.indices.contains(number - 1) { return number - 1 }
      throw missing("the workbook has no sheet \(number)")
    case .named(let name):
      if let index = sheets.firstIndex(where: { $0.name == name }) { return index }
      throw missing("the workbook has no sheet '\(name)'")
    }
  }
}
