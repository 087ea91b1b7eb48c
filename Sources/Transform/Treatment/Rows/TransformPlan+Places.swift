// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikGeometry
internal import HergebruikModel

extension TransformPlan {
  /// What to tell of places outside the area where they are expected: nothing, or one remark.
  ///
  /// - Parameters:
  ///   - tally: Of all rows that were kept.
  ///   - file: The export.
  package func remarks(places tally: PlaceTally, file: String?) -> [Diagnostic] {
    guard tally.outside > 0, let geometry, let index = geometry.source.fields.first else {
      return []
    }
    let label = fields[index].label
    let part = "\(tally.outside) of \(tally.places) place\(tally.places == 1 ? "" : "s")"
    let area =
      geometry.areas.contains(.caribbeanNetherlands)
      ? "the Netherlands, those in the Caribbean included" : "the Netherlands"
    func remark(_ code: DiagnosticCode, _ summary: String, _ hint: String) -> [Diagnostic] {
      [Diagnostic(code, at: .init(file: file, field: label), "\(label): \(summary)", hint: hint)]
    }
    if tally.swapped * 2 > tally.places {
      return remark(
        .coordinatesSwapped,
        "\(part) lie outside \(area), and \(tally.swapped) would lie within with their axes swapped",
        "Latitude and longitude seem to be swapped: \(swapHint(geometry.source))")
    }
    if tally.outside * 2 > tally.places {
      return remark(
        .coordinatesElsewhere, "\(part) lie outside \(area)\(Self.details(tally))",
        "Check 'crs' (it is '\(geometry.crs)' now), and which coordinate is which.")
    }
    return remark(
      .coordinatesOutside, "\(part) lie outside \(area)\(Self.details(tally))",
      "Correct them in the source system, or add what stands for 'no place', such as \"0\", to "
        + "'missingValues'.")
  }

  private static func details(_ tally: PlaceTally) -> String {
    var parts: [String] = []
    if tally.swapped > 0 { parts.append("\(tally.swapped) have their axes swapped") }
    if tally.zero > 0 { parts.append("\(tally.zero) are 0;0") }
    return parts.isEmpty ? "" : "; of those \(parts.joined(separator: ", and "))"
  }

  private func swapHint(_ source: GeometryRequest.Source) -> String {
    switch source {
    case .point(let x, let y):
      "write from: {x: \(fields[y].name), y: \(fields[x].name)}."
    case .gml:
      "in GML a short srsName such as EPSG:4326 means longitude first, and "
        + "urn:ogc:def:crs:EPSG::4326 latitude first; let the source system write what it means."
    case .wkt: "in WKT the longitude comes first; let the source system write it so."
    case .geojson: "in GeoJSON the longitude comes first; let the source system write it so."
    }
  }
}
