// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
@_spi(Transform) import HergebruikModel
import Testing

@testable import HergebruikTables
@testable import HergebruikTreatment
@testable import HergebruikValues

/// The project's folder.
let projectRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The vectors, which stand in the repository; a test whose vector is missing fails.
let vectorsFolder = projectRoot.appending(path: "Tests/Vectors")

/// One part of `privacy.json`, with something in it.
func vectors<Part: Collection>(_ name: String, as type: Part.Type) throws -> Part {
  let data = try Data(contentsOf: vectorsFolder.appending(path: "privacy.json"))
  let parts = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  let part = try #require(parts[name] as? Part, "privacy.json has no \(type) called \(name)")
  try #require(!part.isEmpty, "\(name) is empty")
  return part
}

/// A batch of the given rows, as an extractor would make it.
func batch(_ rows: [[String]]) -> RecordBatch {
  var batch = RecordBatch()
  batch.width = rows.first?.count ?? 0
  for (number, row) in rows.enumerated() {
    for cell in row {
      batch.offsets.append(UInt32(batch.text.count))
      batch.text.append(cell)
      batch.offsets.append(UInt32(batch.text.count))
    }
    batch.numbers.append(UInt32(number))
    batch.lines.append(UInt32(number))
  }
  batch.recordCount = rows.count
  return batch
}

/// What a plan makes of rows.
struct Treated {
  var rows: [[String]]
  var result: TransformResult

  var problems: [CellProblem] { result.problems.map(\.problem) }
}

/// Compiles fields, bound to columns in order, and treats rows with them.
func treat(
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
  var treated: [[String]] = []
  var start = 0
  for row in 0..<open.rowCount {
    treated.append(
      (0..<open.width).map { column in
        let end = Int(open.cellEnds[row * open.width + column])
        defer { start = end + 1 }
        return String(decoding: open.bytes[start..<end], as: UTF8.self)
      })
  }
  return Treated(rows: treated, result: result)
}

/// One cell through one field; nil where it is refused.
func cell(
  _ text: String, _ type: FieldType, _ treatment: Treatment = .keep,
  constraints: Constraints = Constraints()
) throws -> String? {
  let field = Field(
    source: "x", name: "x", type: type, privacy: .quasi, treatment: treatment,
    constraints: constraints)
  return try treat([field], [[text]], missingValues: []).rows.first?.first
}
