// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikTables

/// Counts of classes, or of values within classes, in one block of memory: open addressing, 24 bytes a
/// slot. An entry's word is the value's code above its count; a slot whose count is 0 is free.
struct CountTable {
  private(set) var slots: [SortedEntry]
  private(set) var count = 0
  private let largest: Int

  private static let free = SortedEntry(high: 0, low: 0, word: 0)

  /// Makes a table that never takes more than `memory` bytes, also while it grows or is sorted.
  init(memory: Int) {
    // Growing holds the table twice over: the old half beside the new whole.
    let most = max(memory * 2 / 3 / MemoryLayout<SortedEntry>.stride, 1 << 10)
    largest = 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount)
    slots = Array(repeating: Self.free, count: min(largest, 1 << 10))
  }

  /// Whether the next entry may not fit: then it is to be emptied first.
  var isFull: Bool { slots.count == largest && count >= slots.count / 4 * 3 }

  /// Adds one to a count; false where the count cannot grow, and the table is to be emptied first.
  @inline(__always)
  package mutating func add(_ key: ClassKey, code: UInt32) -> Bool {
    if count >= slots.count / 4 * 3 { grow() }
    let mask = slots.count - 1
    var at = Self.home(key.low, code) & mask
    while true {
      let slot = slots[at]
      let held = UInt32(truncatingIfNeeded: slot.word)
      if held == 0 {
        slots[at] = SortedEntry(high: key.high, low: key.low, word: UInt64(code) << 32 | 1)
        count += 1
        return true
      }
      if slot.low == key.low, slot.high == key.high, UInt32(slot.word >> 32) == code {
        guard held < .max else { return false }
        slots[at].word += 1
        return true
      }
      at = (at + 1) & mask
    }
  }

  @inline(__always)
  private static func home(_ low: UInt64, _ code: UInt32) -> Int {
    Int(truncatingIfNeeded: (low ^ UInt64(code) &* 0x9E37_79B9_7F4A_7C15) >> 7)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.free, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where UInt32(truncatingIfNeeded: entry.word) != 0 {
      var at = Self.home(entry.low, UInt32(entry.word >> 32)) & mask
      while UInt32(truncatingIfNeeded: slots[at].word) != 0 { at = (at + 1) & mask }
      slots[at] = entry
    }
  }

  /// Moves the entries to the front, sorted; the table is not to be added to until `removeAll`.
  mutating func sort() -> Int {
    slots.withUnsafeMutableBufferPointer { slots in
      var filled = 0
      for at in slots.indices where UInt32(truncatingIfNeeded: slots[at].word) != 0 {
        slots.swapAt(filled, at)
        filled += 1
      }
      var entries = UnsafeMutableBufferPointer(rebasing: slots[..<filled])
      entries.sort { $0.precedes($1) }
      return filled
    }
  }

  /// Empties the table and keeps its memory.
  mutating func removeAll() {
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: Self.free) }
    count = 0
  }
}
