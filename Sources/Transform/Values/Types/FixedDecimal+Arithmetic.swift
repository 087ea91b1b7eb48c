// SPDX-License-Identifier: EUPL-1.2

/// What expressions calculate; nil where the result has more than 36 digits, never a rounded one.
extension FixedDecimal {
  /// Decimals of a quotient.
  static let quotientDecimals = 12

  /// The number with the other sign.
  package var negated: FixedDecimal { FixedDecimal(units: -units, scale: scale) }

  /// The product.
  package func multiplied(by other: FixedDecimal) -> FixedDecimal? {
    let (one, two) = (normalised, other.normalised)
    let (product, overflow) = one.units.multipliedReportingOverflow(by: two.units)
    return overflow ? nil : Self.fitting(product, scale: one.scale + two.scale)
  }

  /// The quotient with 12 decimals, halves away from zero; nil where it is divided by zero.
  package func divided(by other: FixedDecimal) -> FixedDecimal? {
    let (one, two) = (normalised, other.normalised)
    guard two.units != 0 else { return nil }
    let shift = Self.quotientDecimals + two.scale - one.scale
    guard shift <= Self.digits else { return nil }
    var divisor = two.units.magnitude
    var dividend: (high: UInt128, low: UInt128) = (0, one.units.magnitude)
    if shift >= 0 {
      dividend = dividend.low.multipliedFullWidth(by: Self.powers[shift].magnitude)
    } else {
      let (product, overflow) = divisor.multipliedReportingOverflow(
        by: Self.powers[-shift].magnitude)
      // So large a divisor leaves nothing of a number of 36 digits.
      if overflow { return FixedDecimal(units: 0, scale: 0) }
      divisor = product
    }
    guard dividend.high < divisor else { return nil }
    let (whole, rest) = divisor.dividingFullWidth(dividend)
    guard whole < UInt128(Int128.max) else { return nil }
    let units = Int128(whole + (rest >= divisor - rest ? 1 : 0))
    return Self.fitting(
      (one.units < 0) == (two.units < 0) ? units : -units, scale: Self.quotientDecimals)
  }

  /// The number with so many decimals at most; halves go away from zero.
  package func rounded(to decimals: Int) -> FixedDecimal {
    guard scale > decimals, decimals >= 0, scale - decimals <= Self.digits else { return self }
    let divisor = Self.powers[scale - decimals].magnitude
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: divisor)
    let rounded = Int128(whole + (rest >= divisor - rest ? 1 : 0))
    return FixedDecimal(units: units < 0 ? -rounded : rounded, scale: decimals).normalised
  }

  /// The largest whole number that is not larger.
  package var floor: FixedDecimal {
    guard scale > 0, scale <= Self.digits else { return self }
    let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.powers[scale])
    return FixedDecimal(units: rest < 0 ? whole - 1 : whole, scale: 0)
  }

  /// The nearest `Double`, or one beside it where there are more than 15 digits.
  package var double: Double { Double(units) / Double(Self.powers[scale]) }

  /// The number as a whole one; nil where it is none, or far too large.
  package var integer: Int? { rescaled(to: 0).flatMap { Int(exactly: $0) } }

  /// The number without needless zeroes, where it fits in 36 digits and as many decimals.
  private static func fitting(_ units: Int128, scale: Int) -> FixedDecimal? {
    var (units, scale) = (units, scale)
    while scale > 0, units != 0, endsInZero(units) { (units, scale) = (units / 10, scale - 1) }
    if units == 0 { return FixedDecimal(units: 0, scale: 0) }
    guard units.magnitude < powers[digits].magnitude, scale < digits else { return nil }
    return FixedDecimal(units: units, scale: scale)
  }
}
