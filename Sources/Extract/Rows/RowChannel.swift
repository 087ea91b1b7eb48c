// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel

/// Batches on their way from the thread that reads to the workers, in order; bounded.
final class RowChannel: @unchecked Sendable {
  /// A batch that waits.
  private final class Slot {
    var batch = RecordBatch()
  }

  /// How many batches wait at most.
  private static let depth = 2

  private let condition = NSCondition()
  private var waiting: [Slot] = []
  private var free: [Slot] = []
  private var header: (header: [String]?, width: Int)?
  private var names: [String] = []
  private var told: [Diagnostic] = []
  private var ends: [Bool] = []
  private var isCancelled = false
  private var isEnded = false
  private var failure: Failure?

  // MARK: For the thread that reads

  func begin(header: [String]?, width: Int) {
    locked { self.header = (header, width) }
  }

  func add(file: String) {
    locked { names.append(file) }
  }

  func add(remark: Diagnostic) {
    locked { told.append(remark) }
  }

  func add(lineEnd: Bool) {
    locked { ends.append(lineEnd) }
  }

  /// Takes a batch's content and gives an empty one's memory back; waits where too many wait.
  func put(_ batch: inout RecordBatch) throws(Failure) {
    condition.lock()
    defer { condition.unlock() }
    while waiting.count >= Self.depth, !isCancelled { condition.wait() }
    // Nobody sees this: whoever would have is gone.
    guard !isCancelled else { throw Failure(.selfCheck, "reading was stopped") }
    let slot = free.popLast() ?? Slot()
    swap(&slot.batch, &batch)
    waiting.append(slot)
    condition.broadcast()
  }

  /// Says that nothing follows.
  func end(_ failure: Failure? = nil) {
    locked {
      isEnded = true
      self.failure = failure
    }
  }

  // MARK: For those who read on

  var columns: (header: [String]?, width: Int)? { locked { header } }
  var files: [String] { locked { names } }
  var remarks: [Diagnostic] { locked { told } }
  var lineEnds: [Bool] { locked { ends } }

  /// Waits until the columns are known.
  ///
  /// - Throws: what stopped the thread before.
  func waitForHeader() throws(Failure) {
    condition.lock()
    defer { condition.unlock() }
    while header == nil, !isEnded { condition.wait() }
    guard header == nil else { return }
    throw failure ?? Failure(.selfCheck, at: .init(file: names.first), "a reader gave no header")
  }

  /// Fills a batch; false at the end.
  ///
  /// - Throws: what stopped the thread, once all before it was given out.
  func take(_ batch: inout RecordBatch) throws(Failure) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, !isEnded { condition.wait() }
    guard !waiting.isEmpty else {
      if let failure { throw failure }
      return false
    }
    let slot = waiting.removeFirst()
    swap(&slot.batch, &batch)
    slot.batch.removeAll()
    free.append(slot)
    condition.broadcast()
    return true
  }

  /// Lets the thread end.
  func cancel() {
    locked {
      isCancelled = true
      waiting.removeAll()
    }
  }

  private func locked<T>(_ body: () -> T) -> T {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return body()
  }
}
