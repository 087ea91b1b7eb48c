// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Finds rows whose foreign key stands nowhere, in a table of any length and in bounded memory.
///
/// What a worker could look up it did; here come the keys that it did not find, or all of them where the
/// reference is the table itself or does not fit in memory. Values of the reference have the row 0, so that
/// they sort before the rows that have them.
package final class ForeignIndex {
  private let sorter: EntrySorter
  private let reference: ReferenceKeys?

  /// The row in `TransformResult.foreign` that stands for a value of the reference.
  package static let referenceRow = UInt64.max

  /// Makes an index that holds at most `memory` bytes and spills into `folder`, which must exist.
  package init(_ reference: ReferenceKeys?, memory: Int, folder: String) {
    sorter = EntrySorter(memory: memory, folder: folder)
    self.reference = reference
  }

  /// Adds the keys of one batch, as `TransformResult.foreign` has them: high, low and row, where `firstRow` is
  /// added to each row.
  package func insert(_ keys: [UInt64], firstRow: Int) throws(Failure) {
    for i in stride(from: 0, to: keys.count, by: 3) {
      let row = keys[i + 2]
      try sorter.add(
        SortedEntry(
          high: keys[i], low: keys[i + 1],
          word: row == Self.referenceRow ? 0 : row + UInt64(firstRow)))
    }
  }

  /// Looks for rows without a reference: how many, and the first `limit` of them.
  package func unfound(limit: Int) throws(Failure) -> (count: Int, first: [Int]) {
    let sorter = sorter
    try reference?.forEachSpilled { entry throws(Failure) in try sorter.add(entry) }
    var (count, first) = (0, [Int]())
    var known: SortedEntry?
    try sorter.forEach { entry throws(Failure) in
      if entry.word == 0 {
        known = entry
      } else if known?.high != entry.high || known?.low != entry.low {
        count += 1
        Self.keep(Int(entry.word), in: &first, limit)
      }
    }
    return (count, first)
  }

  /// Keeps the smallest rows: they come in the order of their hashes.
  private static func keep(_ row: Int, in first: inout [Int], _ limit: Int) {
    if first.count == limit, let last = first.last, row > last { return }
    first.insert(row, at: first.firstIndex { $0 > row } ?? first.endIndex)
    if first.count > limit { first.removeLast() }
  }
}
