// SPDX-License-Identifier: EUPL-1.2

/// An opened export: its columns, and its records in batches.
///
/// `read` is called by one thread at a time and does as little as it can; `parse` runs on any number
/// of threads at once, each with its own batch. Nothing here may be published: only Transform makes
/// an `OpenBatch`.
public protocol SourceTable: AnyObject, Sendable {
  /// The names of the columns in the order of the cells; empty strings where the export has no name.
  ///
  /// Nil where the export has no header at all: the width is then that of the first record.
  var header: [String]? { get }

  /// Cells per row.
  var width: Int { get }

  /// The files read, in order, as a person would type them; "-" is standard input.
  var files: [String] { get }

  /// Bytes of all files together, for progress; nil where it is not known.
  var totalBytes: Int? { get }

  /// Bytes consumed so far; may be asked on any thread.
  var bytesRead: Int { get }

  /// What the last line of each file says of its rows, by name; complete once all is read.
  var footers: [[String: String]] { get }

  /// What the export holds that is seldom meant, such as hidden rows: each with a code that has a `remarkSeverity`, the
  /// first place, and the number of cells or rows in its words; complete once all is read.
  var remarks: [Diagnostic] { get }

  /// For each file of lines whether its last line has a line end; complete once all is read, and empty for formats that
  /// have no lines.
  var lineEnds: [Bool] { get }

  /// Fills an empty batch with the next whole records; false at the end, with the batch left empty.
  ///
  /// - Throws: `Failure` for input and output, `BatchFailure` for what it can place itself: its
  ///   line is then relative to the end of the batches already given out.
  func read(into batch: inout RecordBatch) throws -> Bool

  /// Cuts a batch that `read` filled into cells and decodes them.
  func parse(_ batch: inout RecordBatch) throws(BatchFailure)
}

extension SourceTable {
  /// None: most formats have no such line.
  public var footers: [[String: String]] { [] }

  /// None: most formats have no lines.
  public var lineEnds: [Bool] { [] }

  /// None.
  public var remarks: [Diagnostic] { [] }
}
