// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Names a class: the rows that agree on every quasi-identifier, an empty value being a value.
///
/// Two 64-bit SipHashes with the process's random seed, so a key means nothing in another process and
/// classes are exact up to a collision of 128 bits: for 10^7 classes a chance of 10^-25.
public struct ClassKey: Hashable, Sendable {
  /// The first hash.
  public var high: UInt64
  /// The second hash.
  public var low: UInt64

  /// Makes a key of its two halves.
  public init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  /// Makes the key of a row's quasi-identifiers, as they are published.
  public init(_ cells: some Sequence<String>) {
    var hasher = ClassHasher()
    for var cell in cells { cell.withUTF8 { hasher.add($0) } }
    self = hasher.finish()
  }

  /// Makes the key of some cells of a row.
  public init(_ batch: borrowing RecordBatch, row: Int, columns: [Int]) {
    var hasher = ClassHasher()
    for column in columns { hasher.add(batch.cell(row: row, column: column)) }
    self = hasher.finish()
  }

  static func precedes(_ one: ClassKey, _ other: ClassKey) -> Bool {
    (one.high, one.low) < (other.high, other.low)
  }
}

/// Hashes cells one after another: each with its length, so that `ab`, `c` is not `a`, `bc`.
struct ClassHasher {
  private var first = Hasher()
  private var second = Hasher()

  init() {
    first.combine(2 as UInt8)
    second.combine(3 as UInt8)
  }

  @inline(__always)
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeRawBufferPointer(cell)
    first.combine(UInt32(truncatingIfNeeded: cell.count))
    first.combine(bytes: bytes)
    second.combine(UInt32(truncatingIfNeeded: cell.count))
    second.combine(bytes: bytes)
  }

  func finish() -> ClassKey {
    ClassKey(
      high: UInt64(bitPattern: Int64(first.finalize())),
      low: UInt64(bitPattern: Int64(second.finalize())))
  }
}
