// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure

@Suite struct MondrianTests {
  @Test func namesPartsAfterWhatTheySpan() throws {
    let rows = ["20", "22", "29", "30", "35", "39"].map { [$0, Int($0) ?? 0 < 30 ? "v" : "m"] }
    let table = CodedTable(names: ["leeftijd", "geslacht"], rows: rows)
    let released = try #require(
      Mondrian(
        table, quasi: [(0, .numeric), (1, .text)], requirement: AnonymityRequirement(k: 3)
      ).release())
    #expect(released.value(row: 0, column: 0) == "20-29")
    #expect(released.value(row: 5, column: 0) == "30-39")
    #expect(released.value(row: 5, column: 1) == "m")
  }

  @Test func namesSetsAndEmptyValues() throws {
    let table = CodedTable(
      names: ["a", "b"], rows: [["", "x"], ["3", "z"], ["10", "y"], ["7", ""]])
    let order = Mondrian.Order.listed(["z", "y"])
    let released = try #require(
      Mondrian(
        table, quasi: [(0, .numeric), (1, order)], requirement: AnonymityRequirement(k: 4)
      ).release())
    #expect(released.value(row: 0, column: 0) == "|3-10")
    #expect(released.value(row: 0, column: 1) == "{z|y||x}")
  }

  @Test func namesIntervalsAndListedValues() throws {
    let rows = [["2026-01-31", "10+"], ["2026-02-28", "0-9"], ["", "0-9"]]
    let released = try #require(
      Mondrian(
        CodedTable(names: ["a", "b"], rows: rows),
        quasi: [(0, .interval), (1, .listed(["0-9", "10+"]))],
        requirement: AnonymityRequirement(k: 3)
      ).release())
    #expect(released.value(row: 0, column: 0) == "|2026-01-31/2026-02-28")
    #expect(released.value(row: 0, column: 1) == "{0-9|10+}")
  }

  @Test func findsThePartOfAClass() throws {
    let rows = [["1", "v"], ["2", "v"], ["8", "m"], ["9", "m"], ["1", "v"]]
    let table = CodedTable(names: ["a", "b"], rows: rows)
    let released = try #require(
      Mondrian(
        table, quasi: [(0, .numeric), (1, .text)], requirement: AnonymityRequirement(k: 2)
      ).release())
    let parts = PartTable(table, released: released, quasi: 2)
    for row in rows.indices {
      let part = try #require(parts.part(of: ClassKey(rows[row])))
      for field in 0..<2 {
        var name = ByteBuffer()
        parts.appendName(of: part, field: field, to: &name)
        let text = String(decoding: name.span, as: UTF8.self)
        #expect(text == released.value(row: row, column: field))
      }
    }
    #expect(parts.part(of: ClassKey(["1", "m"])) == nil)
  }

  @Test func refusesATableThatFailsAsAWhole() {
    let table = CodedTable(names: ["a"], rows: [["1"], ["2"]])
    let mondrian = Mondrian(
      table, quasi: [(0, .numeric)], requirement: AnonymityRequirement(k: 3))
    #expect(mondrian.release() == nil)
    let none = CodedTable(names: ["a"], rows: [])
    #expect(
      Mondrian(none, quasi: [(0, .numeric)], requirement: AnonymityRequirement(k: 1)).release()
        == nil)
  }

  /// Every part has k rows and the asked diversity, covers its rows, and could not be cut again.
  @Test func cutsAsFarAsItMay() throws {
    var random = SplitMix(state: 11)
    for round in 0..<40 {
      let (k, l) = ([2, 3, 5, 10][round % 4], round % 2 + 1)
      let rows = (0..<Int.random(in: 20...150, using: &random)).map { _ in
        [
          "\(Int.random(in: 0..<12, using: &random))", "\(Int.random(in: -3..<3, using: &random))",
          ["p", "q", "r"].randomElement(using: &random) ?? "",
        ]
      }
      let table = CodedTable(names: ["a", "b", "s"], rows: rows)
      let requirement = AnonymityRequirement(
        k: k, sensitive: [0: SensitiveRequirement(distinct: l)])
      let released = try #require(
        Mondrian(
          table, quasi: [(0, .numeric), (1, .numeric)], sensitive: [(2, false)],
          requirement: requirement
        ).release())
      let parts = Dictionary(grouping: rows.indices) { row in
        [released.value(row: row, column: 0), released.value(row: row, column: 1)]
      }
      for part in parts.values { check(part.map { rows[$0] }, k: k, l: l) }
      let reversed = try #require(
        Mondrian(
          CodedTable(names: ["a", "b", "s"], rows: rows.reversed()),
          quasi: [(0, .numeric), (1, .numeric)], sensitive: [(2, false)], requirement: requirement
        ).release())
      for row in rows.indices {
        #expect(
          reversed.value(row: rows.count - 1 - row, column: 0)
            == released.value(row: row, column: 0))
      }
    }
  }

  private func check(_ part: [[String]], k: Int, l: Int) {
    #expect(part.count >= k)
    #expect(Set(part.map { $0[2] }).count >= l)
    for field in 0..<2 {
      for bound in Set(part.compactMap { Int($0[field]) }) {
        let (low, high) = (
          part.filter { (Int($0[field]) ?? 0) <= bound },
          part.filter { (Int($0[field]) ?? 0) > bound }
        )
        let isAllowed = [low, high].allSatisfy {
          $0.count >= k && Set($0.map { $0[2] }).count >= l
        }
        #expect(!isAllowed)
      }
    }
  }

  @Test(arguments: [5, 50], PersonTable.all)
  func dividesPersons(k: Int, persons: PersonTable) throws {
    let whole = try persons.table()
    let chosen = try ["leeftijd", "opleiding", "geslacht", "huishouden"].map {
      try whole.place(of: $0, in: persons)
    }
    let table = whole.collapsed(to: chosen)
    #expect(table.total == whole.total)
    let released = try #require(
      Mondrian(
        table, quasi: [(0, .numeric), (1, .text), (2, .text), (3, .text)],
        requirement: AnonymityRequirement(k: k)
      ).release())
    #expect(released.total == whole.total)
    let figures = try released.census(
      quasi: [0, 1, 2, 3], memory: 1 << 24, folder: FileManager.default.temporaryDirectory.path
    ).figures(safeSize: k)
    #expect(figures.k >= k)
    #expect(figures.classes > whole.total / k / 10)
    #expect(figures.risk.prosecutor.recordsAtRisk == 0)
  }
}
