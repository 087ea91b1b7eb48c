// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikSystem

/// A published table that is read back and scanned, by several threads.
///
/// Threads pull: one at a time unpacks the next bytes and cuts them behind the last whole record; then it
/// scans them while another unpacks.
final class WrittenTable: @unchecked Sendable {
  private static let blockSize = 1 << 20

  private let path: String
  private let workers: Int
  private let source: any ByteSource
  /// Who else wants the bytes.
  private var fed: TableStream?
  private let lock = NSCondition()
  // All under the lock.
  private var rest = ByteBuffer(capacity: blockSize)
  private var row = 0
  private var isEnded = false
  private var failure: Failure?
  private var running = 0
  private var finished: [Box] = []

  /// A scanner, which cannot be copied.
  private final class Box {
    var scanner: OutputScanner
    init(_ scanner: consuming OutputScanner) { self.scanner = scanner }
  }

  /// Opens a table.
  ///
  /// - Throws: `input-output`.
  init(_ path: String, workers: Int) throws(Failure) {
    (self.path, self.workers) = (path, workers)
    source = try ExportFile.at(path).ownBytes()
  }

  /// Scans it to its end; gives what all threads found.
  ///
  /// - Parameter stream: who else wants the bytes; nil where nobody does.
  /// - Throws: `Failure` where it cannot be read, or is not the table that was meant.
  func scan(
    feeding stream: TableStream?, _ make: () -> OutputScanner
  ) throws(Failure) -> OutputScanner {
    (fed, running) = (stream, workers)
    nonisolated(unsafe) let boxes = (0..<workers).map { _ in Box(make()) }
    let begun = WorkThread.startSome("gate", workers) { self.work(boxes[$0]) }
    lock.lock()
    running -= workers - begun
    while running > 0 { lock.wait() }
    lock.unlock()
    if failure == nil, !rest.isEmpty {
      failure = Failure(
        .selfCheck, at: .init(file: path), "the table does not end with a whole record")
    }
    stream?.end(failure)
    if let failure { throw failure }
    var all = make()
    for box in finished { all.merge(box.scanner) }
    return all
  }

  private func work(_ box: Box) {
    var buffer = ByteBuffer(capacity: 2 * Self.blockSize)
    do throws(Failure) {
      while let first = try next(&buffer) {
        try box.scanner.feed(records: buffer.bytes, firstRow: first)
      }
    } catch {
      lock.withLock { failure = failure ?? error }
    }
    lock.lock()
    finished.append(box)
    running -= 1
    lock.broadcast()
    lock.unlock()
  }

  /// Takes the next whole records; the number of the first, or nil at the end.
  private func next(_ buffer: inout ByteBuffer) throws(Failure) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    guard failure == nil, !isEnded else { return nil }
    buffer.removeAll()
    buffer.append(rest.bytes)
    rest.removeAll()
    while true {
      let wanted = buffer.count + Self.blockSize
      while buffer.count < wanted, !isEnded {
        guard case .bytes = try source.read(into: &buffer, upTo: wanted - buffer.count) else {
          isEnded = true
          break
        }
      }
      let (end, count) = OutputScanner.wholeRecords(in: buffer.bytes)
      guard end > 0 || isEnded else { continue }
      rest.append(UnsafeBufferPointer(rebasing: buffer.bytes[end...]))
      buffer.truncate(to: end)
      fed?.feed(buffer.bytes)
      defer { row += count }
      return end > 0 ? row : nil
    }
  }
}
