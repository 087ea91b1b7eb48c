// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// How much of a sum its largest contributors are; all in the same small unit, without signs.
struct Contributions {
  /// All together.
  var total: Int128
  /// The largest ones, the largest first.
  var largest: [Int128]
}

extension Aggregate.Dominance {
  /// How many of the largest contributors it looks at.
  var depth: Int {
    switch self {
    case .share(let count, _): count
    case .estimate: 2
    }
  }

  /// How much more the sum could be before the rule would hold for it no longer; 0 where it does not hold.
  ///
  /// This is the protection that an empty cell needs upwards. Source: Hundepool and others, "Statistical
  /// Disclosure Control", 2012, table 4.2.
  func shortage(of sum: Contributions) -> Int128 {
    switch self {
    case .share(let count, let percent):
      let top = sum.largest.prefix(count).reduce(0, +)
      guard top * 100 > sum.total * Int128(percent) else { return 0 }
      return Self.up(top * 100, by: Int128(percent)) - sum.total
    case .estimate(let percent):
      guard let first = sum.largest.first else { return 0 }
      let rest = sum.total - sum.largest.prefix(2).reduce(0, +)
      guard rest * 100 < first * Int128(percent) else { return 0 }
      return Self.up(first * Int128(percent), by: 100) - rest
    }
  }

  private static func up(_ value: Int128, by divisor: Int128) -> Int128 {
    (value + divisor - 1) / divisor
  }
}
