// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

@testable import HergebruikValues

/// Short names of problems, as tests expect them.
extension CellProblem {
  static let required = Self.constraint(.required)
  static let allowed = Self.constraint(.enum)
  static let pattern = Self.constraint(.pattern)
  static let minLength = Self.constraint(.minLength)
  static let maxLength = Self.constraint(.maxLength)
  static let minimum = Self.constraint(.minimum)
  static let maximum = Self.constraint(.maximum)
  static let exclusiveMinimum = Self.constraint(.exclusiveMinimum)
  static let exclusiveMaximum = Self.constraint(.exclusiveMaximum)
  static let halfPoint = Self.geometry(.halfPoint)
  static let outsideArea = Self.geometry(.outsideArea)
  static let axesSwapped = Self.geometry(.axesSwapped)
  static let otherSystem = Self.geometry(.otherSystem)
  static let zeroPoint = Self.geometry(.zeroPoint)
  static let referenceUnknown = Self.geometry(.referenceUnknown)
  static let geometrySyntax = Self.geometry(.geometrySyntax)
  static let birth = Self.treatment(.birth)
  static let unmatched = Self.treatment(.unmatched)
  static let square = Self.treatment(.square)

  /// The name of a geometry's problem, or its description.
  var name: String {
    if case .geometry(let problem) = self { return "\(problem)" }
    return "\(self)"
  }
}
