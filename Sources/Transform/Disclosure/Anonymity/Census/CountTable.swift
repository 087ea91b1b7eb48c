// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTables
internal import HergebruikValues

/// Counts of classes, or of values within classes, in one block of memory of 24 bytes a place.
///
/// An entry's word is the value's code above its count, which is never 0.
struct CountTable {
  private var slots: ProbeTable<SortedEntry>
  private let largest: Int

  /// Makes a table that never takes more than `memory` bytes, also while it grows or is sorted.
  init(memory: Int) {
    // Growing holds the table twice over: the old half beside the new whole.
    let most = max(memory * 2 / 3 / MemoryLayout<SortedEntry>.stride, 1 << 10)
    largest = 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount)
    slots = ProbeTable(places: min(largest, 1 << 10), load: .threeQuarters)
  }

  /// Whether the next entry may not fit: then it is to be emptied first.
  var isFull: Bool { slots.isCrowded && slots.places == largest }

  /// Adds one to a count; false where the count cannot grow, and the table is to be emptied first.
  @inline(__always)
  package mutating func add(_ key: ClassKey, code: UInt32) -> Bool {
    if slots.isCrowded { slots.grow { Self.hash($0.low, Self.code($0)) } }
    let place = slots.place(of: Self.hash(key.low, code)) {
      $0.low == key.low && $0.high == key.high && Self.code($0) == code
    }
    var entry = slots[place]
    guard !entry.isFree else {
      entry = SortedEntry(high: key.high, low: key.low, word: UInt64(code) << 32 | 1)
      slots.fill(place, with: entry)
      return true
    }
    guard UInt32(truncatingIfNeeded: entry.word) < .max else { return false }
    entry.word &+= 1
    slots[place] = entry
    return true
  }

  @inline(__always)
  private static func hash(_ low: UInt64, _ code: UInt32) -> UInt64 {
    (low ^ UInt64(code) &* 0x9E37_79B9_7F4A_7C15) >> 7
  }

  @inline(__always)
  private static func code(_ entry: SortedEntry) -> UInt32 { UInt32(entry.word >> 32) }

  /// Moves the entries to the front, sorted; the table is not to be added to until `removeAll`.
  mutating func sort() -> Int {
    unsafe slots.withMutableSlots { slots in
      var filled = 0
      for at in slots.indices where unsafe !slots[at].isFree {
        unsafe slots.swapAt(filled, at)
        filled += 1
      }
      var entries = unsafe UnsafeMutableBufferPointer(rebasing: slots[..<filled])
      unsafe entries.sort { $0.precedes($1) }
      return filled
    }
  }

  /// Gives the first entries; all places if there is no number, some of which are free.
  func withEntries<Failure: Error>(
    _ count: Int? = nil, _ body: (Span<SortedEntry>) throws(Failure) -> Void
  ) throws(Failure) {
    try unsafe slots.withSlots { slots throws(Failure) in
      try unsafe body(slots.span.extracting(first: count ?? slots.count))
    }
  }

  /// Empties the table and keeps its memory.
  mutating func removeAll() { slots.removeAll() }
}
