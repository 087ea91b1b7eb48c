// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import Testing

@testable import HergebruikDisclosure
@testable import HergebruikTreatment

/// A small generator of numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
  }
}

/// What became of rows that were counted.
struct Counted {
  var rows: [[String]]
  var figures: CellFigures
}

/// A plan for rows of texts and one number called `bedrag`.
func aggregatePlan(_ names: [String], _ aggregate: Aggregate) throws -> TransformPlan {
  let fields = names.map { name in
    Field(
      source: name, name: name,
      type: name == "bedrag" ? .number(NumberFormat()) : .string(.default),
      privacy: .quasi, treatment: .keep)
  }
  return try TransformPlan(
    TreatedTable(fields: fields, pseudonyms: .init(domain: "test"), form: .cells(aggregate)),
    key: nil)
}

/// The table of cells of rows, divided over so many threads.
func cellTables(_ plan: TransformPlan, _ rows: [[String]], parts: Int = 1) throws -> [CellTable] {
  try (0..<parts).map { part in
    let table = try #require(plan.makeCellTable(memory: 1 << 24))
    try add(rows.enumerated().filter { $0.offset % parts == part }.map(\.element), to: table, plan)
    return table
  }
}

/// Counts rows.
func count(
  _ names: [String], _ rows: [[String]], _ aggregate: Aggregate, parts: Int = 1
) throws -> Counted {
  let plan = try aggregatePlan(names, aggregate)
  var result: [[String]] = []
  let figures = try plan.publish(cellTables(plan, rows, parts: parts)) { batch in
    var start = 0
    for row in 0..<batch.rowCount {
      result.append(
        (0..<batch.width).map { column in
          let end = Int(batch.cellEnds[row * batch.width + column])
          defer { start = end + 1 }
          return String(decoding: batch.bytes[start..<end], as: UTF8.self)
        })
    }
  }
  return Counted(rows: result, figures: figures)
}

/// Adds treated rows.
func add(_ rows: [[String]], to table: CellTable, _ plan: TransformPlan) throws {
  try table.add(openBatch(rows, plan))
}

/// Treated rows.
func openBatch(_ rows: [[String]], _ plan: TransformPlan) -> OpenBatch {
  var batch = plan.makeBatch()
  for cell in rows.joined() {
    batch.text.append(cell)
    batch.ends.append(UInt32(batch.text.count))
    batch.text.append(0)
  }
  return batch
}
