// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// The distinct values of a sensitive field, each with a code from 0 in the order of appearance.
///
/// A value is named by 128 bits: a text by its hash, a number by its bits, so that `1.0` is `1`. Numbers
/// of more than 15 digits that are the same `Double` are one value.
struct ValueDictionary {
  let isNumeric: Bool
  /// The number of each code; minus infinity for an empty value, which comes before all numbers.
  private(set) var numbers: [Double] = []
  private var keys = KeyTable<ClassKey>(expected: 1 << 7)
  private let most: Int

  /// Makes a dictionary that takes at most about `memory` bytes.
  init(isNumeric: Bool, memory: Int) {
    self.isNumeric = isNumeric
    // 16 for the key, 8 for the number, 4 to 12 for slots, and as much again while arrays grow.
    most = max(memory / 64, 1 << 10)
  }

  /// How many distinct values there are.
  var count: Int { keys.count }

  /// Names a cell for `code(of:)`.
  @inline(__always)
  static func key(of cell: Span<UInt8>, isNumeric: Bool) -> ClassKey {
    guard isNumeric else {
      return ClassHasher.key(of: cell)
    }
    if cell.isEmpty { return ClassKey(high: 0, low: 1) }
    let number = DecimalText.double(cell)
    return ClassKey(high: (number == 0 ? 0 : number).bitPattern, low: 0)
  }

  /// The code of a value; nil where there are more values than memory for them.
  @inline(__always)
  mutating func code(of key: ClassKey) -> UInt32? {
    let place = keys.place(of: key, hash: Self.hash(key))
    if let number = keys.number(at: place) { return UInt32(truncatingIfNeeded: number) }
    return add(key, at: place)
  }

  /// A number's bits are no hash yet: those of a whole one end in zeros, and so would their product.
  @inline(__always)
  static func hash(_ key: ClassKey) -> UInt64 { ByteHash.mix(key.high ^ key.low) }

  private mutating func add(_ key: ClassKey, at place: Int) -> UInt32? {
    guard keys.count < most else { return nil }
    if isNumeric { numbers.append(Self.number(key)) }
    return UInt32(truncatingIfNeeded: keys.add(key, at: place, hash: Self.hash))
  }

  private static func number(_ key: ClassKey) -> Double {
    let number = Double(bitPattern: key.high)
    return key.low == 1 || number.isNaN ? -.infinity : number
  }
}
