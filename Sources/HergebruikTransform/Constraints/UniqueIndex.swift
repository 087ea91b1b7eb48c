// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Finds values that occur twice in a table of any length, in bounded memory.
///
/// It holds 24 bytes a row: a 128-bit hash of the value (SipHash with the process's random seed) and
/// the row. Beyond the budget it writes sorted runs to a private file, which it merges at the end.
public final class UniqueIndex {
  private let sorter: EntrySorter

  /// Makes an index that holds at most `memory` bytes and spills into `folder`, which must exist.
  public init(memory: Int, folder: String) {
    sorter = EntrySorter(memory: memory, folder: folder)
  }

  /// Adds the keys of one batch, as `TransformResult.keys` has them: high, low and row, where
  /// `firstRow` is added to each row.
  public func insert(_ keys: [UInt64], firstRow: Int) throws(Failure) {
    for i in stride(from: 0, to: keys.count, by: 3) {
      try sorter.add(
        SortedEntry(high: keys[i], low: keys[i + 1], word: keys[i + 2] + UInt64(firstRow)))
    }
  }

  /// Looks for values that occur more than once.
  ///
  /// - Returns: how many rows repeat an earlier one, and the first `limit` of them with the row that
  ///   they repeat, by row.
  public func duplicates(
    limit: Int
  ) throws(Failure) -> (count: Int, first: [(row: Int, repeats: Int)]) {
    var found = Duplicates(limit: limit)
    var previous: SortedEntry?
    try sorter.forEach { entry throws(Failure) in
      if let last = previous, last.high == entry.high, last.low == entry.low {
        found.add(row: Int(entry.word), repeats: Int(last.word))
      } else {
        previous = entry
      }
    }
    return (found.count, found.first)
  }

  private struct Duplicates {
    let limit: Int
    var count = 0
    var first: [(row: Int, repeats: Int)] = []

    /// Keeps the `limit` smallest rows: rows come in the order of their hashes.
    mutating func add(row: Int, repeats: Int) {
      count += 1
      if first.count == limit, let last = first.last, row > last.row { return }
      let at = first.firstIndex { $0.row > row } ?? first.endIndex
      first.insert((row, repeats), at: at)
      if first.count > limit { first.removeLast() }
    }
  }
}
