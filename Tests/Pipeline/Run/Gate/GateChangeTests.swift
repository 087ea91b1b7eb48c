// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikGate

/// Rows that are new or gone since the last release.
@Suite("Gate and changes")
struct GateChangeTests {
  /// A comparison that was made.
  private final class Made: ReleaseDifferences {
    let rows: ChangedRows?

    init(_ rows: ChangedRows?) { self.rows = rows }

    func begin() -> (any WrittenBytes)? { nil }
    func changedRows() throws(Failure) -> ChangedRows? { rows }
  }

  @Test(
    "asks as many alike of rows that are gone as of rows that are new",
    arguments: [
      (0, 0, 0, 0, true), (3, 3, 0, 0, true), (2, 2, 0, 0, false), (0, 0, 3, 3, true),
      (0, 0, 2, 2, false), (3, 3, 2, 2, false), (2, 2, 3, 3, false), (6, 3, 7, 3, true),
    ])
  func bounds(added: Int, addedK: Int, removed: Int, removedK: Int, isRight: Bool) throws {
    var dataset = try WrittenDataset(
      """
      fields: [{source: wijk, privacy: quasi, treat: keep}]
      privacy: {k: {minimum: 3, method: suppress, limit: 50%}}
      """, export: "wijk\n" + String(repeating: "noord\n", count: 9))
    var record = dataset.subject.record
    record.rows += removed - added
    record.distributions[0].sha256 = "other"
    dataset.subject.previous = (record, dataset.folder.path)
    dataset.subject.comparison = Made(
      ChangedRows(added: added, addedK: addedK, removed: removed, removedK: removedK))
    let judged = try dataset.judged(.changes)
    #expect(judged.verdict == (isRight ? .passed : .failed), "\(judged.problems)")
    // What does not add up is no comparison of these releases.
    dataset.subject.previous?.record.rows += 1
    #expect(try dataset.judged(.changes).verdict == .couldNotRun)
    dataset.subject.comparison = Made(nil)
    #expect(try dataset.judged(.changes).verdict == .couldNotRun)
  }
}
