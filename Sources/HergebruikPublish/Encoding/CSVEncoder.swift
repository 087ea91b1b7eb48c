// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Writes open batches as CSV: comma, quotes only where needed, LF, a header row, UTF-8 without BOM.
///
/// Source: RFC 4180, section 2; its CRLF is LF here, as Data Package recommends for publishing.
public struct CSVEncoder: Sendable {
  private let names: [String]

  /// Makes an encoder for a table.
  public init(_ table: OpenTable) {
    names = table.fields.map(\.name)
  }

  /// Appends the header row.
  public func appendHeader(to out: inout ByteBuffer) {
    for (index, name) in names.enumerated() {
      if index > 0 { out.append(Self.comma) }
      var name = name
      name.withUTF8 { Self.append($0, to: &out) }
    }
    out.append(Self.lineFeed)
  }

  /// Appends the rows of a batch.
  public func append(_ batch: borrowing OpenBatch, to out: inout ByteBuffer) {
    let (bytes, width) = (batch.bytes, batch.width)
    out.reserve(bytes.count + batch.rowCount * width)
    var start = 0
    batch.cellEnds.withUnsafeBufferPointer { ends in
      for row in 0..<batch.rowCount {
        let last = (row + 1) * width - 1
        let text = UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[last])])
        let clean = !Self.needsQuotes(text) && (width > 1 || !text.isEmpty)
        for cell in (last + 1 - width)...last {
          if cell > last + 1 - width { out.append(Self.comma) }
          let value = UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[cell])])
          if clean { out.append(value) } else { Self.append(value, alone: width == 1, to: &out) }
          start = Int(ends[cell])
        }
        out.append(Self.lineFeed)
      }
    }
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  /// Whether a text has a comma, a quote or a line end; without branches, so that it is vectorised.
  @inline(__always)
  private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in text {
      found |= byte == comma ? 1 : 0
      found |= byte == quote ? 1 : 0
      found |= byte == lineFeed ? 1 : 0
      found |= byte == 0x0D ? 1 : 0
    }
    return found != 0
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
