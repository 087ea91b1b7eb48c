// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikTransform

/// Cells that are right by their type and seldom meant.
@Suite("Oddities of cells")
struct OddityTests {
  private func count(
    _ type: FieldType, _ cells: [String], _ treatment: Treatment = .keep
  ) throws -> CellOddities {
    let field = Field(source: "x", name: "x", type: type, privacy: .none, treatment: treatment)
    let found = try treat([field], cells.map { [$0] }, missingValues: ["", "31-12-2999"])
    #expect(found.problems.isEmpty)
    return found.result.oddities.first ?? CellOddities()
  }

  @Test("days that stand for no day are counted, and no others")
  func days() throws {
    let dutch = FieldType.date(format: "%d-%m-%Y")
    let cells = [
      "31-12-9999", "01-01-2900", "01-01-0001", "01-01-1900", "31-12-1899", "02-01-1900", "",
      "31-12-2999", "31-12-2899", "16-07-1957", "01-01-2026", "01-01-1753",
    ]
    #expect(try count(dutch, cells) == CellOddities(farDays: 2, firstDays: 4))
    #expect(try count(dutch, cells, .dateToYear) == CellOddities(farDays: 2, firstDays: 4))
    #expect(try count(dutch, cells, .drop).isNone)
    #expect(
      try count(.datetime(format: "default"), ["9999-12-31T23:59:59", "2026-01-01T00:00:00"])
        == CellOddities(farDays: 1))
    let unknown = FieldType.date(format: DateFormat("%Y%m%d", unknownParts: true))
    #expect(try count(unknown, ["19000000", "19000101"]) == CellOddities(firstDays: 1))
  }

  @Test("texts that a spreadsheet would run are counted, and no others")
  func formulas() throws {
    let cells = [
      "=HYPERLINK(\"https://voorbeeld.example\",\"klik\")", "=\"0012\"", "=1+1", "=A1",
      "@SUM(1+1)*cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", "+SUM(A1)",
    ]
    #expect(try count(.string(.default), cells) == CellOddities(formulas: cells.count))
    let others = [
      "=", "==", "= ", "=====", "+31 6 12345678", "-5", "- een (twee)", "@naam", "-", "a=b(c)",
      "--", "+", "-(5)",
    ]
    #expect(try count(.string(.default), others).isNone)
    #expect(try count(.string(.default), cells, .redact("x")).isNone)
  }

  @Test("are told by field, without a value, and with what is to be done")
  func told() throws {
    let fields = [
      Field(
        source: "EIND", name: "eind", type: .date(format: "%d-%m-%Y"), privacy: .none,
        treatment: .keep),
      Field(
        source: "TEKST", name: "tekst", type: .string(.default), privacy: .none, treatment: .keep),
    ]
    let plan = try TransformPlan(.init(fields: fields, domain: "test"), key: nil)
    let found = plan.remarks(
      oddities: [CellOddities(farDays: 2, firstDays: 1), CellOddities(formulas: 1)], file: "a.csv")
    #expect(found.map(\.code) == [.sentinelDates, .formulaText])
    #expect(found.map(\.location.field) == ["EIND", "TEKST"])
    #expect(found[0].summary.contains("2 cells after the year 2899"))
    #expect(found[0].summary.contains("1 cell such as"))
    #expect(found[1].summary.contains("1 cell of TEKST"))
    #expect(found.allSatisfy { $0.code.remarkSeverity == .warning && $0.hint != nil })
    #expect(plan.remarks(oddities: [], file: nil) == [])
    #expect(plan.remarks(oddities: [CellOddities(), CellOddities()], file: nil) == [])
  }
}
