// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Sums up the numbers of a column: exactly their sum, nearly their quantiles.
///
/// The quantiles come from counts of buckets that are powers of two divided by 64: a number is known to
/// within 0.8 %, whole numbers up to 64 exactly. Counts only add up, so that neither order nor threads show,
/// which a t-digest cannot promise. Source: Masson, Rim, Lee, "DDSketch", PVLDB 12(12), 2019, with the
/// logarithm read off the bits of a Double.
struct NumberProfile {
  private static let exponents = -40...80
  private static let steps = 64
  private static let buckets = exponents.count * steps

  private var count = 0
  private var zeros = 0
  private(set) var least = Double.infinity
  private(set) var most = -Double.infinity
  /// For each number of decimals the sum of all digits.
  private var sums = [Int128](repeating: 0, count: 16)
  private var isExact = true
  private var above: [Int] = []
  private var below: [Int] = []

  /// Adds a canonical number.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    let isNegative = text.first == UInt8(ascii: "-")
    var (digits, count, decimals, i) = (0, 0, 0, isNegative ? 1 : 0)
    var hasPoint = false
    while i < text.count, count < 16 {
      let byte = text[i]
      if byte &- 0x30 < 10 {
        digits = digits &* 10 &+ Int(byte &- 0x30)
        count &+= 1
        if hasPoint { decimals &+= 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      i &+= 1
    }
    guard i == text.count, count > 0, count < 16 else { return addLong(text) }
    sums[decimals] += Int128(isNegative ? -digits : digits)
    let value = Double(digits) / Self.powers[decimals]
    enter(isNegative ? -value : value)
  }

  private mutating func addLong(_ text: UnsafeBufferPointer<UInt8>) {
    isExact = false
    let value = DecimalText.double(text)
    if value.isFinite { enter(value) }
  }

  private mutating func enter(_ value: Double) {
    count &+= 1
    least = min(least, value)
    most = max(most, value)
    let bits = value.magnitude.bitPattern
    let exponent = Int(bits >> 52) &- 1023
    guard value != 0, exponent >= Self.exponents.lowerBound else {
      zeros &+= 1
      return
    }
    let step = Int(truncatingIfNeeded: bits >> 46) & (Self.steps &- 1)
    let bucket =
      (min(exponent, Self.exponents.upperBound) &- Self.exponents.lowerBound) &* Self.steps &+ step
    if value > 0 {
      if above.isEmpty { above = Array(repeating: 0, count: Self.buckets) }
      above[bucket] &+= 1
    } else {
      if below.isEmpty { below = Array(repeating: 0, count: Self.buckets) }
      below[bucket] &+= 1
    }
  }

  /// Adds what another one saw.
  mutating func merge(_ other: NumberProfile) {
    (count, zeros) = (count + other.count, zeros + other.zeros)
    (least, most) = (min(least, other.least), max(most, other.most))
    isExact = isExact && other.isExact
    for index in sums.indices { sums[index] += other.sums[index] }
    Self.merge(other.above, into: &above)
    Self.merge(other.below, into: &below)
  }

  private static func merge(_ other: [Int], into counts: inout [Int]) {
    guard !other.isEmpty else { return }
    if counts.isEmpty { counts = Array(repeating: 0, count: buckets) }
    for index in counts.indices { counts[index] += other[index] }
  }

  // MARK: Answers

  /// The sum; nil where it is not known exactly.
  var sum: FixedDecimal? {
    guard isExact, count > 0 else { return nil }
    var sum = FixedDecimal(units: 0, scale: 0)
    for (decimals, part) in sums.enumerated() where part != 0 {
      guard let more = sum.adding(FixedDecimal(units: part, scale: decimals)) else { return nil }
      sum = more
    }
    return sum.normalised
  }

  /// The mean; nil where the sum is not known exactly.
  var mean: Double? {
    sum.map { Double($0.units) / Self.powers[min($0.scale, 15)] / Double(count) }
  }

  /// Where the numbers lie; nil where there are none.
  var quantiles: DatasetProfile.Quantiles? {
    guard count > 0 else { return nil }
    return DatasetProfile.Quantiles(
      p05: quantile(0.05), p25: quantile(0.25), p50: quantile(0.5), p75: quantile(0.75),
      p95: quantile(0.95))
  }

  /// The number that stands at a part of all, in their order.
  private func quantile(_ part: Double) -> Double {
    var rest = Int((part * Double(count - 1)).rounded(.down))
    for bucket in below.indices.reversed() where below[bucket] > 0 {
      if rest < below[bucket] { return bounded(-Self.value(of: bucket)) }
      rest -= below[bucket]
    }
    if rest < zeros { return bounded(0) }
    rest -= zeros
    for bucket in above.indices where above[bucket] > 0 {
      if rest < above[bucket] { return bounded(Self.value(of: bucket)) }
      rest -= above[bucket]
    }
    return most
  }

  private func bounded(_ value: Double) -> Double { max(least, min(most, value)) }

  /// The number in the middle of a bucket; a whole one where there is only one whole number in it.
  private static func value(of bucket: Int) -> Double {
    let exponent = bucket / steps + exponents.lowerBound
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let low = scale * (1 + Double(bucket % steps) / Double(steps))
    let width = scale / Double(steps)
    if width <= 1, low.rounded(.up) < low + width { return low.rounded(.up) }
    return low + width / 2
  }

  private static let powers: [Double] = (0...15).map { power in
    (0..<power).reduce(1.0) { value, _ in value * 10 }
  }
}
