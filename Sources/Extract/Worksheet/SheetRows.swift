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
    unsafe remarks.isSheetHidden = isHidden
  }

  /// Where a cell of the current row is, for messages.
  func place(column: Int? = nil) -> Diagnostic.Location { unsafe location(column, row) }

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
    unsafe row = max(number, options.range.rows.lowerBound)
    unsafe self.times = unsafe max(0, end - row)
    if unsafe self.times == 0 { unsafe row = number }
    unsafe self.isHidden = isHidden
    unsafe text.removeAll()
    unsafe cells.removeAll(keepingCapacity: true)
    unsafe (cellStart, rowRepeated) = (0, 0)
  }

  /// Whether the row is within what is read.
  private var isWanted: Bool { unsafe times > 0 }

  /// Whether a column of the row is within what is read.
  func isWanted(_ column: Int) -> Bool { isWanted && options.range.columns.contains(column) }

  /// Appends to the current cell.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard unsafe text.count + bytes.count <= sink.recordLimit else { throw tooLarge }
    unsafe text.append(bytes)
  }

  /// Appends a byte to the current cell.
  func append(_ byte: UInt8) {
    unsafe text.append(byte)
  }

  private var tooLarge: Failure {
    Failure(
      .recordTooLarge, at: place(), "a row is larger than \(sink.recordLimit) bytes",
      hint: "Check whether the file is what it should be.")
  }

  /// The current cell's bytes.
  var cell: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: text.bytes[cellStart...])
  }

  /// Forgets the current cell's bytes.
  func clearCell() { unsafe text.truncate(to: cellStart) }

  /// Decodes the escapes of a workbook of Excel in the current cell, from a byte of it on.
  ///
  /// - Returns: whether all escapes are whole characters.
  func decodeEscapes(from start: Int) -> Bool {
    let part = unsafe UnsafeMutableBufferPointer(
      rebasing: text.mutableBytes[(cellStart + start)...])
    guard let count = unsafe XString.decode(part) else { return false }
    unsafe text.truncate(to: cellStart + start + count)
    return true
  }

  /// Whether the error that the current cell holds is a missing value.
  ///
  /// - Throws: `format-error` where it is none.
  func checkError(_ column: Int) throws(Failure) {
    let word = unsafe String(decoding: cell, as: UTF8.self)
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
    let range = unsafe cellStart..<text.count
    unsafe cellStart = unsafe text.count
    guard !range.isEmpty, isWanted else { return }
    for column in column..<column + times where options.range.columns.contains(column) {
      unsafe cells.append((column, range))
    }
    if times > 1 { unsafe rowRepeated += (times - 1) * range.count }
  }

  /// Ends a row.
  func endRow() throws(Failure) {
    guard isWanted else { return }
    guard unsafe text.count + rowRepeated <= sink.recordLimit else { throw tooLarge }
    guard width != nil else { return try endHeaderRow() }
    guard unsafe !cells.isEmpty else { return sink.passBlank() }
    // Both are bounded: a sheet has a million rows, and a row what a record may have.
    unsafe repeated += rowRepeated + (times - 1) * (text.count + rowRepeated)
    guard unsafe repeated <= max(UnpackLimit.floor, workbook.size * UnpackLimit.ratio) else {
      throw Failure(
        .compression, at: place(),
        unsafe "rows and cells repeat themselves as in a zip bomb, this row \(times) times",
        hint: "Open the workbook, delete the rows that should not be there, and save it.")
    }
    for time in unsafe 0..<times { try unsafe put(line: row + time) }
  }

  private func endHeaderRow() throws(Failure) {
    guard unsafe !cells.isEmpty || options.headerRows == 0 || !header.rows.isEmpty else { return }
    let first = options.range.columns.lowerBound
    if options.headerRows == 0 {
      guard let last = unsafe cells.map(\.column).max() else { return }
      try begin(labels: nil, width: last - first + 1)
      return try endRow()
    }
    unsafe header.append(
      cells.map { unsafe ($0.column, String(decoding: text.bytes[$0.range], as: UTF8.self)) },
      number: unsafe row)
    if header.rows.count == options.headerRows {
      let labels = header.labels(merges, first: first, join: options.headerJoin)
      try begin(labels: labels, width: labels.count)
    }
    if unsafe times > 1 {
      unsafe (row, times) = unsafe (row + 1, times - 1)
      try endRow()
    }
  }

  private func put(line: Int) throws(Failure) {
    guard let width else { return }
    sink.beginRow()
    let first = options.range.columns.lowerBound
    var last = first
    for cell in unsafe cells where cell.column > last { last = cell.column }
    if unsafe isHidden { unsafe remarks.hiddenRows.add(row: line) }
    if last - first >= width {
      // For the quarantine: the cells that there are, in their places.
      var pieces = Array(repeating: sink.position..<sink.position, count: last - first + 1)
      for cell in unsafe cells {
        let start = sink.position + sink.cellCount
        unsafe sink.append(UnsafeBufferPointer(rebasing: text.bytes[cell.range]))
        pieces[cell.column - first] = start..<sink.position + sink.cellCount
      }
      return try sink.rejectRow(.extraCell, line: line, cells: pieces)
    }
    unsafe filled?.begin(row: line)
    for cell in unsafe cells {
      unsafe sink.append(UnsafeBufferPointer(rebasing: text.bytes[cell.range]))
      sink.endCell(cell.column - first)
      unsafe filled?.insert(cell.column)
      unsafe remarks.see(cell.column, row: line)
    }
    try sink.endRow(line: line)
  }

  private func begin(labels: [String]?, width: Int) throws(Failure) {
    (self.labels, self.width) = (labels, width)
    let first = options.range.columns.lowerBound
    unsafe filled = FilledCells(columns: first...first + max(width, 1) - 1)
    try sink.begin(header: labels, width: width, at: place())
  }

  /// Says that the sheet ended, and tells what it holds that is seldom meant.
  ///
  /// - Throws: `source-empty` where it had no header.
  func end() throws(Failure) {
    guard let filled = unsafe filled else { throw empty }
    var labels: [Int: String] = [:]
    for (index, label) in (self.labels ?? []).enumerated() {
      labels[filled.columns.lowerBound + index] = label
    }
    let found = unsafe remarks.diagnostics(
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
