// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestTreatments
import HergebruikValues
import Testing

@testable import HergebruikTreatment

@Suite struct RandomRoundingTests {
  private let key = Field(source: "id", name: "id", privacy: .none, treatment: .keep)

  private func count(_ base: String = "5", name: String = "n") -> Field {
    Field(
      source: name, name: name, type: .number(NumberFormat()), privacy: .quasi,
      treatment: .randomRound(base: base))
  }

  private func rounded(
    _ value: String, rows: Int = 4000, name: String = "n", release: String = "",
    domain: String = "test"
  ) throws -> [String] {
    let treated = try treat(
      [key, count(name: name)], (0..<rows).map { ["\($0)", value] }, primaryKey: ["id"],
      release: release, domain: domain)
    #expect(treated.problems.isEmpty)
    return treated.rows.map { $0[1] }
  }

  /// With 4000 draws the share of the upper multiple is within five standard deviations, 0.04.
  @Test(arguments: [("1", "0", "5", 0.2), ("3", "0", "5", 0.6), ("-7", "-10", "-5", 0.6)])
  func isRightOnAverage(value: String, low: String, high: String, share: Double) throws {
    let results = try rounded(value)
    #expect(Set(results) == [low, high])
    let up = Double(results.count { $0 == high }) / Double(results.count)
    #expect(abs(up - share) < 0.04, "\(up)")
  }

  @Test func leavesMultiplesAlone() throws {
    #expect(try Set(rounded("10", rows: 200)) == ["10"])
    #expect(try Set(rounded("-0", rows: 200)) == ["0"])
  }

  @Test func repeatsItselfInEveryRelease() throws {
    let first = try rounded("2")
    #expect(try rounded("2", release: "2026-11") == first)
    #expect(try rounded("2.0") == first)
    #expect(try rounded("02") == first)
    #expect(try rounded("2", name: "m") != first)
    #expect(try rounded("2", domain: "other") != first)
  }

  @Test func hangsOnTheKeyAndNotOnItsPlace() throws {
    let other = Field(source: "b", name: "b", privacy: .none, treatment: .keep)
    let rows = (0..<300).map { ["\($0 / 7)", "3", "\($0 % 7)"] }
    let one = try treat([key, count(), other], rows, primaryKey: ["id", "b"])
    let two = try treat(
      [other, count(), key], rows.map { [$0[2], $0[1], $0[0]] }, primaryKey: ["b", "id"])
    #expect(one.rows.map { $0[1] } == two.rows.map { $0[1] })
    #expect(Set(one.rows.map { $0[1] }) == ["0", "5"])
  }

  @Test func refusesARowWithoutAKeyAndAWorldWithoutOne() throws {
    let treated = try treat([key, count()], [["", "3"], ["1", "5"]], primaryKey: ["id"])
    #expect(treated.problems == [.key])
    #expect(treated.rows == [["1", "5"]])
    let request = TreatedTable(
      fields: [key, count()], keys: .init(primary: ["id"]), pseudonyms: .init(domain: "x"))
    let failure = #expect(throws: Failure.self) { try TransformPlan(request, key: nil) }
    #expect(failure?.diagnostics.map(\.code) == [.keyMissing])
  }
}
