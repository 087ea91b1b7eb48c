// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads JSON: the records of an array, values by paths in them.
struct JSONExtractor: RecordExtractor {
  static let name = "json"
  static let summary = "Reads the records of an array in a JSON text of any size."
  static let addressing = ColumnAddressing.paths
  static let example = """
    path: example/zaken.json
    records: results
    """
  static let keys = [
    ExtractorOption(
      "records", "a path; default \".\", the text itself",
      "The array whose elements are the records, or one object that is a record: results, "
        + "_embedded.personen, zaken[*].statussen.")
  ]

  let source: ExportSource
  private let plan: JSONPlan

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    var records = JSONPath()
    if let text = keys.string("records") {
      do throws(OptionProblem) {
        records = try JSONPath(text)
      } catch {
        keys.invalid("records", error.summary, hint: error.hint)
      }
    }
    plan = JSONPlan(
      records: records, isLines: false, columns: columns.map { JSONColumn($0, problems) },
      problems: problems)
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    JSONRecordReader(plan: plan, format: "json", blockSize: context.sizes.block)
  }
}

/// Reads JSON lines: one record after another.
struct JSONLinesExtractor: RecordExtractor {
  static let name = "jsonl"
  static let summary = "Reads JSON lines: a text with one JSON value a line, each a record."
  static let addressing = ColumnAddressing.paths
  static let example = "path: example/meldingen.jsonl"
  static let keys: [ExtractorOption] = []

  let source: ExportSource
  private let plan: JSONPlan

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    plan = JSONPlan(
      records: JSONPath(), isLines: true, columns: columns.map { JSONColumn($0, problems) },
      problems: problems)
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    JSONRecordReader(plan: plan, format: "jsonl", blockSize: context.sizes.block)
  }
}

private struct JSONRecordReader: RecordReader {
  let plan: JSONPlan
  let format: String
  let blockSize: Int

  var requiredColumns: [Int: SourceColumn] { plan.columns.required }

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
      header: plan.columns.labels, width: plan.columns.count,
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
