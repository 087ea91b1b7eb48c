// SPDX-License-Identifier: EUPL-1.2

/// Starts and ends of cells while a batch is cut; an array's checks at each cell would cost too much.
///
/// Memory safety: it owns `base` alone (it cannot be copied) and frees it once; `append` grows before it writes, `truncate`
/// only shortens, and `values` has `count` elements, which nobody keeps over a change.
@safe
struct OffsetList: ~Copyable {
  private var base: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  /// Offsets in the list, two for each cell.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit { unsafe base.deallocate() }

  /// The offsets; valid until the next change.
  var values: UnsafeBufferPointer<UInt32> { unsafe UnsafeBufferPointer(start: base, count: count) }

  /// Appends the start and the end of a cell; both fit, as a block is far below 4 GiB.
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) {
    if count + 2 > capacity { grow() }
    unsafe base[count] = UInt32(truncatingIfNeeded: start)
    unsafe base[count + 1] = UInt32(truncatingIfNeeded: end)
    count += 2
  }

  /// Shortens the list.
  mutating func truncate(to shorter: Int) {
    precondition(shorter >= 0 && shorter <= count, "truncate can only shorten")
    count = shorter
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * capacity)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = unsafe larger
    capacity *= 2
  }
}
