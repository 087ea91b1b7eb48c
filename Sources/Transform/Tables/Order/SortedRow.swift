// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// A row that is to be sorted, being put together: its key, then the row as it stands in each file.
///
/// As bytes: the length of all of it and that of the key (32 bits each), the key, the parts, and the
/// lengths of the parts (32 bits each). Used again and again.
package struct RowRecord: ~Copyable {
  /// To append to: the key first, then part after part.
  package var text = ByteBuffer()
  private var start = 0
  private var lengths: [UInt32] = []

  /// Makes an empty record.
  package init() {}

  /// Begins the next row.
  package mutating func begin() {
    text.removeAll()
    for _ in 0..<SortedRow.headSize { text.append(0) }
    start = text.count
    lengths.removeAll(keepingCapacity: true)
  }

  /// Says that the key ends here.
  package mutating func endKey() {
    store(UInt32(text.count - start), at: 4)
    start = text.count
  }

  /// Says that a part ends here.
  package mutating func endPart() {
    lengths.append(UInt32(text.count - start))
    start = text.count
  }

  /// Says that the row is whole.
  package mutating func end() {
    for length in lengths {
      text.append(number: length)
    }
    store(UInt32(text.count), at: 0)
  }

  private mutating func store(_ number: UInt32, at place: Int) {
    text.store(number, at: place)
  }

  /// The row; valid until the record changes.
  var row: SortedRow {
    guard let base = unsafe text.bytes.baseAddress else {
      preconditionFailure("a buffer has an address")
    }
    return unsafe SortedRow(UnsafeRawPointer(base))
  }
}

/// A row in memory that is not its own, as `RowRecord` lays it out.
///
/// Rows are in the order of their keys, those with the same key in that of all their bytes.
///
/// Memory safety: the arena, the reader or the record that gave it is there while it is looked at; its lengths are those that `RowRecord`
/// wrote.
@safe
package struct SortedRow: Ordered {
  static let headSize = 8

  private let base: UnsafeRawPointer
  /// The first bytes of the key, which mostly decide.
  let prefix: UInt64

  package init(_ base: UnsafeRawPointer) {
    unsafe self.init(base, prefix: Self.prefix(of: base))
  }

  package init(_ base: UnsafeRawPointer, prefix: UInt64) {
    unsafe (self.base, self.prefix) = unsafe (base, prefix)
  }

  /// All bytes.
  var bytes: RawSpan { unsafe RawSpan(_unsafeStart: base, byteCount: count) }

  /// How many bytes those are.
  var count: Int { unsafe Self.count(at: base) }

  /// How many bytes the row has of which a head is there, and perhaps no more.
  static func count(at base: UnsafeRawPointer) -> Int { unsafe number(base, at: 0) }

  /// The row as it stands in one of `count` files, counted from 0.
  @_lifetime(borrow self)
  package func part(_ index: Int, of count: Int) -> Span<UInt8> {
    let lengths = unsafe base + self.count - 4 * count
    var start = Self.headSize + keyLength
    for part in 0..<index { unsafe start += Self.number(lengths, at: part) }
    let first = unsafe (base + start).assumingMemoryBound(to: UInt8.self)
    let part = unsafe Span(_unsafeStart: first, count: Self.number(lengths, at: index))
    return unsafe _overrideLifetime(part, borrowing: self)
  }

  @inline(__always)
  package func precedes(_ other: SortedRow) -> Bool {
    prefix == other.prefix ? hasLesserBytes(than: other) : prefix < other.prefix
  }

  private func hasLesserBytes(than other: SortedRow) -> Bool {
    let (one, two) = (keyLength, other.keyLength)
    let order = unsafe Self.compare(base + Self.headSize, one, other.base + Self.headSize, two)
    if order != 0 { return order < 0 }
    return unsafe Self.compare(
      base + Self.headSize + one, count - Self.headSize - one,
      other.base + Self.headSize + two, other.count - Self.headSize - two) < 0
  }

  private var keyLength: Int { unsafe Self.number(base, at: 1) }

  private static func compare(
    _ one: UnsafeRawPointer, _ oneCount: Int, _ two: UnsafeRawPointer, _ twoCount: Int
  ) -> Int {
    let order = unsafe Memory.compare(one, two, count: min(oneCount, twoCount))
    return order != 0 ? order : oneCount - twoCount
  }

  private static func number(_ base: UnsafeRawPointer, at index: Int) -> Int {
    unsafe Int(base.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
  }

  private static func prefix(of base: UnsafeRawPointer) -> UInt64 {
    let length = unsafe number(base, at: 1)
    if length >= 8 {
      return unsafe UInt64(bigEndian: base.loadUnaligned(fromByteOffset: headSize, as: UInt64.self))
    }
    var prefix: UInt64 = 0
    for i in 0..<8 {
      let byte = unsafe i < length ? base.load(fromByteOffset: headSize + i, as: UInt8.self) : 0
      prefix = prefix << 8 | UInt64(byte)
    }
    return prefix
  }
}
