// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikSystem

/// The records of a written table, two blocks ahead at most: unpacked by a thread of its own, or fed by who reads the table for something else.
final class TableStream: WrittenBytes, @unchecked Sendable {
  private static let ahead = 2

  /// The names of its columns.
  var names: [String] { table.names }

  /// A block, which cannot be copied.
  private final class Block: @unchecked Sendable {
    var bytes = ByteBuffer(capacity: 1 << 21)
  }

  private let table: WrittenTable
  private let isFed: Bool
  private let lock = NSCondition()
  // All under the lock.
  private var ready: [Block] = []
  private var isEnded = false
  private var isStopped = false
  private var failure: Failure?

  /// Opens the table of a release, and reads its header.
  ///
  /// - Parameter isFed: whether somebody else gives the bytes.
  /// - Throws: `Failure` where it cannot be read.
  init(
    _ record: DatasetRecord, in folder: String, isFed: Bool = false
  ) throws(Failure) {
    table = try WrittenTable(record, in: folder)
    self.isFed = isFed
  }

  /// Starts to read ahead, unless somebody feeds it.
  func start() {
    guard !isFed else { return }
    let error = WorkThread.start("unpack") { self.read() }
    guard error != 0 else { return }
    end(
      Failure(
        .inputOutput, at: .init(file: table.path),
        "no thread can be started to read the table: \(SystemError.words(error))",
        hint: "Look at the limits of this user for processes (ulimit -u), and at the memory."))
  }

  /// Waits until there is room, or nobody wants more.
  func feed(_ records: Span<UInt8>) {
    let block = Block()
    block.bytes.append(records)
    _ = give(block)
  }

  /// Says that there are no more bytes, or why.
  func end(_ failure: Failure?) {
    lock.lock()
    (self.failure, isEnded) = (failure, true)
    lock.broadcast()
    lock.unlock()
  }

  /// Appends the next bytes; false at the end.
  ///
  /// - Throws: `Failure` where the table cannot be read.
  func next(into buffer: inout ByteBuffer) throws(Failure) -> Bool {
    lock.lock()
    while ready.isEmpty, !isEnded { lock.wait() }
    let (block, failure) = (ready.isEmpty ? nil : ready.removeFirst(), failure)
    lock.broadcast()
    lock.unlock()
    if let failure { throw failure }
    guard let block else { return false }
    buffer.append(block.bytes.span)
    return true
  }

  /// Ends the reading, and waits for the end of its own.
  func stop() {
    lock.lock()
    isStopped = true
    lock.broadcast()
    while !isEnded, !isFed { lock.wait() }
    lock.unlock()
  }

  private func read() {
    var found: Failure?
    do throws(Failure) {
      var isMore = true
      while isMore {
        let block = Block()
        isMore = try table.next(into: &block.bytes) > 0 && give(block)
      }
    } catch {
      found = error
    }
    end(found)
  }

  /// Hands a block over; false where nobody wants more.
  private func give(_ block: Block) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    while ready.count >= Self.ahead, !isStopped { lock.wait() }
    if !isStopped { ready.append(block) }
    lock.broadcast()
    return !isStopped
  }
}
