// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel

/// The first rows of a table that was written, read back: a page shows them, and nothing that is not in the file.
enum FirstRows {
  private static let most = 10
  /// The most characters of a cell.
  private static let longest = 100

  /// Reads the rows, at most ten, of a table of so many columns.
  ///
  /// - Throws: `Failure` where the table cannot be read.
  static func read(
    _ path: String, width: Int, scratch: String
  ) throws(Failure) -> [[String]] {
    let table = try CSVExtractor.own(path, scratch: scratch)
    var batch = RecordBatch()
    do {
      guard try table.read(into: &batch) else { return [] }
      try table.parse(&batch)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.selfCheck, at: .init(file: path), "the table that was written cannot be read")
    }
    guard batch.width == width else {
      throw Failure(
        .selfCheck, at: .init(file: path), "the table has other columns than were meant")
    }
    return (0..<min(batch.rowCount, most)).map { row in
      (0..<width).map { shortened(batch.cell(row: row, column: $0)) }
    }
  }

  /// A cell, cut behind a character where it is long.
  private static func shortened(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    // A character of a language has at most a few dozen bytes.
    let text = String(decoding: cell.prefix(longest * 32), as: UTF8.self)
    let start = text.prefix(longest)
    return start.endIndex == text.endIndex ? text : start + "…"
  }
}
