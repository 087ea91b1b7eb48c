// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

/// The record that a `RecordSink` is being given, at the end of its batch.
@usableFromInline
struct RecordDraft: ~Copyable {
  @usableFromInline var batch: RecordBatch
  /// Cells per row; 0 until it is known.
  @usableFromInline var width = 0
  /// Where in the text the record begins.
  @usableFromInline var rowStart = 0
  /// Where in the text the current cell begins.
  @usableFromInline var cellStart = 0
  /// For each column whether a record had it.
  @usableFromInline var isSeen: [Bool] = []

  init(capacity: Int) { batch = RecordBatch(capacity: capacity) }

  @inlinable
  mutating func beginRow() {
    for _ in 0..<2 * width { batch.offsets.append(0) }
    cellStart = batch.text.count
  }

  @inlinable var recordCount: Int { batch.text.count - rowStart }

  @inlinable var cellCount: Int { batch.text.count - cellStart }

  @inlinable var cell: UnsafeMutableBufferPointer<UInt8> {
    mutating get {
      unsafe UnsafeMutableBufferPointer(rebasing: batch.text.mutableBytes[cellStart...])
    }
  }

  @inlinable
  mutating func truncateCell(to count: Int) { batch.text.truncate(to: cellStart + count) }

  @inlinable
  mutating func endCell(_ column: Int) {
    let at = batch.offsets.count - 2 * width + 2 * column
    batch.offsets[at] = UInt32(truncatingIfNeeded: cellStart)
    batch.offsets[at + 1] = UInt32(truncatingIfNeeded: batch.text.count)
    cellStart = batch.text.count
    isSeen[column] = true
  }

  func bytes(ofColumn column: Int) -> [UInt8] {
    let at = batch.offsets.count - 2 * width + 2 * column
    return unsafe Array(batch.text.bytes[Int(batch.offsets[at])..<Int(batch.offsets[at + 1])])
  }

  mutating func cancel() {
    batch.offsets.removeLast(2 * width)
    batch.text.truncate(to: rowStart)
    cellStart = rowStart
  }
}
