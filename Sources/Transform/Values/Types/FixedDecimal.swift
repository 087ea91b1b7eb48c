// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// A decimal number that is calculated with exactly: `units` of 10 to the power of minus `scale`.
///
/// It holds 36 digits, decimals included; what does not fit is no value at all, never a rounded one.
package struct FixedDecimal: Equatable, BitwiseCopyable {
  package private(set) var units: Int128
  package private(set) var scale: Int

  /// The most digits, decimals included: one more step of ten still fits in 127 bits.
  package static let digits = 36

  package init(units: Int128, scale: Int) {
    (self.units, self.scale) = (units, scale)
  }

  /// Reads a canonical number; nil where it has too many digits, or is NaN or infinite.
  package init?(_ text: Span<UInt8>) {
    if let short = Self.short(text) {
      self = short
      return
    }
    var (value, decimals, i) = (Int128(0), 0, 0)
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative { i = 1 }
    guard i < text.count, isDigit(text[i]) else { return nil }
    var seenPoint = false
    while i < text.count {
      let byte = text[i]
      if isDigit(byte) {
        guard value < Self.powers[Self.digits - 1] else { return nil }
        value = value * 10 + Int128(byte &- 0x30)
        if seenPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      i += 1
    }
    guard let exponent = Self.exponent(text.extracting(i...)) else {
      return nil
    }
    self.init(units: isNegative ? -value : value, scale: decimals - exponent)
    guard normalise() else { return nil }
  }

  /// Reads digits with at most a point between them that fit in a machine word, as nearly all cells have; nil where
  /// it is anything else.
  @inline(__always)
  private static func short(_ text: Span<UInt8>) -> FixedDecimal? {
    guard text.count <= 18 else { return nil }
    let isNegative = text.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    var (value, decimals, i, seenPoint) = (0, 0, start, false)
    while i < text.count {
      let byte = text[i]
      if isDigit(byte) {
        value = value &* 10 &+ Int(byte &- 0x30)
        if seenPoint { decimals &+= 1 }
      } else {
        guard byte == UInt8(ascii: "."), !seenPoint, i > start else { return nil }
        seenPoint = true
      }
      i &+= 1
    }
    guard i > start else { return nil }
    while decimals > 0, value % 10 == 0 { (value, decimals) = (value / 10, decimals &- 1) }
    return FixedDecimal(units: Int128(isNegative ? -value : value), scale: decimals)
  }

  /// Reads a number of a configuration file.
  package init?(_ text: String) {
    let value = FixedDecimal(text.utf8.span)
    guard let value else { return nil }
    self = value
  }

  /// The number behind `E`, 0 where nothing stands there; nil where it is none, or far beyond 36 digits.
  private static func exponent(_ text: Span<UInt8>) -> Int? {
    if text.isEmpty { return 0 }
    guard text[0] == UInt8(ascii: "E"), text.count <= 5 else { return nil }
    var (number, i) = (0, 1)
    let isNegative = text.count > 1 && text[1] == UInt8(ascii: "-")
    if isNegative { i = 2 }
    guard i < text.count else { return nil }
    while i < text.count {
      guard isDigit(text[i]) else { return nil }
      number = number * 10 + Int(text[i] &- 0x30)
      i += 1
    }
    return isNegative ? -number : number
  }

  /// Takes zeroes off the decimals, and makes the scale 0 or more; false where it has too many digits.
  private mutating func normalise() -> Bool {
    if units == 0 {
      scale = 0
      return true
    }
    while scale > 0, Self.endsInZero(units) { (units, scale) = (units / 10, scale - 1) }
    if scale < 0 {
      guard scale >= -Self.digits, let whole = rescaled(to: 0) else { return false }
      (units, scale) = (whole, 0)
    }
    return scale < Self.digits
  }

  /// Whether the last digit is zero; for most numbers in a few steps.
  static func endsInZero(_ units: Int128) -> Bool {
    if let small = Int64(exactly: units) { return small % 10 == 0 }
    return units % 10 == 0
  }

  /// The same number without zeroes at the end of its decimals.
  package var normalised: FixedDecimal {
    var number = self
    return number.normalise() ? number : self
  }

  /// The units at another scale; nil where they do not fit, or decimals would be lost.
  package func rescaled(to other: Int) -> Int128? {
    let steps = other - scale
    if steps == 0 { return units }
    guard abs(steps) <= Self.digits else { return nil }
    if steps < 0 {
      let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.powers[-steps])
      return rest == 0 ? whole : nil
    }
    let (product, overflow) = units.multipliedReportingOverflow(by: Self.powers[steps])
    return overflow || product.magnitude >= Self.powers[Self.digits].magnitude ? nil : product
  }

  /// The number without its sign.
  package var magnitude: FixedDecimal {
    FixedDecimal(units: units < 0 ? -units : units, scale: scale)
  }

  /// The sum; nil where it does not fit.
  package func adding(_ other: FixedDecimal) -> FixedDecimal? {
    let fine = max(scale, other.scale)
    guard let one = rescaled(to: fine), let two = other.rescaled(to: fine) else { return nil }
    // Two numbers of 36 digits fit in 127 bits together.
    let sum = one + two
    return sum.magnitude < Self.powers[Self.digits].magnitude
      ? FixedDecimal(units: sum, scale: fine) : nil
  }

  /// The quotient by a count, with so many decimals; halves go away from zero. Nil where it does not fit.
  package func divided(by count: Int, decimals: Int) -> FixedDecimal? {
    let places = max(scale, decimals)
    guard count > 0, let fine = rescaled(to: places) else { return nil }
    let (divisor, overflow) = Int128(count).multipliedReportingOverflow(
      by: Self.powers[places - decimals])
    guard !overflow else { return nil }
    let (whole, rest) = fine.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    let rounded = Int128(whole + (rest >= divisor.magnitude - rest ? 1 : 0))
    return FixedDecimal(units: units < 0 ? -rounded : rounded, scale: decimals)
  }

  /// Appends the plain decimal, with `decimals` decimals at least.
  package func append(to out: inout ByteBuffer, decimals: Int = 0) {
    if units < 0 { out.append(UInt8(ascii: "-")) }
    out.append(upTo: 2 * Self.digits + 4) { at in
      var (rest, length) = (units.magnitude, 0)
      func put(_ byte: UInt8) {
        at[length] = byte
        length += 1
      }
      func putDigit() {
        // Most numbers are small, and 64 bits are divided by ten in a few steps.
        let (tenth, digit) =
          rest <= UInt128(UInt64.max)
          ? (UInt128(UInt64(truncatingIfNeeded: rest) / 10), UInt64(truncatingIfNeeded: rest) % 10)
          : (rest / 10, UInt64(truncatingIfNeeded: rest % 10))
        put(0x30 + UInt8(truncatingIfNeeded: digit))
        rest = tenth
      }
      // Backwards, from the last decimal.
      let places = max(scale, decimals)
      for _ in scale..<places { put(0x30) }
      for _ in 0..<scale { putDigit() }
      if places > 0 { put(UInt8(ascii: ".")) }
      repeat { putDigit() } while rest > 0
      for place in 0..<length / 2 { at.swapAt(place, length - 1 - place) }
      return length
    }
  }

  /// The plain decimal as a text, for configuration and schema; not for cells.
  package func text(decimals: Int = 0) -> String {
    var out = ByteBuffer()
    append(to: &out, decimals: decimals)
    return unsafe String(decoding: out.bytes, as: UTF8.self)
  }

  package static let powers: [Int128] = (0...36).map { power in
    (0..<power).reduce(Int128(1)) { value, _ in value * 10 }
  }
}

extension FixedDecimal: Comparable {
  package static func < (one: FixedDecimal, other: FixedDecimal) -> Bool {
    let scale = max(one.scale, other.scale)
    // What does not fit at the finer scale is larger, in absolute value, than what does.
    switch (one.rescaled(to: scale), other.rescaled(to: scale)) {
    case (let x?, let y?): return x < y
    case (nil, _): return one.units < 0
    case (_, nil): return other.units > 0
    }
  }
}

/// Decimals as they are written, compared and added up exactly.
package enum DecimalOrder {
  /// The sum; nil where one is no number of at most 36 digits, or the sum is none.
  package static func sum(_ texts: [String]) -> String? {
    var sum = FixedDecimal(units: 0, scale: 0)
    for text in texts {
      guard let number = FixedDecimal(text), let more = sum.adding(number) else { return nil }
      sum = more
    }
    return sum.text()
  }

  /// Below 0, 0 or above 0, as the first is less than, equal to or more than the second; nil where one is no number
  /// of at most 36 digits.
  package static func compare(_ one: String, _ other: String) -> Int? {
    guard let one = FixedDecimal(one), let other = FixedDecimal(other) else { return nil }
    return one < other ? -1 : other < one ? 1 : 0
  }
}
