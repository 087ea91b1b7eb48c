// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Short cells of the columns of a table in which nothing was found, so that the next one that has the same bytes is not
/// searched again: columns of codes, places, days and amounts have few different ones.
///
/// Cells are compared by all of their bytes; of two that would stand in the same place the last one stays.
struct KnownCells: ~Copyable {
  /// Longer cells are not kept.
  static let mostBytes = 15

  /// What is known of a cell.
  enum Knowledge {
    /// Nothing.
    case unknown
    /// It holds no value of a direct identifier, and is no login.
    case noIdentifier
    /// Besides, no detector finds anything in it.
    case plain
  }

  /// Up to 15 bytes, and in the highest byte of `high` their number; the highest bit of all says that the cell is plain.
  private struct Key {
    static let plainBit: UInt64 = 1 << 63

    var low: UInt64 = 0
    var high: UInt64 = 0

    /// - Parameter cell: Of 1 to 15 bytes.
    @inline(__always)
    init(_ cell: Span<UInt8>) {
      let count = cell.count
      if count >= 8 {
        low = UInt64(littleEndian: cell.word(at: 0))
        // The last eight bytes, without those that `low` has.
        let last = UInt64(littleEndian: cell.word(at: count &- 8))
        high = count == 8 ? 0 : last &>> UInt64(8 &* (16 &- count))
      } else {
        for i in 0..<count { low = low &<< 8 | UInt64(cell[i]) }
      }
      high |= UInt64(count) &<< 56
    }

    /// The upper bits say where it stands.
    @inline(__always)
    var mixed: UInt64 { (low ^ high &>> 7) &* 0x9E37_79B9_7F4A_7C15 }
  }

  /// Two words for each key; 0 where there is none.
  private let words: FixedArray<UInt64>
  /// Places for each column, as a power of two.
  private let bits: UInt64

  /// Makes room for a mebibyte of cells at most, but for 64 of each column.
  init(columns: Int) {
    var bits: UInt64 = 11
    while bits > 6, max(columns, 1) << bits > 1 << 16 { bits -= 1 }
    self.bits = bits
    words = FixedArray(repeating: 0, count: 2 * columns << bits)
  }

  /// Where the first word of a key stands.
  @inline(__always)
  private func place(_ key: Key, _ column: Int) -> Int {
    2 &* (column &<< Int(bits) | Int(truncatingIfNeeded: key.mixed &>> (64 &- bits)))
  }

  /// What is known of a cell; nothing of empty and longer ones.
  @inline(__always)
  func knowledge(of cell: Span<UInt8>, _ column: Int) -> Knowledge {
    guard 1...Self.mostBytes ~= cell.count else { return .unknown }
    let key = Key(cell)
    let place = place(key, column)
    let high = words[place + 1]
    guard words[place] == key.low, high & ~Key.plainBit == key.high else { return .unknown }
    return high & Key.plainBit == 0 ? .noIdentifier : .plain
  }

  /// Keeps a cell without identifiers, if it is short enough.
  func insert(_ cell: Span<UInt8>, _ column: Int, isPlain: Bool) {
    guard 1...Self.mostBytes ~= cell.count else { return }
    let key = Key(cell)
    let place = place(key, column)
    words[place] = key.low
    words[place + 1] = isPlain ? key.high | Key.plainBit : key.high
  }
}
