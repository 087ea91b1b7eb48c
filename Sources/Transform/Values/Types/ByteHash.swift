// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

/// Mixes bytes, eight at a time, multiplied and folded: for tables and counts, and not where somebody gains by
/// making two values collide.
///
/// The same on every machine: the order of rows that are published shuffled is that of their hashes, so that
/// another hash would change every such file.
@usableFromInline
package enum ByteHash {
  /// The hash of some bytes.
  @inlinable @inline(__always)
  package static func of(_ bytes: Span<UInt8>) -> UInt64 {
    var (hash, i) = (UInt64(truncatingIfNeeded: bytes.count), 0)
    while i + 8 <= bytes.count {
      hash = mix(hash ^ UInt64(littleEndian: bytes.word(at: i)))
      i += 8
    }
    // The first of the last bytes counts as the highest.
    let bits = UInt64(truncatingIfNeeded: 8 &* (bytes.count & 7))
    return mix(hash ^ bytes.rest.byteSwapped &>> (64 &- bits))
  }

  /// Spreads the bits of a word over all of it.
  @inlinable @inline(__always)
  package static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &+ 0xD6E8_FEB8_6659_FD93
  }
}

extension Span where Element == UInt8 {
  /// The bytes behind the last whole word of eight, the first of them lowest; without a loop.
  @inline(__always)
  @usableFromInline var rest: UInt64 {
    let rest = count & 7
    guard rest > 0 else { return 0 }
    if count > 8 {
      return UInt64(littleEndian: word(at: count &- 8))
        &>> UInt64(truncatingIfNeeded: 64 &- 8 &* rest)
    }
    if rest >= 4 {
      let low = UInt32(littleEndian: halfWord(at: 0))
      let high = UInt32(littleEndian: halfWord(at: rest &- 4))
      return UInt64(low) | UInt64(high) &<< UInt64(truncatingIfNeeded: 8 &* (rest &- 4))
    }
    let (middle, end) = (rest >> 1, rest &- 1)
    return UInt64(self[0]) | UInt64(self[middle]) &<< UInt64(truncatingIfNeeded: 8 &* middle)
      | UInt64(self[end]) &<< UInt64(truncatingIfNeeded: 8 &* end)
  }
}
