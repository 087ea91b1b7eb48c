// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTransform

/// A written table as hashes of its rows, read by a thread of its own, two batches ahead at most.
final class DigestStream: @unchecked Sendable {
  private static let ahead = 2

  private let path: String
  private let lock = NSCondition()
  // All under the lock.
  private var ready: [RowDigests] = []
  private var isEnded = false
  private var isStopped = false
  private var failure: Failure?

  /// Starts to read.
  init(
    _ table: any SourceTable, path: String, shape: RowShape, release: Differencing.Release
  ) {
    self.path = path
    Thread.detachNewThread { self.read(table, shape, release) }
  }

  /// The next rows; nil at the end.
  ///
  /// - Throws: `Failure` where the table cannot be read.
  func next() throws(Failure) -> RowDigests? {
    lock.lock()
    defer { lock.unlock() }
    while ready.isEmpty, !isEnded { lock.wait() }
    if let failure { throw failure }
    guard !ready.isEmpty else { return nil }
    lock.broadcast()
    return ready.removeFirst()
  }

  /// Ends the reading, and waits for the end.
  func stop() {
    lock.lock()
    isStopped = true
    lock.broadcast()
    while !isEnded { lock.wait() }
    lock.unlock()
  }

  private func read(_ table: any SourceTable, _ shape: RowShape, _ release: Differencing.Release) {
    var found: Failure?
    do throws(Failure) {
      let rows = try ExportRows(table) { batch throws(Failure) in
        var digests = RowDigests()
        digests.append(batch, shape, release)
        guard give(digests) else { throw Failure([]) }
      }
      if let fault = rows.fault { found = Failure([fault.inFile(path)]) }
    } catch {
      found = error
    }
    lock.lock()
    (failure, isEnded) = (found, true)
    lock.broadcast()
    lock.unlock()
  }

  /// Hands rows over; false where nobody wants them any more.
  private func give(_ digests: RowDigests) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    while ready.count >= Self.ahead, !isStopped { lock.wait() }
    ready.append(digests)
    lock.broadcast()
    return !isStopped
  }
}
