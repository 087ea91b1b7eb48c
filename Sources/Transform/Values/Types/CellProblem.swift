// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// Why a cell was refused.
package enum CellProblem: Hashable, Error {
  /// It is not what its field holds.
  case type
  /// It does not satisfy a constraint; categories are permitted values like `enum`.
  case constraint(Constraint)
  /// It is empty, but part of the primary key.
  case key
  case geometry(GeometryProblem)
  case treatment(TreatmentProblem)
  /// A number that an expression cannot calculate with.
  case calculation

  /// The code that a person sees.
  package var code: DiagnosticCode {
    switch self {
    case .type: .typeError
    case .key: .primaryKey
    case .geometry(let problem): problem.isOfPlace ? .constraintError : .typeError
    case .treatment(.unmatched): .codeUnmatched
    case .constraint, .treatment(.birth), .treatment(.digits), .treatment(.square), .calculation:
      .constraintError
    }
  }
}

/// What is wrong with coordinates or a geometry.
package enum GeometryProblem: Hashable, Error {
  case halfPoint, outsideArea, axesSwapped, otherSystem, zeroPoint
  case referenceUnknown, geometrySyntax, geometryKind, geometryArc, geometryTooShort, ringOpen

  /// Whether it can be read, and only lies at a wrong place.
  package var isOfPlace: Bool {
    switch self {
    case .halfPoint, .outsideArea, .axesSwapped, .otherSystem, .zeroPoint: true
    case .referenceUnknown, .geometrySyntax, .geometryKind, .geometryArc, .geometryTooShort,
      .ringOpen:
      false
    }
  }
}

/// What a treatment could not do.
package enum TreatmentProblem: Hashable {
  /// A birth after the day at which ages are taken.
  case birth
  /// A number that cannot be calculated with.
  case digits
  /// A value that the code list does not have.
  case unmatched
  /// A point that is in no square of the national grid.
  case square
}
