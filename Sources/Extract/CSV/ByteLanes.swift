// SPDX-License-Identifier: EUPL-1.2

/// Compares eight bytes with one at once, with the arithmetic of one integer.
///
/// Source: H. S. Warren, Hacker's Delight, second edition, section 6-1: the exact test for a zero byte.
struct ByteLanes {
  private let wanted: UInt64

  init(_ byte: UInt8) {
    wanted = UInt64(byte) &* 0x0101_0101_0101_0101
  }

  /// The highest bit of each byte that is not the wanted one; all other bits are 0.
  @inline(__always)
  func others(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let differs = word ^ wanted
    return (((differs & low) &+ low) | differs) & ~low
  }
}
