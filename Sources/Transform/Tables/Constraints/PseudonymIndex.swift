// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What tells the values behind pseudonyms apart: the first 192 bits of an HMAC.
package struct PseudonymEntry: Sendable {
  var words: SortedEntry

  /// Creates it from its parts.
  package init(words: SortedEntry) {
    self.words = words
  }
}

/// Finds two values of a field that got the same pseudonym, in a table of any length, exactly.
///
/// A pseudonym is the first 80 bits of an HMAC; the 112 bits behind them tell values apart without
/// another hash. Each bucket of entries by itself goes into a set, so that no more than a 512th of the distinct
/// values is in memory at once. Source: docs/privacy-specification.md, section 2.
package final class PseudonymIndex {
  private var buckets: EntryBuckets
  private let folder: String

  /// Makes an index that spills into `folder`, which must exist.
  package init(folder: String) {
    self.folder = folder
    buckets = EntryBuckets(memory: 0, folder: folder)
  }

  /// Adds the pseudonyms of one batch, as `TransformResult.pseudonyms` has them.
  package func insert(_ entries: [PseudonymEntry]) throws(Failure) {
    for entry in entries { try buckets.add(entry.words) }
  }

  /// How many distinct values have a pseudonym that an earlier one has; empties the index.
  package func collisions() throws(Failure) -> Int {
    var count = 0
    var distinct = EntrySet(bits: 80)
    for number in 0..<EntryBuckets.count {
      distinct.removeAll()
      try buckets.forEach(in: number) { entry in
        if let other = distinct.insert(entry), other != entry { count += 1 }
      }
    }
    // Closed now, what is in the file need not reach the disk with the next synchronisation.
    buckets = EntryBuckets(memory: 0, folder: folder)
    return count
  }
}

extension PseudonymEntry {
  /// Takes the first 24 bytes of an HMAC.
  package init(tag: Span<UInt8>) {
    words = SortedEntry(
      high: UInt64(bigEndian: tag.word(at: 0)),
      low: UInt64(bigEndian: tag.word(at: 8)),
      word: UInt64(bigEndian: tag.word(at: 16)))
  }
}
