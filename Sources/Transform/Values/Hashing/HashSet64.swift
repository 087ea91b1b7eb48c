// SPDX-License-Identifier: EUPL-1.2

/// A set of hashes of 64 bits, three quarters full at most; 0 stands for none.
struct HashSet64 {
  private var table: ProbeTable<UInt64>

  /// Makes an empty set with room to begin with.
  init(places: Int) { table = ProbeTable(places: places, load: .threeQuarters) }

  /// Different hashes.
  var count: Int { table.count }
  /// Bytes for them.
  var bytes: Int { 8 * table.places }
  /// Whether it has to grow before more are entered.
  var isCrowded: Bool { table.isCrowded }

  /// Takes twice the bytes.
  mutating func grow() { table.grow { $0 } }

  /// Enters a hash, for which there is room; `false` if it is there.
  mutating func insert(_ hash: UInt64) -> Bool {
    let place = table.place(of: hash) { $0 == hash }
    guard table[place].isFree else { return false }
    table.fill(place, with: hash)
    return true
  }

  /// Whether a hash is in it.
  func contains(_ hash: UInt64) -> Bool { !table[table.place(of: hash) { $0 == hash }].isFree }
}
