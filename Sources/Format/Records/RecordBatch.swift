// SPDX-License-Identifier: EUPL-1.2

/// Some hundreds or thousands of source records on their way from an extractor to the treatments.
///
/// Cells are byte ranges into `text` (UTF-8 once the batch is parsed), row by row: cell `c` of row
/// `r` is `offsets[2 * (r * width + c)] ..< offsets[2 * (r * width + c) + 1]`. Rows and lines are
/// counted within the batch, from 0; they become absolute once every earlier batch is
/// known. One worker owns a batch and uses it again and again.
public struct RecordBatch: ~Copyable, Sendable {
  /// The block's bytes: raw after `SourceTable.read`, UTF-8 after `SourceTable.parse`.
  public var text: ByteBuffer
  /// A second buffer for an extractor that decodes.
  public var spare: ByteBuffer
  /// Cells per row.
  public var width = 0
  /// Start and end of each cell, interleaved, row by row.
  public var offsets: [UInt32] = []
  /// For each row its number among the batch's records, from 0, malformed ones included.
  public var numbers: [UInt32] = []
  /// For each row the line on which it begins, from 0.
  public var lines: [UInt32] = []
  /// What the steps decided on each row; empty where there are none, and every row is kept.
  package var marks: [RowMark] = []
  /// Records that could not become rows.
  public var malformed: [MalformedRecord] = []
  /// Records in the batch, malformed ones included, blank ones not.
  public var recordCount = 0
  /// Blank records that were passed over.
  public var blankCount = 0
  /// Line ends in the batch.
  public var lineCount = 0
  /// Well-formed UTF-8 sequences of two to four bytes in the raw bytes, counted by
  /// `SourceTable.parse` where the export is read in an encoding of one byte a character; 0 elsewhere.
  ///
  /// An export that has some and no `otherHighBytes` is most likely UTF-8, read as what it is not.
  public var utf8Sequences = 0
  /// Bytes of 0x80 and above in the raw bytes that are in none of the `utf8Sequences`; counted likewise.
  public var otherHighBytes = 0
  /// Whether a cell may hold a control character, U+FFFD, U+FEFF or UTF-8 that was encoded twice; set by
  /// `SourceTable.parse`, and true where nobody looked.
  public var mayBeOdd = true
  /// Whether the cells of a row lie one after another in `text`, with what stood between them.
  public var isContiguous = false
  /// The file it comes from: an index into `SourceTable.files`.
  public var file = 0
  /// The line, from 1, of the batch's first byte where a new file begins; nil elsewhere.
  public var firstLine: Int?

  /// Makes an empty batch with room for a block of `capacity` bytes.
  public init(capacity: Int = 0) {
    text = ByteBuffer(capacity: capacity)
    spare = ByteBuffer(capacity: 0)
  }

  /// Rows in the batch.
  @inlinable public var rowCount: Int { numbers.count }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    text.removeAll()
    spare.removeAll()
    offsets.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    malformed.removeAll(keepingCapacity: true)
    (recordCount, blankCount, lineCount, firstLine) = (0, 0, 0, nil)
    (utf8Sequences, otherHighBytes) = (0, 0)
    (mayBeOdd, isContiguous) = (true, false)
  }

  /// The bytes of one cell.
  @inlinable
  @_lifetime(borrow self)
  public func span(row: Int, column: Int) -> Span<UInt8> {
    let at = 2 * (row * width + column)
    return text.span.extracting(Int(offsets[at])..<Int(offsets[at + 1]))
  }

  /// The bytes of one cell; valid until the batch changes, which nothing checks.
  @inlinable
  public func cell(row: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
    let at = 2 * (row * width + column)
    return unsafe UnsafeBufferPointer(rebasing: text.bytes[Int(offsets[at])..<Int(offsets[at + 1])])
  }
}

/// What became of a row before it is treated.
package enum RowMark: UInt8, Sendable {
  /// It goes on.
  case kept
  /// A step left it out: it is no row of the dataset.
  case filtered
  /// It is refused, and only looked at for what else is wrong with it.
  case refused
  /// It is refused, because a step could not read it.
  case unreadable
}

/// A record that could not become a row, with its cells for the quarantine.
public struct MalformedRecord: Sendable {
  /// Its number among the batch's records, from 0.
  public var number: Int
  /// The line on which it begins, from 0 in the batch.
  public var line: Int
  /// Why: `missingCell`, `extraCell`, `blankRow`, `strayQuote` or `encoding`.
  public var code: DiagnosticCode
  /// Its cells, as ranges into the batch's text; of a record that could not be cut, all of it.
  public var cells: [Range<Int>]
  /// The byte within that line, from 1, where something is wrong; nil where that is no one place.
  public var column: Int?

  /// Makes a malformed record.
  public init(
    number: Int, line: Int, code: DiagnosticCode, cells: [Range<Int>], column: Int? = nil
  ) {
    self.column = column
    self.number = number
    self.line = line
    self.code = code
    self.cells = cells
  }
}

/// What ends the reading of an export in a batch: it makes the rest of the export unreadable.
public struct BatchFailure: Error, Sendable {
  /// What is wrong.
  public var code: DiagnosticCode
  /// The line, from 0 in the batch.
  public var line: Int
  /// The byte within the line, from 1; nil where the format has no such place.
  public var column: Int?
  /// The record, from 0 in the batch, where one had begun.
  public var number: Int?
  /// What is wrong, in words, without any cell value.
  public var summary: String
  /// How to mend it.
  public var hint: String?

  /// Makes a failure.
  public init(
    _ code: DiagnosticCode, line: Int, column: Int?, number: Int? = nil, _ summary: String,
    hint: String? = nil
  ) {
    self.code = code
    self.line = line
    self.column = column
    self.number = number
    self.summary = summary
    self.hint = hint
  }
  /// The failure with its place in the export.
  ///
  /// - Parameters:
  ///   - line: The line of the file at which the batch begins, from 1.
  ///   - records: How many records of the export stand before the batch; nil where no row is to be told.
  package func located(in file: String?, line: Int, records: Int? = nil) -> Failure {
    var row: Int?
    if let records, let number { row = records + number + 1 }
    return Failure(
      code, at: .init(file: file, line: line + self.line, column: column, row: row), summary,
      hint: hint)
  }
}
