// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Reads a sheet of an OpenDocument spreadsheet.
public struct ODSExtractor: Extractor {
  /// The word under `extract:`.
  public static let name = "ods"
  /// One sentence for the documentation.
  public static let summary = "Reads a sheet of an OpenDocument spreadsheet (.ods)."
  /// Columns have the labels of the header.
  public static let addressing = ColumnAddressing.labels
  /// A typical export.
  public static let example = """
    path: example/bomen.ods
    sheet: Bomen
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
      options.source.files(context), ODSReader(options: options, context: context), context)
  }
}

extension ODSExtractor {
  /// The sheets, and what styles hide.
  ///
  /// - Throws: `compression-error` where there is a password, `format-error` where it is no spreadsheet.
  static func contents(_ workbook: Workbook) throws(Failure) -> ODSContents {
    let manifest = ODSManifest(file: workbook.name)
    try workbook.read("META-INF/manifest.xml", manifest)
    guard !manifest.isEncrypted else { throw workbook.locked }
    let contents = ODSContents(file: workbook.name)
    try workbook.read("content.xml", contents)
    guard contents.isSpreadsheet else {
      throw Failure(
        .format, at: .init(file: workbook.name), "the file is no spreadsheet of OpenDocument",
        hint: "Open it to see what it is, and save it as .ods.")
    }
    return contents
  }
}

private struct ODSReader: RecordReader {
  let options: SheetOptions
  let context: ExtractContext

  var requiredColumns: [Int: SourceColumn] { [:] }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let workbook = try Workbook(file, context, counter, format: "ods")
    let contents = try ODSExtractor.contents(workbook)
    let index = try options.choose(contents.sheets, file: file.name)
    let sheet = contents.sheets[index]
    let rows = SheetRows(
      options, context, sink: sink, workbook, sheet: sheet.name, isHidden: sheet.isHidden)
    try workbook.read("content.xml", ODSSheet(rows, contents, index: index, file: file.name))
    try rows.end()
  }
}

/// Whether the parts are encrypted.
private final class ODSManifest: WorkbookPart {
  private(set) var isEncrypted = false

  override func begins(_ attributes: [String: String]) {
    if names.last == "encryption-data" { isEncrypted = true }
  }
}
