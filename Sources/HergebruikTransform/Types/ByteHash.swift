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
    var rest: UInt64 = 0
    while i < raw.count {
      rest = rest << 8 | UInt64(raw[i])
      i += 1
    }
    return mix(hash ^ rest)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &+ 0xD6E8_FEB8_6659_FD93
  }
}
