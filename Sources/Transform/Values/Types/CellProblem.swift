// SPDX-License-Identifier: EUPL-1.2

/// Why a cell was refused.
package enum CellProblem: UInt8, Error, CaseIterable {
  case type, required, allowed, pattern, minLength, maxLength, minimum, maximum
  case exclusiveMinimum, exclusiveMaximum, key
  // Of coordinates and geometries.
  case halfPoint, outsideArea, axesSwapped, otherSystem, zeroPoint, referenceUnknown
  case geometrySyntax, geometryKind, geometryArc, geometryTooShort, ringOpen
  /// A birth after the day at which ages are taken.
  case birth
  /// A number that cannot be calculated with.
  case digits
  /// A value that the code list does not have.
  case unmatched
  /// A point that is in no square of the national grid.
  case square
  /// A number that an expression cannot calculate with.
  case calculation
}
