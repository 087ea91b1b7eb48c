// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikTables

@Suite struct SortKeyTests {
  private func key(_ order: SortKey, _ cells: [String]) -> [UInt8] {
    let batch = openBatch([cells, cells])
    var out = ByteBuffer()
    // The second row, so that a row is found in the midst of others.
    order.append(row: 1, of: batch, to: &out)
    return Array(out.bytes)
  }

  private func key(_ number: String) -> [UInt8] {
    var out = ByteBuffer()
    Array(number.utf8).withUnsafeBufferPointer { NumberKey.append($0.span, to: &out) }
    return Array(out.bytes)
  }

  private func table(_ types: [String], primaryKey: [String] = []) -> OpenTable {
    OpenTable(
      fields: types.enumerated().map {
        PublishedField(name: "c\($0)", type: $1, privacy: .none, treatment: .kind(.keep))
      }, primaryKey: primaryKey)
  }

  @Test func ordersNumbersByTheirValueThenByTheirText() {
    let inOrder = [
      "", "-INF", "-1E99999999999999999999", "-1E400", "-1E300", "-123456789012345678901", "-1000",
      "-999.5", "-999", "-10", "-9", "-1.5", "-1.05", "-1", "-1.0", "-0.5", "-0.05", "-1E-300",
      "-0", "0", "0.00", "00", "1E-99999999999999999999", "1E-300", "0.0005", "0.05", "0.050",
      "0.5",
      "0.51", "0.501E1", "0009", "9", "9.0", "9.01", "10", "10.25", "99", "100", "101", "999",
      "1000", "1E3",
      "9007199254740992", "9007199254740993", "123456789012345678901",
      "123456789012345678901.5", "1E300", "1E400", "1E99999999999999999999", "INF", "NaN", "geen",
    ]
    for (index, one) in inOrder.enumerated() {
      for other in inOrder[(index + 1)...] {
        #expect(key(one).lexicographicallyPrecedes(key(other)), "\(one) before \(other)")
      }
    }
  }

  @Test func agreesWithDoublesOnManyNumbers() {
    var random = SplitMix(state: 1)
    let numbers = (0..<400).map { _ -> String in
      let digits = String(random.next(1_000_000)), scale = Int(random.next(8))
      let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
      let text = scale == 0 ? padded : padded.dropLast(scale) + "." + padded.suffix(scale)
      return (random.next(2) == 0 ? "-" : "") + text
    }
    for one in numbers {
      for other in numbers {
        guard let x = Double(one), let y = Double(other), x < y else { continue }
        #expect(key(one).lexicographicallyPrecedes(key(other)), "\(one) before \(other)")
      }
    }
  }

  @Test func ordersTextsByBytesAndAShortOneBeforeALongOne() {
    let order = SortKey.key(of: table(["string", "string"]))
    let inOrder = [
      ["", "z"], ["a", ""], ["a", "b"], ["a\0", "a"], ["a\0\u{1}", "a"], ["a\u{1}", "a"],
      ["aa", ""],
      ["b", ""], ["é", ""],
    ]
    for (index, one) in inOrder.enumerated() {
      for other in inOrder[(index + 1)...] {
        #expect(key(order, one).lexicographicallyPrecedes(key(order, other)), "\(one), \(other)")
      }
    }
  }

  @Test func takesThePrimaryKeyInItsOrderAndAllCellsWhereThereIsNone() {
    let types = ["string", "integer", "year", "date"]
    let whole = SortKey.key(of: table(types))
    let one = ["a", "10", "2026", "2026-01-01"]
    let other = ["a", "9", "2025", "2025-01-01"]
    #expect(key(whole, other).lexicographicallyPrecedes(key(whole, one)))
    let byDate = SortKey.key(of: table(types, primaryKey: ["c3", "c1"]))
    #expect(key(byDate, other).lexicographicallyPrecedes(key(byDate, one)))
    #expect(key(byDate, one) == key(byDate, ["b", "10", "1", "2026-01-01"]))
    #expect(key(byDate, one) != key(byDate, ["a", "11", "2026", "2026-01-01"]))
  }

  @Test func shufflesTheSameWayInEveryProcess() {
    // As a few lines of Python have it.
    #expect(
      key(.shuffled, ["Voorbeeldstad", "2026", ""]) == [125, 165, 68, 3, 91, 36, 248, 168])
    #expect(key(.shuffled, ["a", "b"]) != key(.shuffled, ["b", "a"]))
    #expect(key(.shuffled, ["a", "b"]) != key(.shuffled, ["ab", ""]))
  }

  @Test func shufflesNumbersThatFollowOneAnother() {
    let count = 2_000
    let keys = (0..<count).map { key(.shuffled, ["VBS-\(100_000 + $0)", "\($0)", "Eik"]) }
    let places = (0..<count).sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    #expect(Set(keys).count == count)
    // Of a random order about half of the steps go up, and few to a neighbour.
    let steps = zip(places, places.dropFirst())
    let up = steps.count { $0 < $1 }
    #expect((850...1150).contains(up), "\(up)")
    #expect(steps.count { abs($0 - $1) <= 2 } < 20)
    // Spearman's rank correlation with the order of the numbers: 0, give or take three times 1/√n.
    let squares = places.enumerated().reduce(0.0) {
      $0 + Double(($1.offset - $1.element) * ($1.offset - $1.element))
    }
    let n = Double(count)
    let correlation = 1 - 6 * squares / (n * (n * n - 1))
    #expect(abs(correlation) < 0.07, "\(correlation)")
  }
}
