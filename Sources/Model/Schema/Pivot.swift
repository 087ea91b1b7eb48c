// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// How rows of an export become columns: those with the same key make one row.
package struct Pivot: Hashable, Sendable {
  /// The columns that tell which rows belong together; they stay.
  package var keys: [String]
  /// The column that says which column a row fills; it is taken away.
  package var name: String
  /// The column with what comes in it; it is taken away.
  package var value: String
  /// The columns that are made, each called as it stands in the cells of `name`.
  package var columns: [String]
  /// Where it stands in the pipeline file.
  package var location: Diagnostic.Location

  /// Makes a pivot.
  package init(
    keys: [String], name: String, value: String, columns: [String],
    location: Diagnostic.Location = Diagnostic.Location()
  ) {
    (self.keys, self.name, self.value) = (keys, name, value)
    (self.columns, self.location) = (columns, location)
  }
}
