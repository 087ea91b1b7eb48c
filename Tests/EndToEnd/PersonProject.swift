// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import Testing

/// A project with 30,000 invented persons as its one dataset, `persons`: more than a block.
struct PersonProject {
  static let columns = [
    "geslacht", "leeftijd", "huishouden", "staat", "opleiding", "land", "arbeid", "beroep",
    "inkomen",
  ]

  /// What `Tests/Vectors/persons.py` makes, by the names of its files.
  static let files: Result<[String: [UInt8]], any Error> = Result {
    let folder =
      FileManager.default.temporaryDirectory.path + "/hergebruik-persons-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", Repository.root + "/Tests/Vectors/persons.py", "30000", folder,
    ]
    try process.run()
    process.waitUntilExit()
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try bytes(ofFile: "\(folder)/\(name)")
    }
    return files
  }

  static func file(_ name: String) throws -> [UInt8] {
    try #require(try files.get()[name], "persons.py made no \(name)")
  }

  let work: Workdir

  /// Columns that no field names are dropped; hierarchies stand under `codes`, by their columns' names.
  init(_ fields: [String], _ privacy: String, more: String = "") throws {
    work = try Workdir()
    let dropped = Self.columns.filter { column in
      !fields.contains { $0.hasPrefix("source: \(column),") }
    }
    try work.dataset(
      "persons", csv: "path: persons.csv, dialect: {delimiter: \";\"}",
      fields: fields + dropped.map { "source: \($0), privacy: direct, treat: drop" },
      more: "privacy: {\(privacy)}\npublish: {order: source}\n" + more)
    try work.write("pipelines/persons/persons.csv", Self.file("persons.csv"))
    for column in Self.columns {
      try work.write(
        "pipelines/persons/codes/\(column).csv", Self.file("hierarchy_\(column).csv"))
    }
  }

  /// The export.
  func table() throws -> CodedTable {
    let text = String(decoding: try Self.file("persons.csv"), as: UTF8.self)
    return try #require(CodedTable(csv: text, delimiter: ";"))
  }

  /// The published table.
  func published() throws -> PlainTable {
    let records = try work.published("persons")
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
