// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTreatment
import Testing

@testable import HergebruikDisclosure

@Suite("Tables of counts")
struct AggregateTests {
  private static let names = ["wijk", "klasse", "bedrag", "persoon"]

  private static func rows(_ count: Int, seed: UInt64) -> [[String]] {
    var dice = SplitMix(state: seed)
    return (0..<count).map { _ in
      let bedrag = Int.random(in: -300...9000, using: &dice)
      let isMissing = Int.random(in: 0..<10, using: &dice) == 0
      return [
        ["Noord", "Zuid", "", "Oost, \"laag\""].randomElement(using: &dice) ?? "",
        ["A", "B", "C"].randomElement(using: &dice) ?? "",
        isMissing ? "" : decimal(bedrag), "p\(Int.random(in: 0..<40, using: &dice))",
      ]
    }
  }

  private static func decimal(_ cents: Int) -> String {
    let magnitude = abs(cents)
    let rest = magnitude % 100 < 10 ? "0\(magnitude % 100)" : "\(magnitude % 100)"
    return "\(cents < 0 ? "-" : "")\(magnitude / 100).\(rest)"
  }

  private static func cents(_ text: String) -> Int {
    let parts = text.split(separator: ".")
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    let digits = parts[0] + decimals + String(repeating: "0", count: 2 - decimals.count)
    return Int(digits) ?? 0
  }

  @Test("counts, adds up and divides exactly, on any number of threads", arguments: [1, 2, 5])
  func exact(parts: Int) throws {
    let rows = Self.rows(3000, seed: 7)
    let aggregate = Aggregate(
      by: ["wijk", "klasse"],
      measures: [
        .init(name: "aantal", kind: .rows), .init(name: "personen", kind: .contributors),
        .init(name: "totaal", kind: .sum("bedrag")),
        .init(name: "gemiddeld", kind: .mean("bedrag", decimals: 2)),
      ], contributor: "persoon", minimum: 3)
    let counted = try count(Self.names, rows, aggregate, parts: parts)
    let groups = Dictionary(grouping: rows) { [$0[0], $0[1]] }
    #expect(counted.rows.count == groups.count)
    #expect(counted.figures.cells == groups.count)
    #expect(
      counted.rows.map { [$0[0], $0[1]] } == groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    )
    for row in counted.rows {
      let group = try #require(groups[[row[0], row[1]]])
      let values = group.map { $0[2] }.filter { !$0.isEmpty }.map(Self.cents)
      #expect(row[2] == "\(group.count)")
      #expect(row[3] == "\(Set(group.map { $0[3] }).count)")
      #expect(Self.cents(row[4]) == values.reduce(0, +))
      let mean = (Double(values.reduce(0, +)) / Double(values.count)).rounded(
        .toNearestOrAwayFromZero)
      #expect(Self.cents(row[5]) == Int(mean), "\(row)")
    }
  }

  @Test("leaves out cells with too few contributors, also where they have many rows")
  func few() throws {
    let rows =
      (0..<20).map { ["Noord", "A", "1", "p\($0 % 4)"] }
      + (0..<5).map { ["Zuid", "A", "1", "q\($0)"] }
      // Enough persons, but only four of them have an amount.
      + (0..<9).map { ["Oost", "A", $0 < 4 ? "1" : "", "r\($0)"] }
      // Persons who are not known may be one.
      + (0..<9).map { ["West", "A", "1", $0 < 3 ? "s\($0)" : ""] }
    let aggregate = Aggregate(
      by: ["wijk"],
      measures: [
        .init(name: "aantal", kind: .rows), .init(name: "som", kind: .sum("bedrag")),
      ], contributor: "persoon", minimum: 5)
    let counted = try count(Self.names, rows, aggregate)
    #expect(
      counted.rows == [
        ["Noord", "", ""], ["Oost", "", ""], ["West", "", ""], ["Zuid", "5", "5"],
      ])
    #expect(counted.figures.primary == 3)
    #expect(counted.figures.secondary == 0)
    #expect(counted.figures.smallest == 5)
  }

  @Test("leaves out sums that one contributor makes, whether rows or persons are counted")
  func dominated() throws {
    func table(_ rows: [[String]], _ contributor: String?) throws -> [[String]] {
      try count(
        Self.names, rows,
        Aggregate(
          by: ["wijk"], measures: [.init(name: "som", kind: .sum("bedrag"))],
          contributor: contributor, minimum: 3,
          dominance: [.share(largest: 1, percent: 50)])
      ).rows
    }
    let even = (0..<4).map { ["Noord", "A", "10", "p\($0)"] }
    #expect(try table(even, nil) == [["Noord", "40"]])
    #expect(try table(even + [["Noord", "A", "41", "p9"]], nil) == [["Noord", ""]])
    #expect(try table(even + [["Noord", "A", "40", "p9"]], nil) == [["Noord", "80"]])
    // The same person three times: only together are the rows too large.
    let repeated = even + (0..<3).map { _ in ["Noord", "A", "14", "p9"] }
    #expect(try table(repeated, nil) == [["Noord", "82"]])
    #expect(try table(repeated, "persoon") == [["Noord", ""]])
  }

  @Test("rounds counts only, and writes totals last")
  func totals() throws {
    let rows =
      (0..<12).map { ["Noord", "A", "1.50", "p\($0)"] }
      + (0..<8).map { ["Zuid", "A", "1", "q\($0)"] }
    let counted = try count(
      Self.names, rows,
      Aggregate(
        by: ["wijk"],
        measures: [
          .init(name: "aantal", kind: .rows), .init(name: "som", kind: .sum("bedrag")),
        ], minimum: 5, rounding: .nearest(5), totals: ["wijk"]))
    #expect(
      counted.rows == [["Noord", "10", "18"], ["Zuid", "10", "8"], ["totaal", "20", "26"]])
  }

  @Test("refuses a category that is called like a total, and sums that are not exact")
  func refused() throws {
    let by = Aggregate(
      by: ["wijk"], measures: [.init(name: "som", kind: .sum("bedrag"))], minimum: 3,
      totals: ["wijk"])
    let failure = try #require(throws: Failure.self) {
      try count(Self.names, [["totaal", "A", "1", "p"]], by)
    }
    #expect(failure.diagnostics.map(\.code) == [.constraintError])
    let large = String(repeating: "9", count: 36)
    #expect(throws: Failure.self) {
      try count(Self.names, [["N", "A", large, "p"], ["N", "A", large, "q"]], by)
    }
    #expect(throws: Failure.self) { try count(Self.names, [["N", "A", "INF", "p"]], by) }
  }

  @Test("stays within its memory, or says so")
  func memory() throws {
    let plan = try aggregatePlan(
      Self.names,
      Aggregate(by: ["persoon"], measures: [.init(name: "aantal", kind: .rows)], minimum: 3))
    let table = try #require(plan.makeCellTable(memory: 1 << 16))
    let rows = (0..<5000).map { ["N", "A", "1", "persoon \($0)"] }
    let failure = try #require(throws: Failure.self) { try table.add(openBatch(rows)) }
    #expect(failure.diagnostics.map(\.code) == [.memoryExceeded])
    #expect(table.count < 1000)
  }

  @Test("hides a dominated sum among sums that are large enough, however few rows others have")
  func dominatedAmongLarge() throws {
    func rows(_ a: String, _ b: String, _ values: [Int]) -> [[String]] {
      values.map { [a, b, "\($0)"] }
    }
    let (few, many) = (Array(repeating: 1, count: 5), Array(repeating: 100, count: 10))
    let table =
      rows("x", "p", [1000] + Array(repeating: 1, count: 9)) + rows("x", "q", few)
      + rows("x", "r", many) + rows("y", "p", few) + rows("y", "q", few) + rows("y", "r", many)
      + rows("z", "p", many) + rows("z", "q", many) + rows("z", "r", many)
    let counted = try count(
      ["a", "b", "bedrag"], table,
      Aggregate(
        by: ["a", "b"], measures: [.init(name: "som", kind: .sum("bedrag"))], minimum: 5,
        dominance: [.share(largest: 1, percent: 75)], totals: ["a", "b"]))
    let empty = counted.rows.filter { $0.last?.isEmpty == true }.map { $0[0] + $0[1] }
    // Five rows of 1 each would leave 1000 within 5 of what is calculated.
    #expect(empty.sorted() == ["xp", "xr", "zp", "zr"])
    #expect((counted.figures.primary, counted.figures.secondary) == (1, 3))
  }

  @Test("without totals nothing else is left out")
  func withoutTotals() throws {
    let rows = [["a"]] + Array(repeating: ["b"], count: 9)
    let counted = try count(
      ["f"], rows,
      Aggregate(by: ["f"], measures: [.init(name: "n", kind: .rows)], minimum: 5))
    #expect(counted.rows == [["a", ""], ["b", "9"]])
  }
}
