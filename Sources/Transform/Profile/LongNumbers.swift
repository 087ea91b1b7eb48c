// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Numbers of 16 to 36 digits, summed up exactly.
///
/// The order of the numbers, and how they were divided over counters that are merged, does not show.
struct LongNumbers {
  /// A sum of units in two halves of 18 digits, of each of which 2^63 fit in 128 bits.
  private struct Halves {
    var high = Int128(0)
    var low = Int128(0)
  }

  private static let half = FixedDecimal.powers[18]

  /// For each number of decimals the sum of all units.
  private var sums = [Halves](repeating: Halves(), count: FixedDecimal.digits)
  /// The smallest; nil where there are none.
  private(set) var least: FixedDecimal?
  /// The largest; nil where there are none.
  private(set) var most: FixedDecimal?

  /// Adds a number, of which the scale is 0 to 35.
  mutating func add(_ number: FixedDecimal) {
    let (high, low) = number.units.quotientAndRemainder(dividingBy: Self.half)
    sums[number.scale].high += high
    sums[number.scale].low += low
    widen(to: number)
  }

  private mutating func widen(to number: FixedDecimal) {
    least = least.map { min($0, number) } ?? number
    most = most.map { max($0, number) } ?? number
  }

  /// What this and another one saw.
  func merged(with other: LongNumbers) -> LongNumbers {
    var all = self
    for index in sums.indices {
      all.sums[index].high += other.sums[index].high
      all.sums[index].low += other.sums[index].low
    }
    for number in [other.least, other.most] { number.map { all.widen(to: $0) } }
    return all
  }

  /// The sum; nil where it has more than 36 digits.
  var sum: FixedDecimal? {
    var sum = FixedDecimal(units: 0, scale: 0)
    for (scale, part) in sums.enumerated() where part.high != 0 || part.low != 0 {
      let (high, isTooLarge) = part.high.multipliedReportingOverflow(by: Self.half)
      let (units, overflow) = high.addingReportingOverflow(part.low)
      guard !isTooLarge, !overflow,
        units.magnitude < FixedDecimal.powers[FixedDecimal.digits].magnitude,
        let more = sum.adding(FixedDecimal(units: units, scale: scale).normalised)
      else { return nil }
      sum = more
    }
    return sum
  }
}
