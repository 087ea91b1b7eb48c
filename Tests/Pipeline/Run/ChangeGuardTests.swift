// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikRun

/// What the change guard makes of two profiles.
@Suite("Change guard")
struct ChangeGuardTests {
  private func found(
    _ before: DatasetProfile.Field, _ now: DatasetProfile.Field, rows: Int = 1000,
    field: String = "source: a, type: number, privacy: none, treat: keep",
    change: (inout ChangeLimits) -> Void = { _ in }
  ) throws -> [String] {
    var limits = ChangeLimits()
    change(&limits)
    return ChangeGuard(
      pipeline: try pipeline(fields(field)), limits: limits,
      before: DatasetProfile(rows: rows, rejected: 0, fields: [before]),
      now: DatasetProfile(rows: rows, rejected: 0, fields: [now]),
      published: "2026-11-24", date: "2026-11-25"
    ).problems().map(\.summary)
  }

  private func values(
    _ counts: KeyValuePairs<String, Int>, missing: Int = 0
  ) -> DatasetProfile.Field {
    var field = DatasetProfile.Field(
      name: "a", missing: missing, distinct: DistinctCount(count: counts.count, isEstimate: false))
    field.categories = counts.map { .init(value: $0, count: $1) }
    return field
  }

  private func numbers(
    _ quantiles: [Double], mean: Double? = nil, least: String? = nil
  ) -> DatasetProfile.Field {
    var field = DatasetProfile.Field(
      name: "a", missing: 0, distinct: DistinctCount(count: 900, isEstimate: false))
    field.quantiles = .init(
      p05: quantiles[0], p25: quantiles[1], p50: quantiles[2], p75: quantiles[3], p95: quantiles[4])
    (field.mean, field.minimum) = (mean, least)
    return field
  }

  @Test("lets rows go up to the limit itself, and no further")
  func rowsAtTheLimit() throws {
    func found(_ before: Int, _ now: Int) throws -> Int {
      ChangeGuard(
        pipeline: try pipeline(fields("source: a, privacy: none, treat: keep")),
        limits: ChangeLimits(), before: DatasetProfile(rows: before, rejected: 0, fields: []),
        now: DatasetProfile(rows: now, rejected: 0, fields: []), published: "2026-11-24",
        date: "2026-11-25"
      ).problems().count
    }
    // 10 % may go, and twice as many may be there.
    #expect(try found(1000, 900) == 0)
    #expect(try found(1000, 899) == 1)
    #expect(try found(1000, 2000) == 0)
    #expect(try found(1000, 2001) == 1)
    // Five rows say nothing.
    #expect(try found(20, 15) == 0)
    #expect(try found(20, 14) == 1)
    #expect(try found(4, 9) == 0)
    #expect(try found(4, 10) == 1)
  }

  @Test("lets missing and new values rise up to the limit itself, and no further")
  func valuesAtTheLimit() throws {
    let text = "source: a, privacy: none, treat: keep"
    func found(_ now: DatasetProfile.Field, _ words: String) throws -> Int {
      try self.found(values(["x": 1000]), now, field: text).count { $0.contains(words) }
    }
    #expect(try found(values(["x": 800], missing: 200), "is empty in") == 0)
    #expect(try found(values(["x": 799], missing: 201), "is empty in") == 1)
    #expect(try found(values(["x": 800, "y": 200]), "never had before") == 0)
    #expect(try found(values(["x": 799, "y": 201]), "never had before") == 1)
  }

  @Test("lets the median move up to the factor itself, and no further")
  func medians() throws {
    let before = numbers([1, 2, 3, 4, 50])
    func found(_ p50: Double) throws -> [String] {
      try self.found(before, numbers([1, 2, p50, 20, 50])).filter { $0.contains("half of 'a'") }
    }
    #expect(try found(15) == [])
    #expect(try found(15.1).first?.contains("more than 5 times larger") == true)
    #expect(try found(0.61) == [])
    #expect(try found(0.59).first?.contains("more than 5 times smaller") == true)
  }

  @Test("lets the last day be that of the run, and none after it")
  func daysToCome() throws {
    let text = "source: a, type: date, privacy: none, treat: keep"
    func found(_ before: String, _ now: String) throws -> Int {
      var fields = [values(["x": 1000]), values(["x": 1000])]
      (fields[0].maximum, fields[1].maximum) = (before, now)
      return try self.found(fields[0], fields[1], field: text).count
    }
    #expect(try found("2026-11-20", "2026-11-25") == 0)
    #expect(try found("2026-11-20", "2026-11-26") == 1)
    // Where days to come stood before, they may again.
    #expect(try found("2026-12-01", "2027-01-01") == 0)
  }

  @Test("lets all values be new where all may be, also more than are listed")
  func allNew() throws {
    let text = "source: a, privacy: none, treat: keep"
    let before = values(["x": 500, "y": 500])
    var many = values([:])
    many.categories = nil
    #expect(try found(before, many, field: text).count == 1)
    #expect(try found(before, many, field: text) { $0.newValues = 999_999 }.count == 1)
    #expect(try found(before, many, field: text) { $0.newValues = 1_000_000 } == [])
  }

  @Test("names the value that moved most, of a field that is not about persons")
  func shares() throws {
    let text = "source: a, privacy: none, treat: keep"
    let before = values(["x": 500, "y": 300, "z": 200])
    let now = values(["x": 240, "y": 400, "z": 360])
    let said = try found(before, now, field: text)
    #expect(said.count == 1)
    #expect(said.first?.contains("in 26 % of the rows 'a' has another value") == true, "\(said)")
    #expect(said.first?.contains(": 'x' went from 50 % to 24 %;") == true, "\(said)")
    #expect(try found(before, now, field: text) { $0.shift = 260_000 } == [])
    let personal = try found(before, now, field: "source: a, privacy: quasi, treat: keep")
    #expect(personal.count == 1)
    #expect(personal.first?.contains("'x'") == false)
  }

  @Test("compares shares of the cells that are filled, and counts rare values as one")
  func rareShares() throws {
    let text = "source: a, privacy: quasi, treat: keep"
    #expect(
      try found(
        values(["x": 500, "y": 500]), values(["x": 450, "y": 450], missing: 100), field: text)
        == [])
    // 300 rows have values too rare to list, where there were none.
    let rare = try found(values(["x": 500, "y": 500]), values(["x": 350, "y": 350]), field: text)
    #expect(rare.count == 1 && rare[0].contains("in 30 % of the rows"))
  }

  @Test("lets be what chance may do to few rows")
  func fewRows() throws {
    let text = "source: a, privacy: none, treat: keep"
    #expect(
      try found(
        values(["x": 18, "y": 18]), values(["x": 4, "y": 32]), rows: 36, field: text) == [])
    #expect(
      try found(
        values(["x": 20, "y": 20]), values(["x": 4, "y": 36]), rows: 40, field: text
      ).count == 1)
  }

  @Test(
    "counts of numbers only what has moved for certain",
    arguments: [
      ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 0), ([1, 2, 3, 4, 5], [1.01, 2.01, 3.01, 4.01, 5.01], 0),
      ([1, 2, 3, 4, 5], [1, 2, 4.5, 6, 7], 0.25), ([1, 2, 3, 4, 5], [4.5, 6, 7, 8, 9], 0.70),
      ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0.90), ([0, 0, 0, 0, 1], [0, 0, 0, 1, 1], 0),
      ([0, 0, 0, 0, 1], [1, 1, 1, 1, 1], 0.70),
    ] as [([Double], [Double], Double)])
  func distance(one: [Double], other: [Double], expected: Double) throws {
    let (a, b) = (try #require(numbers(one).quantiles), try #require(numbers(other).quantiles))
    #expect(abs(ChangeGuard.distance(a, b) - expected) < 1e-9, "\(ChangeGuard.distance(a, b))")
    #expect(ChangeGuard.distance(a, b) == ChangeGuard.distance(b, a))
  }

  @Test("looks at numbers, but not at those that stand for a row")
  func movedNumbers() throws {
    let (before, now) = (numbers([1, 2, 3, 4, 5]), numbers([6, 7, 8, 9, 10]))
    #expect(try found(before, now).first?.contains("at least 90 % of the numbers of 'a'") == true)
    #expect(try found(before, now) { $0.shift = 900_000 } == [])
    let unique = "source: a, type: number, privacy: none, treat: keep, constraints: {unique: true}"
    #expect(try found(before, now, field: unique) == [])
  }

  @Test("compares means where no number is below zero")
  func means() throws {
    let before = numbers([1, 2, 3, 4, 5], mean: 3, least: "0")
    let now = numbers([1, 2, 3, 4, 5], mean: 31, least: "0")
    #expect(try found(before, now).first?.contains("more than 10 times larger") == true)
    #expect(try found(now, before).first?.contains("more than 10 times smaller") == true)
    #expect(try found(before, now) { $0.meanFactor = 0 } == [])
    #expect(try found(before, now) { $0.meanFactor = 11 } == [])
    #expect(try found(before, numbers([1, 2, 3, 4, 5], mean: 31, least: "-1")) == [])
  }
}
