// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A formula of one text, `="0012"`: some exports write codes so, that a spreadsheet keeps their zeroes.
enum FormulaText {
  /// The text in such a cell, as a range of the same bytes; nil where the cell is anything else.
  ///
  /// A text with a quote in it is none: how it is to be read depends on who wrote it.
  @inline(__always)
  static func text(in bytes: Span<UInt8>, _ cell: Range<Int>) -> Range<Int>? {
    guard cell.count >= 3, bytes[cell.lowerBound] == 0x3D else { return nil }
    let (first, last) = (cell.lowerBound + 1, cell.upperBound - 1)
    guard bytes[first] == 0x22, bytes[last] == 0x22, first < last else { return nil }
    for place in first + 1..<last where bytes[place] == 0x22 { return nil }
    return first + 1..<last
  }

  /// Puts the texts in the place of the formulas, in rows and malformed records.
  static func unwrap(_ batch: inout RecordBatch) {
    for index in stride(from: 0, to: batch.offsets.count, by: 2) {
      let cell = Int(batch.offsets[index])..<Int(batch.offsets[index + 1])
      guard let text = text(in: batch.text.span, cell) else { continue }
      batch.offsets[index] = UInt32(truncatingIfNeeded: text.lowerBound)
      batch.offsets[index + 1] = UInt32(truncatingIfNeeded: text.upperBound)
    }
    for record in batch.malformed.indices {
      for (index, cell) in batch.malformed[record].cells.enumerated() {
        guard let text = text(in: batch.text.span, cell) else { continue }
        batch.malformed[record].cells[index] = text
      }
    }
  }

  /// Where a formula ends that stands without quotes around its cell: behind its second quote, which must end the
  /// cell; nil where it is none.
  ///
  /// - Parameters:
  ///   - start: The first byte of the cell.
  ///   - quote: The first quote in it.
  static func end(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: Int, delimiter: UInt8
  ) -> Int? {
    guard quote == start + 1, unsafe bytes[start] == 0x3D, unsafe bytes[quote] == 0x22 else {
      return nil
    }
    var at = quote + 1
    while at < bytes.count, unsafe bytes[at] != 0x22 {
      let byte = unsafe bytes[at]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { return nil }
      at += 1
    }
    guard at < bytes.count else { return nil }
    at += 1
    guard at < bytes.count else { return at }
    let behind = unsafe bytes[at]
    return behind == delimiter || behind == 0x0A || behind == 0x0D ? at : nil
  }
}
