// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure

/// The figures of whole tables: worked examples, and random tables against the definitions.
@Suite struct CensusTests {
  private func census(
    _ rows: [[String]], isNumeric: Bool = false, memory: Int = 1 << 24
  ) throws -> ClassCensus {
    let names = (rows.first ?? ["s"]).indices.map { "c\($0)" }
    let table = CodedTable(names: names, rows: rows)
    let last = names.count - 1
    return try table.census(
      quasi: Array(0..<last), sensitive: [(last, isNumeric)], memory: memory,
      folder: FileManager.default.temporaryDirectory.path)
  }

  /// pyCANON's groupby leaves out rows with a missing quasi-identifier, and so finds k = 2 here.
  @Test func countsAnEmptyValueAsAValue() throws {
    let figures = try census([["a", "x"], ["a", "y"], ["", "x"], ["", ""], ["", "y"]])
      .figures(safeSize: 5)
    #expect(figures.k == 2)
    #expect(figures.classes == 2)
    #expect(figures.rows == 5)
    #expect(figures.sensitive[0].distinct == 2)
    let lonely = try census([["a", "x"], ["a", "y"], ["", "x"]]).figures(safeSize: 5)
    #expect(lonely.k == 1)
    #expect(lonely.uniqueRows == 1)
  }

  /// pyCANON divides by m − 1 = 0 here.
  @Test(arguments: [true, false])
  func takesAConstantColumn(isNumeric: Bool) throws {
    let figures = try census([["a", "7"], ["a", "7"], ["b", "7"]], isNumeric: isNumeric)
      .figures(safeSize: 5)
    #expect(figures.sensitive[0].tCloseness == 0)
    #expect(figures.sensitive[0].distinct == 1)
    #expect(figures.sensitive[0].entropy == 1)
    #expect(figures.sensitive[0].recursive == .init(c: 1, l: 1))
  }

  /// pyCANON rounds 1.9999999999999998 down to 1.
  @Test func givesWholeEntropiesWhole() throws {
    for count in 1...60 {
      let rows = (0..<count * 3).map { ["a", "v\($0 % count)"] }
      #expect(try census(rows).figures(safeSize: 5).sensitive[0].entropy == Double(count))
    }
    let halves = ["x", "x", "x", "x", "a", "b", "c", "d"].map { ["a", $0] }
    #expect(try census(halves).figures(safeSize: 5).sensitive[0].entropy == 4)
  }

  /// The bits of a whole number end in zeros: a table that takes its places from them puts all in one.
  @Test("the hash of whole numbers spreads them over a table")
  func spreadsWholeNumbers() {
    let places = Set(
      (0..<4096).map { number in
        var text = "\(number)"
        let key = text.withUTF8 { ValueDictionary.key(of: $0.span, isNumeric: true) }
        return ValueDictionary.hash(key) % 4096
      })
    // Of 4096 balls in as many bins 63 % are filled, by chance.
    #expect(places.count > 2300, "\(places.count)")
  }

  @Test func takesNumbersByTheirValue() throws {
    let figures = try census(
      [["a", "1.0"], ["a", "1"], ["b", "10"], ["b", "9"], ["b", "-0"], ["b", "0"]],
      isNumeric: true
    ).figures(safeSize: 5)
    #expect(figures.sensitive[0].distinct == 1)
    // Values 0 0 | 1 1 | 9 | 10: class a is at 1, the whole at 2/6, 4/6, 5/6, 1.
    #expect(abs(figures.sensitive[0].tCloseness - (2.0 / 6 + 2.0 / 6 + 1.0 / 6) / 3) < 1e-12)
  }

  @Test func hasFiguresForNoRows() throws {
    let census = try census([["a", "x"]])
    let all = try census.suppression(for: AnonymityRequirement(k: 2))
    #expect(all.rows == 1)
    let figures = try census.figures(suppressed: all, safeSize: 5)
    #expect(figures.rows == 0)
    #expect(figures.k == 0)
    #expect(figures.suppressedRows == 1)
    #expect(figures.sensitive[0].distinct == 0)
    #expect(figures.risk.prosecutor.highest == 0)
  }

  @Test(arguments: [false, true])
  func agreesWithTheDefinitions(isNumeric: Bool) throws {
    var random = SplitMix(state: 7)
    for round in 0..<60 {
      let (spread, values) = (Int.random(in: 1...6, using: &random), [1, 2, 5, 40][round % 4])
      let rows = (0..<Int.random(in: 1...200, using: &random)).map { _ in
        let value = Int.random(in: 0..<values, using: &random)
        return [
          "\(Int.random(in: 0..<spread, using: &random))",
          ["", "a", "bc"].randomElement(using: &random) ?? "",
          value == 0 ? "" : "\(value * value)",
        ]
      }
      // The least memory there is: everything goes to disk.
      let census = try census(rows, isNumeric: isNumeric, memory: round % 2 == 0 ? 0 : 1 << 24)
      let naive = NaiveAnonymity(rows, isNumeric: isNumeric)
      let figures = try census.figures(safeSize: 3)
      #expect(figures.k == naive.sizes.min())
      #expect(figures.classes == naive.sizes.count)
      #expect(figures.uniqueRows == naive.sizes.count { $0 == 1 })
      #expect(
        figures.risk.prosecutor.recordsAtRisk
          == Double(naive.sizes.filter { $0 < 3 }.reduce(0, +)) / Double(rows.count))
      let found = figures.sensitive[0]
      #expect(found.distinct == naive.distinct)
      #expect(abs(found.entropy - naive.entropy) < 1e-9)
      #expect(abs(found.recursive.c - naive.recursive) < 1e-12)
      #expect(abs(found.tCloseness - naive.closeness) < 1e-9)
      let k = Int.random(in: 1...12, using: &random)
      let suppressed = try census.suppression(for: AnonymityRequirement(k: k))
      #expect(suppressed.rows == naive.sizes.filter { $0 < k }.reduce(0, +))
      let left = NaiveAnonymity(
        rows.filter { row in !suppressed.classes.contains(ClassKey(row.dropLast())) },
        isNumeric: isNumeric)
      #expect(left.sizes.allSatisfy { $0 >= k })
      #expect(left.rows == rows.count - suppressed.rows)
      let rest = try census.figures(suppressed: suppressed, safeSize: 3)
      #expect(rest.rows == left.rows)
      #expect(abs((rest.sensitive[0].tCloseness) - left.closeness) < 1e-9)
    }
  }

  @Test func givesTheSameFiguresFromDisk() throws {
    var random = SplitMix(state: 3)
    let rows = (0..<4000).map { _ in
      ["\(Int.random(in: 0..<500, using: &random))", "\(Int.random(in: 0..<50, using: &random))"]
    }
    let inMemory = try census(rows, isNumeric: true)
    let onDisk = try census(rows, isNumeric: true, memory: 1 << 15)
    let figures = try inMemory.figures(safeSize: 5)
    #expect(try onDisk.figures(safeSize: 5) == figures)
    #expect(onDisk.hasSpilled)
    #expect(!inMemory.hasSpilled)
    let naive = NaiveAnonymity(rows, isNumeric: true)
    #expect(abs(figures.sensitive[0].tCloseness - naive.closeness) < 1e-9)
  }

  @Test func refusesMoreDistinctValuesThanThereIsMemory() throws {
    let rows = (0..<5000).map { ["a", "\($0)"] }
    let failure = #expect(throws: Failure.self) { try census(rows, memory: 0) }
    #expect(failure?.diagnostics.first?.code == .memoryExceeded)
    #expect(failure?.diagnostics.first?.location.field == "c1")
  }

  @Test func refusesMoreClassesToLeaveOutThanThereIsMemory() throws {
    // As many classes of one row as of two, so that neither list is short.
    let rows = (0..<3000).flatMap { [["s\($0)", "x"], ["l\($0)", "x"], ["l\($0)", "x"]] }
    let census = try census(rows, memory: 0)
    let failure = #expect(throws: Failure.self) {
      try census.suppression(for: AnonymityRequirement(k: 2))
    }
    #expect(failure?.diagnostics.first?.code == .memoryExceeded)
  }

  @Test func listsWhicheverClassesAreFewer() throws {
    let rows = (0..<50).map { ["s\($0)", "x"] } + [["l", "x"], ["l", "y"]]
    let found = try census(rows).suppression(for: AnonymityRequirement(k: 2))
    #expect(found.rows == 50)
    #expect(found.total == 52)
    #expect(found.classes.contains(ClassKey(["s3"])))
    #expect(!found.classes.contains(ClassKey(["l"])))
  }

  @Test func weighsThePopulation() throws {
    let rows = [["a", "x"], ["a", "x"], ["b", "x"], ["c", "x"]]
    let population = Population([(["a"], 10), (["b"], 4), (["b"], 1), (["c"], 0)])
    let risk = try census(rows).figures(population: population, safeSize: 5).risk
    #expect(risk.prosecutor == .init(recordsAtRisk: 1, highest: 1, average: 0.75))
    // F is 10, 5 and, for the population cannot be smaller than the table, 1.
    #expect(risk.beyondPopulation == 1)
    #expect(risk.journalist.recordsAtRisk == 0.25)
    #expect(risk.journalist.highest == 1)
    let matches = 2.0 / 10 + 1.0 / 5 + 1
    #expect(abs(risk.marketer - matches / 4) < 1e-12)
    #expect(abs(risk.journalist.average - max(3.0 / 16, matches / 4)) < 1e-12)
  }

  @Test func hashesCellsWithTheirLengths() {
    #expect(ClassKey(["ab", "c"]) != ClassKey(["a", "bc"]))
    #expect(ClassKey(["", "a"]) != ClassKey(["a", ""]))
    #expect(ClassKey(["a", "b"]) == ClassKey(["a", "b"]))
  }
}
