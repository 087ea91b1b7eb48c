// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikTreatment

/// Rows with the same key become one, however small the memory and the batches.
@Suite("Pivot")
struct PivotedTableTests {
  /// A table in memory, given out in batches of so many rows.
  private final class Rows: SourceTable, @unchecked Sendable {
    let header: [String]?
    let rows: [[String]]
    let size: Int
    var next = 0
    var file = 0

    init(_ header: [String], _ rows: [[String]], size: Int) {
      (self.header, self.rows, self.size) = (header, rows, size)
    }

    var width: Int { header?.count ?? 0 }
    var files: [String] { ["a.csv", "b.csv"] }
    var totalBytes: Int? { nil }
    var bytesRead: Int { next }

    func read(into batch: inout RecordBatch) throws -> Bool {
      guard next < rows.count else { return false }
      if next == 0 { batch.firstLine = 2 }
      batch.width = width
      batch.file = file
      for row in rows[next..<min(next + size, rows.count)] {
        var cells: [Range<Int>] = []
        for cell in row {
          let start = batch.text.count
          batch.text.append(cell)
          cells.append(start..<batch.text.count)
        }
        if row.count == width {
          batch.numbers.append(UInt32(batch.recordCount))
          batch.lines.append(UInt32(batch.lineCount))
          for cell in cells {
            batch.offsets.append(UInt32(cell.lowerBound))
            batch.offsets.append(UInt32(cell.upperBound))
          }
        } else {
          batch.malformed.append(
            .init(
              number: batch.recordCount, line: batch.lineCount, code: .missingCell, cells: cells))
        }
        batch.recordCount += 1
        batch.lineCount += 1
        next += 1
      }
      batch.utf8Sequences = 1
      return true
    }

    func parse(_ batch: inout RecordBatch) throws(BatchFailure) {}
  }

  private let pivot = Pivot(
    keys: ["w", "j"], name: "soort", value: "n", columns: ["auto", "fiets"])

  private func table(
    _ rows: [[String]], header: [String] = ["soort", "w", "n", "j"], size: Int = 2,
    memory: Int = 1 << 20
  ) throws -> PivotedTable {
    try PivotedTable(
      Rows(header, rows, size: size), pivot, blanks: ["", "-"], memory: memory, folder: "/tmp")
  }

  private func read(_ table: PivotedTable) throws -> (rows: [[String]], lines: [Int]) {
    var (rows, lines): ([[String]], [Int]) = ([], [])
    var batch = RecordBatch()
    while try table.read(into: &batch) {
      for row in 0..<batch.rowCount {
        rows.append(
          (0..<batch.width).map {
            String(decoding: batch.cell(row: row, column: $0), as: UTF8.self)
          })
        lines.append((batch.firstLine ?? 0) + Int(batch.lines[row]))
      }
      #expect(batch.recordCount == batch.rowCount)
      batch.removeAll()
    }
    #expect(batch.rowCount == 0)
    return (rows, lines)
  }

  @Test("puts rows together in the order of their keys, with the first line of each")
  func puts() throws {
    let rows = [
      ["fiets", "b", "1", "2025"], ["auto", "a", "2", "2025"], ["auto", "b", "x", "2025"],
      ["fiets", "a", "", "2024"], ["auto", "", "7", "2025"],
    ]
    for size in 1...5 {
      let table = try table(rows, size: size)
      #expect(table.header == ["w", "j", "auto", "fiets"])
      let found = try read(table)
      #expect(
        found.rows == [
          ["", "2025", "7", "-"], ["a", "2024", "", ""], ["a", "2025", "2", "-"],
          ["b", "2025", "x", "1"],
        ])
      #expect(found.lines == [6, 5, 3, 2])
      #expect(table.recordCount == 5)
    }
  }

  @Test("gives the same with so little memory that rows go to disk")
  func spills() throws {
    var rows: [[String]] = []
    for key in 0..<20_000 {
      for kind in ["auto", "fiets"] where key % 7 > 0 || kind == "auto" {
        rows.append([kind, "wijk \(key)", "\(key)", String(repeating: "x", count: key % 30)])
      }
    }
    rows.sort { ($0[0].hashValue ^ $0[1].hashValue) < ($1[0].hashValue ^ $1[1].hashValue) }
    let large = try read(try table(rows, size: 1000, memory: 64 << 20))
    let small = try read(try table(rows, size: 1000, memory: 1 << 17))
    #expect(large.rows.count == 20_000)
    #expect(small.rows == large.rows)
    #expect(small.lines == large.lines)
    #expect(large.rows.count { $0[3] == "-" } == 20_000 / 7 + 1)
  }

  @Test("tells keys apart, whatever stands in them")
  func keys() throws {
    let found = try read(
      try table([
        ["auto", "a", "1", "b"], ["auto", "ab", "2", ""], ["auto", "", "3", "ab"],
        ["auto", "a\u{0}", "4", "b"], ["fiets", "a", "5", "b"],
      ]))
    #expect(found.rows.count == 4)
    #expect(found.rows.contains(["a", "b", "1", "5"]))
  }

  private func refusal(_ body: () throws -> Void) throws -> Diagnostic {
    let failure = try #require(throws: Failure.self, performing: body)
    return try #require(failure.diagnostics.first)
  }

  @Test("refuses what is not listed, and what fills a column twice, without a value")
  func refuses() throws {
    let unknown = try refusal {
      _ = try read(try table([["auto", "a", "1", "j"], ["geheim", "a", "1", "j"]], size: 1))
    }
    #expect(unknown.code == .pivotError)
    #expect(unknown.location == .init(file: "a.csv", line: 3, row: 2, field: "soort"))
    #expect(!"\(unknown)".contains("geheim"))
    let twice = try refusal {
      _ = try read(
        try table([
          ["auto", "geheim", "1", "j"], ["fiets", "a", "1", "j"], ["auto", "geheim", "2", "j"],
        ]))
    }
    #expect(twice.code == .pivotError)
    #expect(twice.location == .init(file: "a.csv", line: 4, row: 3))
    #expect(twice.summary == "the row has the same key as row 1, and both fill 'auto'")
    let ragged = try refusal {
      _ = try read(try table([["auto", "a", "1", "j"], ["auto", "a", "1"]], size: 1))
    }
    #expect(ragged.code == .missingCell)
    #expect(ragged.location == .init(file: "a.csv", line: 3, row: 2))
  }

  @Test("refuses columns that it does not know, or does not find")
  func header() throws {
    #expect(
      try refusal { _ = try table([], header: ["soort", "w", "n", "j", "x"]) }.code == .extraLabel)
    #expect(try refusal { _ = try table([], header: ["soort", "w", "n"]) }.code == .missingLabel)
    #expect(
      try refusal { _ = try table([], header: ["soort", "w", "n", "j", "w"]) }.code
        == .duplicateLabel)
  }

  @Test("refuses a second file")
  func files() throws {
    let rows = Rows(["soort", "w", "n", "j"], [["auto", "a", "1", "j"]], size: 1)
    rows.file = 1
    let table = try PivotedTable(
      rows, pivot, blanks: ["", ""], memory: 1 << 20, folder: "/tmp")
    #expect(try refusal { _ = try read(table) }.code == .pivotError)
  }
}
