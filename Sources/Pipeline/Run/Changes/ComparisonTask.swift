// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikSystem

/// The comparison of a dataset with what is published of it, by a thread of its own while the gate reads the written
/// table back: the bytes that it unpacks serve both.
///
/// Where nobody reads the table, the comparison does so itself once it is asked for.
final class ComparisonTask: ReleaseDifferences, @unchecked Sendable {
  /// What came of it.
  typealias Result = Swift.Result<ReleaseComparison.Outcome, Failure>

  private let comparison: ReleaseComparison
  private let older: (record: DatasetRecord, folder: String)
  private let newer: (record: DatasetRecord, folder: String)
  private let asksClasses: Bool
  // Only of the thread that asks.
  private var hasBegun = false

  private let result = Monitor<Result?>(nil)

  /// Prepares it; nothing is read yet.
  init(
    _ comparison: ReleaseComparison, _ older: (record: DatasetRecord, folder: String),
    with newer: (record: DatasetRecord, folder: String), asksClasses: Bool
  ) {
    (self.comparison, self.older, self.newer) = (comparison, older, newer)
    self.asksClasses = asksClasses
  }

  /// Begins, and says where the bytes of the newer table are to be put; nil where nobody needs them.
  func begin() -> (any WrittenBytes)? {
    guard !hasBegun, !ReleaseComparison.isSame(older.record, newer.record) else { return nil }
    do throws(Failure) {
      let stream = try TableStream(newer.record, in: newer.folder, isFed: true)
      // Without a thread of its own it is done afterwards, by who asks for it.
      guard WorkThread.start("compare", { self.compare(stream) }) == 0 else { return nil }
      hasBegun = true
      return stream
    } catch {
      hasBegun = true
      end(.failure(error))
      return nil
    }
  }

  func changedRows() throws(Failure) -> ChangedRows? {
    try outcome.get().figures.map {
      ChangedRows(
        added: $0.added, addedK: $0.addedK, removed: $0.removed, removedK: $0.removedK)
    }
  }

  /// What differs, or why that is not known.
  var outcome: Result {
    if !hasBegun {
      hasBegun = true
      compare(nil)
    }
    return result.wait { $0 }
  }

  private func compare(_ stream: TableStream?) {
    do throws(Failure) {
      end(
        .success(
          try comparison.compare(
            older.record, in: older.folder, with: newer.record, in: newer.folder,
            reading: stream, asksClasses: asksClasses)))
    } catch {
      // Whoever reads the table must not wait for what nobody takes.
      stream?.stop()
      end(.failure(error))
    }
  }

  private func end(_ result: Result) {
    self.result.withLock(waking: .all) { $0 = result }
  }
}
