// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition

/// A pipeline that a careless steward could write, by which a personal value would be published.
struct LeakCase: Sendable {
  /// Makes the cell of a row, counted from 0.
  typealias Cells = @Sendable (Int) -> String

  /// The name of its dataset.
  var name: String
  /// The columns of the export, with their cells.
  var columns: [(label: String, cells: Cells)]
  /// What the pipeline says of a column beside its name; a column that is not here is called `none` and kept.
  var fields: [String: String]
  /// Fields of columns that steps make, as they stand in the pipeline file.
  var added: [String]
  /// Columns of the export that a step takes away.
  var taken: Set<String> = []
  /// What else stands in the pipeline file.
  var more: String
  /// What `metadata` says besides.
  var metadata: String
  /// Rows of the export.
  var rows: Int

  init(
    _ name: String, _ columns: [(label: String, cells: Cells)], fields: [String: String] = [:],
    added: [String] = [], more: String = "", metadata: String = "", rows: Int = 60
  ) {
    (self.name, self.columns, self.fields) = (name, columns, fields)
    (self.added, self.more, self.metadata, self.rows) = (added, more, metadata, rows)
  }

  /// The pipeline file.
  var pipeline: String {
    let own = columns.filter { !taken.contains($0.label) }.map { column in
      let said = fields[column.label] ?? "privacy: none, treat: keep"
      return "source: \"\(column.label)\", "
        + (said.contains("name: ") ? said : "name: \(Names.fieldName(for: column.label)), \(said)")
    }
    return """
      version: 1
      extract: {csv: {path: a.csv, dialect: {delimiter: ";"}}}
      fields:
      \((own + added).map { "  - {\($0)}" }.joined(separator: "\n"))
      metadata: {title: Een tabel, description: Van een test., theme: [ENVI]\(metadata.isEmpty ? "" : ", " + metadata)}
      \(more)

      """
  }

  /// The export, with semicolons.
  var export: String {
    let header = columns.map(\.label).joined(separator: ";")
    let lines = (0..<rows).map { row in columns.map { $0.cells(row) }.joined(separator: ";") }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }
}

/// Cells of invented persons; the same every time.
enum Cells {
  /// Nothing that anything could be told from.
  static let opaque: LeakCase.Cells = { "\(["qx", "vw", "zk", "jh"][$0 % 4])\($0 * 37 % 100)" }
  /// One of three zones.
  static let zone: LeakCase.Cells = { "zone \($0 % 3)" }
  static let number: LeakCase.Cells = { "\(1 + $0)" }

  /// Numbers that pass the eleven test.
  static func bsn(_ row: Int) -> String {
    var base = 12_345_670 + 1_357 * row
    while true {
      var sum = 0
      var rest = base
      for weight in 2...9 {
        sum += weight * (rest % 10)
        rest /= 10
      }
      if sum % 11 < 10 { return "\(base)\(sum % 11)" }
      base += 1
    }
  }

  /// Digits in their wide form, as text processors of Asia write them.
  static func wide(_ digits: String) -> String {
    let wide = Array("０１２３４５６７８９")
    return String(digits.map { $0.wholeNumberValue.map { wide[$0] } ?? $0 })
  }

  static func first(_ row: Int) -> String { firstNames[row % firstNames.count] }
  static func last(_ row: Int) -> String { surnames[(row * 7 + 3) % surnames.count] }
  static func full(_ row: Int) -> String { "\(first(row)) \(last(row))" }
  static func birth(_ row: Int) -> String {
    "\(1940 + row * 13 % 60)-\(two(1 + row * 5 % 12))-\(two(1 + row * 11 % 28))"
  }
  static func postcode(_ row: Int) -> String {
    "\(1011 + row * 131 % 8000)\(letter(row))\(letter(row * 3 + 7))"
  }
  static func house(_ row: Int) -> String { "\(1 + row * 17 % 180)" }
  static func mobile(_ row: Int) -> String { "06-\(12_345_678 + row * 98_765)" }
  static func email(_ row: Int) -> String {
    "\(first(row).lowercased()).\(last(row).lowercased())@ziggo.nl"
  }
  static func street(_ row: Int) -> String {
    ["Dorpsstraat", "Kerklaan", "Molenweg", "Lindenlaan", "Stationsplein"][row % 5]
  }
  static func latitude(_ row: Int) -> String { "52.\(10_000 + row * 1_237 % 80_000)" }
  static func longitude(_ row: Int) -> String { "4.\(70_000 + row * 331 % 20_000)" }
  static func x(_ row: Int) -> String { "\(121_000 + row * 173 % 9_000)" }
  static func y(_ row: Int) -> String { "\(487_000 + row * 191 % 9_000)" }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  private static func letter(_ row: Int) -> Character { Array("ABCDEGHJKLMNPRTVWXZ")[row % 19] }

  private static let firstNames = [
    "Jan", "Maria", "Pieter", "Johanna", "Cornelis", "Anna", "Willem", "Elisabeth", "Hendrik",
    "Fatima", "Mohammed", "Sanne", "Thijs", "Emma", "Daan", "Lotte", "Bram", "Femke", "Ruben",
    "Ingrid", "Gerrit", "Marloes", "Youssef", "Aylin", "Jeroen", "Esther", "Koen", "Nienke",
  ]
  private static let surnames = [
    "Pietersen", "Hendriksen", "Vermeulen", "Dijkstra", "Koopmans", "Willemsen", "Hoekstra",
    "Jacobs", "Postma", "Schouten", "Veenstra", "Timmermans", "Kuipers", "Wagenaar", "Scholten",
    "Huisman", "Bosman", "Peeters", "Martens", "Hermans", "Gerritsen", "Molenaar", "Prins",
    "Verhoeven", "Kramer", "Groeneveld", "Yildiz", "Kowalski", "Bouzid", "Janssen",
  ]
}
