// SPDX-License-Identifier: EUPL-1.2

/// How many persons of the population have each combination of quasi-identifiers.
public struct Population: Sendable {
  private var counts: [ClassKey: Int]

  /// Makes a population; combinations that occur twice are added up.
  ///
  /// - Parameter rows: the quasi-identifiers as they are published, in the order of the fields, with
  ///   the number of persons.
  public init(_ rows: [(cells: [String], persons: Int)]) {
    counts = [:]
    for row in rows { counts[ClassKey(row.cells), default: 0] += row.persons }
  }

  /// The persons of a class; 0 where the table does not have it.
  subscript(key: ClassKey) -> Int { counts[key] ?? 0 }
}
