// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// Puts numbers in bins of one width with round bounds: 1, 2 or 5 times a power of ten.
struct Histogram {
  /// Numbers that are counted together: from `lead` times ten to the power of `exponent` up to the next of these.
  struct Item {
    var lead: Int
    var exponent: Int
    var count: Int

    fileprivate var value: Double {
      exponent < 0
        ? Double(lead) / NumberProfile.power(-exponent)
        : Double(lead) * NumberProfile.power(exponent)
    }
  }

  /// A width: `factor` times ten to the power of `exponent`.
  private struct Width {
    var factor: Int
    var exponent: Int

    var next: Width {
      switch factor {
      case 1: Width(factor: 2, exponent: exponent)
      case 2: Width(factor: 5, exponent: exponent)
      default: Width(factor: 1, exponent: exponent + 1)
      }
    }
  }

  /// The most bins: twenty, and fewer of few rows.
  private let most: Int
  private let items: [Item]
  private let rows: Int
  /// The items that are not far away from the others.
  private let near: ClosedRange<Int>
  private let narrowest: Width

  /// Makes one of items in the order of their numbers; nil where they are not two at least.
  ///
  /// - Parameters:
  ///   - areExact: whether each item is one number, not all that have the same first digits.
  ///   - areWhole: whether they are whole numbers.
  init?(_ items: [Item], areExact: Bool, areWhole: Bool) {
    guard items.count > 1 else { return nil }
    self.items = items
    rows = items.reduce(0) { $0 + $1.count }
    most = min(20, max(4, Int(1.5 * Double(rows).squareRoot())))
    near = Self.near(items, rows)
    let coarsest = items[near].map(\.exponent).max() ?? 0
    let exponent = areExact ? -12 : coarsest
    narrowest = Width(factor: 1, exponent: areWhole ? max(exponent, 0) : exponent)
  }

  /// The bins; nil where too many rows would be in such that have fewer than `least`.
  func bins(least: Int) -> [DatasetProfile.Bin]? {
    var width = narrowest
    var bounds = bounds(width)
    while bounds.map({ $0.count > most }) ?? true {
      width = width.next
      bounds = self.bounds(width)
    }
    while let known = bounds {
      var bins = bins(width, known)
      guard least > 1 else { return bins }
      if SmallCounts.isTelling(SmallCounts.withhold(&bins, least: least), of: rows) { return bins }
      width = width.next
      bounds = self.bounds(width).flatMap { $0.count > 2 ? $0 : nil }
    }
    return nil
  }

  /// The places of the least and the greatest of the near items; nil where they are too far from zero to be counted,
  /// at a width that is far too narrow for them.
  private func bounds(_ width: Width) -> ClosedRange<Int>? {
    guard let first = Self.place(items[near.lowerBound], width),
      let last = Self.place(items[near.upperBound], width)
    else { return nil }
    return first...last
  }

  private func bins(_ width: Width, _ bounds: ClosedRange<Int>) -> [DatasetProfile.Bin] {
    var counts = [Int](repeating: 0, count: bounds.count)
    var (below, above) = (0, 0)
    for item in items {
      // What is too far from zero lies beyond all bins.
      let place = Self.place(item, width) ?? (item.lead < 0 ? .min : .max)
      if place < bounds.lowerBound {
        below += item.count
      } else if place > bounds.upperBound {
        above += item.count
      } else {
        counts[place - bounds.lowerBound] += item.count
      }
    }
    func text(_ place: Int) -> String { Self.text(place, width) }
    var bins = zip(bounds, counts).map { place, count in
      DatasetProfile.Bin(from: text(place), to: text(place + 1), count: count)
    }
    if below > 0 { bins.insert(.init(from: nil, to: text(bounds.lowerBound), count: below), at: 0) }
    if above > 0 { bins.append(.init(from: text(bounds.upperBound + 1), to: nil, count: above)) }
    return bins
  }

  /// The items without those that would squeeze the others into one bin: that lie further beyond nine tenths of the
  /// rows than these lie apart.
  private static func near(_ items: [Item], _ rows: Int) -> ClosedRange<Int> {
    func value(at part: Int) -> Double {
      var rest = (rows - 1) * part / 100
      for item in items {
        if rest < item.count { return item.value }
        rest -= item.count
      }
      return items[items.count - 1].value
    }
    let (low, high) = (value(at: 5), value(at: 95))
    let span = high - low
    guard span > 0 else { return 0...(items.count - 1) }
    let first = items.firstIndex { $0.value >= low - span } ?? 0
    let last = items.lastIndex { $0.value <= high + span } ?? items.count - 1
    return first...last
  }

  /// The most widths that a number is from zero: the count of all places up to there, and a place multiplied by the
  /// factor of a width, still fit in an `Int`.
  private static let farthest: Int128 = 1 << 60

  /// How many widths a number is from zero, rounded down; nil where they are more than `farthest`.
  private static func place(_ item: Item, _ width: Width) -> Int? {
    let steps = item.exponent - width.exponent
    let powers = FixedDecimal.powers
    guard item.lead != 0 else { return 0 }
    guard abs(steps) < powers.count else { return steps > 0 ? nil : item.lead < 0 ? -1 : 0 }
    var (number, divisor) = (Int128(item.lead), Int128(width.factor))
    if steps < 0 {
      // A factor of 5 at most times 10^36 fits in 127 bits.
      divisor *= powers[-steps]
    } else {
      let (product, overflow) = number.multipliedReportingOverflow(by: powers[steps])
      if overflow { return nil }
      number = product
    }
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
    let place = rest < 0 ? quotient - 1 : quotient
    return place.magnitude <= farthest.magnitude ? Int(place) : nil
  }

  private static func text(_ place: Int, _ width: Width) -> String {
    // A bound is at most a width beyond the numbers, which are below 10^36: it fits in 127 bits.
    let units = Int128(place) * Int128(width.factor)
    let number =
      width.exponent < 0
      ? FixedDecimal(units: units, scale: -width.exponent)
      : FixedDecimal(units: units * FixedDecimal.powers[width.exponent], scale: 0)
    return number.normalised.text()
  }
}
