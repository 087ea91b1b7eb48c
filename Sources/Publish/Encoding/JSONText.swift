// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Cells as JSON values, on bytes.
///
/// Source: RFC 8259, 6 and 7.
enum JSONText {
  /// Appends a text in quotes.
  static func append(_ text: Span<UInt8>, to out: inout ByteBuffer) {
    guard !needsEscape(text) else { return appendEscaped(text, to: &out) }
    out.append(quote)
    out.append(text)
    out.append(quote)
  }

  /// Appends a canonical number as JSON has them: without zeros in front.
  ///
  /// `NaN`, `INF` and `-INF`, which JSON has no numbers for, become texts, as in Table Schema.
  static func appendNumber(_ cell: Span<UInt8>, to out: inout ByteBuffer) {
    let sign = cell[0] == UInt8(ascii: "-") ? 1 : 0
    guard cell.count > sign, 0x30...0x39 ~= cell[sign] else { return append(cell, to: &out) }
    var first = sign
    while first + 1 < cell.count, cell[first] == 0x30, 0x30...0x39 ~= cell[first + 1] {
      first += 1
    }
    if first == sign { return out.append(cell) }
    if sign == 1 { out.append(UInt8(ascii: "-")) }
    out.append(cell.extracting(first...))
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  @inline(__always)
  private static func needsEscape(_ text: Span<UInt8>) -> Bool {
    text.contains { $0 < 0x20 || $0 == quote || $0 == backslash }
  }

  private static func appendEscaped(
    _ text: Span<UInt8>, to out: inout ByteBuffer
  ) {
    out.append(quote)
    for place in text.indices {
      let byte = text[place]
      switch byte {
      case quote, backslash:
        out.append(backslash)
        out.append(byte)
      case 0x0A:
        out.append(backslash)
        out.append(UInt8(ascii: "n"))
      case 0..<0x20:
        out.append("\\u00" as String)
        out.append(Hexadecimal.digit(byte >> 4))
        out.append(Hexadecimal.digit(byte))
      default: out.append(byte)
      }
    }
    out.append(quote)
  }
}
