// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What may be published: the fields of a table after treatment.
///
/// Only Transform can make one (`@_spi(Transform)`): publishing untreated records does not compile.
package struct OpenTable: Sendable {
  /// The published fields, in order.
  package let fields: [PublishedField]
  /// The names of the fields that identify a row.
  package let primaryKey: [String]
  /// Other keys that hold for the published rows; nil where there are none.
  package let keys: TableKeys?
  /// The fields, as indices, that say no more than the geometry of the row does; nil where rows have
  /// no geometry.
  package let geometryFields: [Int]?

  /// Makes a table; Transform's alone.
  @_spi(Transform)
  public init(
    fields: [PublishedField], primaryKey: [String], keys: TableKeys? = nil,
    geometryFields: [Int]? = nil
  ) {
    self.fields = fields
    self.primaryKey = primaryKey
    self.keys = keys
    self.geometryFields = geometryFields
  }
}

/// Treated records of an `OpenTable`: cells one after another, row by row.
///
/// `cellEnds[i]` is where cell `i` ends in `bytes`. One spare byte follows each cell, so that an encoder
/// can copy a whole row and put its separators in place: cell `i` begins at `cellEnds[i - 1] + 1`, the
/// first at 0. Cells are UTF-8 in NFC, dates ISO 8601, numbers with a decimal point, missing values
/// empty.
package struct OpenBatch: ~Copyable, Sendable {
  /// Cells per row.
  package let width: Int
  /// The cells' bytes, for Transform to write.
  @_spi(Transform) public var text = ByteBuffer(capacity: 1 << 20)
  /// The cells' ends, for Transform to write.
  @_spi(Transform) public var ends: [UInt32] = []

  /// The rows' geometries as GeoJSON (RFC 7946), one after another; empty for a row without.
  @_spi(Transform) public var geometryText = ByteBuffer()
  /// Where the geometry of each row ends; empty where the table has none.
  @_spi(Transform) public var geometryEnds: [UInt32] = []

  /// Makes an empty batch; Transform's alone.
  @_spi(Transform)
  public init(width: Int) {
    self.width = width
  }

  /// Rows in the batch.
  package var rowCount: Int { width == 0 ? 0 : ends.count / width }

  /// The cells' bytes, one after another.
  package var bytes: Span<UInt8> { text.span }

  /// A cell, by its number from the first of the batch on.
  @_lifetime(borrow self)
  package func cell(_ index: Int) -> Span<UInt8> { cells(index..<index + 1) }

  /// Cells that stand one behind another, with the spare bytes between them.
  @_lifetime(borrow self)
  package func cells(_ range: Range<Int>) -> Span<UInt8> {
    let start = range.lowerBound == 0 ? 0 : Int(ends[range.lowerBound - 1]) + 1
    return text.span.extracting(start..<Int(ends[range.upperBound - 1]))
  }

  /// Where each cell ends in `bytes`.
  package var cellEnds: [UInt32] { ends }

  /// The rows' geometries as GeoJSON, one after another.
  package var geometries: Span<UInt8> { geometryText.span }

  /// Where the geometry of each row ends in `geometries`.
  package var rowGeometryEnds: [UInt32] { geometryEnds }

  /// Empties the batch and keeps its memory; Transform's alone.
  @_spi(Transform)
  public mutating func removeAll() {
    text.removeAll()
    ends.removeAll(keepingCapacity: true)
    geometryText.removeAll()
    geometryEnds.removeAll(keepingCapacity: true)
  }
}
