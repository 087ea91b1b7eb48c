// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// How many persons of the population have each combination of quasi-identifiers.
package struct Population: Sendable {
  private var counts: [ClassKey: Int]

  /// Makes a population; combinations that occur twice are added up.
  ///
  /// - Parameter rows: the quasi-identifiers as they are published, in the order of the fields, with
  ///   the number of persons.
  package init(_ rows: [(cells: [String], persons: Int)]) {
    counts = [:]
    for row in rows { counts[ClassKey(row.cells), default: 0] += row.persons }
  }

  /// Reads a CSV text with a header: the quasi-identifiers by their published names, in any order, and
  /// `persons`.
  ///
  /// - Throws: `invalid-value` and the row, where it is not a population table of these fields.
  package init(csv text: String, fields: [String], file: String) throws(Failure) {
    guard let lines = DelimitedText.rows(text, delimiter: ","), let header = lines.first else {
      throw Self.failure(file, nil, "is empty, or has a quote that is not closed", fields)
    }
    let places = fields.compactMap(header.firstIndex(of:))
    guard places.count == fields.count, let persons = header.firstIndex(of: "persons"),
      header.count == fields.count + 1
    else { throw Self.failure(file, nil, "has other columns than it should", fields) }
    var rows: [(cells: [String], persons: Int)] = []
    for (number, line) in lines.dropFirst().enumerated() {
      // No country has more, and the sum of as many rows as there can be fits in an `Int`.
      guard line.count == header.count, let count = Int(line[persons]), 0...10_000_000_000 ~= count
      else {
        throw Self.failure(file, number, "has a row without a number of persons", fields)
      }
      rows.append((places.map { line[$0] }, count))
    }
    self.init(rows)
  }

  private static func failure(
    _ file: String, _ row: Int?, _ summary: String, _ fields: [String]
  ) -> Failure {
    Failure(
      .invalidValue, at: .init(file: file, row: row.map { $0 + 1 }),
      "the population table \(summary)",
      hint: "Its header must be: \((fields + ["persons"]).joined(separator: ",")).")
  }

  /// The persons of a class; 0 where the table does not have it.
  subscript(key: ClassKey) -> Int { counts[key] ?? 0 }
}
