// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// 128 bits that stand for a value where keys are compared.
package struct KeyHash: Hashable, BitwiseCopyable {
  package var high: UInt64
  package var low: UInt64

  /// The hash of a canonical value; 7, 007 and 7.0 are one number.
  package static func of(_ value: Span<UInt8>, isNumber: Bool) -> KeyHash {
    guard isNumber else { return KeyHash(SipHasher.hash(value)) }
    if value.contains(UInt8(ascii: "E")), let number = FixedDecimal(value) {
      return ofPlain(number.text().utf8.span)
    }
    return ofPlain(value)
  }

  /// The hash of several values together, in their order.
  package static func of(_ count: Int, _ part: (Int) -> KeyHash) -> KeyHash {
    var hasher = SipHasher()
    for i in 0..<count {
      let part = part(i)
      hasher.add(part.high)
      hasher.add(part.low)
    }
    return KeyHash(hasher.end(with: UInt64(count)))
  }

  /// The hash of a number without zeroes before it and behind its decimals.
  private static func ofPlain(_ value: Span<UInt8>) -> KeyHash {
    let isNegative = value.first == UInt8(ascii: "-")
    var (start, end) = (isNegative ? 1 : 0, value.count)
    if value.contains(UInt8(ascii: ".")) {
      while end > start, value[end - 1] == 0x30 { end -= 1 }
      if end > start, value[end - 1] == UInt8(ascii: ".") { end -= 1 }
    }
    while start + 1 < end, value[start] == 0x30, isDigit(value[start + 1]) { start += 1 }
    let digits = value.extracting(start..<end)
    let isZero = digits.count == 1 && digits[0] == 0x30
    let hash = KeyHash(SipHasher.hash(digits))
    return isNegative && !isZero ? KeyHash(high: ~hash.high, low: ~hash.low) : hash
  }

  private init(_ hash: (high: UInt64, low: UInt64)) { (high, low) = (hash.high, hash.low) }

  /// Makes a hash of its two halves.
  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }
}

/// In a hash table a hash of zeroes, which does not occur, is a free place.
extension KeyHash: ProbeSlot {
  package static var free: KeyHash { KeyHash(high: 0, low: 0) }
  package var isFree: Bool { high | low == 0 }
}
