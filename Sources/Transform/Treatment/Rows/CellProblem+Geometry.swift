// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

extension TransformPlan {
  /// The words for what is wrong with coordinates and geometries.
  static func geometryWords(
    for problem: CellProblem
  ) -> (code: DiagnosticCode, summary: String, hint: String) {
    pointWords(for: problem) ?? shapeWords(for: problem)
  }

  /// The words for what is wrong with a point in two columns; `nil` if the problem is another.
  private static func pointWords(
    for problem: CellProblem
  ) -> (code: DiagnosticCode, summary: String, hint: String)? {
    switch problem {
    case .halfPoint:
      (
        .constraintError, "and its counterpart are not both filled in, so there is no point",
        "Fill in both coordinates in the source system, or neither."
      )
    case .outsideArea:
      (
        .constraintError, "lies outside the area of its reference system",
        "Correct it in the source system, or add what stands for 'no place', such as \"0\", to "
          + "'missingValues'. Where all rows are outside, check 'crs', and that x and y are not swapped."
      )
    case .axesSwapped:
      (
        .constraintError,
        "lies outside the area of its reference system, and within it with x and y swapped",
        "Where all rows are so, swap x and y under 'geometry'; where a few are, correct them in the source system."
      )
    case .otherSystem:
      (
        .constraintError,
        "lies outside the area of its reference system, and has the form of another",
        "RD has metres (155000, 463000), WGS84 and ETRS89 have degrees (5.387, 52.156): write under 'geometry' the "
          + "'crs' that the export has, EPSG:28992 or EPSG:4326."
      )
    case .zeroPoint:
      (
        .constraintError, "and its counterpart are 0, which is no place in its reference system",
        "Where 0 stands for 'no place', add \"0\" (as it stands in the export) to 'missingValues' of both fields."
      )
    default: nil
    }
  }

  /// The words for what is wrong with a geometry in one column.
  private static func shapeWords(
    for problem: CellProblem
  ) -> (code: DiagnosticCode, summary: String, hint: String) {
    switch problem {
    case .referenceUnknown:
      (
        .typeError, "names a reference system that PROJ does not know, or more than one",
        "Correct 'srsName' or 'SRID' in the source system."
      )
    case .geometrySyntax:
      (
        .typeError, "is not a geometry that can be read",
        "It must be whole WKT or GML, as 'geometry' in the pipeline file says; see docs/geography.md."
      )
    case .geometryKind:
      (
        .typeError, "is a kind of geometry that GeoJSON does not have, or refers to one elsewhere",
        "Let the source system export points, lines or polygons."
      )
    case .geometryArc:
      (
        .typeError, "has an arc or another curve that is not made of straight lines",
        "Let the source system export it as lines (it is often called stroking or segmentising)."
      )
    case .geometryTooShort:
      (
        .typeError, "has a line of one point, or a ring of fewer than four",
        "Correct it in the source system."
      )
    default:  // .ringOpen
      (
        .typeError, "has a ring that does not end where it begins, or a curve with a gap",
        "Correct it in the source system."
      )
    }
  }
}
