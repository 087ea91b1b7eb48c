// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// Writes open batches as CSV: comma, quotes only where needed, LF, a header row, UTF-8 without BOM.
///
/// Source: RFC 4180, section 2; its CRLF is LF here, as Data Package recommends for publishing.
package struct CSVEncoder: Sendable {
  private let names: [String]

  /// Makes an encoder for a table.
  package init(_ table: OpenTable) {
    names = table.fields.map(\.name)
  }

  /// Appends the header row.
  package func appendHeader(to out: inout ByteBuffer) {
    for (index, name) in names.enumerated() {
      if index > 0 { out.append(Self.comma) }
      var name = name
      name.withUTF8 { Self.append($0, to: &out) }
    }
    out.append(Self.lineFeed)
  }

  /// Appends some rows of a batch.
  package func append(
    _ batch: borrowing OpenBatch, rows: Range<Int>, to out: inout ByteBuffer
  ) {
    let (bytes, width) = (batch.bytes, batch.width)
    batch.cellEnds.withUnsafeBufferPointer { ends in
      guard let last = rows.last else { return }
      var start = rows.lowerBound == 0 ? 0 : Int(ends[rows.lowerBound * width - 1]) + 1
      out.reserve(Int(ends[(last + 1) * width - 1]) + 1 - start)
      for row in rows {
        let cells = UnsafeBufferPointer(rebasing: ends[(row * width)..<((row + 1) * width)])
        let next = Int(cells[width - 1]) + 1
        let text = UnsafeBufferPointer(rebasing: bytes[start..<next])
        if Self.needsQuotes(text) || width == 1 && text.count == 1 {
          Self.appendQuoted(bytes, from: start, cells, to: &out)
        } else {
          Self.appendPlain(text, from: start, cells, to: &out)
        }
        start = next
      }
    }
  }

  /// Appends a row as it is, with separators in the spare bytes.
  @inline(__always)
  private static func appendPlain(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ ends: UnsafeBufferPointer<UInt32>,
    to out: inout ByteBuffer
  ) {
    out.append(upTo: text.count) { at in
      _ = at.update(fromContentsOf: text)
      for end in ends { at[Int(end) - start] = comma }
      at[text.count - 1] = lineFeed
      return text.count
    }
  }

  /// Appends a row cell by cell.
  private static func appendQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ ends: UnsafeBufferPointer<UInt32>,
    to out: inout ByteBuffer
  ) {
    var start = start
    for (index, end) in ends.enumerated() {
      if index > 0 { out.append(comma) }
      let value = UnsafeBufferPointer(rebasing: bytes[start..<Int(end)])
      append(value, alone: ends.count == 1, to: &out)
      start = Int(end) + 1
    }
    out.append(lineFeed)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  /// Whether a text has a comma, a quote or a line end; looks at eight bytes at a time.
  @inline(__always)
  private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(text)
    var (found, i): (UInt64, Int) = (0, 0)
    while i + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      found |= zeroBytes(word ^ commas) | zeroBytes(word ^ quotes)
      found |= zeroBytes(word ^ lineFeeds) | zeroBytes(word ^ returns)
      i += 8
    }
    if found != 0 { return true }
    return text[i...].contains { $0 == comma || $0 == quote || $0 == lineFeed || $0 == 0x0D }
  }

  private static let commas: UInt64 = 0x2C2C_2C2C_2C2C_2C2C
  private static let quotes: UInt64 = 0x2222_2222_2222_2222
  private static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
  private static let returns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D

  /// Not zero exactly where one of the eight bytes is.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Appends one cell; an empty cell that stands alone is quoted, lest the row look blank.
  private static func append(
    _ value: UnsafeBufferPointer<UInt8>, alone: Bool = false, to out: inout ByteBuffer
  ) {
    guard needsQuotes(value) || alone && value.isEmpty else {
      out.append(value)
      return
    }
    out.append(quote)
    for byte in value {
      if byte == quote { out.append(quote) }
      out.append(byte)
    }
    out.append(quote)
  }
}
