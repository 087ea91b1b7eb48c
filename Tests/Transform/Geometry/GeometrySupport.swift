// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikValues

@testable import HergebruikGeometry

/// The place of a text with a geometry; `nil` if there is nothing in it.
func placed(
  _ text: String, _ source: GeometryRequest.Source, _ systems: ReferenceSystems
) throws -> Shape? {
  var shape = Shape()
  var scratch = ByteBuffer()
  let box = try shape.place(
    Array(text.utf8).span, source, systems, &scratch, areas: [.netherlands])
  return box == nil ? nil : shape
}

/// What a text with a geometry becomes: GeoJSON, nothing, or the name of a problem.
func geoJSON(
  _ text: String, _ source: GeometryRequest.Source, crs: String = "EPSG:4326"
) throws -> String {
  try geoJSON(text, source, ReferenceSystems(crs))
}

/// The same, with systems that more texts share.
func geoJSON(
  _ text: String, _ source: GeometryRequest.Source, _ systems: ReferenceSystems
) throws -> String {
  do {
    guard let shape = try placed(text, source, systems) else { return "" }
    var out = ByteBuffer()
    shape.appendGeoJSON(to: &out)
    // Seven decimals everywhere make tables hard to read.
    return String(decoding: out.bytes, as: UTF8.self).replacing(/(\.\d*?)0+(?=[,\]])/) { match in
      match.output.1 == "." ? "" : String(match.output.1)
    }
  } catch let problem as CellProblem {
    return problem.name
  }
}

/// The point that stands for a geometry, `lon lat`; nothing where it has none.
func label(_ wkt: String) throws -> [String] {
  var crossings: [Int] = []
  guard let point = try placed(wkt, .wkt(0), ReferenceSystems("EPSG:4326"))?.label(&crossings)
  else {
    return ["", ""]
  }
  return [point.lon, point.lat].map { steps in
    var out = ByteBuffer()
    Degrees.append(steps, to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }
}
