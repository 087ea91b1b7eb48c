// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Finds two values of a field that got the same pseudonym, in a table of any length, exactly.
///
/// A pseudonym is the first 80 bits of an HMAC; the 112 bits behind them tell values apart without
/// another hash. Entries are divided over buckets by their first byte; full buckets go to a private
/// file. At the end each bucket by itself goes into a set, so that no more than a 256th of the distinct
/// values is in memory at once. Source: ../shared/standards/privacy/privacy.md, "Treatments".
public final class PseudonymIndex {
  /// The first 192 bits of an HMAC.
  typealias Entry = UniqueIndex.Entry

  /// Entries of a bucket in memory; 3 MB for all.
  private static let bucketSize = 512

  private var buckets: [[Entry]] = Array(repeating: [], count: 256)
  private var runs: [[Range<Int>]] = Array(repeating: [], count: 256)
  private var spill: SpillFile?
  private let folder: String

  /// Makes an index that spills into `folder`, which must exist.
  public init(folder: String) {
    self.folder = folder
  }

  /// Adds the pseudonyms of one batch, as `TransformResult.pseudonyms` has them: three words each.
  public func insert(_ words: [UInt64]) throws(Failure) {
    for i in stride(from: 0, to: words.count, by: 3) {
      let bucket = Int(words[i] >> 56)
      buckets[bucket].append(Entry(high: words[i], low: words[i + 1], row: words[i + 2]))
      if buckets[bucket].count == Self.bucketSize { try spill(bucket) }
    }
  }

  private func spill(_ bucket: Int) throws(Failure) {
    let file: SpillFile
    if let spill { file = spill } else { file = try SpillFile(folder: folder) }
    spill = file
    try file.appendRun(buckets[bucket])
    if let run = file.runs.last { runs[bucket].append(run) }
    buckets[bucket].removeAll(keepingCapacity: true)
  }

  /// How many distinct values have a pseudonym that an earlier one has; empties the index.
  public func collisions() throws(Failure) -> Int {
    var count = 0
    var distinct = EntrySet()
    for bucket in buckets.indices {
      distinct.removeAll()
      for entry in buckets[bucket] where !distinct.insert(entry) { count += 1 }
      buckets[bucket] = []
      guard let spill else { continue }
      for range in runs[bucket] {
        var run = try SpillFile.Run(file: spill, range: range)
        while let words = try run.next() {
          if !distinct.insert(Entry(high: words.0, low: words.1, row: words.2)) { count += 1 }
        }
      }
    }
    return count
  }

  /// Distinct entries by their first 80 bits.
  private struct EntrySet {
    private static let free = Entry(high: 0, low: 0, row: 0)
    private var slots = Array(repeating: free, count: 1024)
    private var count = 0

    mutating func removeAll() {
      for i in slots.indices { slots[i] = Self.free }
      count = 0
    }

    /// Adds an entry; false where another one with the same 80 bits is there.
    mutating func insert(_ entry: Entry) -> Bool {
      let slot = slot(of: entry)
      if !slots[slot].isFree { return slots[slot] == entry }
      slots[slot] = entry
      count += 1
      if count > slots.count / 2 { grow() }
      return true
    }

    private func slot(of entry: Entry) -> Int {
      let mask = UInt64(slots.count - 1)
      // The bits of an HMAC need no more hashing; the highest eight are the bucket's.
      var slot = Int(entry.high & mask)
      while !slots[slot].isFree, !slots[slot].hasPseudonym(of: entry) {
        slot = (slot + 1) & Int(mask)
      }
      return slot
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: Self.free, count: old.count * 2)
      for entry in old where !entry.isFree { slots[slot(of: entry)] = entry }
    }
  }
}

extension UniqueIndex.Entry {
  /// Takes the first 24 bytes of an HMAC.
  init(tag: UnsafeRawBufferPointer) {
    high = UInt64(bigEndian: tag.loadUnaligned(as: UInt64.self))
    low = UInt64(bigEndian: tag.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    row = UInt64(bigEndian: tag.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
  }

  /// Whether no HMAC is there: one whose first 192 bits are zero does not occur.
  fileprivate var isFree: Bool { high == 0 && low == 0 && row == 0 }

  /// Whether the first 80 bits are the same.
  fileprivate func hasPseudonym(of other: UniqueIndex.Entry) -> Bool {
    high == other.high && low >> 48 == other.low >> 48
  }
}
