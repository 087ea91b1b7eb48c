// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikGate

/// The first rows of a table that was written, read back: a page shows them, and nothing that is not in the file.
enum FirstRows {
  private static let most = 10
  /// The most characters of a cell.
  private static let longest = 100

  /// Reads the rows, at most ten, of a table of so many columns.
  ///
  /// - Throws: `Failure` where the table cannot be read.
  static func read(
    _ path: String, width: Int
  ) throws(Failure) -> [[String]] {
    let table = try WrittenTable(path)
    guard table.names.count == width else {
      throw Failure(
        .selfCheck, at: .init(file: path), "the table has other columns than were meant")
    }
    var batch = RecordBatch()
    guard try table.next(into: &batch) else { return [] }
    return (0..<min(batch.rowCount, most)).map { row in
      (0..<width).map { shortened(batch.span(row: row, column: $0)) }
    }
  }

  /// A cell, cut behind a character where it is long.
  private static func shortened(_ cell: Span<UInt8>) -> String {
    // A character of a language has at most a few dozen bytes.
    let text = String(decoding: cell.extracting(first: longest * 32), as: UTF8.self)
    let start = text.prefix(longest)
    return start.endIndex == text.endIndex ? text : start + "…"
  }
}
