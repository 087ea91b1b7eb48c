// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Withholds counts of persons that are too small, in such a way that they do not follow from the others.
enum SmallCounts {
  /// Takes the counts away that are less than `least`, empty ones too where any is; and more, the smallest first, until
  /// at least two are away that are `least` together: how many rows there are in all is told.
  ///
  /// - Returns: The rows whose place is not told any more.
  static func withhold(_ bins: inout [DatasetProfile.Bin], least: Int) -> Int {
    var counts = bins.map(\.count)
    let withheld = withhold(&counts, least: least)
    for index in bins.indices { bins[index].count = counts[index] }
    return withheld
  }

  /// The same of counts alone.
  static func withhold(_ counts: inout [Int?], least: Int) -> Int {
    let small = counts.indices.filter { counts[$0] ?? 0 < least }
    var rows = small.reduce(0) { $0 + (counts[$1] ?? 0) }
    guard rows > 0 else { return 0 }
    for index in small { counts[index] = nil }
    var away = small.count
    let told = counts.indices.filter { counts[$0] != nil }
      .sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
    for index in told where away < 2 || rows < least {
      rows += counts[index] ?? 0
      counts[index] = nil
      away += 1
    }
    return rows
  }

  /// Whether so few rows are withheld that what is told still shows where all of them lie.
  static func isTelling(_ withheld: Int, of rows: Int) -> Bool { withheld * 20 <= rows }
}
