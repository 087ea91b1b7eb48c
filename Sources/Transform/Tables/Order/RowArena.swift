// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Rows in one piece of memory: they grow from its front, and an entry for each from its back.
///
/// Memory that is never filled is never taken from the machine.
///
/// Memory safety: it owns its memory, and frees it once; `append` sees to it that rows and entries do not meet.
@safe
final class RowArena {
  /// Where a row is, beside what mostly decides its place.
  private struct Entry {
    var prefix: UInt64
    var offset: UInt32
  }

  /// Bytes of an entry, and of the half of it that sorting takes besides.
  private static let entrySize = 16 + 8

  private let base: UnsafeMutableRawPointer
  private let capacity: Int
  private var used = 0
  private(set) var count = 0

  /// Makes an empty one that takes at most `memory` bytes when it is full and sorted, of which no more than
  /// 4 GiB are used.
  init(memory: Int) {
    capacity = min(memory, Int(UInt32.max)) & ~15
    unsafe base = .allocate(byteCount: max(capacity, 16), alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  /// Copies a row; false where it does not fit any more.
  package func append(_ row: SortedRow) -> Bool {
    let bytes = row.bytes
    guard used + bytes.byteCount + (count + 1) * Self.entrySize <= capacity else { return false }
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(start: base + used, count: bytes.count).copyMemory(
        from: bytes)
    }
    count += 1
    unsafe entries.initializeElement(
      at: 0, to: Entry(prefix: row.prefix, offset: UInt32(used)))
    used += bytes.byteCount
    return true
  }

  /// Puts the rows in their order; no row may be appended after it.
  package func sort() {
    let base = unsafe UnsafeRawPointer(base)
    // The library's sort takes as much again as half of what it sorts.
    var entries = unsafe entries
    unsafe entries.sort { one, other in
      if one.prefix != other.prefix { return one.prefix < other.prefix }
      return unsafe SortedRow(base + Int(one.offset), prefix: one.prefix)
        .precedes(SortedRow(base + Int(other.offset), prefix: other.prefix))
    }
  }

  /// A row by its place.
  func row(_ index: Int) -> SortedRow {
    let entry = unsafe entries[index]
    return unsafe SortedRow(base + Int(entry.offset), prefix: entry.prefix)
  }

  func removeAll() { (used, count) = (0, 0) }

  private var entries: UnsafeMutableBufferPointer<Entry> {
    let first = unsafe base + capacity - count * MemoryLayout<Entry>.stride
    return unsafe UnsafeMutableBufferPointer(
      start: first.assumingMemoryBound(to: Entry.self), count: count)
  }
}
