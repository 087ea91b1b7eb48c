// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension ExportFile {
  /// Refuses archives and workbooks, where a format reads neither.
  ///
  /// - Throws: `compression-error`.
  func refusePacked(_ start: [UInt8], format: String, pattern: String) throws(Failure) {
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw Failure(
        .compression, at: .init(file: name),
        "this is a zip archive or an Excel or OpenDocument workbook, not a \(format) file",
        hint:
          "Of an archive say which files are read: member: \"\(pattern)\". A workbook is read by "
          + "'xlsx' or 'ods' in place of '\(format.lowercased())'.")
    }
    // The compound files of Microsoft Office up to 2003.
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Failure(
        .compression, at: .init(file: name),
        "this is an old Excel workbook (.xls), not a \(format) file",
        hint: "Let the source system export CSV or .xlsx, or save the workbook as .xlsx.")
    }
  }

  /// A file of the same name with another ending, in small letters or capitals; nil where there is none.
  static func sibling(of path: String, _ ending: String) -> ExportFile? {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let base = path[slash...].lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    for word in [ending, ending.uppercased(), ending.prefix(1).uppercased() + ending.dropFirst()] {
      let name = "\(base).\(word)"
      if let size = FileSelection.size(of: name) { return ExportFile(path: name, size: size) }
    }
    return nil
  }

  /// Refuses what is often taken for CSV, by its first bytes.
  ///
  /// - Throws: `compression-error` for archives and workbooks, `encoding-error` for HTML and XML.
  func refuseOtherFormats(_ start: [UInt8]) throws(Failure) {
    try refusePacked(start, format: "CSV", pattern: "*.csv")
    guard let markup = Self.markup(start) else { return }
    throw Failure(
      .encoding, at: Diagnostic.Location(file: name, line: 1, column: 1),
      "this is \(markup), not a CSV file",
      hint: "Let the source system export CSV. Open the file: a page that asks to log in, or tells "
        + "of an error, was saved in place of the export.")
  }

  /// The kind of markup that the bytes begin with, after a byte order mark and white space.
  private static func markup(_ start: [UInt8]) -> String? {
    // Without its NUL bytes, ASCII text in UTF-16 reads as in any other encoding.
    let text = start.dropFirst(ByteOrderMark(Array(start.prefix(4)))?.length ?? 0)
      .filter { $0 != 0 }.drop { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
      .prefix(9).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    if text.starts(with: "<?xml ".utf8) { return "an XML file" }
    let isPage = text.starts(with: "<!doctype".utf8) || text.starts(with: "<html".utf8)
    return isPage ? "a web page (HTML)" : nil
  }
}
