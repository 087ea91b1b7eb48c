// SPDX-License-Identifier: EUPL-1.2

/// The rows of a coded table, divided into classes that agree on some columns; exact, without hashes.
struct Partition {
  /// For each row its class, from 0 in the order of appearance.
  private(set) var classes: [UInt32]
  /// For each class its rows, by weight.
  private(set) var sizes: [Int] = []
  /// For each class its first row.
  private(set) var representatives: [Int] = []

  /// Divides the rows: of every column a code per row.
  init(_ columns: [[UInt32]], weights: [Int]) {
    classes = Array(repeating: 0, count: weights.count)
    var (packed, bits) = ([UInt64](repeating: 0, count: weights.count), 0)
    for column in columns {
      let width = 32 - (column.max() ?? 0).leadingZeroBitCount
      if bits + width > 64 {
        // So far is one number from now on: then two columns always fit.
        number(packed)
        for row in classes.indices { packed[row] = UInt64(classes[row]) }
        bits = 32
      }
      for row in column.indices { packed[row] = packed[row] << UInt64(width) | UInt64(column[row]) }
      bits += width
    }
    number(packed)
    sizes = Array(repeating: 0, count: representatives.count)
    for (row, weight) in weights.enumerated() { sizes[Int(classes[row])] += weight }
  }

  private mutating func number(_ keys: [UInt64]) {
    var table = NumberTable(expected: max(representatives.count * 2, 1 << 8))
    representatives.removeAll(keepingCapacity: true)
    for row in keys.indices {
      let number = table.number(of: keys[row])
      if number == representatives.count { representatives.append(row) }
      classes[row] = UInt32(number)
    }
  }
}

/// Numbers distinct 64-bit keys from 0 in the order of appearance: open addressing.
struct NumberTable {
  private var keys: [UInt64] = []
  private var slots: [UInt32]

  init(expected: Int) {
    var size = 1 << 4
    while size < expected * 2 { size *= 2 }
    slots = Array(repeating: .max, count: size)
    keys.reserveCapacity(expected)
  }

  /// How many distinct keys there are.
  var count: Int { keys.count }

  @inline(__always)
  mutating func number(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var at = Self.home(key) & mask
    while slots[at] != .max {
      if keys[Int(slots[at])] == key { return Int(slots[at]) }
      at = (at + 1) & mask
    }
    slots[at] = UInt32(keys.count)
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  @inline(__always)
  private static func home(_ key: UInt64) -> Int {
    var mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    return Int(truncatingIfNeeded: mixed)
  }

  private mutating func grow() {
    slots = Array(repeating: .max, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, key) in keys.enumerated() {
      var at = Self.home(key) & mask
      while slots[at] != .max { at = (at + 1) & mask }
      slots[at] = UInt32(number)
    }
  }
}
