// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

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
    var table = KeyTable<UInt64>(expected: max(representatives.count * 2, 1 << 8))
    representatives.removeAll(keepingCapacity: true)
    for row in keys.indices {
      let number = table.number(of: keys[row], hash: Self.hash)
      if number == representatives.count { representatives.append(row) }
      classes[row] = UInt32(number)
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }
}
