// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

extension GeometryProblem {
  /// What to say of it, and how to mend it.
  var words: (summary: String, hint: String) {
    switch self {
    case .halfPoint:
      (
        "and its counterpart are not both filled in, so there is no point",
        "Fill in both coordinates in the source system, or neither."
      )
    case .outsideArea:
      (
        "lies outside the area of its reference system",
        "Correct it in the source system, or add what stands for 'no place', such as \"0\", to "
          + "'missingValues'. Where all rows are outside, check 'crs', and that x and y are not swapped."
      )
    case .axesSwapped:
      (
        "lies outside the area of its reference system, and within it with x and y swapped",
        "Where all rows are so, swap x and y under 'geometry'; where a few are, correct them in the source system."
      )
    case .otherSystem:
      (
        "lies outside the area of its reference system, and has the form of another",
        "RD has metres (155000, 463000), WGS84 and ETRS89 have degrees (5.387, 52.156): write under 'geometry' the "
          + "'crs' that the export has, EPSG:28992 or EPSG:4326."
      )
    case .zeroPoint:
      (
        "and its counterpart are 0, which is no place in its reference system",
        "Where 0 stands for 'no place', add \"0\" (as it stands in the export) to 'missingValues' of both fields."
      )
    case .referenceUnknown:
      (
        "names a reference system that PROJ does not know, or more than one",
        "Correct 'srsName' or 'SRID' in the source system."
      )
    case .geometrySyntax:
      (
        "is not a geometry that can be read",
        "It must be whole WKT or GML, as 'geometry' in the pipeline file says; see docs/geography.md."
      )
    case .geometryKind:
      (
        "is a kind of geometry that GeoJSON does not have, or refers to one elsewhere",
        "Let the source system export points, lines or polygons."
      )
    case .geometryArc:
      (
        "has an arc or another curve that is not made of straight lines",
        "Let the source system export it as lines (it is often called stroking or segmentising)."
      )
    case .geometryTooShort:
      ("has a line of one point, or a ring of fewer than four", "Correct it in the source system.")
    case .ringOpen:
      (
        "has a ring that does not end where it begins, or a curve with a gap",
        "Correct it in the source system."
      )
    }
  }
}
