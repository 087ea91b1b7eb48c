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
      Self.append(name.utf8.span, to: &out)
    }
    out.append(Self.lineFeed)
  }

  /// Appends some rows of a batch.
  package func append(
    _ batch: borrowing OpenBatch, rows: Range<Int>, to out: inout ByteBuffer
  ) {
    let (bytes, ends, width) = (batch.bytes, batch.cellEnds.span, batch.width)
    guard let last = rows.last else { return }
    var start = rows.lowerBound == 0 ? 0 : Int(ends[rows.lowerBound * width - 1]) + 1
    out.reserve(Int(ends[(last + 1) * width - 1]) + 1 - start)
    for row in rows {
      let cells = ends.extracting((row * width)..<((row + 1) * width))
      let next = Int(cells[width - 1]) + 1
      let text = bytes.extracting(start..<next)
      if Self.needsQuotes(text) || width == 1 && text.count == 1 {
        Self.appendQuoted(bytes, from: start, cells, to: &out)
      } else {
        Self.appendPlain(text, from: start, cells, to: &out)
      }
      start = next
    }
  }

  /// Appends a row as it is, with separators in the spare bytes.
  @inline(__always)
  private static func appendPlain(
    _ text: Span<UInt8>, from start: Int, _ ends: Span<UInt32>,
    to out: inout ByteBuffer
  ) {
    let first = out.count
    out.append(text)
    var row = out.mutableSpan
    for cell in ends.indices { row[first + Int(ends[cell]) - start] = comma }
    row[first + text.count - 1] = lineFeed
  }

  /// Appends a row cell by cell.
  private static func appendQuoted(
    _ bytes: Span<UInt8>, from start: Int, _ ends: Span<UInt32>,
    to out: inout ByteBuffer
  ) {
    var start = start
    for cell in ends.indices {
      if cell > 0 { out.append(comma) }
      let end = Int(ends[cell])
      append(bytes[start..<end], alone: ends.count == 1, to: &out)
      start = end + 1
    }
    out.append(lineFeed)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  /// Whether a text has a comma, a quote or a line end; looks at eight bytes at a time.
  @inline(__always)
  private static func needsQuotes(_ text: Span<UInt8>) -> Bool {
    var (found, i): (UInt64, Int) = (0, 0)
    while i + 8 <= text.count {
      let word = text.word(at: i)
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
    _ value: Span<UInt8>, alone: Bool = false, to out: inout ByteBuffer
  ) {
    guard needsQuotes(value) || alone && value.isEmpty else {
      out.append(value)
      return
    }
    out.append(quote)
    for place in value.indices {
      let byte = value[place]
      if byte == quote { out.append(quote) }
      out.append(byte)
    }
    out.append(quote)
  }
}
