// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// Sums up the numbers of a column: exactly their sum, nearly their quantiles.
///
/// The quantiles come from counts by the first three digits: a number is known to within 0.5 %, whole numbers up to
/// 1,000 exactly. Counts only add up, so that neither order nor threads show, which a t-digest cannot promise.
/// Source: Masson, Rim, Lee, "DDSketch", PVLDB 12(12), 2019, with buckets of decimal digits in the place of those of a
/// logarithm, so that round bounds of a histogram lie between two of them.
struct NumberProfile {
  private var count = 0
  private var zeros = 0
  /// The bounds of numbers of at most 15 digits.
  private var least = Double.infinity
  private var most = -Double.infinity
  /// The bounds of numbers that do not fit in 36 digits.
  private var far = (least: Double.infinity, most: -Double.infinity)
  /// For each number of decimals the sum of all digits: of 15 digits each, 2^63 numbers fit.
  private var sums = [Int128](repeating: 0, count: 16)
  /// Numbers of 16 digits and more; nil where there were none.
  private var long: LongNumbers?
  /// Whether all were added to a sum: none was infinite, or of more than 36 digits.
  private var isExact = true
  /// Whether none had decimals.
  private var areWhole = true
  private var above = DecimalBuckets()
  private var below = DecimalBuckets()
  /// Whether some lie beyond all buckets, from 10^36 on: then where numbers lie is not told.
  private var isBlurred = false

  /// Adds a canonical number.
  mutating func add(_ text: Span<UInt8>) {
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
    if decimals > 0 { areWhole = false }
    let value = Double(digits) / Self.powers[decimals]
    // A zero with a minus is no less than another.
    enter(isNegative && digits != 0 ? -value : value)
    let isBig =
      digits != 0
      && (isNegative
        ? below.add(digits: digits, decimals: decimals, roundsUp: true)
        : above.add(digits: digits, decimals: decimals, roundsUp: false))
    if !isBig { zeros &+= 1 }
  }

  private mutating func addLong(_ text: Span<UInt8>) {
    let number = FixedDecimal(text)
    if let number {
      if long == nil { long = LongNumbers() }
      long?.add(number)
    } else {
      isExact = false
    }
    let value = DecimalText.double(text)
    guard value.isFinite else { return }
    if number?.scale != 0 { areWhole = false }
    count &+= 1
    if number == nil { far = (min(far.least, value), max(far.most, value)) }
    let (lead, exponent) = Self.lead(text)
    let isBig =
      lead != 0
      && (value < 0
        ? below.add(lead: lead, exponent: exponent) : above.add(lead: lead, exponent: exponent))
    if !isBig { zeros &+= 1 }
    if lead != 0, exponent > DecimalBuckets.exponents.upperBound { isBlurred = true }
  }

  @inline(__always)
  private mutating func enter(_ value: Double) {
    count &+= 1
    least = min(least, value)
    most = max(most, value)
  }

  /// The first three digits of a number in plain or scientific form, and the power of ten that they are of; those of a
  /// number below zero are rounded up.
  private static func lead(_ text: Span<UInt8>) -> (lead: Int, exponent: Int) {
    var (lead, length, exponent) = (0, 0, 0)
    var (hasPoint, hasMore) = (false, false)
    for index in text.indices {
      let byte = text[index]
      if isDigit(byte) {
        if length == 3 {
          if byte != 0x30 { hasMore = true }
          if !hasPoint { exponent += 1 }
          continue
        }
        lead = lead * 10 + Int(byte & 15)
        if lead > 0 { length += 1 }
        if hasPoint { exponent -= 1 }
      } else if byte == UInt8(ascii: ".") {
        hasPoint = true
      } else if byte | 0x20 == UInt8(ascii: "e") {
        let power = String(decoding: text[(index + 1)...], as: UTF8.self)
        exponent += Int(power).map { max(-1_000_000, min($0, 1_000_000)) } ?? 0
        break
      }
    }
    guard lead > 0 else { return (0, 0) }
    while length < 3 { (lead, length, exponent) = (lead * 10, length + 1, exponent - 1) }
    return (hasMore && text.first == UInt8(ascii: "-") ? lead + 1 : lead, exponent)
  }

  /// Adds what another one saw.
  mutating func merge(_ other: NumberProfile) {
    (count, zeros) = (count + other.count, zeros + other.zeros)
    (least, most) = (min(least, other.least), max(most, other.most))
    (isExact, areWhole) = (isExact && other.isExact, areWhole && other.areWhole)
    far = (min(far.least, other.far.least), max(far.most, other.far.most))
    isBlurred = isBlurred || other.isBlurred
    for index in sums.indices { sums[index] += other.sums[index] }
    if let more = other.long { long = long?.merged(with: more) ?? more }
    above.merge(other.above)
    below.merge(other.below)
  }

  // MARK: Answers

  /// Whether there is any number that is finite.
  var hasNumbers: Bool { count > 0 }

  /// The smallest number as a text: exactly where it has at most 36 digits, else as a `Double` has it.
  var minimum: String { Self.furthest(least, long?.least, far.least, isLeast: true) }

  /// The largest number, likewise.
  var maximum: String { Self.furthest(most, long?.most, far.most, isLeast: false) }

  /// Which of three bounds lies furthest out: of short numbers a `Double` has all digits.
  private static func furthest(
    _ short: Double, _ long: FixedDecimal?, _ far: Double, isLeast: Bool
  ) -> String {
    let text = JSONValue.text(of: short)
    let known = short.isFinite ? FixedDecimal(text.uppercased()) : nil
    let exact = [known, long].compactMap(\.self)
    guard let bound = isLeast ? exact.min() : exact.max() else { return JSONValue.text(of: far) }
    if far.isFinite, isLeast ? far < bound.double : far > bound.double {
      return JSONValue.text(of: far)
    }
    return bound == known ? text : bound.text()
  }

  /// The sum; nil where it is not known exactly.
  var sum: FixedDecimal? {
    guard isExact, count > 0 else { return nil }
    var sum = FixedDecimal(units: 0, scale: 0)
    if let long {
      guard let more = long.sum else { return nil }
      sum = more
    }
    for (decimals, part) in sums.enumerated() where part != 0 {
      guard let more = sum.adding(FixedDecimal(units: part, scale: decimals)) else { return nil }
      sum = more
    }
    return sum.normalised
  }

  /// The mean; nil where the sum is not known exactly.
  var mean: Double? {
    sum.map { $0.double / Double(count) }
  }

  /// Where the numbers lie; nil where there are none, or that is not known.
  var quantiles: DatasetProfile.Quantiles? {
    guard count > 0, !isBlurred else { return nil }
    let items = items
    func at(_ part: Double) -> Double { quantile(part, items) }
    return DatasetProfile.Quantiles(
      p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95))
  }

  /// How many lie between round bounds; nil where there is no more than one number, or that is not known.
  ///
  /// - Parameters:
  ///   - values: each number and how often it occurs, where they were all counted; else nil.
  ///   - least: fewer rows than these are not told.
  func histogram(of values: [DatasetProfile.Category]?, least: Int) -> [DatasetProfile.Bin]? {
    let exact = values.flatMap(Self.items)
    guard exact != nil || !isBlurred else { return nil }
    return Histogram(exact ?? items, areExact: exact != nil, areWhole: areWhole)?.bins(least: least)
  }

  /// Numbers as items, in order; nil where one has too many digits.
  private static func items(_ values: [DatasetProfile.Category]) -> [Histogram.Item]? {
    var numbers: [(value: FixedDecimal, count: Int)] = []
    for value in values {
      guard let number = FixedDecimal(value.value), Int(exactly: number.units) != nil else {
        return nil
      }
      numbers.append((number, value.count))
    }
    return numbers.sorted { $0.value < $1.value }.map {
      .init(lead: Int(clamping: $0.value.units), exponent: -$0.value.scale, count: $0.count)
    }
  }

  /// The buckets that hold anything, by the numbers in them.
  private var items: [Histogram.Item] {
    let (low, high) = (below.filled.reversed(), above.filled)
    return low.map { .init(lead: -$0.bound.lead, exponent: $0.bound.exponent, count: $0.count) }
      + (zeros > 0 ? [.init(lead: 0, exponent: 0, count: zeros)] : [])
      + high.map { .init(lead: $0.bound.lead, exponent: $0.bound.exponent, count: $0.count) }
  }

  /// The number that stands at a part of all, in their order.
  private func quantile(_ part: Double, _ items: [Histogram.Item]) -> Double {
    var rest = Int((part * Double(count - 1)).rounded(.down))
    for item in items {
      if rest < item.count { return max(smallest, min(largest, value(of: item))) }
      rest -= item.count
    }
    return largest
  }

  private var smallest: Double { min(least, long?.least?.double ?? .infinity) }
  private var largest: Double { max(most, long?.most?.double ?? -.infinity) }

  /// The number in the middle of a bucket; its only one where all are whole and it has no more.
  private func value(of item: Histogram.Item) -> Double {
    let isOne = item.lead == 0 || areWhole && item.exponent <= 0
    let half = Double(isOne ? 2 * item.lead : 2 * item.lead + 1)
    return item.exponent < 0
      ? half / (2 * Self.power(-item.exponent)) : half * Self.power(item.exponent) / 2
  }

  /// A power of ten, which a Double holds exactly up to 22.
  static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { value, _ in value * 10 }
  }

  private static let powers: [Double] = (0...15).map { power in
    (0..<power).reduce(1.0) { value, _ in value * 10 }
  }
}
