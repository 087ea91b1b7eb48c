// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure
@testable import HergebruikTreatment

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
    let mine = rows.enumerated().filter { $0.offset % parts == part }.map(\.element)
    try table.add(openBatch(mine))
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
    result += cells(of: batch)
  }
  return Counted(rows: result, figures: figures)
}
