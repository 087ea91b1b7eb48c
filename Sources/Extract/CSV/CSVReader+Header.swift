// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What the top of a CSV file says.
struct CSVHeader: Equatable {
  /// The labels; nil where the file has no header.
  var labels: [String]?
  /// Cells per row.
  var width: Int
}

extension CSVReader {
  /// Passes over the preamble and reads the header; `buffer` then begins with the first record.
  ///
  /// - Throws: `source-empty`, text codes and `record-too-large`, with the place in the file.
  mutating func readHeader(_ buffer: inout ByteBuffer) throws(Failure) -> CSVHeader {
    try takeSeparatorLine(&buffer)
    try skipPreamble(&buffer)
    let wanted = max(1, dialect.headerRows)
    let found = try findRecords(wanted, &buffer)
    guard found.records == wanted else {
      // Without a header, a file of blank lines is a table of one column.
      guard dialect.headerRows == 0, found.blanks > 0 else { throw empty() }
      return CSVHeader(labels: nil, width: 1)
    }
    var top = RecordBatch(capacity: found.end)
    unsafe top.text.append(UnsafeBufferPointer(rebasing: buffer.bytes[..<found.end]))
    do {
      // No record has no cells: each comes out with as many as it has.
      try CSVParser(dialect: dialect, encoding: encoding, width: 0).parse(&top)
    } catch {
      throw error.located(in: file, line: line)
    }
    let rows = top.malformed.map { record in
      record.cells.map { unsafe String(decoding: top.text.bytes[$0], as: UTF8.self) }
    }
    if dialect.headerRows > 0 {
      buffer.removeFirst(found.end)
      line += top.lineCount
    }
    return header(rows)
  }

  /// The labels of the header's rows, joined column by column.
  private func header(_ rows: [[String]]) -> CSVHeader {
    var width = rows.map(\.count).max() ?? 0
    var labels = (0..<width).map { column in
      rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
        .joined(separator: dialect.headerJoin)
    }
    let surplus = labels.reversed().prefix { $0.isEmpty }.count
    if width > 1, surplus > 0, dialect.trailingDelimiter || dialect.surplusEmptyCells {
      width -= dialect.surplusEmptyCells ? min(surplus, width - 1) : 1
      labels.removeSubrange(width...)
    }
    return CSVHeader(labels: dialect.headerRows > 0 ? labels : nil, width: width)
  }

  /// Passes over `skipLines` physical lines, in bounded memory.
  private mutating func skipPreamble(_ buffer: inout ByteBuffer) throws(Failure) {
    var left = dialect.skipLines
    var afterReturn = false
    while left > 0 || afterReturn {
      if buffer.isEmpty { try fill(&buffer) }
      if buffer.isEmpty { return try stopIfUndecodable(buffer) }
      var at = 0
      for place in unsafe buffer.bytes.indices {
        let byte = unsafe buffer.bytes[place]
        if afterReturn, byte == 0x0A {
          afterReturn = false
        } else if left == 0 {
          afterReturn = false
          break
        } else {
          afterReturn = byte == 0x0D
          if afterReturn || byte == 0x0A { (left, line) = (left - 1, line + 1) }
        }
        at += 1
      }
      buffer.removeFirst(at)
    }
  }

  /// Reads until `wanted` records lie in the buffer; says how many do, and where the last one ends.
  private mutating func findRecords(
    _ wanted: Int, _ buffer: inout ByteBuffer
  ) throws(Failure) -> (records: Int, blanks: Int, end: Int) {
    var finder = ExactCutter(dialect)
    var found = (records: 0, blanks: 0, end: 0)
    while true {
      while found.records < wanted,
        let (end, kind) = unsafe finder.nextEnd(buffer.bytes, isAtEnd: isAtEnd)
      {
        found.end = end
        if kind == .record { found.records += 1 }
        if kind == .blank { found.blanks += 1 }
      }
      if found.records == wanted || isAtEnd { return found }
      try stopIfUndecodable(buffer)
      if buffer.count >= sizes.record { throw headerTooLarge(&buffer) }
      try fill(&buffer)
    }
  }

  private func stopIfUndecodable(_ buffer: borrowing ByteBuffer) throws(Failure) {
    guard let undecodable else { return }
    throw unsafe undecodableFailure(buffer.bytes, undecodable).located(in: file, line: line)
  }

  private func headerTooLarge(_ buffer: inout ByteBuffer) -> Failure {
    var probe = RecordBatch()
    swap(&probe.text, &buffer)
    do {
      try CSVParser(dialect: dialect, encoding: encoding, width: 0).parse(&probe)
    } catch {
      return error.located(in: file, line: line)
    }
    return Failure(
      .recordTooLarge, at: Diagnostic.Location(file: file, line: line, column: 1),
      "the header is larger than \(sizes.record) bytes",
      hint: "Check the delimiter, the quotes, and whether the file is what it should be.")
  }

  private func empty() -> Failure {
    Failure(
      .sourceEmpty, at: Diagnostic.Location(file: file),
      line == 1 ? "the file is empty" : "the file has no header below the lines that are skipped",
      hint: "Check that the export ran. A file without a header needs 'headerRows: 0'.")
  }
}
