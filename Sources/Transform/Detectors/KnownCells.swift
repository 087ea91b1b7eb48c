// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// Cells of the columns of a table that hold no value of a direct identifier, and what each adds to the counts of its
/// column: the next one that has the same bytes is not searched again. Columns of codes, places, days, amounts and
/// remarks have few different ones.
///
/// Why nothing is missed: what a cell adds follows from its bytes (`CellEffect`), and so does whether it holds an
/// identifier, of which all are known before the first cell is read. Cells are compared by all of their bytes, never by
/// a hash, and those of one column are kept apart from others. Of two that would stand in the same place the last stays.
struct KnownCells: ~Copyable {
  /// Longer cells are kept with their bytes elsewhere.
  static let mostShort = 15
  /// Longer cells are not kept; see `KnownTexts`.
  static let mostBytes = 119

  /// What is known of a cell: nothing, or that it holds no identifier, and perhaps the number of what it adds, from 1.
  enum Knowledge: Equatable {
    case unknown
    /// It holds no value of a direct identifier, and is no login.
    case noIdentifier
    /// Besides, no detector finds anything in it.
    case plain
    /// Besides, what it adds has this place among the effects of its column.
    case effect(Int)

    /// - Parameter number: 0 for `noIdentifier`, 1 for `plain`, then the places of effects.
    @inline(__always)
    init(_ number: Int) {
      switch number {
      case 0: self = .noIdentifier
      case 1: self = .plain
      default: self = .effect(number &- 2)
      }
    }
  }

  /// Up to 15 bytes, and in the highest byte of `high` how many they are; above those what is known of the cell.
  private struct Key {
    static let numberShift: UInt64 = 60
    static let bytesMask: UInt64 = 1 << numberShift - 1

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
  /// For each column the effects of its cells that are something.
  private var effects: [[CellEffect]]
  /// For each column its longer cells, once there are any.
  private var texts: [KnownTexts?]

  /// Effects of a column for which there are numbers: with that of nothing, and that of those which have none, four bits.
  private static let mostEffects = 14

  /// Makes room for two mebibytes of short cells at most, but for 64 of each column.
  init(columns: Int) {
    var bits: UInt64 = 12
    while bits > 6, max(columns, 1) << bits > 1 << 17 { bits -= 1 }
    self.bits = bits
    words = FixedArray(repeating: 0, count: 2 * columns << bits)
    effects = Array(repeating: [], count: columns)
    texts = Array(repeating: nil, count: columns)
  }

  /// Where the first word of a key stands.
  @inline(__always)
  private func place(_ key: Key, _ column: Int) -> Int {
    2 &* (column &<< Int(bits) | Int(truncatingIfNeeded: key.mixed &>> (64 &- bits)))
  }

  /// What is known of a cell; nothing of empty and very long ones.
  @inline(__always)
  func knowledge(of cell: Span<UInt8>, _ column: Int) -> Knowledge {
    guard 1...Self.mostShort ~= cell.count else { return longKnowledge(of: cell, column) }
    let key = Key(cell)
    let place = place(key, column)
    let high = words[place + 1]
    guard words[place] == key.low, high & Key.bytesMask == key.high else { return .unknown }
    return Knowledge(Int(truncatingIfNeeded: high &>> Key.numberShift))
  }

  private func longKnowledge(of cell: Span<UInt8>, _ column: Int) -> Knowledge {
    guard 1...Self.mostBytes ~= cell.count, let texts = texts[column] else { return .unknown }
    return texts.number(of: cell).map { Knowledge($0) } ?? .unknown
  }

  /// What a cell adds of which the place was told.
  @inline(__always)
  func effect(_ place: Int, _ column: Int) -> CellEffect { effects[column][place] }

  /// Keeps a cell without identifiers, if it is short enough.
  ///
  /// - Parameter effect: What it adds to the counts of the column.
  mutating func insert(_ cell: Span<UInt8>, _ column: Int, _ effect: CellEffect) {
    guard 1...Self.mostBytes ~= cell.count else { return }
    let number = number(of: effect, column)
    guard cell.count <= Self.mostShort else {
      if texts[column] == nil { texts[column] = KnownTexts() }
      texts[column]?.insert(cell, number)
      return
    }
    let key = Key(cell)
    let place = place(key, column)
    words[place] = key.low
    words[place + 1] = key.high | UInt64(number) &<< Key.numberShift
  }

  private mutating func number(of effect: CellEffect, _ column: Int) -> Int {
    guard effect.isWhole else { return 0 }
    if effect == .nothing { return 1 }
    if let place = effects[column].firstIndex(of: effect) { return place + 2 }
    guard effects[column].count < Self.mostEffects else { return 0 }
    effects[column].append(effect)
    return effects[column].count + 1
  }
}

/// Cells of one column that are longer than a key, of 120 bytes at most, each with a number.
private final class KnownTexts {
  private static let places = 256
  /// Words of a cell: those of eight bytes from its beginning on, and in the last place its last eight bytes.
  private static let width = 16

  /// For each place the words of a cell.
  private let words = FixedArray<UInt64>(repeating: 0, count: KnownTexts.width * KnownTexts.places)
  /// For each place the number of bytes, 0 where there is none, and eight bits higher that of the cell.
  private let heads = FixedArray<UInt32>(repeating: 0, count: KnownTexts.places)

  private static func place(_ cell: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: ByteHash.of(cell) &>> 56)
  }

  /// The number of a cell with the same bytes; `nil` if there is none.
  func number(of cell: Span<UInt8>) -> Int? {
    let place = Self.place(cell)
    let (head, first) = (heads[place], place &* Self.width)
    guard head & 0xFF == UInt32(cell.count),
      words[first &+ Self.width &- 1] == cell.word(at: cell.count &- 8)
    else { return nil }
    for word in 0..<cell.count / 8 where words[first &+ word] != cell.word(at: 8 &* word) {
      return nil
    }
    return Int(head >> 8)
  }

  func insert(_ cell: Span<UInt8>, _ number: Int) {
    let place = Self.place(cell)
    let first = place * Self.width
    for word in 0..<cell.count / 8 { words[first + word] = cell.word(at: 8 * word) }
    words[first + Self.width - 1] = cell.word(at: cell.count - 8)
    heads[place] = UInt32(number) << 8 | UInt32(cell.count)
  }
}
