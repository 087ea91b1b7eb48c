// SPDX-License-Identifier: EUPL-1.2

/// What a column seems to hold, and how sure that is; it holds counts and no cell.
package struct Finding: Hashable, Sendable {
  /// How sure it is.
  package enum Confidence: Int, Comparable, Sendable, CaseIterable {
    /// Something else is as likely.
    case possible
    /// Hardly anything else.
    case likely
    /// Nothing else, or the header says so.
    case certain

    /// Whether one is less than another.
    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// The stable name.
    package var name: String {
      switch self {
      case .possible: "possible"
      case .likely: "likely"
      case .certain: "certain"
      }
    }
  }

  /// What speaks for it.
  package enum Reason: String, Sendable {
    /// The name of the column.
    case header
    /// Cells that are it as a whole.
    case values
    /// Cells that have it somewhere.
    case text
    /// A word near it in texts.
    case context
    /// Another column of the same row.
    case row
  }

  /// Which cells were counted.
  package enum Basis: Int, Sendable, CaseIterable {
    /// Those that are it as a whole.
    case whole
    /// Those that have it somewhere.
    case text
    /// Those that have something somewhere that may be it.
    case doubtful
    /// Those with a number that passes its test, glued to other signs or not.
    case number
  }

  /// What it is.
  package var detector: Detector
  /// How sure that is.
  package var confidence: Confidence
  /// What speaks for it most.
  package var reason: Reason
  /// Cells that have its form, as a whole or somewhere.
  package var hits: Int
  /// Which cells those are; `nil` where all are.
  package var basis: Basis?
  /// Cells with something in them.
  package var values: Int

  /// Makes a finding.
  package init(
    _ detector: Detector, _ confidence: Confidence, _ reason: Reason, hits: Int, values: Int,
    basis: Basis? = nil
  ) {
    self.detector = detector
    self.confidence = confidence
    self.reason = reason
    self.hits = hits
    self.values = values
    self.basis = basis
  }
}
