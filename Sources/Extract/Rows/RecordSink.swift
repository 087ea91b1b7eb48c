// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

/// Where a format that reads record after record puts its rows; used by one thread, its `RowTable`'s.
///
/// A record is `beginRow`, then for each value `append` and `endCell` in any order of columns, then
/// `endRow` or `rejectRow`. Cells that nothing was said of are empty. Bytes are UTF-8, which is checked
/// later, by many threads.
public final class RecordSink {
  /// The largest record, in bytes.
  public let recordLimit: Int
  /// Cells per row; 0 until `begin`.
  @inlinable public var width: Int { open.width }
  // One property for all that a cell needs, so that each call has one access to be checked for exclusivity.
  @usableFromInline var open: RecordDraft
  private let channel: RowChannel
  private let blockSize: Int
  private var rowLine = 1
  /// The line, from 1, of the batch's beginning.
  private var batchLine = 1
  private var isNewFile = true
  private var fileName = ""
  /// Whether any record was read.
  private(set) var hasRows = false
  private(set) var file = 0

  init(_ channel: RowChannel, sizes: BlockSizes) {
    self.channel = channel
    blockSize = sizes.block
    recordLimit = sizes.record
    open = RecordDraft(capacity: min(sizes.block + sizes.block / 4, 4 << 20))
  }

  /// Says what the columns are; once for each file, before its first row.
  ///
  /// - Parameter header: the labels; nil where the file has none.
  /// - Throws: `incorrect-label` where an earlier file has others.
  public func begin(header: [String]?, width: Int, at place: Diagnostic.Location) throws(Failure) {
    if file == 0 {
      open.width = width
      open.isSeen = Array(repeating: false, count: width)
      channel.begin(header: header, width: width)
    } else if channel.columns?.header != header || width != self.width {
      throw Failure(
        .incorrectLabel, at: place, "the columns differ from those of the first file",
        hint: "With several files every one must have the same columns in the same order.")
    }
  }

  /// Begins a record.
  @inlinable public func beginRow() { open.beginRow() }

  /// Appends bytes to the current cell.
  @inlinable public func append(_ bytes: Span<UInt8>) { open.batch.text.append(bytes) }

  /// Appends bytes to the current cell.
  @inlinable
  public func append(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe open.batch.text.append(bytes) }

  /// Appends a byte to the current cell.
  @inlinable public func append(_ byte: UInt8) { open.batch.text.append(byte) }

  /// Appends a text that the format itself makes, such as a number.
  public func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Bytes in the current record so far; a reader stops where they are more than `recordLimit`.
  @inlinable public var recordCount: Int { open.recordCount }

  /// Bytes in the current cell.
  @inlinable public var cellCount: Int { open.cellCount }

  /// The bytes of the current cell, writable in place; valid until the next call.
  @inlinable public var cell: UnsafeMutableBufferPointer<UInt8> { unsafe open.cell }

  /// Forgets what was appended since the last cell ended, or all but the first bytes of it.
  @inlinable
  public func truncateCell(to count: Int = 0) { open.truncateCell(to: count) }

  /// Ends the current cell as the value of a column; an earlier value of the column is replaced.
  @inlinable public func endCell(_ column: Int) { open.endCell(column) }

  /// What the current record has in a column so far; not for every record.
  public func bytes(ofColumn column: Int) -> [UInt8] { open.bytes(ofColumn: column) }

  /// Says that a record has a column, though without a value.
  @inlinable public func see(_ column: Int) { open.isSeen[column] = true }

  /// Forgets the record that was begun.
  public func cancelRow() { open.cancel() }

  /// Ends a record that became a row.
  ///
  /// - Parameter line: the line on which it begins, from 1; for formats without lines the number of the
  ///   record or row as a person would count it. Lines never go back within a file.
  /// - Throws: `record-too-large`; or a failure that nobody sees where nobody reads on.
  public func endRow(line: Int) throws(Failure) {
    try check(line)
    open.batch.numbers.append(UInt32(truncatingIfNeeded: open.batch.recordCount))
    open.batch.lines.append(UInt32(truncatingIfNeeded: max(0, line - batchLine)))
    try next(line)
  }

  /// Ends a record that could not become a row: it has too few or too many cells.
  public func rejectRow(_ code: DiagnosticCode, line: Int, cells: [Range<Int>]) throws(Failure) {
    try check(line)
    open.batch.offsets.removeLast(2 * width)
    open.batch.malformed.append(
      MalformedRecord(
        number: open.batch.recordCount, line: max(0, line - batchLine), code: code, cells: cells))
    try next(line)
  }

  /// Where in the batch's text the current cell begins, for `rejectRow`.
  public var position: Int { open.cellStart }

  /// Counts a blank record.
  public func passBlank() {
    open.batch.blankCount += 1
  }

  /// Tells what the export holds that is seldom meant, such as hidden rows: a code with a `remarkSeverity`.
  public func remark(_ remark: Diagnostic) {
    channel.add(remark: remark)
  }

  private func next(_ line: Int) throws(Failure) {
    open.batch.recordCount += 1
    hasRows = true
    open.batch.lineCount = max(open.batch.lineCount, line - batchLine)
    open.rowStart = open.batch.text.count
    open.cellStart = open.rowStart
    if open.rowStart >= blockSize || open.batch.recordCount >= 1 << 16 { try flush() }
  }

  private func check(_ line: Int) throws(Failure) {
    guard open.batch.text.count - open.rowStart <= recordLimit else {
      throw Failure(
        .recordTooLarge, at: Diagnostic.Location(file: fileName, line: line),
        "a record is larger than \(recordLimit) bytes",
        hint:
          "Check whether the file is what it should be, and what the pipeline file calls a record.")
    }
  }

  /// Hands the batch over and begins another.
  func flush() throws(Failure) {
    guard open.batch.recordCount > 0 || open.batch.blankCount > 0 else { return }
    open.batch.width = width
    open.batch.file = file
    open.batch.firstLine = isNewFile ? 1 : nil
    isNewFile = false
    let lastLine = batchLine + open.batch.lineCount
    try channel.put(&open.batch)
    open.batch.removeAll()
    batchLine = lastLine
    (open.rowStart, open.cellStart) = (0, 0)
  }

  /// Says whether the last line of a file of lines has a line end; once for each file, at its end.
  public func endLines(_ hasLineEnd: Bool) {
    channel.add(lineEnd: hasLineEnd)
  }

  /// Begins a file.
  func beginFile(_ name: String) {
    fileName = name
    channel.add(file: name)
  }

  /// Ends a file; the next one's lines begin at 1.
  func endFile() throws(Failure) {
    try flush()
    file += 1
    (isNewFile, batchLine) = (true, 1)
  }
}
