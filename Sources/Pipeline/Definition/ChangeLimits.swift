// SPDX-License-Identifier: EUPL-1.2

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
  package static let leeway = 5

  /// The limits of a pipeline file that states none.
  package init() {}
}
