// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads a sheet of an OpenDocument spreadsheet.
struct ODSExtractor: WorksheetExtractor {
  typealias Contents = ODSContents

  static let name = "ods"
  static let summary = "Reads a sheet of an OpenDocument spreadsheet (.ods)."
  static let example = """
    path: example/bomen.ods
    sheet: Bomen
    """

  let source: ExportSource
  let options: SheetOptions
}

extension ODSContents: WorkbookContents {
  static let marks = ["content.xml"]

  convenience init(_ workbook: Workbook) throws(Failure) {
    self.init(file: workbook.name)
    let manifest = ODSManifest(file: workbook.name)
    try workbook.read("META-INF/manifest.xml", manifest)
    guard !manifest.isEncrypted else { throw workbook.locked }
    try workbook.read("content.xml", self)
    guard isSpreadsheet else {
      throw Failure(
        .format, at: .init(file: workbook.name), "the file is no spreadsheet of OpenDocument",
        hint: "Open it to see what it is, and save it as .ods.")
    }
  }

  func read(
    sheet: Int, of workbook: Workbook, _ context: ExtractContext, into rows: SheetRows
  ) throws(Failure) {
    try workbook.read("content.xml", ODSSheet(rows, self, index: sheet, file: workbook.name))
  }
}

/// Whether the parts are encrypted.
private final class ODSManifest: WorkbookPart {
  private(set) var isEncrypted = false

  override func begins(_ attributes: [String: String]) {
    if names.last == "encryption-data" { isEncrypted = true }
  }
}
