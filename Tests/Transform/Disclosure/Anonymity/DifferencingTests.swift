// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import HergebruikDisclosure

/// How well the rows hide each other that only one of two releases has.
@Suite("Differencing")
struct DifferencingTests {
  private typealias Row = (group: String, name: String)

  private func figures(_ older: [Row], _ newer: [Row]) throws -> Differencing.Figures {
    let differencing = Differencing(
      memory: 1 << 20, folder: FileManager.default.temporaryDirectory.path)
    for (rows, release) in [(older, Differencing.Release.older), (newer, .newer)] {
      for row in rows {
        try differencing.add(
          ClassKey([row.group]), row: ClassKey([row.group, row.name]), in: release)
      }
    }
    return try differencing.figures()
  }

  @Test(
    "finds the smallest class of what is new and of what is gone, whichever class that is",
    arguments: [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]])
  func smallest(sizes: [Int]) throws {
    let rows = sizes.enumerated().flatMap { group, size in
      (0..<size).map { (group: "\(group)", name: "\($0)") }
    }
    let new = try figures([], rows)
    #expect((new.added, new.addedK, new.removed, new.removedK) == (6, 1, 0, 0))
    let gone = try figures(rows, [])
    #expect((gone.added, gone.addedK, gone.removed, gone.removedK) == (0, 0, 6, 1))
    #expect(try figures(rows, rows.reversed()) == .none)
  }

  @Test("takes a row for another one that stays in its class for one gone and one new")
  func replaced() throws {
    let rows = (0..<5).map { (group: "a", name: "\($0)") }
    let found = try figures(rows, rows.dropLast(2) + [("a", "7"), ("a", "8"), ("b", "0")])
    #expect((found.added, found.addedK, found.removed, found.removedK) == (3, 1, 2, 2))
  }

  @Test("counts rows that are the same as often as they occur")
  func repeated() throws {
    let found = try figures(
      Array(repeating: ("a", "0"), count: 2), Array(repeating: ("a", "0"), count: 5))
    #expect((found.added, found.addedK, found.removed, found.removedK) == (3, 3, 0, 0))
  }
}
