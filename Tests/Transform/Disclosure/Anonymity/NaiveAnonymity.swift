// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The definitions once more, as plainly as they can be written: dictionaries, arrays, no hashes.
struct NaiveAnonymity {
  /// Class by class the sensitive values of its rows.
  let classes: [[String]: [String]]
  let isNumeric: Bool

  init(_ rows: [[String]], isNumeric: Bool) {
    var classes: [[String]: [String]] = [:]
    for row in rows { classes[Array(row.dropLast()), default: []].append(row[row.count - 1]) }
    (self.classes, self.isNumeric) = (classes, isNumeric)
  }

  var sizes: [Int] { classes.values.map(\.count) }
  var rows: Int { sizes.reduce(0, +) }

  func counts(_ values: [String]) -> [String: Int] {
    Dictionary(grouping: values) { isNumeric ? "\(Double($0) ?? -.infinity)" : $0 }
      .mapValues(\.count)
  }

  var distinct: Int { classes.values.map { counts($0).count }.min() ?? 0 }

  var entropy: Double {
    classes.values.map { values in
      let shares = counts(values).values.map { Double($0) / Double(values.count) }
      return exp(-shares.reduce(0) { $0 + $1 * log($1) })
    }.min() ?? 0
  }

  var recursive: Double {
    classes.values.map { values in
      let sorted = counts(values).values.sorted(by: >)
      return Double(sorted[0]) / Double(sorted.dropFirst(distinct - 1).reduce(0, +))
    }.max() ?? 0
  }

  var closeness: Double {
    let whole = counts(classes.values.flatMap(\.self))
    let order = whole.keys.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    return classes.values.map { values in
      let part = counts(values)
      let differences = order.map {
        Double(part[$0] ?? 0) / Double(values.count) - Double(whole[$0] ?? 0) / Double(rows)
      }
      guard isNumeric else { return differences.reduce(0) { $0 + abs($1) } / 2 }
      guard order.count > 1 else { return 0 }
      var (sum, total) = (0.0, 0.0)
      for difference in differences {
        sum += difference
        total += abs(sum)
      }
      return total / Double(order.count - 1)
    }.max() ?? 0
  }
}
