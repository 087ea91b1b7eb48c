// SPDX-License-Identifier: EUPL-1.2

import Foundation
package import HergebruikFormat
import HergebruikSystem

/// Finds values that occur twice in a table of any length, in bounded memory.
///
/// It holds 24 bytes a row: a 128-bit hash of the value and the row. Beyond the budget they go to a private file. At
/// the end each bucket of hashes goes into a set by itself, a 512th of the rows at once.
package final class UniqueIndex {
  private let buckets: EntryBuckets

  /// Makes an index that holds at most `memory` bytes and spills into `folder`, which must exist.
  package init(memory: Int, folder: String) {
    buckets = EntryBuckets(memory: memory, folder: folder)
  }

  /// Adds the keys of one batch, as `TransformResult.keys` has them: high, low and row, where
  /// `firstRow` is added to each row. Batches come in the order of the rows.
  package func insert(_ keys: [UInt64], firstRow: Int) throws(Failure) {
    for i in stride(from: 0, to: keys.count, by: 3) {
      try buckets.add(
        SortedEntry(high: keys[i], low: keys[i + 1], word: keys[i + 2] + UInt64(firstRow)))
    }
  }

  /// Looks for values that occur more than once, on so many threads.
  ///
  /// - Returns: how many rows repeat an earlier one, and the first `limit` of them with the row that
  ///   they repeat, by row.
  package func duplicates(
    limit: Int, threads: Int = 1
  ) throws(Failure) -> (count: Int, first: [(row: Int, repeats: Int)]) {
    var (found, failure) = (Duplicates(limit: limit), Failure?.none)
    let lock = NSLock()
    nonisolated(unsafe) let buckets = buckets
    unsafe withUnsafeMutablePointer(to: &found) { found in
      unsafe withUnsafeMutablePointer(to: &failure) { failure in
        nonisolated(unsafe) let (found, failure) = unsafe (found, failure)
        Crew.perform(threads, threads: threads) { thread in
          var own = Duplicates(limit: limit)
          do throws(Failure) {
            try unsafe own.look(
              stride(from: thread, to: EntryBuckets.count, by: threads), in: buckets)
          } catch {
            lock.withLock { unsafe failure.pointee = error }
          }
          lock.withLock { unsafe found.pointee.merge(own) }
        }
      }
    }
    if let failure { throw failure }
    return (found.count, found.first)
  }

  private struct Duplicates {
    let limit: Int
    var count = 0
    var first: [(row: Int, repeats: Int)] = []

    package init(limit: Int) { self.limit = limit }

    /// Looks through some buckets.
    mutating func look(
      _ numbers: some Sequence<Int>, in buckets: EntryBuckets
    ) throws(Failure) {
      var known = EntrySet(bits: 128)
      for number in numbers {
        known.removeAll()
        try buckets.forEach(in: number) { entry in
          guard let other = known.insert(entry) else { return }
          add(row: Int(entry.word), repeats: Int(other.word))
        }
      }
    }

    /// Keeps the `limit` smallest rows: they come in the order of their hashes.
    package mutating func add(row: Int, repeats: Int) {
      count += 1
      keep(row: row, repeats: repeats)
    }

    mutating func merge(_ other: Duplicates) {
      count += other.count
      for (row, repeats) in other.first { keep(row: row, repeats: repeats) }
    }

    private mutating func keep(row: Int, repeats: Int) {
      if first.count == limit, let last = first.last, row > last.row { return }
      let at = first.firstIndex { $0.row > row } ?? first.endIndex
      first.insert((row, repeats), at: at)
      if first.count > limit { first.removeLast() }
    }
  }
}
