// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import Testing

@testable import HergebruikRun

/// What is counted and placed over the blocks of an export.
@Suite("Counts of rows")
struct RowCountsTests {
  /// A block as a worker hands it in.
  private func block(
    records: Int, rows: Int, lines: Int, malformed: [Int] = [], file: Int? = 0,
    firstLine: Int? = nil
  ) -> Block {
    let block = Block(files: 0)
    (block.records, block.rows, block.lines) = (records, rows, lines)
    (block.file, block.firstLine) = (file, firstLine)
    block.malformed = malformed.map { number in
      MalformedRecord(number: number, line: number, code: .extraCell, cells: [0..<1])
    }
    return block
  }

  @Test("gives every record one state, and adds up")
  func states() {
    var counts = RowCounts()
    counts.enter(block(records: 5, rows: 3, lines: 5, malformed: [1, 4]))
    counts.enter(block(records: 2, rows: 2, lines: 2))
    #expect(counts.records == 7)
    #expect(counts.rows == 5)
    #expect(counts.refused == 2)
    #expect(counts[.malformed] == 2)
    #expect(counts[.invalid] == 0)
    #expect(RowState.allCases.map { counts[$0] }.reduce(0, +) == counts.records)
  }

  @Test("places what a block holds in the file and in the export")
  func places() {
    var position = ExportPosition()
    let files = ["a.csv", "b.csv"]
    let first = block(records: 3, rows: 3, lines: 4, firstLine: 2)
    let start = position.begin(first, of: files)
    #expect(start.location(line: 0, number: 0).line == 2)
    #expect(start.location(line: 2, number: 1).row == 2)
    position.end(first)
    let second = block(records: 1, rows: 1, lines: 1, file: nil)
    let next = position.begin(second, of: files)
    #expect(next.file == "a.csv")
    #expect(next.line == 6)
    #expect(next.row == 4)
    position.end(second)
    // A file of its own begins with its own lines, and its rows go on.
    let third = position.begin(
      block(records: 1, rows: 1, lines: 1, file: 1, firstLine: 1), of: files)
    #expect(third.file == "b.csv")
    #expect(third.line == 1)
    #expect(third.location(line: 0, number: 0).row == 5)
    #expect(third.location(line: 0, number: nil).row == nil)
  }
}
