// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Counts rows that are the same as an earlier one, by their hashes and in bounded memory.
///
/// Up to `limit` different rows the count is exact, but for a chance of about 10^-9. Beyond, only rows whose hash has
/// some bits of 0 are kept, so that a sample of rows is counted exactly: whatever the order of the rows.
struct SameRows {
  /// So many different rows are remembered.
  static let limit = 1 << 17

  /// What came of it.
  struct Count {
    /// Rows of the sample, and those of them that are the same as an earlier one.
    var rows: Int
    var same: Int
    /// Of so many rows one is in the sample: 1 where all are.
    var sampling: Int
    /// Whether each row is there as often as every other, and more than once.
    var isEven: Bool
    /// The first row that is the same as an earlier one, and that one; from 1.
    var first: (row: Int, earlier: Int)?
  }

  private struct Entry: ProbeSlot {
    static var free: Entry { Entry() }
    var isFree: Bool { hash == 0 }

    var hash: UInt64 = 0
    var row: UInt32 = 0
    var repeats: UInt32 = 0
    /// The first row that repeats it.
    var again: UInt32 = 0
  }

  private let limit: Int
  private var entries = ProbeTable<Entry>(places: 1 << 8)
  /// The bits of a hash, from the highest, that are 0 in the sample.
  private var bits = 0

  init(limit: Int = SameRows.limit) {
    self.limit = limit
  }

  /// Enters a row.
  ///
  /// - Parameter row: Its number, from 1.
  mutating func insert(_ hash: UInt64, row: Int) {
    let hash = hash == 0 ? 1 : hash
    guard hash.leadingZeroBitCount >= bits else { return }
    if entries.isCrowded { grow() }
    guard hash.leadingZeroBitCount >= bits else { return }
    let place = entries.place(of: hash) { $0.hash == hash }
    var entry = entries[place]
    guard !entry.isFree else {
      entries.fill(place, with: Entry(hash: hash, row: UInt32(clamping: row)))
      return
    }
    if entry.repeats == 0 { entry.again = UInt32(clamping: row) }
    entry.repeats &+= 1
    entries[place] = entry
  }

  /// What is known now.
  var count: Count {
    var count = Count(rows: 0, same: 0, sampling: 1 << bits, isEven: true, first: nil)
    var (least, most) = (UInt32.max, UInt32(0))
    for entry in entries.filled {
      count.rows += 1 + Int(entry.repeats)
      count.same += Int(entry.repeats)
      (least, most) = (min(least, entry.repeats), max(most, entry.repeats))
      if entry.repeats > 0, Int(entry.again) < count.first?.row ?? .max {
        count.first = (Int(entry.again), Int(entry.row))
      }
    }
    count.isEven = least == most && most > 0
    return count
  }

  /// Makes room: twice as much, or half as large a sample.
  private mutating func grow() {
    guard entries.count >= limit else { return entries.grow { $0.hash } }
    bits += 1
    let bits = bits
    entries.rebuild(
      places: entries.places, keeping: { $0.hash.leadingZeroBitCount >= bits }, hash: { $0.hash })
  }
}
