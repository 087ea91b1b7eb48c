// SPDX-License-Identifier: EUPL-1.2

/// Mixes bytes, eight at a time, multiplied and folded: for tables and counts, and not where somebody gains by
/// making two values collide.
///
/// The same on every machine: the order of rows that are published shuffled is that of their hashes, so that
/// another hash would change every such file.
enum ByteHash {
  /// The hash of some bytes.
  @inline(__always)
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var (hash, i) = (UInt64(truncatingIfNeeded: bytes.count), 0)
    while i + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      hash = mix(hash ^ UInt64(littleEndian: word))
      i += 8
    }
    return mix(hash ^ rest(of: raw))
  }

  /// The bytes behind the last whole word, the first of them highest; without a loop.
  @inline(__always)
  private static func rest(of raw: UnsafeRawBufferPointer) -> UInt64 {
    let (count, rest) = (raw.count, raw.count & 7)
    guard rest > 0 else { return 0 }
    let bits = UInt64(truncatingIfNeeded: 8 &* rest)
    if count > 8 {
      let word = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      return UInt64(bigEndian: word) & ((1 &<< bits) &- 1)
    }
    if rest >= 4 {
      let high = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      let low = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: rest &- 4, as: UInt32.self))
      return UInt64(high) &<< (bits &- 32) | UInt64(low)
    }
    let first = UInt64(raw[0]) &<< (bits &- 8)
    if rest < 3 { return first | UInt64(raw[rest &- 1]) }
    return first | UInt64(raw[1]) &<< 8 | UInt64(raw[2])
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &+ 0xD6E8_FEB8_6659_FD93
  }
}
