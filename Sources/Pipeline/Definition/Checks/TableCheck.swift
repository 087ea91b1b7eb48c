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

/// How much a table may change from one release to the next before a person must look: the change guard.
///
/// Parts are of a million; of the values stated those of the published release are the measure.
package struct ChangeLimits: Hashable, Sendable {
  /// The part of the rows that may go.
  package var rowDrop = 100_000
  /// The part by which rows may become more.
  package var rowRise = 1_000_000
  /// The part of all rows by which missing values of a field may rise.
  package var missingRise = 200_000
  /// The part of the rows that may have a value of a field with few values that none had before.
  package var newValues = 200_000
  /// The part of the rows whose value of a field may lie elsewhere than before.
  package var shift = 250_000
  /// How many times larger or smaller the median of a number field may be; 0 for any.
  package var medianFactor = 5
  /// How many times larger or smaller the mean of a field without negative numbers may be; 0 for any.
  package var meanFactor = 10
  /// Whether days after that of the run may stand where none did before.
  package var allowsFutureDates = false
  /// So few rows, or values, say nothing: differences of up to this many are left aside.
  static let leeway = 5

  /// The limits of a pipeline file that states none.
  package init() {}
}
