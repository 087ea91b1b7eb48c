// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads a sheet of an Excel workbook.
struct XLSXExtractor: WorksheetExtractor {
  typealias Contents = XLSXWorkbook

  static let name = "xlsx"
  static let summary = "Reads a sheet of an Excel workbook (.xlsx)."
  static let example = """
    path: example/stembureaus.xlsx
    sheet: Stembureaus
    """

  let source: ExportSource
  let options: SheetOptions
}

extension XLSXWorkbook: WorkbookContents {
  static let marks = ["_rels/.rels", "[Content_Types].xml"]

  func read(
    sheet: Int, of workbook: Workbook, _ context: ExtractContext, into rows: SheetRows
  ) throws(Failure) {
    let strings = SharedStrings(file: workbook.name, memory: context.memory)
    if let part = self.strings { try workbook.read(part, strings) }
    let isMergedFirst = rows.options.headerRows > 1
    if isMergedFirst {
      // Excel writes behind the cells which are merged.
      try workbook.read(parts[sheet], XLSXMerges(rows, file: workbook.name))
    }
    let reader = XLSXSheet(
      rows, self, strings, file: workbook.name, wantsMerges: !isMergedFirst)
    try workbook.read(parts[sheet], reader)
    reader.finish()
  }
}

/// Which cells of a sheet are merged.
final class XLSXMerges: SAXHandler {
  private let rows: SheetRows

  init(_ rows: SheetRows, file: String) {
    self.rows = rows
    super.init(file: file)
  }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    if let merge = Self.merge(name, attributes) { rows.merge(merge) }
  }

  /// What an element says of merged cells; `nil` if it is another element.
  static func merge(_ name: SAXName, _ attributes: SAXAttributes) -> SheetRows.Merge? {
    guard unsafe String(cString: name.local) == "mergeCell",
      let range = attributes.text("ref", isPlain: true).flatMap(SheetRange.init)
    else { return nil }
    return .init(columns: range.columns, rows: range.rows)
  }
}
