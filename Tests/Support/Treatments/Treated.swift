// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikModel
package import HergebruikTables
internal import HergebruikTestBasics
package import HergebruikTreatment
package import HergebruikValues

/// What a plan makes of rows.
package struct Treated {
  package var rows: [[String]]
  package var result: TransformResult

  package var problems: [CellProblem] { result.problems.map(\.problem) }
}

/// Compiles fields, bound to columns in order, and treats rows with them.
package func treat(
  _ fields: [Field], _ rows: [[String]], missingValues: [String] = [""], primaryKey: [String] = [],
  temporal: String? = nil, release: String = "", domain: String = "test",
  codes: [String: CodeTable] = [:]
) throws -> Treated {
  let request = TreatedTable(
    fields: fields, missingValues: missingValues, keys: .init(primary: primaryKey),
    temporalField: temporal, pseudonyms: .init(domain: domain, release: release))
  let key = Array<UInt8>(0..<32)
  let plan = try key.withUnsafeBytes {
    try TransformPlan(request, for: .publication(.init(codes: codes)), key: $0.bytes)
  }
  let binding = try ColumnBinding(
    fields: fields, header: fields.map { $0.source ?? "" }, width: fields.count, match: .exact,
    file: "test.csv")
  let worker = try TransformWorker(plan, binding: binding)
  var open = plan.makeBatch()
  var result = TransformResult()
  worker.process(batch(rows), into: &open, result: &result)
  return Treated(rows: cells(of: open), result: result)
}

/// One cell through one field; `nil` if it is refused.
package func cell(
  _ text: String, _ type: FieldType, _ treatment: Treatment = .keep,
  constraints: Constraints = Constraints()
) throws -> String? {
  let field = Field(
    source: "x", name: "x", type: type, privacy: .quasi, treatment: treatment,
    constraints: constraints)
  return try treat([field], [[text]], missingValues: []).rows.first?.first
}
