// SPDX-License-Identifier: EUPL-1.2

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

  private struct Entry {
    var hash: UInt64 = 0
    var row: UInt32 = 0
    var repeats: UInt32 = 0
    /// The first row that repeats it.
    var again: UInt32 = 0
  }

  private let limit: Int
  /// Open addressing; a hash of 0 is an empty place.
  private var entries: [Entry]
  private var used = 0
  /// The bits of a hash, from the highest, that are 0 in the sample.
  private var bits = 0

  init(limit: Int = SameRows.limit) {
    self.limit = limit
    entries = Array(repeating: Entry(), count: 1 << 8)
  }

  /// Enters a row.
  ///
  /// - Parameter row: Its number, from 1.
  mutating func insert(_ hash: UInt64, row: Int) {
    let hash = hash == 0 ? 1 : hash
    guard hash.leadingZeroBitCount >= bits else { return }
    if 2 * used >= entries.count { grow() }
    guard hash.leadingZeroBitCount >= bits else { return }
    let place = place(of: hash)
    if entries[place].hash == hash {
      if entries[place].repeats == 0 { entries[place].again = UInt32(clamping: row) }
      entries[place].repeats &+= 1
    } else {
      entries[place] = Entry(hash: hash, row: UInt32(clamping: row))
      used += 1
    }
  }

  /// What is known now.
  var count: Count {
    var count = Count(rows: 0, same: 0, sampling: 1 << bits, isEven: true, first: nil)
    var (least, most) = (UInt32.max, UInt32(0))
    for entry in entries where entry.hash != 0 {
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

  private func place(of hash: UInt64) -> Int {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while entries[place].hash != 0, entries[place].hash != hash { place = (place + 1) & mask }
    return place
  }

  /// Makes room: twice as much, or half as large a sample.
  private mutating func grow() {
    let old = entries
    let isFull = used >= limit
    if isFull { bits += 1 }
    entries = Array(repeating: Entry(), count: isFull ? old.count : 2 * old.count)
    used = 0
    for entry in old where entry.hash != 0 && entry.hash.leadingZeroBitCount >= bits {
      entries[place(of: entry.hash)] = entry
      used += 1
    }
  }
}
