// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// Makes a header and records of the cells of a sheet, row by row; used by one thread.
final class SheetRows {
  /// A header cell that covers others.
  struct Merge {
    var columns: ClosedRange<Int>
    var rows: ClosedRange<Int>
  }

  /// Merged cells among the header rows, where they are known before.
  var merges: [Merge] = []
  /// Whether the header is still to come, and a merged cell says something.
  var wantsMerges: Bool { width == nil && merges.count < 100_000 }
  private let options: SheetOptions
  private let sink: RecordSink
  private let file: String
  private let sheet: String
  /// The cells of the current row, in the order in which they came.
  @exclusivity(unchecked) private var text = ByteBuffer(capacity: 1 << 14)
  @exclusivity(unchecked) private var cells: [(column: Int, range: Range<Int>)] = []
  @exclusivity(unchecked) private var cellStart = 0
  @exclusivity(unchecked) private var row = 0
  /// How often the row stands there.
  @exclusivity(unchecked) private var times = 0
  /// Header rows so far.
  private var header: [[(column: Int, text: String)]] = []
  private var headerRowNumbers: [Int] = []
  private var width: Int?

  init(_ options: SheetOptions, sink: RecordSink, file: String, sheet: String) {
    (self.options, self.sink, self.file, self.sheet) = (options, sink, file, sheet)
  }

  /// Where a cell is, for messages.
  func place(column: Int? = nil) -> Diagnostic.Location {
    .init(
      file: file, line: row,
      path: column.map { "\(sheet)!\(SheetCell.letters($0))\(row)" } ?? sheet)
  }

  /// Begins a row, which stands there as often as is said; only what is read of it counts.
  func beginRow(_ number: Int, times: Int = 1) {
    let end = min(number + times, options.range.rows.upperBound + 1)
    row = max(number, options.range.rows.lowerBound)
    self.times = max(0, end - row)
    if self.times == 0 { row = number }
    text.removeAll()
    cells.removeAll(keepingCapacity: true)
    cellStart = 0
  }

  /// Whether the row is within what is read.
  private var isWanted: Bool { times > 0 }

  /// Whether a column of the row is within what is read.
  func isWanted(_ column: Int) -> Bool { isWanted && options.range.columns.contains(column) }

  /// Appends to the current cell.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard text.count + bytes.count <= sink.recordLimit else { throw tooLarge }
    text.append(bytes)
  }

  /// Appends a byte to the current cell.
  func append(_ byte: UInt8) {
    text.append(byte)
  }

  private var tooLarge: Failure {
    Failure(
      .recordTooLarge, at: place(), "a row is larger than \(sink.recordLimit) bytes",
      hint: "Check whether the file is what it should be.")
  }

  /// Bytes in the current row so far.
  var count: Int { text.count }

  /// The current cell's bytes.
  var cell: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: text.bytes[cellStart...]) }

  /// Forgets the current cell's bytes.
  func clearCell() { text.truncate(to: cellStart) }

  /// Ends the current cell, which stands in a column and, by repetition, in those behind it.
  func endCell(_ column: Int, times: Int = 1) {
    let range = cellStart..<text.count
    cellStart = text.count
    guard !range.isEmpty, isWanted else { return }
    for column in column..<column + times where options.range.columns.contains(column) {
      cells.append((column, range))
    }
  }

  /// Ends a row.
  func endRow() throws(Failure) {
    guard isWanted else { return }
    guard let width else {
      guard !cells.isEmpty || options.headerRows == 0 || !header.isEmpty else { return }
      if options.headerRows == 0 {
        guard let last = cells.map(\.column).max() else { return }
        try begin(labels: nil, width: last - options.range.columns.lowerBound + 1)
        return try endRow()
      }
      header.append(cells.map { ($0.column, string($0.range)) })
      headerRowNumbers.append(row)
      if header.count == options.headerRows { try endHeader() }
      if times > 1 {
        (row, times) = (row + 1, times - 1)
        try endRow()
      }
      return
    }
    guard !cells.isEmpty else { return sink.passBlank() }
    if times > 1, times * text.count > 64 << 20 {
      throw Failure(
        .compression, at: place(), "a row repeats itself \(times) times, as a zip bomb does",
        hint: "Open the workbook, delete the rows that should not be there, and save it.")
    }
    for time in 0..<times { try put(width: width, line: row + time) }
  }

  private func put(width: Int, line: Int) throws(Failure) {
    sink.beginRow()
    let first = options.range.columns.lowerBound
    var last = first
    for cell in cells where cell.column > last { last = cell.column }
    if last - first >= width {
      // For the quarantine: the cells that there are, in their places.
      var pieces = Array(repeating: sink.position..<sink.position, count: last - first + 1)
      for cell in cells {
        let start = sink.position + sink.cellCount
        sink.append(UnsafeBufferPointer(rebasing: text.bytes[cell.range]))
        pieces[cell.column - first] = start..<sink.position + sink.cellCount
      }
      return try sink.rejectRow(.extraCell, line: line, cells: pieces)
    }
    for cell in cells {
      sink.append(UnsafeBufferPointer(rebasing: text.bytes[cell.range]))
      sink.endCell(cell.column - first)
    }
    try sink.endRow(line: line)
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: text.bytes[range], as: UTF8.self)
  }

  private func endHeader() throws(Failure) {
    let first = options.range.columns.lowerBound
    let last = header.joined().map(\.column).max() ?? first
    let covering = merges.filter { merge in
      merge.columns.contains(last) || merge.columns.upperBound > last
    }
    // A merged cell at the right covers columns that have no text of their own.
    let width =
      max(
        last,
        covering.filter { headerRowNumbers.contains($0.rows.lowerBound) }.map(\.columns.upperBound)
          .max() ?? 0,
        first) - first + 1
    var parts = Array(
      repeating: Array(repeating: "", count: min(width, SheetCell.columnLimit)), count: header.count
    )
    for (index, cells) in header.enumerated() {
      for cell in cells where parts[index].indices.contains(cell.column - first) {
        parts[index][cell.column - first] = cell.text
      }
      for merge in merges where merge.rows.lowerBound == headerRowNumbers[index] {
        let at = merge.columns.lowerBound - first
        guard parts[index].indices.contains(at) else { continue }
        for column in merge.columns.dropFirst() where parts[index].indices.contains(column - first)
        {
          parts[index][column - first] = parts[index][at]
        }
      }
    }
    let labels = parts[0].indices.map { column in
      parts.map { $0[column] }.filter { !$0.isEmpty }.joined(separator: options.headerJoin)
    }
    try begin(labels: labels, width: labels.count)
  }

  private func begin(labels: [String]?, width: Int) throws(Failure) {
    self.width = width
    try sink.begin(header: labels, width: width, at: place())
  }

  /// Says that the sheet ended.
  ///
  /// - Throws: `no-header` where it had no header.
  func end() throws(Failure) {
    guard width == nil else { return }
    if options.headerRows == 0, header.isEmpty {
      throw Failure(
        .sourceEmpty, at: .init(file: file, path: sheet), "the sheet has no cells here",
        hint: "Check 'sheet' and 'range', and whether the export ran.")
    }
    throw Failure(
      .sourceEmpty, at: .init(file: file, path: sheet),
      "the sheet has \(header.count) of the \(options.headerRows) header rows",
      hint: "Check 'sheet', 'range' and 'headerRows', and whether the export ran.")
  }
}
