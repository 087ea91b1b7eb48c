// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikProfile
@testable import HergebruikTreatment

@Suite("Profile of a table")
struct TableProfileTests {
  private static func field(_ name: String, _ type: String) -> PublishedField {
    PublishedField(name: name, type: type, privacy: .none, treatment: .kind(.keep))
  }

  /// The profile of rows, divided over so many threads.
  private func profile(
    _ fields: [PublishedField], _ rows: [[String]], parts: Int = 1, least: Int = 1
  ) throws -> DatasetProfile {
    var whole = TableProfile(fields)
    for part in 0..<parts {
      var one = TableProfile(fields)
      let mine = rows.enumerated().filter { $0.offset % parts == part }.map(\.element)
      one.add(openBatch(mine))
      whole.merge(one)
    }
    return whole.record(rejected: 0, least: least)
  }

  @Test("knows numbers: exactly the mean, nearly the quantiles", arguments: [1, 3])
  func numbers(parts: Int) throws {
    var dice = SplitMix(state: 3)
    var values = (0..<5000).map { _ in Int.random(in: -20_000...900_000, using: &dice) }
    let cells = values.map { [$0 % 2 == 0 ? "\($0)" : "\($0).0"] } + [[""], [""]]
    let field = try profile([Self.field("n", "number")], cells, parts: parts).fields[0]
    values.sort()
    #expect(field.missing == 2)
    #expect(field.minimum == "\(values[0])")
    #expect(field.maximum == "\(values[4999])")
    #expect(field.mean == Double(values.reduce(0, +)) / 5000)
    let quantiles = try #require(field.quantiles)
    for (part, found) in [
      (0.05, quantiles.p05), (0.25, quantiles.p25), (0.5, quantiles.p50), (0.75, quantiles.p75),
      (0.95, quantiles.p95),
    ] {
      let true_ = Double(values[Int(part * 4999)])
      #expect(abs(found - true_) <= abs(true_) * 0.008 + 0.5, "\(part): \(found) for \(true_)")
    }
    #expect(field.categories == nil)
  }

  @Test("says of small whole numbers exactly where they lie")
  func smallNumbers() throws {
    let cells = (0...100).map { ["\($0 % 50)"] }
    let quantiles = try profile([Self.field("n", "integer")], cells).fields[0].quantiles
    #expect(quantiles == .init(p05: 2, p25: 12, p50: 24, p75: 37, p95: 47))
  }

  @Test("has an exact sum of long numbers, and guesses none of those that are too long to add up")
  func longNumbers() throws {
    let field = try profile([Self.field("n", "number")], [["1234567890123456789"], ["1"]]).fields[0]
    #expect(field.sum == "1234567890123456790" && field.maximum == "1234567890123456789")
    let far = try profile([Self.field("n", "number")], [["1E+40"], ["1"]]).fields[0]
    #expect(far.mean == nil && far.maximum == "1e+40")
  }

  @Test("counts each value of a field with few of them, and none that is too rare")
  func categories() throws {
    let cells = (0..<100).map { [["a", "b", "b", "c, \"d\""][$0 % 4]] } + [["zeldzaam"], [""]]
    let fields = [Self.field("s", "string")]
    let all = try profile(fields, cells, parts: 4).fields[0]
    #expect(
      all.categories == [
        .init(value: "b", count: 50), .init(value: "a", count: 25),
        .init(value: "c, \"d\"", count: 25), .init(value: "zeldzaam", count: 1),
      ])
    #expect(all.distinct == DistinctCount(count: 4, isEstimate: false))
    #expect(try profile(fields, cells, least: 5).fields[0].categories?.count == 3)
    let many = (0..<101).map { ["waarde \($0)"] }
    #expect(try profile(fields, many, parts: 2).fields[0].categories == nil)
  }

  @Test("orders dates by time")
  func dates() throws {
    let field = try profile(
      [Self.field("d", "date")], [["2026-02-01"], ["1999-12-31"], [""]]
    ).fields[0]
    #expect((field.minimum, field.maximum) == ("1999-12-31", "2026-02-01"))
    #expect(field.mean == nil && field.quantiles == nil)
  }
}
