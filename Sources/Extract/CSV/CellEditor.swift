// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Changes the bytes of cells that were cut: undoubles quotes, removes escapes, decodes.
struct CellEditor {
  private let quote: UInt8?
  private let escape: UInt8?

  init(_ dialect: CSVDialect) {
    quote = dialect.quote
    escape = dialect.escape
  }

  /// Makes one quote of two, and removes escape characters, in the cells that were marked.
  ///
  /// - Parameters:
  ///   - marked: Indices into `batch.offsets`.
  ///   - malformed: Places in `batch.malformed`.
  func removeEscapes(
    _ batch: inout RecordBatch, marked: [Int], malformed: [(record: Int, cell: Int)]
  ) {
    let bytes = unsafe batch.text.mutableBytes
    for index in marked {
      let range = Int(batch.offsets[index])..<Int(batch.offsets[index + 1])
      batch.offsets[index + 1] = unsafe UInt32(compact(bytes, range))
    }
    for (record, cell) in malformed {
      let range = batch.malformed[record].cells[cell]
      batch.malformed[record].cells[cell] = unsafe range.lowerBound..<compact(bytes, range)
    }
  }

  /// Moves the bytes together that remain; returns where the cell now ends.
  private func compact(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var from = range.lowerBound
    var to = range.lowerBound
    while from < range.upperBound {
      // Within a cell a quote is the first of two, and an escape character has a byte behind it.
      if unsafe bytes[from] == escape || bytes[from] == quote { from += 1 }
      unsafe bytes[to] = unsafe bytes[from]
      (from, to) = (from + 1, to + 1)
    }
    return to
  }

  /// Decodes every cell into the spare buffer, which then becomes the text.
  static func decode(_ batch: inout RecordBatch, _ charset: Charset) {
    batch.spare.removeAll()
    var (offsets, malformed) = ([UInt32](), [MalformedRecord]())
    swap(&offsets, &batch.offsets)
    swap(&malformed, &batch.malformed)
    var text = ByteBuffer()
    swap(&text, &batch.text)
    // Malformed records may have bytes that do not decode.
    let table = malformed.isEmpty ? charset.table : charset.repairing
    // Three bytes for each one at most, and up to eight more are written behind the last cell.
    batch.spare.append(upTo: 3 * text.count + 8) { room in
      var to = 0
      for index in stride(from: 0, to: offsets.count, by: 2) {
        let range = Int(offsets[index])..<Int(offsets[index + 1])
        offsets[index] = UInt32(truncatingIfNeeded: to)
        decode(text.span, range, into: &room, &to, table.span)
        offsets[index + 1] = UInt32(truncatingIfNeeded: to)
      }
      for record in malformed.indices {
        for (cell, range) in malformed[record].cells.enumerated() {
          let start = to
          decode(text.span, range, into: &room, &to, table.span)
          malformed[record].cells[cell] = start..<to
        }
      }
      return to
    }
    swap(&text, &batch.text)
    swap(&offsets, &batch.offsets)
    swap(&malformed, &batch.malformed)
    swap(&batch.text, &batch.spare)
  }

  /// Decodes one cell, of which every byte was checked before.
  @inline(__always)
  private static func decode(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into room: inout MutableSpan<UInt8>,
    _ to: inout Int, _ table: Span<UInt32>
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      if at + 8 <= bytes.count {
        // Eight bytes of ASCII are stored as they are, of which those of this cell count.
        let word = bytes.word(at: at)
        if word & 0x8080_8080_8080_8080 == 0 {
          room.store(word: word, at: to)
          let count = min(8, range.upperBound - at)
          (at, to) = (at + count, to + count)
          continue
        }
      }
      let packed = table[Int(bytes[at])]
      room.store(halfWord: packed.littleEndian, at: to)
      (at, to) = (at + 1, to + Int(packed >> 24))
    }
  }
}
