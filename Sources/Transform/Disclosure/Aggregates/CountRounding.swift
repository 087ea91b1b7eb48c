// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension Aggregate.Rounding {
  /// The number that stands for a count.
  package func rounded(_ count: Int) -> Int {
    switch self {
    case .nearest(let base): (count + base / 2) / base * base
    case .farmStatistics:
      switch count {
      case 0: 0
      case 1...7: 5
      case 8...14: 10
      default: (count + 5) / 10 * 10
      }
    }
  }
}
