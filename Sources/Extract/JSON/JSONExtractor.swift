// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Reads JSON: the records of an array, values by paths in them.
public struct JSONExtractor: Extractor {
  /// The word under `extract:`.
  public static let name = "json"
  /// One sentence for the documentation.
  public static let summary = "Reads the records of an array in a JSON text of any size."
  /// A field says where in a record its value is.
  public static let addressing = ColumnAddressing.paths
  /// A typical export.
  public static let example = """
    path: example/zaken.json
    records: results
    """
  /// Every option.
  public static let options =
    ExportSource.options + [
      ExtractorOption(
        "records", "a path; default \".\", the text itself",
        "The array whose elements are the records, or one object that is a record: results, "
          + "_embedded.personen, zaken[*].statussen.")
    ]

  private let source: ExportSource
  private let plan: JSONPlan

  /// Reads the options and the fields' paths.
  public init?(
    _ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems
  ) {
    let before = problems.diagnostics.count
    source = ExportSource(&options)
    var records = JSONPath()
    if let text = options.string("records") {
      do throws(JSONPath.Fault) {
        records = try JSONPath(text)
      } catch {
        options.invalid("records", error.summary, hint: error.hint)
      }
    }
    plan = JSONPlan(
      records: records, isLines: false, columns: columns.map { JSONColumn($0, problems) },
      problems: problems)
    guard problems.diagnostics.count == before else { return nil }
  }

  /// Opens the export.
  ///
  /// - Throws: `Failure` with `source-…`, `format-error` and `encoding-error`, located.
  public func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try RowTable(
      source.files(context),
      JSONRecordReader(plan: plan, format: "json", blockSize: context.sizes.block), context)
  }
}

/// Reads JSON lines: one record after another.
public struct JSONLinesExtractor: Extractor {
  /// The word under `extract:`.
  public static let name = "jsonl"
  /// One sentence for the documentation.
  public static let summary = "Reads JSON lines: a text with one JSON value a line, each a record."
  /// A field says where in a record its value is.
  public static let addressing = ColumnAddressing.paths
  /// A typical export.
  public static let example = "path: example/meldingen.jsonl"
  /// Every option.
  public static let options = ExportSource.options

  private let source: ExportSource
  private let plan: JSONPlan

  /// Reads the options and the fields' paths.
  public init?(
    _ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems
  ) {
    let before = problems.diagnostics.count
    source = ExportSource(&options)
    plan = JSONPlan(
      records: JSONPath(), isLines: true, columns: columns.map { JSONColumn($0, problems) },
      problems: problems)
    guard problems.diagnostics.count == before else { return nil }
  }

  /// Opens the export.
  ///
  /// - Throws: `Failure` with `source-…`, `format-error` and `encoding-error`, located.
  public func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try RowTable(
      source.files(context),
      JSONRecordReader(plan: plan, format: "jsonl", blockSize: context.sizes.block), context)
  }
}

private struct JSONRecordReader: RecordReader {
  let plan: JSONPlan
  let format: String
  let blockSize: Int

  var requiredColumns: [Int: SourceColumn] {
    var required: [Int: SourceColumn] = [:]
    for (index, column) in plan.columns.enumerated() where !column.isOptional {
      required[index] = column.column
    }
    return required
  }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let source = try file.bytes(counter)
    let start = try source.peek(8)
    try file.refusePacked(start, format: "JSON", pattern: "*.\(format)")
    // The first characters of a JSON text are ASCII: a NUL among them is half of one in UTF-16.
    guard !start.starts(with: [0xFF, 0xFE]), !start.starts(with: [0xFE, 0xFF]),
      !start.prefix(2).contains(0)
    else {
      throw Failure(
        .encoding, at: .init(file: file.name, line: 1, column: 1), "the file is not UTF-8",
        hint: "JSON is UTF-8: let the source system write it so.")
    }
    try sink.begin(
      header: plan.columns.map(\.column.label), width: plan.columns.count,
      at: .init(file: file.name))
    let scanner = JSONScanner(JSONInput(source, file: file.name, blockSize: blockSize), plan, sink)
    try scanner.read()
    guard scanner.hasRecords else {
      throw Failure(
        .sourceEmpty, at: .init(file: file.name), "the file has nothing at 'records'",
        hint: "Open it, and write the keys that lead to the array, with points between them.")
    }
  }
}
