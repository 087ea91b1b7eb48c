// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Where a block begins in the export. Only in the order of the export is it known, because only then all earlier
/// blocks are.
struct BlockStart {
  /// The file that the block comes from.
  var file: String
  /// The line of its first byte, from 1.
  var line: Int
  /// Records of the export before it.
  var records: Int

  /// The row of its first record, from 1.
  var row: Int { records + 1 }

  /// The place of something in the block.
  ///
  /// - Parameters:
  ///   - line: Counts from the beginning of the block, from 0.
  ///   - number: The record in the block, from 0.
  func location(line: Int, number: Int?, column: Int? = nil) -> Diagnostic.Location {
    .init(
      file: file, line: self.line + line, column: column, row: number.map { records + $0 + 1 })
  }
}

/// Where the next block begins: follows the blocks through the files of the export.
struct ExportPosition {
  private var fileNumber = 0
  private var line = 1
  private var records = 0

  /// Begins a block.
  mutating func begin(_ block: Block, of files: [String]) -> BlockStart {
    if let first = block.firstLine { line = first }
    if let number = block.file { fileNumber = number }
    return BlockStart(file: files[fileNumber], line: line, records: records)
  }

  /// Goes past the block.
  mutating func end(_ block: Block) {
    line += block.lines
    records += block.records
  }
}
