// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

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
  ///   - rejected: Places in `batch.rejected`.
  func removeEscapes(
    _ batch: inout RecordBatch, marked: [Int], rejected: [(record: Int, cell: Int)]
  ) {
    let bytes = batch.text.mutableBytes
    for index in marked {
      let range = Int(batch.offsets[index])..<Int(batch.offsets[index + 1])
      batch.offsets[index + 1] = UInt32(compact(bytes, range))
    }
    for (record, cell) in rejected {
      let range = batch.rejected[record].cells[cell]
      batch.rejected[record].cells[cell] = range.lowerBound..<compact(bytes, range)
    }
  }

  /// Moves the bytes together that remain; returns where the cell now ends.
  private func compact(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var from = range.lowerBound
    var to = range.lowerBound
    while from < range.upperBound {
      // Within a cell a quote is the first of two, and an escape character has a byte behind it.
      if bytes[from] == escape || bytes[from] == quote { from += 1 }
      bytes[to] = bytes[from]
      (from, to) = (from + 1, to + 1)
    }
    return to
  }

  /// Decodes every cell into the spare buffer, which then becomes the text.
  static func decode(_ batch: inout RecordBatch, _ charset: Charset) {
    batch.spare.removeAll()
    batch.spare.reserve(batch.text.count + batch.text.count / 8)
    charset.table.withUnsafeBufferPointer { table in
      for index in stride(from: 0, to: batch.offsets.count, by: 2) {
        let range = Int(batch.offsets[index])..<Int(batch.offsets[index + 1])
        batch.offsets[index] = UInt32(batch.spare.count)
        append(UnsafeBufferPointer(rebasing: batch.text.bytes[range]), to: &batch.spare, table)
        batch.offsets[index + 1] = UInt32(batch.spare.count)
      }
      for record in batch.rejected.indices {
        for (cell, range) in batch.rejected[record].cells.enumerated() {
          let start = batch.spare.count
          append(UnsafeBufferPointer(rebasing: batch.text.bytes[range]), to: &batch.spare, table)
          batch.rejected[record].cells[cell] = start..<batch.spare.count
        }
      }
    }
    swap(&batch.text, &batch.spare)
  }

  /// Appends a cell's characters; every byte was checked before.
  @inline(__always)
  private static func append(
    _ cell: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer,
    _ table: UnsafeBufferPointer<UInt32>
  ) {
    guard !cell.isEmpty else { return }
    // Four bytes are stored for each character, of which up to three count.
    buffer.append(upTo: 3 * cell.count + 1) { room in
      let raw = UnsafeMutableRawBufferPointer(room)
      var to = 0
      for byte in cell {
        let packed = table[Int(byte)]
        raw.storeBytes(of: packed.littleEndian, toByteOffset: to, as: UInt32.self)
        to += Int(packed >> 24)
      }
      return to
    }
  }
}
