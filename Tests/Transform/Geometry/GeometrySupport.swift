// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
@_spi(Transform) import HergebruikModel

@testable import HergebruikGeometry
@testable import HergebruikTreatment
@testable import HergebruikValues

/// What a plan with a geometry makes of rows.
struct Located {
  var rows: [[String]]
  /// The GeoJSON of each row; empty where it has none.
  var geometries: [String]
  var result: TransformResult
  var table: OpenTable

  var problems: [CellProblem] { result.problems.map(\.problem) }
}

/// Treats rows and locates them; the fields are bound to columns in order.
func locate(
  _ fields: [Field], _ geometry: GeometryRequest, _ rows: [[String]],
  missingValues: [String] = [""]
) throws -> Located {
  let plan = try TransformPlan(
    .init(
      fields: fields, missingValues: missingValues, pseudonyms: .init(domain: "test"),
      geometry: geometry),
    key: nil)
  let binding = try ColumnBinding(
    fields: fields, header: fields.map { $0.source ?? "" }, width: fields.count, match: .exact,
    file: "test.csv")
  let worker = try TransformWorker(plan, binding: binding)
  var open = plan.makeBatch()
  var result = TransformResult()
  worker.process(batch(rows), into: &open, result: &result)
  var treated: [[String]] = []
  var geometries: [String] = []
  var (start, geometryStart) = (0, 0)
  for row in 0..<open.rowCount {
    treated.append(
      (0..<open.width).map { column in
        let end = Int(open.cellEnds[row * open.width + column])
        defer { start = end + 1 }
        return String(decoding: open.bytes[start..<end], as: UTF8.self)
      })
    guard geometry.writesGeometry else { continue }
    let end = Int(open.rowGeometryEnds[row])
    geometries.append(String(decoding: open.geometries[geometryStart..<end], as: UTF8.self))
    geometryStart = end
  }
  return Located(rows: treated, geometries: geometries, result: result, table: plan.table)
}

/// A field that says nothing about persons.
func field(
  _ name: String, _ type: FieldType, _ treatment: Treatment = .keep,
  privacy: PrivacyClass = .none
) -> Field {
  Field(source: name, name: name, type: type, privacy: privacy, treatment: treatment)
}

/// Rows of `x` and `y`, located.
func points(
  _ rows: [[String]], crs: String = "EPSG:28992", missingValues: [String] = [""]
) throws -> Located {
  let number = FieldType.number(NumberFormat(decimalChar: ","))
  return try locate(
    [field("x", number), field("y", number)],
    GeometryRequest(
      source: .point(x: 0, y: 1), crs: crs, columns: .init(lon: "lon", lat: "lat"),
      writesGeometry: true), rows, missingValues: missingValues)
}

/// What a text with a geometry becomes: GeoJSON, nothing, or the name of a problem.
func geoJSON(_ text: String, isGML: Bool, crs: String = "EPSG:4326") throws -> String {
  let located = try locate(
    [field("g", .any)],
    GeometryRequest(
      source: isGML ? .gml(0) : .wkt(0), crs: crs, writesGeometry: true), [[text]])
  if let problem = located.problems.first { return problem.name }
  // Seven decimals everywhere make tables hard to read.
  return located.geometries[0].replacing(/(\.\d*?)0+(?=[,\]])/) { match in
    match.output.1 == "." ? "" : String(match.output.1)
  }
}

/// The point that stands for a geometry, `lon lat`.
func label(_ wkt: String) throws -> [String] {
  try locate(
    [field("g", .any, .drop)],
    GeometryRequest(source: .wkt(0), crs: "EPSG:4326", columns: .init(lon: "lon", lat: "lat")),
    [[wkt]]
  ).rows[0]
}
