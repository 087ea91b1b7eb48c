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
  /// The names of the sheets.
  ///
  /// - Throws: `compression-error` where there is a password, `format-error` where it is no spreadsheet.
  static func sheets(_ workbook: Workbook) throws(Failure) -> [String] {
    let manifest = ODSManifest(file: workbook.name)
    try workbook.read("META-INF/manifest.xml", manifest)
    guard !manifest.isEncrypted else { throw workbook.locked }
    let list = ODSSheetList(file: workbook.name)
    try workbook.read("content.xml", list)
    guard list.isSpreadsheet else {
      throw Failure(
        .format, at: .init(file: workbook.name), "the file is no spreadsheet of OpenDocument",
        hint: "Open it to see what it is, and save it as .ods.")
    }
    return list.names
  }
}

private struct ODSReader: RecordReader {
  let options: SheetOptions
  let context: ExtractContext

  var requiredColumns: [Int: SourceColumn] { [:] }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let workbook = try Workbook(file, context, counter, format: "ods")
    let names = try ODSExtractor.sheets(workbook)
    let index = try options.choose(names, file: file.name)
    let rows = SheetRows(options, sink: sink, file: file.name, sheet: names[index])
    try workbook.read("content.xml", ODSSheet(rows, index: index, file: file.name))
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

/// The names of the sheets.
private final class ODSSheetList: SAXHandler {
  private(set) var names: [String] = []
  private(set) var isSpreadsheet = false
  private var depth = 0

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    depth += 1
    if depth == 3, String(cString: name.local) == "spreadsheet" { isSpreadsheet = true }
    guard depth == 4, isSpreadsheet, String(cString: name.local) == "table" else { return }
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), String(cString: key.local) == "name" else { continue }
      names.append(String(decoding: attributes.value(index), as: UTF8.self))
      return
    }
    names.append("")
  }

  override func end() { depth -= 1 }
}
