// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikSystem

/// What one thread does with the rows of a written table.
protocol WrittenReader: AnyObject, SendableMetatype {
  /// Looks at some rows; the first is row `firstRow` of the table, from 1.
  ///
  /// - Throws: `Failure` if the table is not the one that was meant.
  func read(_ batch: borrowing RecordBatch, firstRow: Int) throws(Failure)
}

/// One reading of a written table by several threads.
///
/// Threads pull: one at a time unpacks the next whole records; it cuts and reads them while another unpacks.
final class WrittenPass<Reader: WrittenReader>: @unchecked Sendable {
  private let table: WrittenTable
  private let readers: [Reader]
  /// Who else wants the records.
  private let other: (any WrittenBytes)?
  private let lock = NSCondition()
  // All under the lock.
  private var nextRow = 1
  private var isEnded = false
  private var failure: Failure?
  private var running = 0

  /// Prepares it: each reader belongs to one thread.
  private init(_ table: WrittenTable, _ readers: [Reader], feeding other: (any WrittenBytes)?) {
    (self.table, self.readers, self.other) = (table, readers, other)
  }

  /// Reads a table to its end; gives the number of its rows.
  ///
  /// - Throws: `Failure` if it cannot be read, or is not the table that was meant.
  static func read(
    _ table: WrittenTable, by readers: [Reader], feeding other: (any WrittenBytes)? = nil
  ) throws(Failure) -> Int {
    let pass = WrittenPass(table, readers, feeding: other)
    pass.running = readers.count
    let begun = WorkThread.startSome("gate", readers.count) { pass.work(pass.readers[$0]) }
    pass.lock.lock()
    pass.running -= readers.count - begun
    while pass.running > 0 { pass.lock.wait() }
    let failure = pass.failure
    pass.lock.unlock()
    other?.end(failure)
    if let failure { throw failure }
    return pass.nextRow - 1
  }

  private func work(_ reader: Reader) {
    var batch = RecordBatch(capacity: 1 << 21)
    do throws(Failure) {
      while let first = try next(&batch) {
        try table.cut(&batch)
        try reader.read(batch, firstRow: first)
      }
    } catch {
      lock.withLock { failure = failure ?? error }
    }
    lock.lock()
    running -= 1
    lock.broadcast()
    lock.unlock()
  }

  /// Takes the next whole records; the number of the first, or `nil` at the end.
  private func next(_ batch: inout RecordBatch) throws(Failure) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    guard failure == nil, !isEnded else { return nil }
    batch.removeAll()
    let count = try table.next(into: &batch.text)
    guard count > 0 else {
      isEnded = true
      return nil
    }
    other?.feed(batch.text.span)
    defer { nextRow += count }
    return nextRow
  }
}
