// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
package import HergebruikValues

/// Short names of problems, as tests expect them.
extension CellProblem {
  package static let required = Self.constraint(.required)
  package static let allowed = Self.constraint(.enum)
  package static let pattern = Self.constraint(.pattern)
  package static let minLength = Self.constraint(.minLength)
  package static let maxLength = Self.constraint(.maxLength)
  package static let minimum = Self.constraint(.minimum)
  package static let maximum = Self.constraint(.maximum)
  package static let exclusiveMinimum = Self.constraint(.exclusiveMinimum)
  package static let exclusiveMaximum = Self.constraint(.exclusiveMaximum)
  package static let halfPoint = Self.geometry(.halfPoint)
  package static let outsideArea = Self.geometry(.outsideArea)
  package static let axesSwapped = Self.geometry(.axesSwapped)
  package static let otherSystem = Self.geometry(.otherSystem)
  package static let zeroPoint = Self.geometry(.zeroPoint)
  package static let referenceUnknown = Self.geometry(.referenceUnknown)
  package static let geometrySyntax = Self.geometry(.geometrySyntax)
  package static let birth = Self.treatment(.birth)
  package static let unmatched = Self.treatment(.unmatched)
  package static let square = Self.treatment(.square)

  /// The name of a geometry's problem, or its description.
  package var name: String {
    if case .geometry(let problem) = self { return "\(problem)" }
    return "\(self)"
  }
}
