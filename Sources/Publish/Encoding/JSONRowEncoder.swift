// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikModel

/// Writes rows as JSON objects on lines of their own: plain ones, or GeoJSON features.
///
/// Numbers, years and booleans are typed, missing values are null, all else is a text. Features have
/// the geometry of the row, and as properties all fields that it does not stand for.
/// Source: RFC 8259; RFC 7946, 3.2; https://jsonlines.org/
package struct JSONRowEncoder: Sendable {
  /// A field to write.
  private struct Member: Sendable {
    /// The cell of the row.
    var column: Int
    var kind: Kind
    /// What stands before the value: `,"naam":`.
    var opening: [UInt8]
  }

  private enum Kind: Sendable {
    case number, boolean, text
  }

  /// What parts a feature from the one before.
  static let featureSeparator: StaticString = ",\n"

  private let members: [Member]
  private let asFeatures: Bool

  /// Makes an encoder for a table.
  package init(_ table: OpenTable, asFeatures: Bool) {
    let left = asFeatures ? table.geometryFields ?? [] : []
    self.asFeatures = asFeatures
    var members: [Member] = []
    for (column, field) in table.fields.enumerated() where !left.contains(column) {
      var opening = ByteBuffer()
      opening.append(UInt8(ascii: members.isEmpty ? "{" : ","))
      JSONText.append(field.name.utf8.span, to: &opening)
      opening.append(UInt8(ascii: ":"))
      members.append(
        Member(column: column, kind: Self.kind(field.type), opening: Array(opening.span)))
    }
    self.members = members
  }

  private static func kind(_ type: String) -> Kind {
    switch type {
    case "integer", "number", "year": .number
    case "boolean": .boolean
    default: .text
    }
  }

  /// Appends some rows of a batch.
  func append(_ batch: borrowing OpenBatch, rows: Range<Int>, to out: inout ByteBuffer) {
    let (bytes, geometries, width) = (batch.bytes, batch.geometries, batch.width)
    let (ends, geometryEnds) = (batch.cellEnds.span, batch.rowGeometryEnds.span)
    guard let first = rows.first, let last = rows.last else { return }
    var start = first == 0 ? 0 : Int(ends[first * width - 1]) + 1
    var geometryStart = first == 0 || geometryEnds.isEmpty ? 0 : Int(geometryEnds[first - 1])
    out.reserve(2 * (Int(ends[(last + 1) * width - 1]) + 1 - start))
    for row in rows {
      let cells = ends.extracting((row * width)..<((row + 1) * width))
      if asFeatures {
        let end = row < geometryEnds.count ? Int(geometryEnds[row]) : geometryStart
        Self.appendOpening(geometries[geometryStart..<end], to: &out)
        geometryStart = end
      }
      appendObject(bytes, from: start, cells, to: &out)
      out.append(UInt8(ascii: asFeatures ? "}" : "\n"))
      start = Int(cells[width - 1]) + 1
    }
  }

  /// Appends a feature up to its properties.
  @inline(__always)
  private static func appendOpening(
    _ geometry: Span<UInt8>, to out: inout ByteBuffer
  ) {
    append(featureSeparator, to: &out)
    append("{\"type\":\"Feature\",\"geometry\":", to: &out)
    if geometry.isEmpty { append("null", to: &out) } else { out.append(geometry) }
    append(",\"properties\":", to: &out)
  }

  @inline(__always)
  private func appendObject(
    _ bytes: Span<UInt8>, from start: Int, _ ends: Span<UInt32>,
    to out: inout ByteBuffer
  ) {
    for member in members {
      out.append(member.opening.span)
      let first = member.column == 0 ? start : Int(ends[member.column - 1]) + 1
      let cell = bytes.extracting(first..<Int(ends[member.column]))
      if cell.isEmpty {
        Self.append("null", to: &out)
        continue
      }
      switch member.kind {
      case .text: JSONText.append(cell, to: &out)
      case .boolean: out.append(cell)
      case .number: JSONText.appendNumber(cell, to: &out)
      }
    }
    if members.isEmpty { out.append(UInt8(ascii: "{")) }
    out.append(UInt8(ascii: "}"))
  }

  @inline(__always)
  private static func append(_ text: StaticString, to out: inout ByteBuffer) {
    unsafe out.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
