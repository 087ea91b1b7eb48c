// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Makes a header and records of the cells of a sheet, row by row; used by one thread.
final class SheetRows {
  /// A cell that covers others.
  struct Merge {
    var columns: ClosedRange<Int>
    var rows: ClosedRange<Int>
  }

  /// Merged cells so far; those of header rows must be known before the last of them ends.
  private(set) var merges: [Merge] = []
  /// What the sheet holds that is seldom meant.
  @exclusivity(unchecked) var remarks = SheetRemarks()
  let options: SheetOptions
  private let context: ExtractContext
  private let sink: RecordSink
  private let workbook: Workbook
  private let sheet: String
  /// The cells of the current row, in the order in which they came.
  @exclusivity(unchecked) private var text = ByteBuffer(capacity: 1 << 14)
  @exclusivity(unchecked) private var cells: [(column: Int, range: Range<Int>)] = []
  @exclusivity(unchecked) private var cellStart = 0
  /// The current row, from 1.
  @exclusivity(unchecked) private(set) var row = 0
  /// How often the row stands there.
  @exclusivity(unchecked) private var times = 0
  @exclusivity(unchecked) private var isHidden = false
  /// Bytes that the current row has by repetition of cells, and that all rows have by any.
  @exclusivity(unchecked) private var rowRepeated = 0
  @exclusivity(unchecked) private var repeated = 0
  /// Header rows so far.
  private var header = SheetHeader()
  private var labels: [String]?
  private var width: Int?
  @exclusivity(unchecked) private var filled: FilledCells?

  init(
    _ options: SheetOptions, _ context: ExtractContext, sink: RecordSink, _ workbook: Workbook,
    sheet: String, isHidden: Bool
  ) {
    (self.options, self.context, self.sink) = (options, context, sink)
    (self.workbook, self.sheet) = (workbook, sheet)
    remarks.isSheetHidden = isHidden
  }

  /// Where a cell of the current row is, for messages.
  func place(column: Int? = nil) -> Diagnostic.Location { location(column, row) }

  private func location(_ column: Int?, _ row: Int?) -> Diagnostic.Location {
    let cell = column.map { "\(sheet)!\(SheetCell.letters($0))\(row ?? 1)" }
    return .init(file: workbook.name, line: row, path: cell ?? sheet)
  }

  /// Says that cells are merged.
  func merge(_ merge: Merge) {
    if merges.count < 100_000 { merges.append(merge) }
  }

  /// Begins a row, which stands there as often as is said; only what is read of it counts.
  func beginRow(_ number: Int, times: Int = 1, isHidden: Bool = false) {
    let end = min(number + times, options.range.rows.upperBound + 1)
    row = max(number, options.range.rows.lowerBound)
    self.times = max(0, end - row)
    if self.times == 0 { row = number }
    self.isHidden = isHidden
    text.removeAll()
    cells.removeAll(keepingCapacity: true)
    (cellStart, rowRepeated) = (0, 0)
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

  /// The current cell's bytes.
  var cell: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: text.bytes[cellStart...]) }

  /// Forgets the current cell's bytes.
  func clearCell() { text.truncate(to: cellStart) }

  /// Decodes the escapes of a workbook of Excel in the current cell, from a byte of it on.
  ///
  /// - Returns: whether all escapes are whole characters.
  func decodeEscapes(from start: Int) -> Bool {
    let part = UnsafeMutableBufferPointer(rebasing: text.mutableBytes[(cellStart + start)...])
    guard let count = XString.decode(part) else { return false }
    text.truncate(to: cellStart + start + count)
    return true
  }

  /// Whether the error that the current cell holds is a missing value.
  ///
  /// - Throws: `format-error` where it is none.
  func checkError(_ column: Int) throws(Failure) {
    let word = String(decoding: cell, as: UTF8.self)
    let index = column - options.range.columns.lowerBound
    let label = labels.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    if width != nil, context.missingWords.contains(word, column: label) { return }
    throw Failure(
      .format, at: place(column: column), "a cell holds an error of its formula",
      hint:
        "Open the workbook, mend the formula in this cell, and save it. Where the error means that there is no value, "
        + "add it to 'missingValues': missingValues: [\"\", \"#N/A\"].")
  }

  /// Ends the current cell, which stands in a column and, by repetition, in those behind it.
  func endCell(_ column: Int, times: Int = 1) {
    let range = cellStart..<text.count
    cellStart = text.count
    guard !range.isEmpty, isWanted else { return }
    for column in column..<column + times where options.range.columns.contains(column) {
      cells.append((column, range))
    }
    if times > 1 { rowRepeated += (times - 1) * range.count }
  }

  /// Ends a row.
  func endRow() throws(Failure) {
    guard isWanted else { return }
    guard text.count + rowRepeated <= sink.recordLimit else { throw tooLarge }
    guard width != nil else { return try endHeaderRow() }
    guard !cells.isEmpty else { return sink.passBlank() }
    // Both are bounded: a sheet has a million rows, and a row what a record may have.
    repeated += rowRepeated + (times - 1) * (text.count + rowRepeated)
    guard repeated <= max(UnpackLimit.floor, workbook.size * UnpackLimit.ratio) else {
      throw Failure(
        .compression, at: place(),
        "rows and cells repeat themselves as in a zip bomb, this row \(times) times",
        hint: "Open the workbook, delete the rows that should not be there, and save it.")
    }
    for time in 0..<times { try put(line: row + time) }
  }

  private func endHeaderRow() throws(Failure) {
    guard !cells.isEmpty || options.headerRows == 0 || !header.rows.isEmpty else { return }
    let first = options.range.columns.lowerBound
    if options.headerRows == 0 {
      guard let last = cells.map(\.column).max() else { return }
      try begin(labels: nil, width: last - first + 1)
      return try endRow()
    }
    header.append(
      cells.map { ($0.column, String(decoding: text.bytes[$0.range], as: UTF8.self)) }, number: row)
    if header.rows.count == options.headerRows {
      let labels = header.labels(merges, first: first, join: options.headerJoin)
      try begin(labels: labels, width: labels.count)
    }
    if times > 1 {
      (row, times) = (row + 1, times - 1)
      try endRow()
    }
  }

  private func put(line: Int) throws(Failure) {
    guard let width else { return }
    sink.beginRow()
    let first = options.range.columns.lowerBound
    var last = first
    for cell in cells where cell.column > last { last = cell.column }
    if isHidden { remarks.hiddenRows.add(row: line) }
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
    filled?.begin(row: line)
    for cell in cells {
      sink.append(UnsafeBufferPointer(rebasing: text.bytes[cell.range]))
      sink.endCell(cell.column - first)
      filled?.insert(cell.column)
      remarks.see(cell.column, row: line)
    }
    try sink.endRow(line: line)
  }

  private func begin(labels: [String]?, width: Int) throws(Failure) {
    (self.labels, self.width) = (labels, width)
    let first = options.range.columns.lowerBound
    filled = FilledCells(columns: first...first + max(width, 1) - 1)
    try sink.begin(header: labels, width: width, at: place())
  }

  /// Says that the sheet ended, and tells what it holds that is seldom meant.
  ///
  /// - Throws: `source-empty` where it had no header.
  func end() throws(Failure) {
    guard let filled else { throw empty }
    var labels: [Int: String] = [:]
    for (index, label) in (self.labels ?? []).enumerated() {
      labels[filled.columns.lowerBound + index] = label
    }
    let found = remarks.diagnostics(
      sheet: sheet, merged: MergedCells(merges, filled), labels: labels, place: location)
    for remark in found { sink.remark(remark) }
  }

  private var empty: Failure {
    let isAny = options.headerRows == 0
    return Failure(
      .sourceEmpty, at: .init(file: workbook.name, path: sheet),
      isAny
        ? "the sheet has no cells here"
        : "the sheet has \(header.rows.count) of the \(options.headerRows) header rows",
      hint: isAny
        ? "Check 'sheet' and 'range', and whether the export ran."
        : "Check 'sheet', 'range' and 'headerRows', and whether the export ran.")
  }
}
