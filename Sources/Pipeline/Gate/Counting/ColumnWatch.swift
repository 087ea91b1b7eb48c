// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// What the gate looks for in a column that is no quasi-identifier of a dataset about persons: whether its values tell
/// rows apart, which no k protects from, and whether it is free text, in which anything may stand.
///
/// Source: docs/privacy-specification.md, section 8, checks 4 and 6.
struct ColumnWatch {
  /// A cell of so many words is a text.
  static let textWords = 4
  /// Fewer cells than this say nothing of whether values tell rows apart.
  static let fewestCells = 10

  /// The published field.
  let field: PublishedField
  /// The index of its column.
  let column: Int
  /// Whether its cells may be texts.
  private let isText: Bool
  /// Whether its values may tell rows apart: those of a quasi-identifier are counted in classes.
  private let isCounted: Bool
  private var cells = 0
  private var values = ValueSample()
  private var texts = ValueSample()

  init(_ field: PublishedField, column: Int) {
    (self.field, self.column) = (field, column)
    isCounted = field.privacy != .quasi
    // What a list says that may stand there is no free text.
    isText =
      field.type == "string" && field.categories == nil && field.constraints?.enum == nil
  }

  /// Sees the column's cells as they were written.
  mutating func see(_ batch: borrowing RecordBatch) {
    guard isCounted || isText else { return }
    for row in 0..<batch.rowCount { see(batch.span(row: row, column: column)) }
  }

  /// Sees a cell as it was written.
  @inline(__always)
  mutating func see(_ cell: Span<UInt8>) {
    guard !cell.isEmpty else { return }
    cells &+= 1
    if isCounted { values.see(ByteHash.of(cell)) }
    if isText, Self.mayBeText(cell), Self.words(cell) >= Self.textWords {
      texts.see(ByteHash.of(cell))
    }
  }

  /// Whether a cell may have so many words: between each two of them stands a byte of 0x20 or below.
  @inline(__always)
  private static func mayBeText(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= 2 * textWords - 1 else { return false }
    var (spaces, i) = (0, 0)
    while i &+ 8 <= cell.count {
      // The highest bit of each byte of 0x21 and above.
      let word = cell.word(at: i)
      let others = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5F5F_5F5F_5F5F_5F5F | word
      spaces &+= (~others & 0x8080_8080_8080_8080).nonzeroBitCount
      i &+= 8
    }
    while i < cell.count {
      if cell[i] <= 0x20 { spaces &+= 1 }
      i &+= 1
    }
    return spaces >= textWords - 1
  }

  /// How many words there are, no more than `textWords`.
  private static func words(_ cell: Span<UInt8>) -> Int {
    var (words, isInside) = (0, false)
    for i in cell.indices {
      let isSpace = cell[i] <= 0x20
      if !isSpace, !isInside {
        words &+= 1
        if words == textWords { break }
      }
      isInside = !isSpace
    }
    return words
  }

  /// Adds what another thread saw of other rows.
  mutating func merge(_ other: ColumnWatch) {
    cells += other.cells
    values.merge(other.values)
    texts.merge(other.texts)
  }

  /// Whether four of five filled cells have a value that no other has; `false` for a quasi-identifier.
  var tellsRowsApart: Bool {
    values.cells >= Self.fewestCells && 5 * values.alone >= 4 * values.cells
  }

  /// Whether there are many different texts among the cells: ten, or in a small table half of the cells.
  var isFreeText: Bool {
    texts.cells > 0 && texts.distinct * 2 >= texts.cells
      && texts.distinct >= min(Self.fewestCells, max(2, cells / 2))
  }
}
