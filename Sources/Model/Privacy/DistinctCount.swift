// SPDX-License-Identifier: EUPL-1.2

/// How many distinct values there are.
package struct DistinctCount: Codable, Hashable, Sendable {
  /// The number.
  package var count: Int
  /// Whether it is an estimate, with a standard error of 1.6 %.
  package var isEstimate: Bool

  /// Makes a count.
  package init(count: Int, isEstimate: Bool) {
    (self.count, self.isEstimate) = (count, isEstimate)
  }
}
