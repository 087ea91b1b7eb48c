// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Counts numbers by their first three digits: 1.234 is one of those from 1.23 to below 1.24.
///
/// Bounds of three digits at most, and so all round ones, lie between two buckets: what lies between them is counted
/// exactly. A bucket holds its least number and not what its greatest numbers come near to, below zero too.
struct DecimalBuckets {
  /// The least numbers of a bucket: `lead` times ten to the power of `exponent`; `lead` has three digits.
  struct Bound: Hashable {
    var lead: Int
    var exponent: Int

    /// Creates it from its parts.
    package init(lead: Int, exponent: Int) {
      self.lead = lead
      self.exponent = exponent
    }
  }

  /// Smaller numbers count as zero, and larger ones as these.
  static let exponents = -14...33
  private static let width = 900

  private var first = 0
  private var counts: [Int] = []

  /// Adds a number of that many `digits`, at most 18 and not all zero, of which so many are behind the point;
  /// false where it is as good as zero.
  ///
  /// - Parameter roundsUp: Below zero: what has more digits than three belongs to the next bucket.
  @inline(__always)
  mutating func add(digits: Int, decimals: Int, roundsUp: Bool) -> Bool {
    var (lead, exponent) = (digits, -decimals)
    let length = Self.length(digits)
    if length > 3 {
      let power = Self.powers[length &- 3]
      lead = digits / power
      exponent &+= length &- 3
      if roundsUp, digits != lead &* power { lead &+= 1 }
    } else if length < 3 {
      lead = digits &* Self.powers[3 &- length]
      exponent &-= 3 &- length
    }
    return add(lead: lead, exponent: exponent)
  }

  /// Adds a number by its first three digits, or 1000.
  @inline(__always)
  mutating func add(lead: Int, exponent: Int, times: Int = 1) -> Bool {
    var (lead, exponent) = lead == 1000 ? (100, exponent &+ 1) : (lead, exponent)
    if exponent < Self.exponents.lowerBound { return false }
    if exponent > Self.exponents.upperBound { (lead, exponent) = (999, Self.exponents.upperBound) }
    let decade = exponent &- first
    if decade < 0 || decade &* Self.width >= counts.count { widen(to: exponent) }
    counts[(exponent &- first) &* Self.width &+ lead &- 100] &+= times
    return true
  }

  private mutating func widen(to exponent: Int) {
    if counts.isEmpty {
      (first, counts) = (exponent, Array(repeating: 0, count: Self.width))
    } else if exponent < first {
      counts.insert(
        contentsOf: repeatElement(0, count: (first - exponent) * Self.width), at: 0)
      first = exponent
    } else {
      let missing = (exponent - first + 1) * Self.width - counts.count
      counts.append(contentsOf: repeatElement(0, count: missing))
    }
  }

  /// Adds what another one saw.
  mutating func merge(_ other: DecimalBuckets) {
    for (bound, count) in other.filled {
      _ = add(lead: bound.lead, exponent: bound.exponent, times: count)
    }
  }

  /// The buckets that hold anything, by size.
  var filled: [(bound: Bound, count: Int)] {
    counts.indices.filter { counts[$0] > 0 }.map { index in
      (
        Bound(lead: index % Self.width + 100, exponent: first + index / Self.width), counts[index]
      )
    }
  }

  /// How many digits a number has, which is more than zero.
  @inline(__always)
  private static func length(_ digits: Int) -> Int {
    let about = ((64 &- digits.leadingZeroBitCount) &* 1233) &>> 12
    return digits >= powers[about] ? about &+ 1 : about
  }

  private static let powers: [Int] = (0...18).map { power in
    (0..<power).reduce(1) { value, _ in value * 10 }
  }
}
