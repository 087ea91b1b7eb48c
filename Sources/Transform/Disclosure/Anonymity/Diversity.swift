// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// How diverse the values of a sensitive field are within one class.
///
/// Source: Machanavajjhala and others, "l-Diversity: Privacy Beyond k-Anonymity", ACM TKDD 1(1), 2007,
/// definitions 3 (entropy) and 4 (recursive).
enum Diversity {
  /// exp(−Σ p·ln p): how many equally frequent values would be as diverse.
  ///
  /// Within 10^-12 of a whole number it is that number: two values that are as frequent have 2, not
  /// 1.9999999999999998, which pyCANON rounds down to 1.
  static func entropy(_ values: Span<ValueCount>, size: Int) -> Double {
    guard values.count > 1 else { return values.isEmpty ? 0 : 1 }
    let rows = Double(size)
    var sum = 0.0
    for place in values.indices {
      let share = Double(values[place].count) / rows
      sum -= share * Numbers.logarithm(share)
    }
    let figure = Numbers.exponential(sum)
    return abs(figure - figure.rounded()) < 1e-12 * figure ? figure.rounded() : figure
  }

  /// r1 / (r_l + … + r_m), the counts from large to small; infinite where there are fewer than l values.
  ///
  /// The class has recursive (c,l)-diversity exactly for every c above it: r1 < c·(r_l + … + r_m).
  static func ratio(_ values: Span<ValueCount>, l: Int) -> Double {
    guard values.count >= l, l > 0 else { return .infinity }
    let counts = values.indices.map { values[$0].count }.sorted(by: >)
    return Double(counts[0]) / Double(counts[(l - 1)...].reduce(0, +))
  }
}
