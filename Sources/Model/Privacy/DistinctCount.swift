// SPDX-License-Identifier: EUPL-1.2

/// How many distinct values there are.
public struct DistinctCount: Codable, Hashable, Sendable {
  /// The number.
  public var count: Int
  /// Whether it is an estimate, with a standard error of 1.6 %.
  public var isEstimate: Bool

  /// Makes a count.
  public init(count: Int, isEstimate: Bool) {
    (self.count, self.isEstimate) = (count, isEstimate)
  }
}
