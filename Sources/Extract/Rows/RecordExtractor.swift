// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A format of which one thread reads record after record: what it adds to the keys of every source, and a reader.
///
/// All else is alike for these formats. The keys of the source come first; one problem is enough to stop; a `RowTable`
/// hands the records to the workers.
protocol RecordExtractor: Extractor {
  /// The options besides those of the source.
  static var keys: [ExtractorOption] { get }

  /// Where the export comes from.
  var source: ExportSource { get }

  /// Reads the format's own keys, and the fields' `source`; reports every problem.
  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems)

  /// What reads the files.
  func reader(_ context: ExtractContext) -> any RecordReader
}

extension RecordExtractor {
  static var options: [ExtractorOption] { ExportSource.options + keys }

  init?(_ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems) {
    let before = problems.diagnostics.count
    let source = ExportSource(&options)
    self.init(source, &options, columns: columns, problems: problems)
    guard problems.diagnostics.count == before else { return nil }
  }

  func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try RowTable(source.files(context), reader(context), context)
  }
}

/// A column that a path in the export leads to.
protocol PathColumn {
  /// The field.
  var column: SourceColumn { get }
  /// Whether a whole export may lack it.
  var isOptional: Bool { get }
}

extension Array where Element: PathColumn {
  /// What to call the columns in messages.
  var labels: [String] { map(\.column.label) }

  /// The columns that a whole export must have, by their position.
  var required: [Int: SourceColumn] {
    var required: [Int: SourceColumn] = [:]
    for (index, column) in enumerated() where !column.isOptional { required[index] = column.column }
    return required
  }
}
