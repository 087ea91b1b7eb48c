// SPDX-License-Identifier: EUPL-1.2

/// What may be published: the fields of a table after treatment.
///
/// Only Transform can make one (`@_spi(Transform)`): publishing untreated records does not compile.
public struct OpenTable: Sendable {
  /// The published fields, in order.
  public let fields: [PublishedField]
  /// The names of the fields that identify a row.
  public let primaryKey: [String]

  /// Makes a table; Transform's alone.
  @_spi(Transform)
  public init(fields: [PublishedField], primaryKey: [String]) {
    self.fields = fields
    self.primaryKey = primaryKey
  }
}

/// Treated records of an `OpenTable`: cells one after another, row by row.
///
/// `cellEnds[i]` is where cell `i` ends in `bytes`. One spare byte follows each cell, so that an encoder
/// can copy a whole row and put its separators in place: cell `i` begins at `cellEnds[i - 1] + 1`, the
/// first at 0. Cells are UTF-8 in NFC, dates ISO 8601, numbers with a decimal point, missing values
/// empty.
public struct OpenBatch: ~Copyable, Sendable {
  /// Cells per row.
  public let width: Int
  /// The cells' bytes, for Transform to write.
  @_spi(Transform) public var text = ByteBuffer(capacity: 1 << 20)
  /// The cells' ends, for Transform to write.
  @_spi(Transform) public var ends: [UInt32] = []

  /// Makes an empty batch; Transform's alone.
  @_spi(Transform)
  public init(width: Int) {
    self.width = width
  }

  /// Rows in the batch.
  public var rowCount: Int { width == 0 ? 0 : ends.count / width }

  /// The cells' bytes, one after another; valid until the batch changes.
  public var bytes: UnsafeBufferPointer<UInt8> { text.bytes }

  /// Where each cell ends in `bytes`.
  public var cellEnds: [UInt32] { ends }

  /// Empties the batch and keeps its memory; Transform's alone.
  @_spi(Transform)
  public mutating func removeAll() {
    text.removeAll()
    ends.removeAll(keepingCapacity: true)
  }
}
