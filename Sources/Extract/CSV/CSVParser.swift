// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Turns the raw bytes of a batch into cells of UTF-8.
///
/// First every byte is checked, then the bytes are cut into cells, and the earlier of two failures
/// counts; only then is anything changed: quotes are undoubled and single-byte text is decoded.
struct CSVParser: Sendable {
  /// More cells than this in one record are a failure: the memory of a batch stays bounded.
  static let maximumCells = 65_536

  let dialect: CSVDialect
  let encoding: SourceEncoding
  /// The table of a single-byte encoding.
  let charset: Charset?
  /// Cells per row; 0 makes every record a malformed one, with all its cells.
  var width: Int
  /// Whether a record that cannot be cut or decoded is malformed by itself, where it stays on its own line.
  let isTolerant: Bool

  init(dialect: CSVDialect, encoding: SourceEncoding, width: Int, isTolerant: Bool = false) {
    (self.dialect, self.isTolerant) = (dialect, isTolerant)
    self.encoding = encoding
    charset = encoding.charset
    self.width = width
  }

  /// Cuts and decodes what `batch.text` holds.
  func parse(_ batch: inout RecordBatch) throws(BatchFailure) {
    let bytes = unsafe batch.text.bytes
    var check = unsafe TextCheck(bytes, charset: charset)
    if isTolerant, check.firstBad != nil {
      check = unsafe TextCheck(bytes, charset: charset, passesOver: true)
    }
    batch.width = width
    (batch.utf8Sequences, batch.otherHighBytes) = (check.utf8Sequences, check.otherHighBytes)
    batch.mayBeOdd = check.mayBeOdd || check.utf8Sequences > 0
    batch.isContiguous = true
    var splitter = unsafe RecordSplitter(
      bytes, dialect: dialect, width: width, isTolerant: isTolerant)
    let stray = splitter.run(&batch)
    if let bad = check.firstBad, bad <= stray?.position ?? .max {
      throw unsafe textFailure(bytes, at: bad)
    }
    if let stray { throw unsafe stray.failure(bytes) }
    let spoilt = try spoiltRows(check.passedOver, batch)
    if !splitter.marked.isEmpty || !splitter.markedMalformed.isEmpty {
      CellEditor(dialect).removeEscapes(
        &batch, marked: splitter.marked, malformed: splitter.markedMalformed)
    }
    if dialect.unwrapsFormulas { FormulaText.unwrap(&batch) }
    if !spoilt.isEmpty { Self.reject(spoilt, &batch) }
    if let charset, !check.isASCII { CellEditor.decode(&batch, charset) }
  }

  /// A row with a byte that does not decode.
  private struct SpoiltRow {
    var row: Int
    /// The byte's column in the row's first line, from 1; nil where it stands on a later one.
    var column: Int?
  }

  /// The rows in which bytes stand that do not decode, in order; those of malformed records are left out already.
  ///
  /// - Parameter places: The bytes, in order.
  /// - Throws: `encoding-error` where a byte stands in no record: in a comment, for one.
  private func spoiltRows(
    _ places: [Int], _ batch: borrowing RecordBatch
  ) throws(BatchFailure) -> [SpoiltRow] {
    var spoilt: [SpoiltRow] = []
    let bytes = unsafe batch.text.bytes
    func bounds(_ row: Int) -> Range<Int> {
      let first = 2 * row * width
      return Int(batch.offsets[first])..<Int(batch.offsets[first + 2 * width - 1])
    }
    for place in places {
      var (low, high) = (0, batch.rowCount)
      while low < high {
        let middle = (low + high) / 2
        if bounds(middle).lowerBound <= place { low = middle + 1 } else { high = middle }
      }
      guard low > 0, bounds(low - 1).contains(place) else {
        guard batch.malformed.contains(where: { $0.cells.contains { $0.contains(place) } }) else {
          throw unsafe textFailure(bytes, at: place)
        }
        continue
      }
      guard spoilt.last?.row != low - 1 else { continue }
      var start = bounds(low - 1).lowerBound
      let isFirstLine = unsafe !bytes[start..<place].contains { $0 == 0x0A || $0 == 0x0D }
      // The first cell may begin behind a quote or spaces.
      while start > 0, unsafe bytes[start - 1] != 0x0A, unsafe bytes[start - 1] != 0x0D {
        start -= 1
      }
      spoilt.append(SpoiltRow(row: low - 1, column: isFirstLine ? place - start + 1 : nil))
    }
    return spoilt
  }

  /// Moves rows to the malformed records.
  private static func reject(_ spoilt: [SpoiltRow], _ batch: inout RecordBatch) {
    let cells = 2 * batch.width
    var (next, kept) = (0, 0)
    for row in 0..<batch.rowCount {
      let range = row * cells..<(row + 1) * cells
      if next < spoilt.count, spoilt[next].row == row {
        batch.malformed.append(
          MalformedRecord(
            number: Int(batch.numbers[row]), line: Int(batch.lines[row]), code: .encoding,
            cells: stride(from: range.lowerBound, to: range.upperBound, by: 2).map {
              Int(batch.offsets[$0])..<Int(batch.offsets[$0 + 1])
            }, column: spoilt[next].column))
        next += 1
      } else {
        for index in 0..<cells {
          batch.offsets[kept * cells + index] = batch.offsets[range.lowerBound + index]
        }
        (batch.numbers[kept], batch.lines[kept]) = (batch.numbers[row], batch.lines[row])
        kept += 1
      }
    }
    batch.offsets.removeSubrange((kept * cells)...)
    batch.numbers.removeSubrange(kept...)
    batch.lines.removeSubrange(kept...)
    batch.malformed.sort { $0.number < $1.number }
  }

  private func textFailure(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> BatchFailure {
    let place = unsafe TextPlace(of: position, in: bytes)
    if unsafe bytes[position] == 0 {
      return BatchFailure(
        .nulByte, line: place.line, column: place.column,
        "a NUL byte (0x00) stands in the text, which is not allowed in a CSV file",
        hint: "The file is damaged, or it is UTF-16 without saying so: then write "
          + "'encoding: utf-16le'.")
    }
    let hex = unsafe String(bytes[position], radix: 16, uppercase: true)
    let name = encoding.isUTF16 ? SourceEncoding.utf8.rawValue : encoding.rawValue
    return BatchFailure(
      .encoding, line: place.line, column: place.column,
      "the byte 0x\(hex) does not decode as \(name)",
      hint: encoding == .utf8
        ? "An export from Windows is often 'encoding: windows-1252'. Nothing is replaced by a guess."
        : "Write the encoding that the export really has. Nothing is replaced by a guess.")
  }
}
