// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// Names a class: the rows that agree on every quasi-identifier, an empty value being a value.
///
/// A SipHash of 128 bits with the process's key, so that a key means nothing in another process and
/// classes are exact up to a collision: for 10^7 classes a chance of 10^-25.
package struct ClassKey: Hashable, Sendable {
  /// The first hash.
  package var high: UInt64
  /// The second hash.
  package var low: UInt64

  /// Makes a key of its two halves.
  package init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  /// Makes the key of a row's quasi-identifiers, as they are published.
  package init(_ cells: some Sequence<String>) {
    var hasher = ClassHasher()
    for cell in cells { hasher.add(cell) }
    self = hasher.finish()
  }

  /// Makes the key of some cells of a row.
  package init(_ batch: borrowing RecordBatch, row: Int, columns: [Int]) {
    var hasher = ClassHasher()
    for column in columns { hasher.add(batch.span(row: row, column: column)) }
    self = hasher.finish()
  }

  static func precedes(_ one: ClassKey, _ other: ClassKey) -> Bool {
    (one.high, one.low) < (other.high, other.low)
  }
}

/// Hashes the cells of a row one after another: each with its length, so that `ab`, `c` is not `a`, `bc`.
struct ClassHasher: ~Copyable {
  /// The cells so far: hashing them at once costs less than each by itself.
  private var cells = ByteBuffer(capacity: 256)

  /// Begins a row.
  @inline(__always)
  package mutating func begin() { cells.removeAll() }

  @inline(__always)
  package mutating func add(_ cell: Span<UInt8>) {
    let length = UInt32(truncatingIfNeeded: cell.count)
    cells.append(number: length)
    cells.append(cell)
  }

  package mutating func add(_ cell: String) { add(cell.utf8.span) }

  /// Takes the cells of another row after its own.
  @inline(__always)
  package mutating func add(_ other: borrowing ClassHasher) { cells.append(other.cells.span) }

  /// The cells so far, each behind its length as 4 bytes, the lowest first.
  var bytes: Span<UInt8> { cells.span }

  /// The key of the row.
  @inline(__always)
  package func finish() -> ClassKey {
    Self.key(of: cells.span)
  }

  /// The key of bytes that stand alone.
  @inline(__always)
  static func key(of bytes: Span<UInt8>) -> ClassKey {
    let hash = SipHasher.hash(bytes)
    return ClassKey(high: hash.high, low: hash.low)
  }
}
