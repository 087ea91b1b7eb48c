// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What a file is that no format reads, by its content: its name may say anything.
extension ExportFile {
  /// Refuses what no format reads, with what to do about it.
  ///
  /// - Parameter shown: The path as it was given.
  /// - Throws: `format-error`, or what opening the file throws.
  package func refuseUnreadable(shown: String) throws(Failure) {
    let start = try bytes(ReadCounter()).peek(1024)
    guard let (what, hint) = Self.unreadable(start) else { return }
    throw Failure(.format, at: .init(file: shown), "this is \(what)", hint: hint)
  }

  private static func unreadable(_ start: [UInt8]) -> (what: String, hint: String)? {
    if start.isEmpty { return ("an empty file", "Check whether the export ran.") }
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return (
        "an old Excel workbook (.xls) or another document of Office before 2007",
        "Let the source system export CSV or .xlsx, or save it as .xlsx: libreoffice --convert-to xlsx FILE"
      )
    }
    if start.starts(with: Array("%PDF-".utf8)) {
      return (
        "a PDF document", "Let the source system export CSV: a table in a PDF is a picture of one."
      )
    }
    if start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return ("an empty zip archive", "Check whether the export ran.")
    }
    // ASCII in UTF-16 has a NUL beside each character.
    let text = start.filter { $0 != 0 }
      .drop { [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
    guard text.first == 0x3C else { return nil }
    let words = String(
      decoding: text.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    if words.contains("urn:schemas-microsoft-com:office:spreadsheet") {
      return (
        "a worksheet of Excel 2003 in XML, whatever its name says",
        "Open it in Excel or LibreOffice, and save it as .xlsx: libreoffice --convert-to xlsx FILE"
      )
    }
    if words.contains("urn:oasis:names:tc:opendocument") {
      return (
        "an OpenDocument sheet in one XML file (.fods)",
        "Save it as .ods: libreoffice --convert-to ods FILE"
      )
    }
    let isPage =
      words.hasPrefix("<!doctype html") || words.hasPrefix("<html") || words.hasPrefix("<head")
      || words.hasPrefix("<table") || words.hasPrefix("<body") || words.contains("<html ")
      || words.contains("<html>")
    guard isPage else { return nil }
    return (
      "a web page (HTML), whatever its name says",
      "Let the source system export CSV or .xlsx. Where it is a table that Excel opens: open it there, and save it as "
        + ".xlsx. It may also be a page that asks to log in."
    )
  }
}
