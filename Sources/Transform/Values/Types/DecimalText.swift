// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Canonical decimals as numbers, for comparison only.
package enum DecimalText {
  /// The value of a canonical number; exact for up to 15 digits, correctly rounded beyond, NaN where
  /// it is none.
  package static func double(_ text: Span<UInt8>) -> Double {
    let negative = text.first == UInt8(ascii: "-")
    var (mantissa, digits, decimals) = (0, 0, 0)
    var seenPoint = false
    for place in (negative ? 1 : 0)..<text.count {
      let byte = text[place]
      if isDigit(byte) {
        mantissa = mantissa &* 10 &+ Int(byte &- 0x30)
        digits += 1
        if seenPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        digits = .max
        break
      }
    }
    guard digits <= 15 else {
      let word = String(decoding: text, as: UTF8.self)
      return word == "INF" ? .infinity : word == "-INF" ? -.infinity : Double(word) ?? .nan
    }
    let value = Double(mantissa) / powers[decimals]
    return negative ? -value : value
  }

  /// Powers of ten that a `Double` holds exactly: one division by them rounds correctly.
  private static let powers: [Double] = (0...15).map { power in
    (0..<power).reduce(1.0) { value, _ in value * 10 }
  }
}
