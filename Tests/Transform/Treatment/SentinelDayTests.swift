// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment

@Suite("Days that stand for no day")
struct SentinelDayTests {
  private func count(
    _ type: FieldType, _ cells: [String], _ treatment: Treatment = .keep
  ) throws -> SentinelDays {
    let field = Field(source: "x", name: "x", type: type, privacy: .none, treatment: treatment)
    let found = try treat([field], cells.map { [$0] }, missingValues: ["", "31-12-2999"])
    #expect(found.problems.isEmpty)
    return found.result.sentinelDays.first ?? SentinelDays()
  }

  @Test("days that stand for no day are counted, and no others")
  func days() throws {
    let dutch = FieldType.date(format: "%d-%m-%Y")
    let cells = [
      "31-12-9999", "01-01-2900", "01-01-0001", "01-01-1900", "31-12-1899", "02-01-1900", "",
      "31-12-2999", "31-12-2899", "16-07-1957", "01-01-2026", "01-01-1753",
    ]
    #expect(try count(dutch, cells) == SentinelDays(far: 2, first: 4))
    #expect(try count(dutch, cells, .dateToYear) == SentinelDays(far: 2, first: 4))
    #expect(try count(dutch, cells, .drop) == SentinelDays())
    #expect(
      try count(.datetime(format: "default"), ["9999-12-31T23:59:59", "2026-01-01T00:00:00"])
        == SentinelDays(far: 1))
    let unknown = FieldType.date(format: DateFormat("%Y%m%d", unknownParts: true))
    #expect(try count(unknown, ["19000000", "19000101"]) == SentinelDays(first: 1))
  }

  @Test("are told by field, without a value, and with what is to be done")
  func told() throws {
    let field = Field(
      source: "EIND", name: "eind", type: .date(format: "%d-%m-%Y"), privacy: .none,
      treatment: .keep)
    let plan = try TransformPlan(
      .init(fields: [field], temporalField: "eind", pseudonyms: .init(domain: "test")), key: nil)
    let found = plan.remarks(sentinels: [SentinelDays(far: 2, first: 1)], file: "a.csv")
    let one = try #require(found.first)
    #expect(found.count == 1 && one.code == .sentinelDate && one.location.field == "EIND")
    #expect(one.summary.contains("2 cells from the year 2900 on"))
    #expect(one.summary.contains("1 cell such as"))
    #expect(one.summary.hasSuffix("the period of the metadata leaves them out"))
    #expect(one.code.remarkSeverity == .warning && one.hint != nil)
    #expect(plan.remarks(sentinels: [], file: nil) == [])
    #expect(plan.remarks(sentinels: [SentinelDays()], file: nil) == [])
  }
}
