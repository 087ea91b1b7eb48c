// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import HergebruikModel
internal import Synchronization

/// An export that can be read once, such as a pipe, kept so that it can be read again.
///
/// What was read goes to a private file without a name (mode 0600, unlinked as soon as it is open), which
/// goes with the last reference to it, also when the run is killed.
final class Spool: SourceTable {
  let header: [String]?
  let width: Int
  let totalBytes: Int?

  private let table: any SourceTable
  private let folder: String
  private let descriptor: Int32
  private let state = Mutex(State())

  private struct State: Sendable {
    var isReplaying = false
    /// Bytes written, and bytes read again.
    var (written, replayed) = (0, 0)
    /// What reading ended with, where it was no end.
    var fault: (any Error)?
  }

  /// Keeps a table.
  init(_ table: any SourceTable, folder: String) throws(Failure) {
    (self.table, self.folder) = (table, folder)
    (header, width, totalBytes) = (table.header, table.width, table.totalBytes)
    let path = "\(folder)/spool-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("made", folder, errno) }
    unlink(path)
  }

  deinit { close(descriptor) }

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
      state.withLock { $0.fault = error }
      throw error
    }
    try write(batch)
    return true
  }

  func parse(_ batch: inout RecordBatch) throws(BatchFault) {
    try table.parse(&batch)
  }

  // MARK: The file

  private func write(_ batch: borrowing RecordBatch) throws(Failure) {
    let numbers = SpooledNumbers(batch)
    let head = numbers.head(textCount: batch.text.count)
    try write(head)
    try write(numbers.words)
    try write(UnsafeRawBufferPointer(batch.text.bytes))
  }

  private func write(_ words: [Int64]) throws(Failure) {
    try words.withUnsafeBufferPointer { words throws(Failure) in
      try write(UnsafeRawBufferPointer(words))
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    var at = state.withLock { $0.written }
    var rest = bytes
    while !rest.isEmpty {
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(at))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("written", folder, errno) }
      at += count
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    state.withLock { [at] in $0.written = at }
  }

  private func replay(_ batch: inout RecordBatch) throws -> Bool {
    let (at, end, fault) = state.withLock { ($0.replayed, $0.written, $0.fault) }
    guard at < end else {
      if let fault { throw fault }
      return false
    }
    let head = try words(SpooledNumbers.headCount, at: at)
    let wordsAt = at + 8 * head.count
    let words = try words(Int(head[1]), at: wordsAt)
    let textAt = wordsAt + 8 * words.count
    let length = Int(head[0])
    try batch.text.append(upTo: length) { room throws(Failure) in
      try read(UnsafeMutableRawBufferPointer(room), at: textAt)
      return length
    }
    SpooledNumbers(head: head, words: words).restore(&batch)
    state.withLock { $0.replayed = textAt + length }
    return true
  }

  private func words(_ count: Int, at: Int) throws(Failure) -> [Int64] {
    var words = [Int64](repeating: 0, count: count)
    try words.withUnsafeMutableBufferPointer { words throws(Failure) in
      try read(UnsafeMutableRawBufferPointer(words), at: at)
    }
    return words
  }

  private func read(_ bytes: UnsafeMutableRawBufferPointer, at: Int) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = pread(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(at + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("read", folder, count == 0 ? EIO : errno) }
      done += count
    }
  }

  private static func failure(_ verb: String, _ folder: String, _ code: Int32) -> Failure {
    Failure(
      .inputOutput, at: .init(file: folder),
      "a temporary copy of the export could not be \(verb): \(String(cString: strerror(code)))",
      hint: "Check the free space and the owner of the folder.")
  }
}
