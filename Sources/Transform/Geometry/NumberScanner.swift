// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Reads decimal numbers from a text of bytes, one after another; no number is a text of its own.
struct NumberScanner: ~Escapable {
  let text: Span<UInt8>
  var at = 0

  @_lifetime(copy text)
  init(_ text: Span<UInt8>) {
    self.text = text
  }

  var isAtEnd: Bool { at >= text.count }

  /// The next byte, which stays; 0 at the end.
  var next: UInt8 { at < text.count ? text[at] : 0 }

  mutating func skipSpace() {
    while at < text.count, text[at] == 0x20 || 0x09...0x0D ~= text[at] { at += 1 }
  }

  /// Takes a byte; false where another stands there.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte, !isAtEnd else { return false }
    at += 1
    return true
  }

  /// Reads `-12.5e3`; nil where no number stands there.
  ///
  /// Up to 19 digits count; the rest is beyond what a `Double` holds. A number of at most 15 digits is
  /// correctly rounded, a longer one to a unit in its last place.
  mutating func number() -> Double? {
    let negative = take(UInt8(ascii: "-"))
    if !negative { _ = take(UInt8(ascii: "+")) }
    var (mantissa, digits, scale): (UInt64, Int, Int) = (0, 0, 0)
    let start = at
    var seenPoint = false
    while at < text.count {
      if isDigit(text[at]) {
        if digits < 19 {
          mantissa = mantissa * 10 + UInt64(text[at] &- 0x30)
          if mantissa > 0 { digits += 1 }
          if seenPoint { scale -= 1 }
        } else if !seenPoint {
          scale += 1
        }
      } else if text[at] == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      at += 1
    }
    guard at - start > (seenPoint ? 1 : 0), let exponent = exponent() else { return nil }
    let value = Self.scaled(Double(mantissa), by: scale + exponent)
    return negative ? -value : value
  }

  /// The exponent; 0 where there is none, nil where it is broken.
  private mutating func exponent() -> Int? {
    guard next | 0x20 == UInt8(ascii: "e"), !isAtEnd else { return 0 }
    at += 1
    let negative = take(UInt8(ascii: "-"))
    if !negative { _ = take(UInt8(ascii: "+")) }
    var (exponent, digits) = (0, 0)
    while at < text.count, isDigit(text[at]), digits < 4 {
      exponent = exponent * 10 + Int(text[at] &- 0x30)
      (digits, at) = (digits + 1, at + 1)
    }
    return digits == 0 || isDigit(next) ? nil : negative ? -exponent : exponent
  }

  private static func scaled(_ value: Double, by power: Int) -> Double {
    var (value, rest) = (value, min(power.magnitude, 700))
    while rest > 0 {
      let step = min(Int(rest), 22)
      value = power < 0 ? value / powers[step] : value * powers[step]
      rest -= UInt(step)
    }
    return value
  }

  /// Powers of ten that a `Double` holds exactly.
  private static let powers: [Double] = (0...22).map { power in
    (0..<power).reduce(1.0) { value, _ in value * 10 }
  }
}
