// SPDX-License-Identifier: EUPL-1.2

/// The classes of the rows of one batch, in the order of its rows.
package struct BatchClasses: Sendable {
  /// For each row what `ClassCensus.add` takes; where combinations are asked for, the two words of the row's
  /// quasi-identifiers and sensitive values together.
  package var keys: [UInt64] = []
  /// For each row, where combinations are asked for, its quasi-identifiers and then its sensitive values, each behind
  /// its length as 4 bytes.
  package var cells: [UInt8] = []
  /// Rows that were put in a class and kept.
  package var counted = 0
  /// Rows that were left out because their class is suppressed.
  package var suppressed = 0
  /// The sum of the keys of all rows, suppressed ones included: the same exactly for the same classes, but for a chance
  /// of 2^-64.
  package var sum: UInt64 = 0

  /// Makes an empty tally.
  package init() {}
}
