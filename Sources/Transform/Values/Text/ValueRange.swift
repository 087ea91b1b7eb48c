// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The smallest and the largest of some published values, which compare as bytes.
package struct ValueRange: Sendable {
  /// The smallest.
  package private(set) var least: [UInt8]
  /// The largest.
  package private(set) var most: [UInt8]

  /// Makes the range of one value.
  package init(_ value: Span<UInt8>) {
    least = Array(value)
    most = least
  }

  /// Takes in one more value; copies it only where it is outside.
  package mutating func widen(_ value: Span<UInt8>) {
    if value.precedes(least.span) { least = Array(value) }
    if most.span.precedes(value) { most = Array(value) }
  }

  /// The range of the values of both.
  package func joined(with other: ValueRange?) -> ValueRange {
    guard let other else { return self }
    var joined = self
    joined.widen(other.least.span)
    joined.widen(other.most.span)
    return joined
  }
}
