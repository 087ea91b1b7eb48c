// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Reads a sheet of an Excel workbook.
public struct XLSXExtractor: Extractor {
  /// The word under `extract:`.
  public static let name = "xlsx"
  /// One sentence for the documentation.
  public static let summary = "Reads a sheet of an Excel workbook (.xlsx)."
  /// Columns have the labels of the header.
  public static let addressing = ColumnAddressing.labels
  /// A typical export.
  public static let example = """
    path: example/stembureaus.xlsx
    sheet: Stembureaus
    """
  /// Every option.
  public static let options = SheetOptions.options

  let options: SheetOptions

  /// Reads the options.
  public init?(
    _ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems
  ) {
    let before = problems.diagnostics.count
    self.options = SheetOptions(&options)
    guard problems.diagnostics.count == before else { return nil }
  }

  /// Opens the export.
  ///
  /// - Throws: `Failure` with `source-…`, `compression-error` and `format-error`, located.
  public func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try RowTable(
      options.source.files(context), XLSXReader(options: options, context: context), context)
  }
}

private struct XLSXReader: RecordReader {
  let options: SheetOptions
  let context: ExtractContext

  var requiredColumns: [Int: SourceColumn] { [:] }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let workbook = try Workbook(file, context, counter, format: "xlsx")
    let contents = try XLSXWorkbook(workbook)
    let sheet = contents.sheets[try options.choose(contents.sheets.map(\.name), file: file.name)]
    let strings = SharedStrings(file: file.name)
    if let part = contents.strings { try workbook.read(part, strings) }
    let rows = SheetRows(options, sink: sink, file: file.name, sheet: sheet.name)
    if options.headerRows > 1 {
      // Excel writes behind the cells which are merged.
      let merges = XLSXMerges(file: file.name)
      try workbook.read(sheet.part, merges)
      rows.merges = merges.found
    }
    let reader = XLSXSheet(rows, contents, strings, file: file.name)
    try workbook.read(sheet.part, reader)
    try rows.end()
  }
}

/// Which cells of a sheet are merged.
private final class XLSXMerges: SAXHandler {
  private(set) var found: [SheetRows.Merge] = []

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    guard String(cString: name.local) == "mergeCell", found.count < 100_000 else { return }
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), String(cString: key.local) == "ref",
        let range = SheetRange(String(decoding: attributes.value(index), as: UTF8.self))
      else { continue }
      found.append(.init(columns: range.columns, rows: range.rows))
    }
  }
}
