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
    let sheet = contents.sheets[try options.choose(contents.list, file: file.name)]
    let strings = SharedStrings(file: file.name, memory: context.memory)
    if let part = contents.strings { try workbook.read(part, strings) }
    let rows = SheetRows(
      options, context, sink: sink, workbook, sheet: sheet.name, isHidden: sheet.isHidden)
    if options.headerRows > 1 {
      // Excel writes behind the cells which are merged.
      try workbook.read(sheet.part, XLSXMerges(rows, file: file.name))
    }
    let reader = XLSXSheet(
      rows, contents, strings, file: file.name, wantsMerges: options.headerRows <= 1)
    try workbook.read(sheet.part, reader)
    try reader.finish()
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
    guard String(cString: name.local) == "mergeCell",
      let range = attributes.text("ref", isPlain: true).flatMap(SheetRange.init)
    else { return nil }
    return .init(columns: range.columns, rows: range.rows)
  }
}
