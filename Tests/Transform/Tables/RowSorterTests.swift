// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikTestBasics
import Testing

@testable import HergebruikTables

@Suite struct RowSorterTests {
  /// A row: what it is sorted by, and how it stands in two files.
  private struct Row: Hashable {
    var key: [UInt8]
    var parts: [[UInt8]]

    init(_ key: String, _ one: String, _ two: String = "") {
      self.key = Array(key.utf8)
      parts = [Array(one.utf8), Array(two.utf8)]
    }

    func precedes(_ other: Row) -> Bool {
      if key != other.key { return key.lexicographicallyPrecedes(other.key) }
      return parts.joined().lexicographicallyPrecedes(other.parts.joined())
    }
  }

  /// A folder of a test's own.
  private final class Folder {
    let path = NSTemporaryDirectory() + "hergebruik-sort-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// What a sort comes to.
  private struct Sorted {
    var rows: [Row]
    var hasSpilled: Bool
  }

  /// Sorts rows that come to some sorters in turn.
  private func sort(_ rows: [Row], sorters count: Int = 2, memory: Int) throws -> Sorted {
    let folder = try Folder()
    let sorters = (0..<count).map { _ in RowSorter(memory: memory / count, folder: folder.path) }
    var record = RowRecord()
    for (index, row) in rows.enumerated() {
      record.begin()
      row.key.withUnsafeBufferPointer { record.text.append($0) }
      record.endKey()
      for part in row.parts {
        part.withUnsafeBufferPointer { record.text.append($0) }
        record.endPart()
      }
      record.end()
      try sorters[index % count].add(record)
    }
    let hasSpilled = sorters.contains { $0.hasSpilled }
    for sorter in sorters { try sorter.finish(spilling: hasSpilled) }
    let merge = try RowMerge(sorters, memory: memory, folder: folder.path)
    var sorted: [Row] = []
    while let row = try merge.next() {
      var read = Row("", "")
      read.parts = (0..<2).map { Array(row.part($0, of: 2)) }
      sorted.append(read)
    }
    // Nothing is left in the folder, not even while it is in use.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    return Sorted(rows: sorted, hasSpilled: hasSpilled)
  }

  private func random(_ count: Int, longest: Int) -> [Row] {
    var numbers = SplitMix(state: 1)
    return (0..<count).map { index in
      // Few keys, and keys that begin with one another.
      let key = String(repeating: "k", count: Int(numbers.next(12))) + "\(numbers.next(50))"
      let length = Int(numbers.next(UInt64(longest)))
      return Row(key, String(repeating: "x", count: length), "\(index % 7)")
    }
  }

  private func expect(_ sorted: Sorted, _ rows: [Row], spilled: Bool) {
    #expect(sorted.hasSpilled == spilled)
    #expect(sorted.rows.map(\.parts) == rows.sorted { $0.precedes($1) }.map(\.parts))
  }

  @Test(arguments: [1, 2, 5]) func sortsInMemory(_ sorters: Int) throws {
    let rows = random(3_000, longest: 100)
    expect(try sort(rows, sorters: sorters, memory: 4 << 20), rows, spilled: false)
  }

  @Test(arguments: [1, 2, 5]) func sortsInLittleMemory(_ sorters: Int) throws {
    let rows = random(3_000, longest: 100)
    expect(try sort(rows, sorters: sorters, memory: 40 << 10), rows, spilled: true)
  }

  @Test func mergesMoreRunsThanFitAtOnce() throws {
    // 300 KB in runs of about 5 KB, of which two are merged at a time.
    let rows = random(3_000, longest: 200)
    expect(try sort(rows, sorters: 1, memory: 8 << 10), rows, spilled: true)
  }

  @Test func sortsRowsThatAreLargerThanTheMemory() throws {
    var rows = random(500, longest: 100)
    for index in 0..<5 {
      rows.insert(
        Row("k\(index)", String(repeating: "groot", count: 50_000 + index)), at: 90 * index)
    }
    rows.append(Row(String(repeating: "k", count: 100_000), "sleutel"))
    expect(try sort(rows, memory: 32 << 10), rows, spilled: true)
  }

  @Test func keepsEveryOneOfEqualRows() throws {
    let rows = Array(repeating: Row("a", "gelijk", "x"), count: 2_000) + [Row("a", "gelijk")]
    expect(try sort(rows, memory: 16 << 10), rows, spilled: true)
    expect(try sort(rows, memory: 1 << 20), rows, spilled: false)
  }

  @Test func breaksTiesByAllBytes() throws {
    let rows = [Row("a", "b", "c"), Row("a", "b", "b"), Row("a", "a", "z"), Row("", "z")]
    #expect(
      try sort(rows, memory: 1 << 20).rows.map(\.parts)
        == [rows[3], rows[2], rows[1], rows[0]].map(\.parts))
  }

  @Test func sortsNothing() throws {
    #expect(try sort([], memory: 1 << 20).rows.isEmpty)
    #expect(try sort([Row("", "")], memory: 1 << 20).rows.count == 1)
  }

  @Test func holdsNoMoreThanItMay() throws {
    // What a run was made of is seen in what is read of it: no run is longer than the memory.
    let folder = try Folder()
    let sorter = RowSorter(memory: 64 << 10, folder: folder.path)
    var record = RowRecord()
    for index in 0..<4_000 {
      record.begin()
      record.text.append("\(index % 13)")
      record.endKey()
      record.endPart()
      record.end()
      try sorter.add(record)
    }
    try sorter.finish(spilling: true)
    #expect(sorter.arena == nil)
    #expect(sorter.runs.count > 1)
    for run in sorter.runs {
      // A record of 13 or 14 bytes has an entry of 16 bytes, and 8 more for sorting.
      #expect(run.range.count / 14 * 38 <= 64 << 10)
    }
  }

  @Test func saysThatTheFolderIsNotThere() throws {
    let sorter = RowSorter(memory: 1 << 10, folder: "/dev/null/x")
    var record = RowRecord()
    record.begin()
    record.text.append(String(repeating: "x", count: 2_000))
    record.endKey()
    record.end()
    #expect(throws: Failure.self) { try sorter.add(record) }
  }
}
