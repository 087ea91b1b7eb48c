// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// What tells the values behind pseudonyms apart: the first 192 bits of an HMAC.
public struct PseudonymEntry: Sendable {
  var words: SortedEntry
}

/// Finds two values of a field that got the same pseudonym, in a table of any length, exactly.
///
/// A pseudonym is the first 80 bits of an HMAC; the 112 bits behind them tell values apart without
/// another hash. Entries are divided over buckets by their first bits; full buckets go to a private
/// file. At the end each bucket by itself goes into a set, so that no more than a 128th of the distinct
/// values is in memory at once. Source: ../shared/standards/privacy/privacy.md, "Treatments".
public final class PseudonymIndex {
  typealias Entry = SortedEntry

  private static let bucketCount = 128
  /// Entries of a bucket in memory: 1.5 MB for all.
  private static let bucketSize = 512

  /// The buckets, one behind another, and how many entries each has.
  private let buckets: UnsafeMutableBufferPointer<Entry>
  private let counts: UnsafeMutableBufferPointer<Int>
  private var runs: [[Range<Int>]] = Array(repeating: [], count: bucketCount)
  private var spill: SpillFile?
  private let folder: String

  /// Makes an index that spills into `folder`, which must exist.
  public init(folder: String) {
    self.folder = folder
    buckets = .allocate(capacity: Self.bucketCount * Self.bucketSize)
    counts = .allocate(capacity: Self.bucketCount)
    counts.initialize(repeating: 0)
  }

  deinit {
    buckets.deallocate()
    counts.deallocate()
  }

  /// Adds the pseudonyms of one batch, as `TransformResult.pseudonyms` has them.
  public func insert(_ entries: [PseudonymEntry]) throws(Failure) {
    for entry in entries {
      let bucket = Int(entry.words.high >> 57)
      buckets[bucket * Self.bucketSize + counts[bucket]] = entry.words
      counts[bucket] += 1
      if counts[bucket] == Self.bucketSize { try spill(bucket) }
    }
  }

  /// The entries of a bucket that are in memory.
  private func bucket(_ number: Int) -> UnsafeBufferPointer<Entry> {
    let start = number * Self.bucketSize
    return UnsafeBufferPointer(rebasing: buckets[start..<(start + counts[number])])
  }

  private func spill(_ number: Int) throws(Failure) {
    let file: SpillFile
    if let spill { file = spill } else { file = try SpillFile(folder: folder) }
    spill = file
    try file.appendRun(bucket(number))
    if let run = file.runs.last { runs[number].append(run) }
    counts[number] = 0
  }

  /// How many distinct values have a pseudonym that an earlier one has; empties the index.
  public func collisions() throws(Failure) -> Int {
    var count = 0
    var distinct = EntrySet()
    for number in 0..<Self.bucketCount {
      distinct.removeAll()
      for entry in bucket(number) where !distinct.insert(entry) { count += 1 }
      counts[number] = 0
      guard let spill else { continue }
      for range in runs[number] {
        var run = try SpillFile.Run(file: spill, range: range)
        while let words = try run.next() {
          if !distinct.insert(words) { count += 1 }
        }
      }
      runs[number] = []
    }
    // Closed now, what is in the file need not reach the disk with the next synchronisation.
    spill = nil
    return count
  }

  /// Distinct entries by their first 80 bits.
  private struct EntrySet {
    private static let free = Entry(high: 0, low: 0, word: 0)
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
      // The bits of an HMAC need no more hashing; the highest are the bucket's.
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

extension PseudonymEntry {
  /// Takes the first 24 bytes of an HMAC.
  init(tag: UnsafeRawBufferPointer) {
    words = SortedEntry(
      high: UInt64(bigEndian: tag.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: tag.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      word: UInt64(bigEndian: tag.loadUnaligned(fromByteOffset: 16, as: UInt64.self)))
  }
}

extension SortedEntry {
  /// Whether no HMAC is there: one whose first 192 bits are zero does not occur.
  fileprivate var isFree: Bool { high == 0 && low == 0 && word == 0 }

  /// Whether the first 80 bits are the same.
  fileprivate func hasPseudonym(of other: SortedEntry) -> Bool {
    high == other.high && low >> 48 == other.low >> 48
  }
}
