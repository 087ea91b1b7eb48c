// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure

@Suite("Secondary suppression")
struct SuppressionTests {
  /// A random table with totals over all of its fields.
  struct Table {
    var request: Aggregate
    var counts: [Int]
    var cells: [Cell]
    var proofs: [CellSuppression.Proof]

    init(fields: Int, rows: Int, categories: Int, seed: UInt64) throws {
      var dice = SplitMix(state: seed)
      let names = (0..<fields).map { "f\($0)" }
      let rows = (0..<rows).map { _ in
        (0..<fields).map { _ in
          // Skewed, so that some cells are small.
          let draw = Double.random(in: 0..<1, using: &dice)
          return "c\(Int(draw * draw * Double(categories)))"
        }
      }
      request = Aggregate(
        by: names, measures: [.init(name: "aantal", kind: .rows)], minimum: 5, totals: names)
      let plan = try AggregatePlan(
        request,
        rows: names.map {
          PublishedField(name: $0, type: "string", privacy: .quasi, treatment: .kind(.keep))
        })
      let table = CellTable(plan, memory: 1 << 24)
      try table.add(openBatch(rows))
      let list = try CellList(table)
      counts = list.categories.map(\.count)
      let suppression = CellSuppression(list, request)
      (cells, proofs) = (suppression.cells, suppression.proofs)
    }

    var hidden: [Int] { cells.indices.filter { cells[$0].state != .open } }

    /// For each line the cells in it, and its total.
    var lines: [(parts: [Int], total: Int)] {
      let places = Dictionary(uniqueKeysWithValues: cells.indices.map { (cells[$0].codes, $0) })
      var found: [(parts: [Int], total: Int)] = []
      for (index, cell) in cells.enumerated() {
        for field in counts.indices where cell.codes[field] == counts[field] {
          let parts = (0..<counts[field]).compactMap { category -> Int? in
            var codes = cell.codes
            codes[field] = category
            return places[codes]
          }
          found.append((parts, index))
        }
      }
      return found
    }
  }

  /// Arithmetic modulo a large prime, in which a matrix of small whole numbers has its own rank.
  private static let prime: Int64 = 2_147_483_647

  /// Which of the hidden cells follow from the lines and all that is shown, by linear algebra alone.
  private func determined(_ table: Table) -> [Int] {
    let hidden = table.hidden
    let column = Dictionary(uniqueKeysWithValues: hidden.enumerated().map { ($1, $0) })
    var rows = table.lines.map { line in
      var row = [Int64](repeating: 0, count: hidden.count)
      for part in line.parts { column[part].map { row[$0] = 1 } }
      column[line.total].map { row[$0] = Self.prime - 1 }
      return row
    }
    // To reduced echelon form: a cell is known exactly where a row has it alone.
    var rank = 0
    for lead in hidden.indices {
      guard let pivot = (rank..<rows.count).first(where: { rows[$0][lead] != 0 }) else { continue }
      rows.swapAt(rank, pivot)
      let inverse = power(rows[rank][lead], Self.prime - 2)
      rows[rank] = rows[rank].map { $0 * inverse % Self.prime }
      for other in rows.indices where other != rank && rows[other][lead] != 0 {
        let factor = rows[other][lead]
        for at in hidden.indices {
          rows[other][at] = (rows[other][at] + (Self.prime - factor) * rows[rank][at]) % Self.prime
        }
      }
      rank += 1
    }
    return rows.prefix(rank).filter { row in row.count { $0 != 0 } == 1 }.compactMap { row in
      row.firstIndex { $0 != 0 }.map { hidden[$0] }
    }
  }

  private func power(_ base: Int64, _ exponent: Int64) -> Int64 {
    var (result, base, exponent) = (Int64(1), base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % Self.prime }
      base = base * base % Self.prime
      exponent >>= 1
    }
    return result
  }

  @Test(
    "no hidden cell can be calculated from what is shown",
    arguments: [(1, 40, 6), (1, 9, 2), (2, 60, 5), (2, 200, 8), (2, 12, 2), (3, 150, 4)])
  func linear(fields: Int, rows: Int, categories: Int) throws {
    var hidden = 0
    for seed in 0..<30 as Range<UInt64> {
      let table = try Table(fields: fields, rows: rows, categories: categories, seed: seed)
      #expect(determined(table) == [], "seed \(seed)")
      #expect(
        TableAttack.derivable(
          table.cells.map { ($0.codes.map(String.init), $0.state != .open) },
          totalsOver: Array(0..<fields)) == 0)
      hidden += table.hidden.count
    }
    #expect(hidden > 0)
  }

  @Test("of each small cell another table with the same totals shows that it may differ by enough")
  func ranges() throws {
    for seed in 0..<40 as Range<UInt64> {
      let table = try Table(fields: 2, rows: 90, categories: 6, seed: seed)
      let primary = table.cells.indices.filter { table.cells[$0].state == .primary }
      #expect(table.proofs.count == primary.count)
      for proof in table.proofs {
        var width = 0
        for direction in [1, -1] {
          var amount = 0
          while amount < 5, isSame(table, proof, by: direction * (amount + 1)) { amount += 1 }
          width += amount
        }
        #expect(width >= 5, "seed \(seed)")
      }
    }
  }

  /// Whether the table with one cell changed, and the corners of its hypercube along with it, has the
  /// same totals, the same cells that are shown, and no number below zero.
  private func isSame(_ table: Table, _ proof: CellSuppression.Proof, by change: Int) -> Bool {
    let places = Dictionary(
      uniqueKeysWithValues: table.cells.indices.map { (table.cells[$0].codes, $0) })
    var values = table.cells.map(\.rows)
    let own = table.cells[proof.cell].codes
    for mask in 0..<(1 << own.count) {
      var (codes, sign) = (own, 1)
      for field in own.indices where mask >> field & 1 == 1 {
        let isTotal =
          own[field] == table.counts[field] || proof.opposite[field] == table.counts[field]
        codes[field] = proof.opposite[field]
        if !isTotal { sign = -sign }
      }
      guard let cell = places[codes], table.cells[cell].state != .open else { return false }
      values[cell] += sign * change
    }
    return values.allSatisfy { $0 >= 0 }
      && table.lines.allSatisfy { line in
        line.parts.reduce(0) { $0 + values[$1] } == values[line.total]
      }
  }

  @Test("an attack finds what follows, step by step")
  func attack() {
    func cell(_ a: String, _ b: String, _ isEmpty: Bool) -> ([String], Bool) { ([a, b], isEmpty) }
    var cells = [
      cell("1", "1", true), cell("1", "2", true), cell("1", "t", false), cell("2", "1", true),
      cell("2", "2", false), cell("2", "t", false), cell("t", "1", false), cell("t", "2", false),
      cell("t", "t", false),
    ]
    // Three empty cells: each line with one of them falls, then the third.
    #expect(TableAttack.derivable(cells.map { ($0.0, $0.1) }, totalsOver: [0, 1]) == 3)
    #expect(TableAttack.derivable(cells.map { ($0.0, $0.1) }, totalsOver: []) == 0)
    cells[4].1 = true
    #expect(TableAttack.derivable(cells.map { ($0.0, $0.1) }, totalsOver: [0, 1]) == 0)
  }
}
