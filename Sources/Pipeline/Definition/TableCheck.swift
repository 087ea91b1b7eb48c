// SPDX-License-Identifier: EUPL-1.2

package import HergebruikExtract
internal import HergebruikModel

/// A question about the table as a whole: `checks` of the pipeline file.
package enum TableCheck: Sendable {
  /// How many rows there are.
  case rows(minimum: Int?, maximum: Int?)
  /// The sum of a published number field; limits are decimals.
  case sum(field: String, minimum: String?, maximum: String?, equals: String?)
  /// The numbers of a field follow each other, but for so many.
  case sequence(field: String, gaps: Int)
  /// The newest value of a date field is so many days old at most.
  case fresh(field: String, days: Int)
  /// What another file says of the export.
  case control(Control)

  /// A file that says how many rows there are, and what they add up to.
  package struct Control: Sendable {
    /// What reads it.
    package var extractor: any Extractor
    /// Its column with the number of rows; nil where it has none.
    package var rows: String?
    /// Of published fields the columns with their sums.
    package var sums: [(field: String, column: String)]
  }
}
