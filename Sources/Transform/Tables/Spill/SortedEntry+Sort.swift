// SPDX-License-Identifier: EUPL-1.2

/// Sorting by digits, which hashes are made for: each of 256 values of a byte has about as many entries.
///
/// Source: McIlroy, Bostic, McIlroy, "Engineering Radix Sort", Computing Systems 6(1), 1993: "American flag sort".
extension SortedEntry {
  /// Fewer entries are sorted by comparing.
  private static let least = 64

  /// Sorts entries by hash, then by word.
  package static func sort(_ entries: inout [SortedEntry]) {
    unsafe entries.withUnsafeMutableBufferPointer { unsafe sort($0, byDigitAt: 56) }
  }

  /// Sorts entries whose first halves agree in all bits from `shift` + 8 on.
  private static func sort(
    _ entries: UnsafeMutableBufferPointer<SortedEntry>, byDigitAt shift: UInt64
  ) {
    guard entries.count > least else { return unsafe insert(entries) }
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { places in
      let (next, ends) = unsafe (places, UnsafeMutableBufferPointer(rebasing: places[256...]))
      unsafe count(entries, shift, next, ends)
      unsafe divide(entries, shift, next, ends)
      for digit in 0..<256 {
        let range = unsafe (digit == 0 ? 0 : ends[digit - 1])..<ends[digit]
        guard range.count > 1 else { continue }
        var part = unsafe UnsafeMutableBufferPointer(rebasing: entries[range])
        if shift > 0 {
          unsafe sort(part, byDigitAt: shift - 8)
        } else {
          unsafe part.sort { $0.precedes($1) }
        }
      }
    }
  }

  /// Where the entries of each digit begin and end.
  private static func count(
    _ entries: UnsafeMutableBufferPointer<SortedEntry>, _ shift: UInt64,
    _ next: UnsafeMutableBufferPointer<Int>, _ ends: UnsafeMutableBufferPointer<Int>
  ) {
    unsafe ends.update(repeating: 0)
    for place in entries.indices { unsafe ends[Int(entries[place].high &>> shift & 255)] &+= 1 }
    var start = 0
    for digit in 0..<256 {
      unsafe next[digit] = start
      unsafe start &+= ends[digit]
      unsafe ends[digit] = start
    }
  }

  /// Swaps every entry into the part of its digit.
  private static func divide(
    _ entries: UnsafeMutableBufferPointer<SortedEntry>, _ shift: UInt64,
    _ next: UnsafeMutableBufferPointer<Int>, _ ends: UnsafeMutableBufferPointer<Int>
  ) {
    for digit in 0..<256 {
      while unsafe next[digit] < ends[digit] {
        var entry = unsafe entries[next[digit]]
        var home = Int(entry.high &>> shift & 255)
        while home != digit {
          unsafe swap(&entry, &entries[next[home]])
          unsafe next[home] &+= 1
          home = Int(entry.high &>> shift & 255)
        }
        unsafe entries[next[digit]] = entry
        unsafe next[digit] &+= 1
      }
    }
  }

  /// Sorts a few entries.
  private static func insert(_ entries: UnsafeMutableBufferPointer<SortedEntry>) {
    for i in entries.indices.dropFirst() {
      let entry = unsafe entries[i]
      var at = i
      while at > 0, unsafe entry.precedes(entries[at &- 1]) {
        unsafe entries[at] = unsafe entries[at &- 1]
        at &-= 1
      }
      unsafe entries[at] = entry
    }
  }
}
