// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikGeometry
package import HergebruikModel
internal import HergebruikTestBasics
package import HergebruikTreatment
package import HergebruikValues

/// What a plan with a geometry makes of rows.
package struct Located {
  package var rows: [[String]]
  /// The GeoJSON of each row; empty where it has none.
  package var geometries: [String]
  package var result: TransformResult
  package var table: OpenTable

  package var problems: [CellProblem] { result.problems.map(\.problem) }
}

/// Treats rows and locates them; the fields are bound to columns in order.
package func locate(
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
  var geometries: [String] = []
  var start = 0
  for end in open.rowGeometryEnds.map(Int.init) {
    geometries.append(String(decoding: open.geometries[start..<end], as: UTF8.self))
    start = end
  }
  return Located(
    rows: cells(of: open), geometries: geometries, result: result, table: plan.table)
}

/// A field that says nothing about persons.
package func field(
  _ name: String, _ type: FieldType, _ treatment: Treatment = .keep,
  privacy: PrivacyClass = .none
) -> Field {
  Field(source: name, name: name, type: type, privacy: privacy, treatment: treatment)
}
