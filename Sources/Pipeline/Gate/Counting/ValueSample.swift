// SPDX-License-Identifier: EUPL-1.2

/// How many distinct values a column has, and how many of its cells have a value that no other cell has, told from a
/// sample: the values of which the hash ends in enough zeros.
///
/// Exact up to `limit` distinct values; beyond that within about 3 % of the cells, with 4,096 values or more seen of
/// each. Source: Flajolet, *On adaptive sampling*, 1990 (Wegman's algorithm).
struct ValueSample {
  /// The most distinct values that are kept.
  static let limit = 8192

  /// For each hash that was kept, whether it stands in one cell or in more: 1 or 2.
  private var counts: [UInt64: Int] = [:]
  /// With how many zeros a hash ends that is kept.
  private var level = 0
  /// Hashes that stand in more than one cell, each in the place of its first bits: of them nothing more is to be known.
  private var repeated = {
    // None of these is in its place.
    var none = InlineArray<64, UInt64>(repeating: 0)
    none[0] = .max
    return none
  }()
  /// The cells that were seen.
  private(set) var cells = 0

  /// About how many distinct values there are.
  var distinct: Int { counts.count << level }

  /// About how many cells have a value that no other cell has.
  var alone: Int { counts.values.count { $0 == 1 } << level }

  /// Sees a cell, by a hash of its bytes.
  @inline(__always)
  mutating func see(_ hash: UInt64) {
    cells &+= 1
    if hash.trailingZeroBitCount >= level, repeated[Self.place(hash)] != hash { keep(hash, 1) }
  }

  @inline(__always)
  private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 58) }

  @inline(never)
  private mutating func keep(_ hash: UInt64, _ count: Int) {
    let before = counts.updateValue(count, forKey: hash) ?? 0
    if before > 0 {
      counts[hash] = 2
      repeated[Self.place(hash)] = hash
    }
    while counts.count > Self.limit { raise(to: level + 1) }
  }

  private mutating func raise(to level: Int) {
    self.level = level
    var kept: [UInt64: Int] = [:]
    kept.reserveCapacity(Self.limit + 1)
    for (hash, count) in counts where hash.trailingZeroBitCount >= level { kept[hash] = count }
    counts = kept
  }

  /// Adds what another sample saw of other cells.
  mutating func merge(_ other: ValueSample) {
    cells += other.cells
    if other.level > level { raise(to: other.level) }
    for (hash, count) in other.counts where hash.trailingZeroBitCount >= level {
      keep(hash, count)
    }
  }
}
