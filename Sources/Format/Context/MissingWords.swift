// SPDX-License-Identifier: EUPL-1.2

/// The words that a pipeline takes for a missing value, for formats in which a cell can hold an error such as `#N/A`.
///
/// An error that is no such word stops the run: it is never published as a text.
public struct MissingWords: Sendable {
  private let everywhere: Set<String>
  private let columns: [String: Set<String>]

  /// No words.
  package init() { (everywhere, columns) = ([], [:]) }

  /// Takes the words of fields.
  ///
  /// - Parameters:
  ///   - common: the words of a field that has none of its own, and of columns that no field names.
  ///   - fields: the column of each field, or `nil` if its column is not known, with the words of its own.
  package init(common: [String], fields: [(column: String?, words: [String]?)]) {
    var columns: [String: Set<String>] = [:]
    var everywhere = Set(common)
    for field in fields {
      let words = Set(field.words ?? common)
      everywhere.formIntersection(words)
      if let column = field.column {
        columns[column] = columns[column].map { $0.intersection(words) } ?? words
      }
    }
    (self.everywhere, self.columns) = (everywhere, columns)
  }

  /// Whether a word is a missing value in a column.
  ///
  /// - Parameters:
  ///   - word: what stands in the cell.
  ///   - column: its label; `nil` if the export has none. What no field names has the words that all fields have.
  public func contains(_ word: String, column: String?) -> Bool {
    (column.flatMap { columns[$0] } ?? everywhere).contains(word)
  }
}
