// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Batches on their way from the thread that reads to the workers, in order; bounded.
final class RowChannel: Sendable {
  /// A batch that waits; used again and again.
  private final class Slot: @unchecked Sendable {
    var batch = RecordBatch()
  }

  /// What is known of the files beside their rows.
  private struct Details {
    var header: (header: [String]?, width: Int)?
    var files: [String] = []
    var remarks: [Diagnostic] = []
    var lineEnds: [Bool] = []
    var free: [Slot] = []
    var isEnded = false
    var failure: Failure?
  }

  /// How many batches wait at most.
  private static let depth = 2

  private let batches = Channel<Slot, Failure>(depth: depth)
  private let details = Monitor(Details())

  // MARK: For the thread that reads

  func begin(header: [String]?, width: Int) {
    details.withLock(waking: .all) { $0.header = (header, width) }
  }

  func add(file: String) {
    details.withLock { $0.files.append(file) }
  }

  func add(remark: Diagnostic) {
    details.withLock { $0.remarks.append(remark) }
  }

  func add(lineEnd: Bool) {
    details.withLock { $0.lineEnds.append(lineEnd) }
  }

  /// Takes a batch's content and gives an empty one's memory back; waits where too many wait.
  func put(_ batch: inout RecordBatch) throws(Failure) {
    let slot = details.withLock { $0.free.popLast() } ?? Slot()
    swap(&slot.batch, &batch)
    // Nobody sees this: whoever would have is gone.
    guard batches.put(slot) else { throw Failure(.selfCheck, "reading was stopped") }
  }

  /// Says that nothing follows.
  func end(_ failure: Failure? = nil) {
    details.withLock(waking: .all) { ($0.isEnded, $0.failure) = (true, failure) }
    batches.end(failure)
  }

  // MARK: For those who read on

  var columns: (header: [String]?, width: Int)? { details.withLock { $0.header } }
  var files: [String] { details.withLock { $0.files } }
  var remarks: [Diagnostic] { details.withLock { $0.remarks } }
  var lineEnds: [Bool] { details.withLock { $0.lineEnds } }

  /// Waits until the columns are known.
  ///
  /// - Throws: what stopped the thread before.
  func waitForHeader() throws(Failure) {
    let stop = details.wait { details -> Failure?? in
      if details.header != nil { return .some(nil) }
      guard details.isEnded else { return nil }
      return details.failure
        ?? Failure(.selfCheck, at: .init(file: details.files.first), "a reader gave no header")
    }
    if let stop { throw stop }
  }

  /// Fills a batch; false at the end.
  ///
  /// - Throws: what stopped the thread, once all before it was given out.
  func take(_ batch: inout RecordBatch) throws(Failure) -> Bool {
    guard let slot = try batches.take() else { return false }
    swap(&slot.batch, &batch)
    slot.batch.removeAll()
    details.withLock { $0.free.append(slot) }
    return true
  }

  /// Lets the thread end.
  func cancel() { batches.cancel() }
}
