// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// Turns the raw bytes of a batch into cells of UTF-8.
///
/// First every byte is checked, then the bytes are cut into cells, and the earlier of two faults
/// counts; only then is anything changed: quotes are undoubled and single-byte text is decoded.
struct CSVParser: Sendable {
  /// More cells than this in one record are a fault: the memory of a batch stays bounded.
  static let maximumCells = 65_536

  let dialect: CSVDialect
  let encoding: SourceEncoding
  /// The table of a single-byte encoding.
  let charset: Charset?
  /// Cells per row; 0 makes every record a rejected one, with all its cells.
  var width: Int

  init(dialect: CSVDialect, encoding: SourceEncoding, width: Int) {
    self.dialect = dialect
    self.encoding = encoding
    charset = encoding.charset
    self.width = width
  }

  /// Cuts and decodes what `batch.text` holds.
  func parse(_ batch: inout RecordBatch) throws(BatchFault) {
    let bytes = batch.text.bytes
    let check = TextCheck(bytes, charset: charset)
    batch.width = width
    (batch.utf8Sequences, batch.otherHighBytes) = (check.utf8Sequences, check.otherHighBytes)
    batch.mayBeOdd = check.mayBeOdd || check.utf8Sequences > 0
    batch.isContiguous = true
    var splitter = RecordSplitter(bytes, dialect: dialect, width: width)
    let stray = splitter.run(&batch)
    if let bad = check.firstBad, bad <= stray?.position ?? .max { throw textFault(bytes, at: bad) }
    if let stray { throw stray.fault(bytes) }
    if !splitter.marked.isEmpty || !splitter.markedRejected.isEmpty {
      CellEditor(dialect).removeEscapes(
        &batch, marked: splitter.marked, rejected: splitter.markedRejected)
    }
    if let charset, !check.isASCII { CellEditor.decode(&batch, charset) }
  }

  private func textFault(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> BatchFault {
    let place = TextPlace(of: position, in: bytes)
    if bytes[position] == 0 {
      return BatchFault(
        .nulByte, line: place.line, column: place.column,
        "a NUL byte (0x00) stands in the text, which is not allowed in a CSV file",
        hint: "The file is damaged, or it is UTF-16 without saying so: then write "
          + "'encoding: utf-16le'.")
    }
    let hex = String(bytes[position], radix: 16, uppercase: true)
    let name = encoding.isUTF16 ? SourceEncoding.utf8.rawValue : encoding.rawValue
    return BatchFault(
      .encoding, line: place.line, column: place.column,
      "the byte 0x\(hex) does not decode as \(name)",
      hint: encoding == .utf8
        ? "An export from Windows is often 'encoding: windows-1252'. Nothing is replaced by a guess."
        : "Write the encoding that the export really has. Nothing is replaced by a guess.")
  }
}
