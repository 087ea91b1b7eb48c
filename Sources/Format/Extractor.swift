// SPDX-License-Identifier: EUPL-1.2

/// Reads one format of export: its options in the pipeline file, and its records.
///
/// A format is a type that conforms to this; a program has it behind ours with
/// `CommandLineTool.main(adding:)`. It passes the conformance kit in HergebruikTesting untouched.
public protocol Extractor: Sendable {
  /// The word under `extract:` in the pipeline file.
  static var name: String { get }

  /// One sentence for the documentation.
  static var summary: String { get }

  /// Every option: key, what it may be, what it means; documentation and tests loop over them.
  static var options: [ExtractorOption] { get }

  /// The lines below `extract:` for a typical export, as YAML that `check` accepts.
  static var example: String { get }

  /// How fields say where their values are.
  static var addressing: ColumnAddressing { get }

  /// Reads the options; reports every problem and returns nil where one stops it.
  ///
  /// The caller calls `finish()` on the reader afterwards: keys nobody asked for are its business.
  ///
  /// - Parameters:
  ///   - options: The keys under the name of the format.
  ///   - columns: The fields' `source`, in their order; empty if `addressing` is `labels`.
  ///   - problems: What collects the problems of the pipeline file.
  init?(_ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems)

  /// Finds and opens the export, and reads its header.
  ///
  /// - Throws: `Failure` with `source-…`, `compression-error`, label and text codes, each located.
  func open(_ context: ExtractContext) throws(Failure) -> any SourceTable
}

/// How the fields of a pipeline file say where in the export their values are.
public enum ColumnAddressing: Sendable {
  /// By the labels of the export's own columns, all of which must be named: CSV, worksheets, tables.
  case labels
  /// By a path or a position that the format reads itself: XML, JSON, fixed width. The table has one
  /// column for each field, in their order, and what no field points at is never read.
  case paths
}

/// Where a field's values are in an export whose fields have paths.
public struct SourceColumn: Sendable {
  /// What to call it in messages: the path, or the field's name.
  public let label: String
  /// The value of the field's `source`: a text, or a group of keys that the format reads itself.
  public let source: ConfigNode

  /// Makes a column.
  public init(label: String, source: ConfigNode) {
    self.label = label
    self.source = source
  }
}
