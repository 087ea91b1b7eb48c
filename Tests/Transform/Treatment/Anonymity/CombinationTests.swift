// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure
@testable import HergebruikTreatment

/// The distinct combinations that a first pass collects.
@Suite struct CombinationTests {
  private let fields = [
    Field(source: "euro", name: "euro", privacy: .sensitive, treatment: .keep),
    Field(source: "pc", name: "pc", privacy: .quasi, treatment: .prefix(4)),
    Field(source: "id", name: "id", privacy: .none, treatment: .keep),
    Field(
      source: "dag", name: "jaar", type: .date(format: "default"), privacy: .quasi,
      treatment: .dateToYear),
  ]

  private func collected(
    _ rows: [[String]], memory: Int = 1 << 24
  ) throws -> (table: CodedTable, result: TransformResult) {
    let table = TreatedTable(
      fields: fields, pseudonyms: .init(domain: "test"))
    let question = TransformPlan.Census(of: .combinations(with: ["euro"]))
    let plan = try TransformPlan(table, for: .census(question), key: nil)
    #expect(plan.quasiFields == ["pc", "jaar"])
    let binding = try ColumnBinding(
      fields: fields, header: fields.compactMap(\.source), width: fields.count, match: .exact,
      file: "test.csv")
    let worker = try TransformWorker(plan, binding: binding)
    var open = plan.makeBatch()
    var result = TransformResult()
    worker.process(batch(rows), into: &open, result: &result)
    let census = CombinationCensus(
      quasi: plan.quasiFields, sensitive: plan.sensitiveFields, memory: memory, bytesPerRow: 8)
    try census.add(result.classes)
    try census.add(result.classes)
    return (census.table(), result)
  }

  @Test func collectsWhatIsPublishedOnceWithItsRows() throws {
    let rows = [
      ["10", "1234AB", "1", "1990-01-01"], ["10", "1234CD", "2", "1990-12-31"],
      ["20", "1234AB", "3", "1990-01-01"], ["", "", "4", "1990-01-01"],
      ["10", "1234AB", "5", "geen datum"],
    ]
    let (table, result) = try collected(rows)
    #expect(result.badRows == [4])
    #expect(table.columns.map(\.name) == ["pc", "jaar", "euro"])
    #expect(table.weights == [4, 2, 2])
    let cells = (0..<3).map { row in (0..<3).map { table.value(row: row, column: $0) } }
    #expect(cells == [["1234", "1990", "10"], ["1234", "1990", "20"], ["", "1990", ""]])
    let keys = [ClassKey(["1234", "1990"]), ClassKey(["", "1990"])]
    #expect(result.classes.sum == keys[0].high &* 3 &+ keys[1].high)
  }

  @Test func stopsWhereTheMemoryIsTooSmall() throws {
    let rows = (0..<3000).map { ["\($0)", "1234AB", "1", "1990-01-01"] }
    let failure = #expect(throws: Failure.self) { try collected(rows, memory: 100_000) }
    #expect(failure?.diagnostics.map(\.code) == [.memoryExceeded])
    #expect(try collected(rows, memory: 2_000_000).table.weights.count == 3000)
  }
}
