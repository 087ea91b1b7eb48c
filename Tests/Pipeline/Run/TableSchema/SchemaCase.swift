// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A table and its schema, for two programs to judge.
struct SchemaCase: Sendable {
  /// A table by its name; the first of a case is judged, the others are what it refers to.
  struct Table: Sendable {
    var name: String
    /// A Table Schema as JSON.
    var schema: String
    var csv: [UInt8]
  }

  var name: String
  var tables: [Table]
  var delimiter = ","
  var encoding = "utf-8"

  init(_ name: String, _ schema: String, _ csv: String) {
    self.init(name, schema, csv: Array(csv.utf8))
  }

  init(_ name: String, _ schema: String, csv: [UInt8]) {
    self.name = name
    tables = [Table(name: "table", schema: schema, csv: csv)]
  }

  /// A field `x` beside one that keeps rows from being blank, and a case for each of some cells.
  static func cells(_ name: String, _ field: String, _ cells: [String]) -> [SchemaCase] {
    cells.map { cell in
      SchemaCase(
        "\(name)/\(shown(cell))",
        #"{"fields": [{"name": "id", "type": "any"}, {"name": "x", \#(field)}]}"#,
        "id,x\n1,\"\(cell.replacing("\"", with: "\"\""))\"\n")
    }
  }

  /// A cell as it can stand in a name.
  private static func shown(_ cell: String) -> String {
    let plain = cell.replacing(" ", with: "␣").replacing("`", with: "′")
    return plain.isEmpty ? "∅" : plain
  }

  /// The schema of a table as an object.
  static func object(_ json: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
  }
}

/// An error of a case: its name, the row (from 1, the header excluded) and the field.
struct SchemaError: Hashable, CustomStringConvertible {
  var code: String
  var row: Int?
  var field: String?

  var description: String {
    "\(code)\(row.map { " row \($0)" } ?? "")\(field.map { " \($0)" } ?? "")"
  }

  /// Names of errors of the header.
  static let labels: Set<String> = [
    "blank-label", "duplicate-label", "missing-label", "extra-label", "incorrect-label",
  ]

  /// What both programs can say: below a wrong header rows are not looked at here, and an error of a whole
  /// row has no field.
  static func comparable(_ found: [SchemaError]) -> Set<SchemaError> {
    let header = found.filter { labels.contains($0.code) }
    return Set(
      (header.isEmpty ? found : header).map { error in
        var error = error
        let isWhole = ["missing-cell", "extra-cell", "blank-row", "primary-key", "foreign-key"]
        if isWhole.contains(error.code) || ["blank-label", "duplicate-label"].contains(error.code) {
          error.field = nil
        }
        return error
      })
  }
}
