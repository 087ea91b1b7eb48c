// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem
internal import HergebruikValues

/// What published rows are sorted by, as bytes whose order is that of the rows.
///
/// It is made of published cells only: neither the order of the export nor what is left out shows in it.
package struct SortKey: Sendable {
  private enum Part: Sendable {
    case text(Int)
    case number(Int)
    /// A hash of all cells.
    case hash
  }

  private let parts: [Part]

  private init(_ parts: [Part]) {
    self.parts = parts
  }

  /// Sorts by the primary key, or by all cells from left to right where there is none.
  ///
  /// Numbers are in numeric order, then in that of their texts; all else is in the order of its bytes.
  /// Missing values come first.
  package static func key(of table: OpenTable) -> SortKey {
    let names = table.fields.map(\.name)
    let key = table.primaryKey.compactMap(names.firstIndex(of:))
    return SortKey(
      (key.isEmpty ? Array(names.indices) : key).map { column in
        switch table.fields[column].type {
        case "integer", "number", "year": .number(column)
        default: .text(column)
        }
      })
  }

  /// Sorts by a hash of all cells, the same in every run.
  package static let shuffled = SortKey([.hash])

  /// Appends the key of a row.
  package func append(row: Int, of batch: borrowing OpenBatch, to out: inout ByteBuffer) {
    let first = row * batch.width
    for part in parts {
      switch part {
      case .text(let column): Self.append(text: batch.cell(first + column), to: &out)
      case .number(let column): NumberKey.append(batch.cell(first + column), to: &out)
      case .hash: Self.append(hash: batch.cells(first..<first + batch.width), to: &out)
      }
    }
  }

  /// Appends a text and its end: a NUL is followed by 1 at the end and by 255 within, so that a text comes
  /// before those that begin with it.
  package static func append(text: Span<UInt8>, to out: inout ByteBuffer) {
    if Memory.firstIndex(of: 0, in: text) != nil {
      for place in text.indices {
        let byte = text[place]
        out.append(byte)
        if byte == 0 { out.append(255) }
      }
    } else {
      out.append(text)
    }
    out.append(0)
    out.append(1)
  }

  private static func append(hash row: Span<UInt8>, to out: inout ByteBuffer) {
    let hash = ByteHash.of(row)
    for shift in stride(from: 56, through: 0, by: -8) {
      out.append(UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
    }
  }
}
