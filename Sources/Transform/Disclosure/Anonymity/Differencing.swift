// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikTables

/// Whether the rows that differ between two releases of a table hide each other.
///
/// Who has both releases has the difference: rows that were added, or removed, must be k-anonymous among
/// themselves. A row that changed is one of each. Classes are told apart by 128 bits, the rows of one
/// class by 63.
/// Source: docs/privacy-specification.md, section 8.
package final class Differencing {
  /// Which release a row is in.
  package enum Release: UInt64, Sendable {
    case older, newer
  }

  /// What differs.
  package struct Figures: Hashable, Sendable {
    /// Rows that are in the newer release only.
    package var added = 0
    /// The size of the smallest class of the added rows; 0 where there are none.
    package var addedK = 0
    /// Rows that are in the older release only.
    package var removed = 0
    /// The size of the smallest class of the removed rows; 0 where there are none.
    package var removedK = 0

    /// The figures of two releases that are the same.
    package static let none = Figures()

    fileprivate mutating func enter(added more: Int, removed fewer: Int) {
      if more > 0 { (added, addedK) = (added + more, added == 0 ? more : min(addedK, more)) }
      if fewer > 0 {
        (removed, removedK) = (removed + fewer, removed == 0 ? fewer : min(removedK, fewer))
      }
    }
  }

  private let sorter: EntrySorter

  /// Makes a comparison that holds at most `memory` bytes and spills into `folder`, which must exist.
  package init(memory: Int, folder: String) {
    sorter = EntrySorter(memory: memory, folder: folder)
  }

  /// Adds a row of a release: its class, and the hash of all its cells.
  package func add(_ key: ClassKey, row: ClassKey, in release: Release) throws(Failure) {
    try sorter.add(
      SortedEntry(high: key.high, low: key.low, word: row.high & ~1 | release.rawValue))
  }

  /// What differs between the releases.
  package func figures() throws(Failure) -> Figures {
    var figures = Figures()
    var last: SortedEntry?
    // Of the class: rows added and removed. Of the row: how many more there are now.
    var (added, removed, balance) = (0, 0, 0)
    func endRow() {
      if balance > 0 { added += balance } else { removed -= balance }
      balance = 0
    }
    try sorter.forEach { entry throws(Failure) in
      if let last, last.high != entry.high || last.low != entry.low {
        endRow()
        figures.enter(added: added, removed: removed)
        (added, removed) = (0, 0)
      } else if let last, last.word & ~1 != entry.word & ~1 {
        endRow()
      }
      balance += entry.word & 1 == Release.newer.rawValue ? 1 : -1
      last = entry
    }
    endRow()
    figures.enter(added: added, removed: removed)
    return figures
  }
}
