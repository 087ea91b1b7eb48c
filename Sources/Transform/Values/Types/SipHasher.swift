// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// SipHash-1-3 with 128 bits of output and a key of the process, for values that stand for others in a table:
/// nobody can prepare two with one hash, and a hash means nothing in another process.
///
/// One pass gives both halves, where two `Hasher`s go over the bytes twice.
/// Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF", 2012; the 128 bits by the authors' siphash.c.
package struct SipHasher {
  /// The process's key.
  static let key: (UInt64, UInt64) = (.random(in: 0 ... .max), .random(in: 0 ... .max))

  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64
  private let (perWord, perEnd): (Int, Int)

  /// Begins; other numbers of rounds are for the authors' examples.
  @inline(__always)
  package init(key: (UInt64, UInt64) = Self.key, rounds: (Int, Int) = (1, 3)) {
    v0 = key.0 ^ 0x736F_6D65_7073_6575
    v1 = key.1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
    v2 = key.0 ^ 0x6C79_6765_6E65_7261
    v3 = key.1 ^ 0x7465_6462_7974_6573
    (perWord, perEnd) = rounds
  }

  /// The hash of some bytes.
  @inline(__always)
  package static func hash(_ bytes: Span<UInt8>) -> (high: UInt64, low: UInt64) {
    var hasher = SipHasher()
    return hasher.finish(bytes)
  }

  /// Takes eight bytes.
  @inline(__always)
  package mutating func add(_ word: UInt64) {
    v3 ^= word
    for _ in 0..<perWord { round() }
    v0 ^= word
  }

  /// Takes the last bytes, and gives the hash.
  @inline(__always)
  mutating func finish(_ bytes: Span<UInt8>) -> (high: UInt64, low: UInt64) {
    var i = 0
    while i &+ 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.word(at: i)))
      i &+= 8
    }
    return end(with: UInt64(truncatingIfNeeded: bytes.count) << 56 | bytes.rest)
  }

  /// Takes the last word, and gives the hash.
  @inline(__always)
  package mutating func end(with last: UInt64) -> (high: UInt64, low: UInt64) {
    add(last)
    v2 ^= 0xEE
    for _ in 0..<perEnd { round() }
    let high = v0 ^ v1 ^ v2 ^ v3
    v1 ^= 0xDD
    for _ in 0..<perEnd { round() }
    return (high, v0 ^ v1 ^ v2 ^ v3)
  }

  @inline(__always)
  private mutating func round() {
    v0 = v0 &+ v1
    v1 = v1 &<< 13 | v1 &>> 51
    v1 ^= v0
    v0 = v0 &<< 32 | v0 &>> 32
    v2 = v2 &+ v3
    v3 = v3 &<< 16 | v3 &>> 48
    v3 ^= v2
    v0 = v0 &+ v3
    v3 = v3 &<< 21 | v3 &>> 43
    v3 ^= v0
    v2 = v2 &+ v1
    v1 = v1 &<< 17 | v1 &>> 47
    v1 ^= v2
    v2 = v2 &<< 32 | v2 &>> 32
  }
}
