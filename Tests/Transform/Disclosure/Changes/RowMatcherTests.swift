// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure

/// Rows of two releases, compared by hashes and by themselves.
@Suite("Row matcher")
struct RowMatcherTests {
  /// What differs, by the simplest means. Keys are unique where there are any.
  private static func naive(
    _ older: [[String]], _ newer: [[String]], key: [Int], names: [String]
  ) -> RowChanges {
    guard !key.isEmpty else {
      func counts(_ rows: [[String]]) -> [[String]: Int] {
        Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
      }
      let (before, after) = (counts(older), counts(newer))
      func more(_ one: [[String]: Int], _ other: [[String]: Int]) -> Int {
        one.reduce(0) { $0 + max($1.value - (other[$1.key] ?? 0), 0) }
      }
      return RowChanges(added: more(after, before), removed: more(before, after))
    }
    func byKey(_ rows: [[String]]) -> [[String]: [String]] {
      Dictionary(rows.map { row in (key.map { row[$0] }, row) }, uniquingKeysWith: { $1 })
    }
    let (before, after) = (byKey(older), byKey(newer))
    var changes = RowChanges(changed: 0)
    var cells = Array(repeating: 0, count: names.count)
    for (name, row) in after {
      guard let old = before[name] else {
        changes.added += 1
        continue
      }
      if old != row { changes.changed = (changes.changed ?? 0) + 1 }
      for column in cells.indices where old[column] != row[column] { cells[column] += 1 }
    }
    changes.removed = before.keys.count { after[$0] == nil }
    changes.fields = zip(names, cells).filter { $1 > 0 }.map { .init(name: $0, changed: $1) }
    return changes
  }

  private static func figures(
    _ older: [[String]], _ newer: [[String]], _ folder: String
  ) throws -> Differencing.Figures {
    let naive = Differencing(memory: 1 << 20, folder: folder)
    for row in older { try naive.add(ClassKey([row[1]]), row: ClassKey(row), in: .older) }
    for row in newer { try naive.add(ClassKey([row[1]]), row: ClassKey(row), in: .newer) }
    return try naive.figures()
  }

  private static func compare(
    _ older: [[String]], _ newer: [[String]], key: [Int], names: [String], memory: Int,
    _ folder: String, block: Int = 50
  ) throws -> (RowChanges, Differencing.Figures) {
    let all = Array(names.indices)
    let shape = RowShape(
      key: key.isEmpty ? all : key, cells: key.isEmpty ? [] : all, classes: [1],
      whole: all)
    let differencing = Differencing(memory: memory, folder: folder)
    var matcher = RowMatcher(
      shape: shape, memory: memory, folder: folder, differencing: differencing)
    func add(_ rows: ArraySlice<[String]>, _ release: Differencing.Release) throws {
      guard !rows.isEmpty else { return }
      var digests = RowDigests()
      digests.append(batch(Array(rows)), shape, release)
      try matcher.add(digests)
    }
    for start in stride(from: 0, to: max(older.count, newer.count), by: block) {
      try add(older.dropFirst(start).prefix(block), .older)
      try add(newer.dropFirst(start).prefix(block), .newer)
    }
    let changes = try matcher.finish(names: names)
    return (changes, try differencing.figures())
  }

  @Test(
    "finds on random tables what a naive comparison finds, in any order and in little memory",
    arguments: [0, 1, 2, 3, 4, 5, 6, 7])
  func random(seed: Int) throws {
    let folder = FileManager.default.temporaryDirectory.path
    var random = SystemRandomNumberGenerator()
    let names = ["nr", "soort", "kleur", "maat", "prijs"]
    func row(_ key: Int) -> [String] {
      ["\(key)", "s\(Int.random(in: 0..<4))", "\(Bool.random())", "m\(key % 3)", ""]
    }
    let size = [0, 1, 40, 900, 3000].randomElement(using: &random) ?? 900
    let older = (0..<size).map(row).shuffled()
    var newer = older.filter { _ in Int.random(in: 0..<10) > 0 }
    for index in newer.indices where Int.random(in: 0..<8) == 0 {
      newer[index][Int.random(in: 1..<5)] = "anders"
    }
    newer += (size..<(size + size / 7 + 1)).map(row)
    if seed.isMultiple(of: 2) { newer.shuffle() }
    let expected = try Self.figures(older, newer, folder)
    for key in [[0], [0, 3], []] {
      let wanted = Self.naive(older, newer, key: key, names: names)
      for memory in [1, 1 << 20] {
        let found = try Self.compare(
          older, newer, key: key, names: names, memory: memory, folder)
        #expect(found.0 == wanted, "key \(key), memory \(memory)")
        #expect(found.1 == expected, "key \(key), memory \(memory)")
      }
    }
  }

  @Test("counts rows that are there many times, without searching long", arguments: [1, 1 << 24])
  func repeated(memory: Int) throws {
    let folder = FileManager.default.temporaryDirectory.path
    let older = Array(repeating: ["a", "x"], count: 60_000) + [["b", "x"]]
    let newer = [["b", "x"], ["c", "y"]] + Array(repeating: ["a", "x"], count: 20_000)
    let (changes, figures) = try Self.compare(
      older, newer, key: [], names: ["p", "q"], memory: memory, folder)
    #expect(changes == RowChanges(added: 1, removed: 40_000))
    #expect(figures == .init(added: 1, addedK: 1, removed: 40_000, removedK: 40_000))
  }

  @Test("compares the columns that both have, wherever they stand")
  func columns() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let differencing = Differencing(memory: 1 << 20, folder: folder)
    let older = RowShape(key: [0], cells: [0, 1], classes: [1], whole: [0, 1])
    let newer = RowShape(key: [2], cells: [2, 0], classes: [0], whole: [2, 0])
    var matcher = RowMatcher(
      shape: older, memory: 1 << 20, folder: folder, differencing: differencing)
    var digests = RowDigests()
    digests.append(batch([["1", "a"], ["2", "b"]]), older, .older)
    try matcher.add(digests)
    digests = RowDigests()
    digests.append(batch([["a", "new", "1"], ["c", "new", "2"]]), newer, .newer)
    try matcher.add(digests)
    let changes = try matcher.finish(names: ["nr", "soort"])
    #expect(changes == RowChanges(changed: 1, fields: [.init(name: "soort", changed: 1)]))
    // The first row is the same, but for a column that only the newer release has.
    #expect(try differencing.figures() == .init(added: 1, addedK: 1, removed: 1, removedK: 1))
  }
}
