// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import Testing

/// A project with the Adult data as its one dataset, `adults`.
struct AdultProject {
  static let folder = Repository.shared + "/data/adult"
  static let isThere = FileManager.default.fileExists(atPath: folder + "/adult.csv")
  static let columns = [
    "sex", "age", "race", "marital-status", "education", "native-country", "workclass",
    "occupation", "salary-class",
  ]

  let work: Workdir

  /// Columns that no field names are dropped; hierarchies stand under `codes`, by their columns' names.
  init(_ fields: [String], _ privacy: String, more: String = "") throws {
    work = try Workdir()
    let dropped = Self.columns.filter { column in
      !fields.contains { $0.hasPrefix("source: \(column),") }
    }
    try work.dataset(
      "adults", csv: "path: \(Self.folder)/adult.csv, dialect: {delimiter: \";\"}",
      fields: fields + dropped.map { "source: \($0), privacy: direct, treat: drop" },
      more: "privacy: {\(privacy)}\npublish: {order: source}\n" + more)
    for column in Self.columns {
      let file = "\(Self.folder)/adult_hierarchy_\(column).csv"
      guard FileManager.default.fileExists(atPath: file) else { continue }
      try work.write("pipelines/adults/codes/\(column).csv", try bytes(ofFile: file))
    }
  }

  /// The export.
  func table() throws -> CodedTable {
    let text = try String(contentsOfFile: Self.folder + "/adult.csv", encoding: .utf8)
    return try #require(CodedTable(csv: text, delimiter: ";"))
  }

  /// The published table.
  func published() throws -> PlainTable {
    let records = try work.published("adults")
    return PlainTable(names: try #require(records.first), rows: Array(records.dropFirst()))
  }
}

/// A table of texts, and the figures of its classes: as plainly as they can be written.
struct PlainTable {
  var names: [String]
  var rows: [[String]]

  /// The values of a column, row by row.
  func column(_ name: String) -> [String] {
    let index = names.firstIndex(of: name) ?? 0
    return rows.map { $0[index] }
  }

  func recount(quasi: [String], sensitive: String, isNumeric: Bool = false) -> Recounted {
    let places = quasi.compactMap(names.firstIndex(of:))
    let place = names.firstIndex(of: sensitive) ?? 0
    var classes: [[String]: [String]] = [:]
    for row in rows { classes[places.map { row[$0] }, default: []].append(row[place]) }
    return Recounted(classes: Array(classes.values), isNumeric: isNumeric)
  }
}

/// The sensitive values of the rows of each class, and what they are worth.
struct Recounted {
  let classes: [[String]]
  let isNumeric: Bool

  var k: Int { classes.map(\.count).min() ?? 0 }

  private func counts(_ values: [String]) -> [String: Int] {
    Dictionary(grouping: values, by: \.self).mapValues(\.count)
  }

  var distinct: Int { classes.map { counts($0).count }.min() ?? 0 }

  var entropy: Double {
    classes.map { values in
      exp(
        -counts(values).values.reduce(0.0) { sum, count in
          let share = Double(count) / Double(values.count)
          return sum + share * log(share)
        })
    }.min() ?? 0
  }

  /// The largest r1 / (r_l + … + r_m) of a class.
  func ratio(_ l: Int) -> Double {
    classes.map { values in
      let sorted = counts(values).values.sorted(by: >)
      return Double(sorted[0]) / Double(sorted.dropFirst(l - 1).reduce(0, +))
    }.max() ?? 0
  }

  var t: Double {
    let whole = counts(classes.flatMap(\.self))
    let total = Double(whole.values.reduce(0, +))
    let order = whole.keys.sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
    return classes.map { values in
      let part = counts(values)
      let differences = order.map {
        Double(part[$0] ?? 0) / Double(values.count) - Double(whole[$0] ?? 0) / total
      }
      guard isNumeric else { return differences.reduce(0) { $0 + abs($1) } / 2 }
      var (sum, distance) = (0.0, 0.0)
      for difference in differences {
        sum += difference
        distance += abs(sum)
      }
      return distance / Double(max(order.count - 1, 1))
    }.max() ?? 0
  }
}
