// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import HergebruikValues
import Testing

@testable import HergebruikDisclosure
@testable import HergebruikTreatment

/// What a worker does with rows of classes that are left out.
@Suite struct SuppressedRowTests {
  private let fields = [
    Field(source: "id", name: "id", privacy: .none, treatment: .keep),
    Field(
      source: "dag", name: "jaar", type: .date(format: "default"), privacy: .quasi,
      treatment: .dateToYear),
    Field(source: "pc", name: "pc", privacy: .quasi, treatment: .prefix(4)),
    Field(source: "weg", name: "weg", privacy: .quasi, treatment: .drop),
    Field(
      source: "euro", name: "euro", type: .integer(NumberFormat()), privacy: .sensitive,
      treatment: .keep),
  ]

  private func process(
    _ rows: [[String]], _ classes: TransformPlan.ClassQuestion, without dropped: [[String]] = []
  ) throws -> (rows: Int, result: TransformResult, plan: TransformPlan) {
    let plan = try TransformPlan(
      TreatedTable(
        fields: fields, keys: .init(primary: ["id"]), temporalField: "jaar",
        pseudonyms: .init(domain: "test")), for: .publication(.init(classes: classes)), key: nil)
    let binding = try ColumnBinding(
      fields: fields, header: fields.compactMap(\.source), width: fields.count, match: .exact,
      file: "test.csv")
    let worker = try TransformWorker(
      plan, binding: binding, suppressed: ClassSet(Set(dropped.map { ClassKey($0) })))
    var open = plan.makeBatch()
    var result = TransformResult()
    worker.process(batch(rows), into: &open, result: &result)
    return (open.rowCount, result, plan)
  }

  private let rows = [
    ["1", "1990-01-01", "1234AB", "a", "10"], ["2", "1900-01-01", "1234CD", "b", "20"],
    ["3", "1990-12-31", "1234XY", "c", "10"], ["", "1990-12-31", "1234XY", "c", "10"],
  ]

  @Test func namesClassesByWhatIsPublished() throws {
    let (kept, result, plan) = try process(rows, .sizes)
    #expect(kept == 3)
    let key = ClassKey(["1990", "1234"])
    let other = ClassKey(["1900", "1234"])
    #expect(result.classes.keys == [key.high, key.low, other.high, other.low, key.high, key.low])
    #expect(result.classes.sum == key.high &+ other.high &+ key.high)
    #expect(plan.sensitiveFields.isEmpty)
    // A row whose primary key is not complete is refused, and in no class.
    #expect(result.badRows == [3])
  }

  @Test func countsSensitiveValuesAsNumbers() throws {
    let (_, result, plan) = try process(rows, .values(of: ["euro"]))
    #expect(plan.sensitiveFields == [SensitiveField(name: "euro", isNumeric: true)])
    #expect(result.classes.keys.count == 12)
    #expect(result.classes.keys[2] == (10.0).bitPattern)
    #expect(result.classes.keys[6] == (20.0).bitPattern)
    #expect(result.classes.keys[10] == (10.0).bitPattern)
  }

  @Test func leavesNoTraceOfASuppressedRow() throws {
    let (kept, result, _) = try process(rows, .sizes, without: [["1900", "1234"]])
    #expect(kept == 2)
    #expect(result.classes.suppressed == 1)
    #expect(
      result.keys == [
        try process([rows[0], rows[2]], .sizes).result.keys[0].enumerated().map {
          // The third row is the third record here and the second there.
          $0.offset == 5 ? 2 : $0.element
        }
      ])
    #expect(result.temporal?.least == Array("1990".utf8))
    #expect(result.badRows == [3])
    // Both passes add up the same rows.
    #expect(result.classes.sum == (try process(rows, .sizes)).result.classes.sum)
  }

  @Test func asksNothingWhereNothingIsAsked() throws {
    let (kept, result, _) = try process(rows, .none)
    #expect(kept == 3)
    #expect(result.classes.keys.isEmpty)
    #expect(result.classes.sum == 0)
  }
}
