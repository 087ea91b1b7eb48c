// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTables
internal import Synchronization

/// An export that can be read once, such as a pipe, kept so that it can be read again.
///
/// What was read goes to a private file without a name, which goes with the last reference to it, also when the run is
/// killed.
final class Spool: SourceTable {
  let header: [String]?
  let width: Int
  let totalBytes: Int?

  private let table: any SourceTable
  private let file: SpillFile
  private let state = Mutex(State())

  private struct State: Sendable {
    var isReplaying = false
    /// Bytes read again.
    var replayed = 0
    /// What reading ended with, where it was no end.
    var failure: (any Error)?
  }

  /// Keeps a table.
  init(_ table: any SourceTable, folder: String) throws(Failure) {
    self.table = table
    (header, width, totalBytes) = (table.header, table.width, table.totalBytes)
    file = try SpillFile(folder: folder, for: .export)
  }

  var files: [String] { table.files }

  var bytesRead: Int { table.bytesRead }

  var remarks: [Diagnostic] { table.remarks }

  var footers: [[String: String]] { table.footers }

  var lineEnds: [Bool] { table.lineEnds }

  /// Begins again: from now on `read` gives what it gave before.
  func rewind() {
    state.withLock { $0.isReplaying = true }
  }

  func read(into batch: inout RecordBatch) throws -> Bool {
    guard !state.withLock({ $0.isReplaying }) else { return try replay(&batch) }
    do {
      guard try table.read(into: &batch) else { return false }
    } catch {
      state.withLock { $0.failure = error }
      throw error
    }
    try write(batch)
    return true
  }

  func parse(_ batch: inout RecordBatch) throws(BatchFailure) {
    try table.parse(&batch)
  }

  // MARK: The file

  private func write(_ batch: borrowing RecordBatch) throws(Failure) {
    let numbers = SpooledNumbers(batch)
    let head = numbers.head(textCount: batch.text.count)
    try write(head)
    try write(numbers.words)
    try unsafe file.append(batch.text.span.bytes)
  }

  private func write(_ words: [Int64]) throws(Failure) {
    try unsafe file.append(words.span.bytes)
  }

  private func replay(_ batch: inout RecordBatch) throws -> Bool {
    let (at, failure) = state.withLock { ($0.replayed, $0.failure) }
    guard at < file.size else {
      if let failure { throw failure }
      return false
    }
    let head = try words(SpooledNumbers.headCount, at: at)
    let wordsAt = at + 8 * head.count
    let words = try words(Int(head[1]), at: wordsAt)
    let textAt = wordsAt + 8 * words.count
    let length = Int(head[0])
    try batch.text.append(upTo: length) { room throws(Failure) in
      var bytes = unsafe room.mutableBytes
      try file.read(&bytes, at: textAt)
      return length
    }
    SpooledNumbers(head: head, words: words).restore(&batch)
    state.withLock { $0.replayed = textAt + length }
    return true
  }

  private func words(_ count: Int, at: Int) throws(Failure) -> [Int64] {
    var words = [Int64](repeating: 0, count: count)
    var room = words.mutableSpan
    var bytes = unsafe room.mutableBytes
    try file.read(&bytes, at: at)
    return words
  }
}
