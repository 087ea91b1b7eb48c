// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem
internal import HergebruikTables
internal import HergebruikValues

/// Where the columns of a pivot are in an export, and how its rows stand in the sorter: the cells of the key,
/// then the number of the column and that of the row; as parts the cells of the key, the value and the place.
struct PivotLayout {
  let pivot: Pivot
  let keys: [Int]
  private let name: Int
  private let value: Int
  private let arena = ByteArena()
  private let names: [Kept<UInt8>]
  let blanks: [Kept<UInt8>]

  /// Finds the columns; every column of the export is one of them.
  init(_ pivot: Pivot, _ blanks: [String], header: [String]?, file: String?) throws(Failure) {
    let header = header ?? []
    var problems: [Diagnostic] = []
    func position(_ label: String) -> Int {
      let found = header.indices.filter { header[$0] == label }
      if found.count != 1 {
        problems.append(
          Diagnostic(
            found.isEmpty ? .missingLabel : .duplicateLabel,
            at: .init(file: file, field: label),
            "the export has \(found.isEmpty ? "no" : "more than one") column '\(label)', which 'pivot' names",
            hint: Suggestion.hint(for: label, among: header)))
      }
      return found.first ?? 0
    }
    self.pivot = pivot
    keys = pivot.keys.map(position)
    (name, value) = (position(pivot.name), position(pivot.value))
    let named = Set(pivot.keys + [pivot.name, pivot.value])
    for label in header where !named.contains(label) {
      problems.append(
        Diagnostic(
          .extraLabel, at: .init(file: file, field: label),
          "'pivot' names no column '\(label)' of the export, and rows that differ in it cannot be one row",
          hint: "Add it to 'keys' of 'pivot', or let the source system leave it out."))
    }
    names = pivot.columns.map { [arena] in arena.keep(text: $0) }
    self.blanks = blanks.map { [arena] in arena.keep(text: $0) }
    guard problems.isEmpty else { throw Failure(problems) }
  }

  /// How many parts a sorted row has.
  var parts: Int { keys.count + 2 }

  /// Puts a row of the export in a record; false where it is for no column.
  func fill(
    _ record: inout RowRecord, _ batch: borrowing RecordBatch, _ row: Int,
    _ place: (line: Int, number: Int)
  ) -> Bool {
    let label = batch.span(row: row, column: name)
    guard let column = names.firstIndex(where: { label.elementsEqual($0.span) }) else {
      return false
    }
    record.begin()
    for key in keys {
      SortKey.append(text: batch.span(row: row, column: key), to: &record.text)
    }
    Self.append(column, to: &record.text)
    Self.append(place.number, to: &record.text)
    record.endKey()
    for key in keys {
      record.text.append(batch.span(row: row, column: key))
      record.endPart()
    }
    record.text.append(batch.span(row: row, column: value))
    record.endPart()
    for number in [column, place.line, place.number] { Self.append(number, to: &record.text) }
    record.endPart()
    record.end()
    return true
  }

  // Not inlined: the optimiser of Swift 6.3.1 stops on it otherwise ("Found ownership error").

  /// A cell of the key.
  @inline(never)
  @_lifetime(borrow row)
  func key(_ index: Int, of row: SortedRow) -> Span<UInt8> {
    row.part(index, of: parts)
  }

  /// The value.
  @inline(never)
  @_lifetime(borrow row)
  func value(of row: SortedRow) -> Span<UInt8> { row.part(keys.count, of: parts) }

  /// The column that a row fills, and where it stands in the export.
  func place(of row: SortedRow) -> (column: Int, line: Int, number: Int) {
    let bytes = row.part(keys.count + 1, of: parts)
    func number(_ index: Int) -> Int {
      Int(truncatingIfNeeded: UInt64(bigEndian: bytes.word(at: 8 * index)))
    }
    return (number(0), number(1), number(2))
  }

  private static func append(_ number: Int, to out: inout ByteBuffer) {
    for shift in stride(from: 56, through: 0, by: -8) {
      out.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

/// A row that is being put together.
struct PivotGroup {
  private let layout: PivotLayout
  /// The cells of the key, then values as they come.
  private var text: [UInt8] = []
  /// How many bytes the cells have that were taken.
  var size: Int { text.count }
  private var keys: [Range<Int>] = []
  /// For each column the value in `text`, and the row that it comes from; 0 where there is none.
  private var values: [(cell: Range<Int>, row: Int)]
  /// The first line of the export that is part of it; 0 where nothing is.
  private var line = 0

  init(_ layout: PivotLayout) {
    self.layout = layout
    values = layout.pivot.columns.map { _ in (0..<0, 0) }
  }

  /// Whether a row belongs to it.
  func has(_ row: SortedRow) -> Bool {
    guard line > 0 else { return false }
    for index in keys.indices {
      let cell = layout.key(index, of: row)
      if !text.span[keys[index]].elementsEqual(cell) { return false }
    }
    return true
  }

  /// Begins one with the key of a row.
  mutating func begin(_ row: SortedRow) {
    text.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    for index in layout.keys.indices {
      let start = text.count
      text.append(contentsOf: layout.key(index, of: row))
      keys.append(start..<text.count)
    }
    line = .max
  }

  /// Adds the value of a row; the row of the export that filled the same column where there is one.
  mutating func add(_ row: SortedRow) -> Int? {
    let (column, line, number) = layout.place(of: row)
    guard values[column].row == 0 else { return values[column].row }
    let start = text.count
    text.append(contentsOf: layout.value(of: row))
    values[column] = (start..<text.count, number)
    self.line = min(self.line, line)
    return nil
  }

  /// Appends it to a batch, and forgets it.
  mutating func flush(into batch: inout RecordBatch) {
    guard line > 0 else { return }
    for key in keys { Self.append(text.span[key], to: &batch) }
    for column in values.indices {
      let (cell, row) = values[column]
      if row == 0 {
        Self.append(layout.blanks[column].span, to: &batch)
      } else {
        Self.append(text.span[cell], to: &batch)
      }
      values[column].row = 0
    }
    batch.numbers.append(UInt32(batch.recordCount))
    batch.lines.append(UInt32(truncatingIfNeeded: line - 1))
    batch.recordCount += 1
    line = 0
  }

  private static func append(_ cell: Span<UInt8>, to batch: inout RecordBatch) {
    // A row has at most `PivotedTable.mostBytes`, and a batch one row more than it should.
    batch.offsets.append(UInt32(truncatingIfNeeded: batch.text.count))
    batch.text.append(cell)
    batch.offsets.append(UInt32(truncatingIfNeeded: batch.text.count))
  }
}
