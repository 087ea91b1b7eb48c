// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Cuts the bytes of a batch into records and cells; changes no byte.
///
/// Memory safety: `bytes` are those of the batch that the caller holds while it cuts; no index goes beyond their count.
@safe
struct RecordSplitter: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: CSVDialect
  let width: Int
  /// Whether a record with a stray quote is malformed by itself, where it stands on one line.
  let isTolerant: Bool
  /// Whether a byte can end or change an unquoted cell.
  private let isSpecial: [Bool]
  /// Where the next byte is, and on which line.
  var at = 0
  var line: UInt32 = 0
  /// Start and end of each cell, as in `RecordBatch.offsets`.
  var offsets: OffsetList
  /// Indices into `offsets` of the cells with doubled quotes or escapes.
  var marked: [Int] = []
  /// The same for cells of malformed records.
  private(set) var markedMalformed: [(record: Int, cell: Int)] = []
  var stop: Stop?

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, dialect: CSVDialect, width: Int, isTolerant: Bool = false
  ) {
    unsafe self.bytes = unsafe bytes
    self.dialect = dialect
    (self.width, self.isTolerant) = (width, isTolerant)
    offsets = OffsetList(capacity: bytes.count / 4)
    var special = [Bool](repeating: false, count: 256)
    for byte in [0x0A, 0x0D, dialect.delimiter] { special[Int(byte)] = true }
    for byte in [dialect.quote, dialect.escape] { byte.map { special[Int($0)] = true } }
    isSpecial = special
  }

  /// Fills the batch's cells and counts; returns what stopped it.
  mutating func run(_ batch: inout RecordBatch) -> Stop? {
    let canHurry =
      dialect.escape == nil && dialect.comment.isEmpty && !dialect.skipInitialSpace && width > 1
    while unsafe at < bytes.count, stop == nil {
      if canHurry { plainRecords(&batch) }
      if unsafe at == bytes.count || stop != nil { break }
      if !dialect.comment.isEmpty, unsafe bytes[at...].starts(with: dialect.comment) {
        skipComment()
      } else if unsafe bytes[at] == 0x0A || bytes[at] == 0x0D {
        blank(&batch)
      } else {
        record(&batch)
      }
    }
    batch.lineCount = Int(line)
    unsafe batch.offsets.append(contentsOf: offsets.values)
    return stop
  }

  /// Passes over the line end at `at`.
  @inline(__always)
  private mutating func endLine() {
    if unsafe bytes[at] == 0x0D, unsafe at + 1 < bytes.count, unsafe bytes[at + 1] == 0x0A {
      at += 1
    }
    at += 1
    line += 1
  }

  private mutating func skipComment() {
    while unsafe at < bytes.count, unsafe bytes[at] != 0x0A, unsafe bytes[at] != 0x0D { at += 1 }
    if unsafe at < bytes.count { endLine() }
  }

  /// A blank line: nothing, an error, or a record with one empty cell where the table has one column.
  private mutating func blank(_ batch: inout RecordBatch) {
    if width == 1 {
      offsets.append(at, at)
      batch.numbers.append(UInt32(batch.recordCount))
      batch.lines.append(line)
      batch.recordCount += 1
    } else if dialect.blankRowsAreErrors, width > 0 {
      batch.malformed.append(
        MalformedRecord(number: batch.recordCount, line: Int(line), code: .blankRow, cells: []))
      batch.recordCount += 1
    } else {
      batch.blankCount += 1
    }
    endLine()
  }

  @inline(__always)
  private mutating func record(_ batch: inout RecordBatch) {
    let first = offsets.count
    let (start, startLine) = (at, line)
    repeat {
      cell(number: batch.recordCount)
      if stop != nil { return recover(from: start, line: startLine, first: first, &batch) }
      guard unsafe at < bytes.count, unsafe bytes[at] == dialect.delimiter else { break }
      at += 1
      if offsets.count - first > 2 * CSVParser.maximumCells { return tooWide(batch.recordCount) }
    } while true
    if unsafe at < bytes.count { endLine() }
    var cells = (offsets.count - first) / 2
    if cells > width, width > 0, dialect.mayDrop(cells - width),
      surplusIsEmpty(from: first + 2 * width)
    {
      offsets.truncate(to: first + 2 * width)
      cells = width
    }
    if cells == width {
      batch.numbers.append(UInt32(truncatingIfNeeded: batch.recordCount))
      batch.lines.append(startLine)
    } else {
      reject(from: first, line: startLine, &batch)
    }
    batch.recordCount += 1
  }

  /// Whether all cells from an offset on are empty.
  private func surplusIsEmpty(from start: Int) -> Bool {
    let values = unsafe offsets.values
    return stride(from: start, to: values.count, by: 2).allSatisfy {
      unsafe values[$0] == values[$0 + 1]
    }
  }

  /// Rejects the record that was being cut, where a stray quote stopped it and it stands on one line: then it is
  /// certain where the next one begins. What stopped it stays where it does not.
  @inline(never)
  private mutating func recover(
    from start: Int, line startLine: UInt32, first: Int, _ batch: inout RecordBatch
  ) {
    guard isTolerant, let quote = stop, quote.code == .strayQuote else { return }
    var cutter = ExactCutter(dialect)
    let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
    guard let (length, _) = unsafe cutter.nextEnd(rest, isAtEnd: true), cutter.wasOnOneLine else {
      return
    }
    var end = start + length
    while end > start, unsafe bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    while let last = marked.last, last >= first { marked.removeLast() }
    offsets.truncate(to: first)
    batch.malformed.append(
      MalformedRecord(
        number: batch.recordCount, line: Int(startLine), code: .strayQuote, cells: [start..<end],
        column: quote.position - start + 1))
    batch.recordCount += 1
    (stop, at, line) = (nil, end, startLine)
    if unsafe at < bytes.count { endLine() }
  }

  /// Moves the cells of a malformed record out of the way.
  @inline(never)
  private mutating func reject(from first: Int, line: UInt32, _ batch: inout RecordBatch) {
    let values = unsafe offsets.values
    let cells = stride(from: first, to: values.count, by: 2).map {
      unsafe Int(values[$0])..<Int(values[$0 + 1])
    }
    while let last = marked.last, last >= first {
      marked.removeLast()
      markedMalformed.append((batch.malformed.count, (last - first) / 2))
    }
    offsets.truncate(to: first)
    batch.malformed.append(
      MalformedRecord(
        number: batch.recordCount, line: Int(line),
        code: cells.count < width ? .missingCell : .extraCell, cells: cells))
  }

  /// One cell; leaves `at` on the delimiter or line end behind it, or at the end.
  @inline(__always)
  private mutating func cell(number: Int) {
    while unsafe at < bytes.count, unsafe dialect.isSkipped(bytes[at]) { at += 1 }
    if unsafe at < bytes.count, unsafe bytes[at] == dialect.quote { return quotedCell(number) }
    let start = at
    while true {
      at = unsafe isSpecial.withUnsafeBufferPointer { special in
        var at = at
        while unsafe at < bytes.count, unsafe !special[Int(bytes[at])] { at += 1 }
        return at
      }
      guard unsafe at < bytes.count,
        unsafe bytes[at] == dialect.quote || bytes[at] == dialect.escape
      else {
        break
      }
      if dialect.unwrapsFormulas,
        let end = unsafe FormulaText.end(
          bytes, from: start, quote: at, delimiter: dialect.delimiter)
      {
        at = end
        break
      }
      guard unsafe bytes[at] == dialect.escape else { return strayQuote(number, at, from: start) }
      escape(number, offsets.count)
      if stop != nil { return }
    }
    offsets.append(start, at)
  }

  /// A cell within quotes; `at` is on the opening one, and is left as `cell` leaves it.
  mutating func quotedCell(_ number: Int) {
    let opening = at
    let index = offsets.count
    at += 1
    while unsafe at < bytes.count {
      let byte = unsafe bytes[at]
      if byte == dialect.escape {
        escape(number, index)
        if stop != nil { return }
      } else if byte == dialect.quote {
        if dialect.doubleQuote, unsafe at + 1 < bytes.count, unsafe bytes[at + 1] == dialect.quote {
          mark(index)
          at += 2
          continue
        }
        return close(opening, number)
      } else {
        if unsafe TextPlace.endsLine(bytes, at: at) { line += 1 }
        at += 1
      }
    }
    stop = Stop(
      code: .unclosedQuote, position: opening, number: number,
      summary: "a quote opens here that never closes",
      hint: "Close it, double a quote that is meant as text, or set 'quoteChar: null' where the "
        + "export uses no quotes.")
  }

  /// The end of a quoted cell: `at` is on its closing quote.
  @inline(__always)
  private mutating func close(_ opening: Int, _ number: Int) {
    let closing = at
    at += 1
    if unsafe at < bytes.count, unsafe bytes[at] != dialect.delimiter, unsafe bytes[at] != 0x0A,
      unsafe bytes[at] != 0x0D
    {
      return strayQuote(number, closing)
    }
    offsets.append(opening + 1, closing)
  }

  /// Passes over the escape character at `at` and the byte that it makes an ordinary one.
  private mutating func escape(_ number: Int, _ index: Int) {
    guard unsafe at + 1 < bytes.count else {
      stop = Stop(
        code: .strayQuote, position: at, number: number,
        summary: "an escape character stands at the very end, with nothing behind it",
        hint: "The export seems to be cut off: let the source system make it again.")
      return
    }
    mark(index)
    if unsafe TextPlace.endsLine(bytes, at: at + 1) { line += 1 }
    at += 2
  }

  private mutating func mark(_ index: Int) {
    if marked.last != index { marked.append(index) }
  }

  private mutating func strayQuote(_ number: Int, _ position: Int, from start: Int? = nil) {
    stop = Stop(
      code: .strayQuote, position: position, number: number,
      summary: "a quote stands in the middle of a cell",
      hint:
        "A cell with quotes in it must be quoted itself, and its quotes doubled. Where the export "
        + "uses no quotes at all, set 'quoteChar: null'.")
    if let start, start < position,
      unsafe bytes[start..<position].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
    {
      stop?.summary = "a space before a quote: the quote stands in the middle of a cell"
      stop?.hint =
        "Where spaces follow the delimiter, write 'skipInitialSpace: true' under 'dialect'."
    } else if let start, position == start + 1, unsafe bytes[start] == 0x3D {
      stop?.summary = "a quote stands in the middle of a cell, behind an equals sign"
      stop?.hint =
        "A cell such as =\"0012\" is a formula, by which Excel keeps the zeroes: write 'unwrapFormulas: true' under "
        + "'dialect', or let the source system export the text alone."
    } else if position > 0, unsafe bytes[position - 1] == 0x5C, dialect.escape == nil {
      stop?.summary = "a quote stands in the middle of a cell, behind a backslash"
      stop?.hint =
        "Where a backslash makes a quote a part of the text, write 'escapeChar: \"\\\"' under 'dialect'."
    }
  }

  private mutating func tooWide(_ number: Int) {
    stop = Stop(
      code: .recordTooLarge, position: at, number: number,
      summary: "a record has more than \(CSVParser.maximumCells) cells",
      hint: "Check the delimiter, and whether the file is what it should be.")
  }
}
