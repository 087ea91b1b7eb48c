// SPDX-License-Identifier: EUPL-1.2

/// Sorting by digits, which hashes are made for: each of 256 values of a byte has about as many entries.
///
/// Source: McIlroy, Bostic, McIlroy, "Engineering Radix Sort", Computing Systems 6(1), 1993: "American flag sort".
extension SortedEntry {
  /// Fewer entries are sorted by comparing.
  private static let least = 64

  /// Sorts entries by hash, then by word.
  package static func sort(_ entries: inout [SortedEntry]) {
    entries.withUnsafeMutableBufferPointer { sort($0, byDigitAt: 56) }
  }

  /// Sorts entries whose first halves agree in all bits from `shift` + 8 on.
  private static func sort(
    _ entries: UnsafeMutableBufferPointer<SortedEntry>, byDigitAt shift: UInt64
  ) {
    guard entries.count > least else { return insert(entries) }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { places in
      let (next, ends) = (places, UnsafeMutableBufferPointer(rebasing: places[256...]))
      count(entries, shift, next, ends)
      divide(entries, shift, next, ends)
      for digit in 0..<256 {
        let range = (digit == 0 ? 0 : ends[digit - 1])..<ends[digit]
        guard range.count > 1 else { continue }
        var part = UnsafeMutableBufferPointer(rebasing: entries[range])
        if shift > 0 {
          sort(part, byDigitAt: shift - 8)
        } else {
          part.sort { $0.precedes($1) }
        }
      }
    }
  }

  /// Where the entries of each digit begin and end.
  private static func count(
    _ entries: UnsafeMutableBufferPointer<SortedEntry>, _ shift: UInt64,
    _ next: UnsafeMutableBufferPointer<Int>, _ ends: UnsafeMutableBufferPointer<Int>
  ) {
    ends.update(repeating: 0)
    for entry in entries { ends[Int(entry.high &>> shift & 255)] &+= 1 }
    var start = 0
    for digit in 0..<256 {
      next[digit] = start
      start &+= ends[digit]
      ends[digit] = start
    }
  }

  /// Swaps every entry into the part of its digit.
  private static func divide(
    _ entries: UnsafeMutableBufferPointer<SortedEntry>, _ shift: UInt64,
    _ next: UnsafeMutableBufferPointer<Int>, _ ends: UnsafeMutableBufferPointer<Int>
  ) {
    for digit in 0..<256 {
      while next[digit] < ends[digit] {
        var entry = entries[next[digit]]
        var home = Int(entry.high &>> shift & 255)
        while home != digit {
          swap(&entry, &entries[next[home]])
          next[home] &+= 1
          home = Int(entry.high &>> shift & 255)
        }
        entries[next[digit]] = entry
        next[digit] &+= 1
      }
    }
  }

  /// Sorts a few entries.
  private static func insert(_ entries: UnsafeMutableBufferPointer<SortedEntry>) {
    for i in entries.indices.dropFirst() {
      let entry = entries[i]
      var at = i
      while at > 0, entry.precedes(entries[at &- 1]) {
        entries[at] = entries[at &- 1]
        at &-= 1
      }
      entries[at] = entry
    }
  }
}
