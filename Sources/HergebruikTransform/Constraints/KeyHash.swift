// SPDX-License-Identifier: EUPL-1.2

/// 128 bits that stand for a value where keys are compared: two SipHashes with the process's random seed, so that
/// nobody can prepare two values with one hash.
struct KeyHash: Hashable {
  var high: UInt64
  var low: UInt64

  /// The hash of a canonical value; 7, 007 and 7.0 are one number.
  static func of(_ value: UnsafeBufferPointer<UInt8>, isNumber: Bool) -> KeyHash {
    guard isNumber else { return make { $0.combine(bytes: UnsafeRawBufferPointer(value)) } }
    if value.contains(UInt8(ascii: "E")), let number = FixedDecimal(value) {
      return Array(number.text().utf8).withUnsafeBufferPointer { ofPlain($0) }
    }
    return ofPlain(value)
  }

  /// The hash of several values together, in their order.
  static func of(_ count: Int, _ part: (Int) -> KeyHash?) -> KeyHash {
    make { hasher in
      for i in 0..<count {
        let part = part(i)
        hasher.combine(part?.high)
        hasher.combine(part?.low)
      }
    }
  }

  /// The hash of a number without zeroes before it and behind its decimals.
  private static func ofPlain(_ value: UnsafeBufferPointer<UInt8>) -> KeyHash {
    let isNegative = value.first == UInt8(ascii: "-")
    var (start, end) = (isNegative ? 1 : 0, value.count)
    if value.contains(UInt8(ascii: ".")) {
      while end > start, value[end - 1] == 0x30 { end -= 1 }
      if end > start, value[end - 1] == UInt8(ascii: ".") { end -= 1 }
    }
    while start + 1 < end, value[start] == 0x30, isDigit(value[start + 1]) { start += 1 }
    let digits = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: value[start..<end]))
    let isZero = digits.count == 1 && digits[0] == 0x30
    return make { hasher in
      if isNegative, !isZero { hasher.combine(UInt8(ascii: "-")) }
      hasher.combine(bytes: digits)
    }
  }

  private static func make(_ feed: (inout Hasher) -> Void) -> KeyHash {
    var (first, second) = (Hasher(), Hasher())
    first.combine(0 as UInt8)
    second.combine(1 as UInt8)
    feed(&first)
    feed(&second)
    return KeyHash(
      high: UInt64(bitPattern: Int64(first.finalize())),
      low: UInt64(bitPattern: Int64(second.finalize())))
  }
}
