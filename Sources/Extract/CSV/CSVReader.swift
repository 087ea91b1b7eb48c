// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads one CSV file in blocks of whole records.
struct CSVReader {
  let file: String
  private(set) var dialect: CSVDialect
  private let isTolerant: Bool
  let encoding: SourceEncoding
  let sizes: BlockSizes
  let source: any ByteSource
  /// The line, from 1, of the buffer's first byte; kept up to the first batch only.
  var line = 1
  var isAtEnd = false
  /// Whether the last line of the file has a line end; known once it is read to its end.
  private(set) var endsLine = true
  /// Why nothing follows the bytes in the buffer, where that is not the end.
  private(set) var undecodable: (summary: String, hint: String)?
  private var cutter: any RecordCutter
  private var gaveOut = false
  /// The end of the last record in the buffer that may be the last line; 0 where there is none.
  var held = 0
  /// Whether the last line was found, where one is known by what it says.
  var footer = FooterSearch.open

  init(
    file: String, dialect: CSVDialect, isTolerant: Bool, encoding: SourceEncoding,
    sizes: BlockSizes, source: any ByteSource
  ) {
    self.file = file
    (self.dialect, self.isTolerant) = (dialect, isTolerant)
    self.encoding = encoding
    self.sizes = sizes
    self.source = source
    cutter = Self.cutter(dialect, isTolerant)
  }

  private static func cutter(_ dialect: CSVDialect, _ isTolerant: Bool) -> any RecordCutter {
    guard dialect.isPlain else { return ExactCutter(dialect) }
    return isTolerant ? QuoteCutter(dialect) : FastCutter(dialect)
  }

  /// Reads on with another delimiter; before the first record only.
  mutating func set(delimiter: UInt8) {
    dialect.delimiter = delimiter
    cutter = Self.cutter(dialect, isTolerant)
  }

  /// Fills the batch with the next whole records; false at the end of the file.
  ///
  /// - Parameter buffer: What was read and not given out; the caller keeps it between calls.
  /// - Throws: `Failure`, or `BatchFailure` relative to the end of the batches given out of this file;
  ///   where there is none yet, a `Failure` with the absolute place.
  mutating func next(
    into batch: inout RecordBatch, _ buffer: inout ByteBuffer, width: Int
  ) throws -> Bool {
    while true {
      switch footer {
      case .open: break
      case .found, .told: return false
      case .missing: throw footerMissing
      }
      try fill(&buffer)
      let end = unsafe end(of: buffer.bytes)
      if end > 0 {
        give(end, &batch, &buffer)
        return true
      }
      if isAtEnd {
        if case .missing = footer { throw footerMissing }
        return false
      }
      if let undecodable { throw unsafe placed(undecodableFailure(buffer.bytes, undecodable)) }
      if buffer.count >= sizes.record { throw placed(tooLarge(&buffer, width: width)) }
    }
  }

  /// The end of the records that can be given out; 0 where there are none yet.
  private mutating func end(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if isAtEnd, let template = dialect.footer { return unsafe endAtFooter(template, bytes) }
    let found = unsafe cutter.cut(bytes, isAtEnd: isAtEnd)
    return unsafe dialect.footer == nil ? found : endBeforeFooter(found, bytes)
  }

  /// Reads up to a block, or one block more where the buffer holds a whole one, up to a record's limit.
  mutating func fill(_ buffer: inout ByteBuffer) throws(Failure) {
    let goal =
      buffer.count < sizes.block ? sizes.block : min(buffer.count + sizes.block, sizes.record)
    while buffer.count < goal, !isAtEnd, undecodable == nil {
      switch try source.read(into: &buffer, upTo: goal - buffer.count) {
      case .bytes: break
      case .end:
        isAtEnd = true
        if let last = unsafe buffer.bytes.last { endsLine = Self.isLineEnd(last) }
      case .undecodable(let summary, let hint): undecodable = (summary, hint)
      }
    }
  }

  /// Hands the first `end` bytes out without copying them; what is left begins the next block.
  private mutating func give(_ end: Int, _ batch: inout RecordBatch, _ buffer: inout ByteBuffer) {
    swap(&buffer, &batch.text)
    buffer.removeAll()
    unsafe buffer.append(UnsafeBufferPointer(rebasing: batch.text.bytes[end...]))
    batch.text.truncate(to: end)
    // At the end more may follow that is no row.
    if !isAtEnd, let last = unsafe batch.text.bytes.last { endsLine = Self.isLineEnd(last) }
    cutter.drop(end)
    held = max(0, held - end)
    if !gaveOut { batch.firstLine = line }
    gaveOut = true
  }

  /// Whether a file may end with a byte: LF, CR, and the end-of-file mark of CP/M and DOS.
  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x1A
  }

  /// What is wrong with a buffer as large as a record may be, in which no record ends.
  private func tooLarge(_ buffer: inout ByteBuffer, width: Int) -> BatchFailure {
    var probe = RecordBatch()
    swap(&probe.text, &buffer)
    do {
      try CSVParser(dialect: dialect, encoding: encoding, width: width).parse(&probe)
      return BatchFailure(
        .recordTooLarge, line: 0, column: 1, "a record is larger than \(sizes.record) bytes",
        hint: "Check the delimiter, the quotes, and whether the file is what it should be.")
    } catch {
      guard error.code == .unclosedQuote, closesLater() else { return error }
      return BatchFailure(
        .recordTooLarge, line: error.line, column: error.column,
        "a record is larger than \(sizes.record) bytes: the quote that opens here closes beyond them",
        hint:
          "Look whether a quote is missing before. Where the cell is right, let the source system leave it out."
      )
    }
  }

  /// The failure as it is, or with its place in the file where no batch of the file was given out.
  private func placed(_ failure: BatchFailure) -> any Error {
    gaveOut ? failure : failure.located(in: file, line: line)
  }
}

/// The failure of bytes that cannot be decoded behind those in the buffer; UTF-16 is the only case.
func undecodableFailure(
  _ bytes: UnsafeBufferPointer<UInt8>, _ reason: (summary: String, hint: String)
) -> BatchFailure {
  let place = unsafe TextPlace(of: bytes.count, in: bytes)
  // Two bytes of UTF-16 for each character, four where UTF-8 takes four.
  let units = unsafe bytes.suffix(place.column - 1).reduce(0) { units, byte in
    units + (byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1)
  }
  return BatchFailure(
    .encoding, line: place.line, column: 2 * units + 1, reason.summary, hint: reason.hint)
}
