// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// Passes over the records that two written tables have in common, byte for byte, and gives the others.
///
/// The tables of two releases are mostly in the same order, with most records the same: then nothing is cut
/// into cells, and nothing hashed, but what differs. It need not find all that they have in common, since what it
/// gives is compared by hash: where the order differs much, it just gives more.
package struct RecordAligner: ~Copyable {
  /// Appends the next bytes of a table; false at its end.
  package typealias Source = (
    Differencing.Release, inout ByteBuffer
  ) throws(Failure) -> Bool
  /// Takes records of a table, cut into cells.
  package typealias Sink = (
    borrowing RecordBatch, Differencing.Release
  ) throws(Failure) -> Void

  /// Records of either table that are looked through for the next that they have in common.
  private static let window = 32

  private var older: AlignedTable
  private var newer: AlignedTable
  /// Whether both have the same columns in the same order, so that equal bytes are equal records.
  private let isAlike: Bool

  /// Makes an aligner for tables of so many columns, of which only the records are still to come.
  package init(widths: (older: Int, newer: Int), isAlike: Bool) {
    older = AlignedTable(.older, width: widths.older)
    newer = AlignedTable(.newer, width: widths.newer)
    self.isAlike = isAlike
  }

  /// Goes through both.
  ///
  /// - Throws: `self-check` where a table does not end with a whole record, or one has another number of cells.
  package mutating func run(_ source: Source, _ sink: Sink) throws(Failure) {
    while true {
      try older.fill(source)
      try newer.fill(source)
      guard !older.isEmpty, !newer.isEmpty else { break }
      if isAlike, passSame() { continue }
      try part(sink)
    }
    try older.giveRest(source, sink)
    try newer.giveRest(source, sink)
  }

  /// Passes over whole records at the beginning that are the same; false where there are none.
  private mutating func passSame() -> Bool {
    let same = Self.commonLength(older.rest, newer.rest)
    let end = WrittenRecords.wholeRecords(in: older.rest.extracting(first: same)).end
    older.pass(end)
    newer.pass(end)
    return end > 0
  }

  /// How many bytes at the beginning are the same.
  private static func commonLength(
    _ one: Span<UInt8>, _ other: Span<UInt8>
  ) -> Int {
    let count = min(one.count, other.count)
    var i = 0
    while i &+ 8 <= count {
      let difference = one.word(at: i) ^ other.word(at: i)
      if difference != 0 { return i &+ UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
      i &+= 8
    }
    while i < count, one[i] == other[i] { i &+= 1 }
    return i
  }

  /// Gives records until the next that both have.
  private mutating func part(_ sink: Sink) throws(Failure) {
    try older.findRecords(Self.window)
    try newer.findRecords(Self.window)
    guard !older.ends.isEmpty, !newer.ends.isEmpty else { return }
    if let (one, other) = isAlike ? nextCommon() : (older.ends.count, newer.ends.count) {
      try older.give(one, sink)
      try newer.give(other, sink)
    } else {
      try partFarther(sink)
    }
  }

  /// How many records of either stand before one that both have, within the window.
  private func nextCommon() -> (Int, Int)? {
    for sum in 0..<(older.ends.count + newer.ends.count - 1) {
      for one in max(0, sum - newer.ends.count + 1)...min(sum, older.ends.count - 1)
      where older.record(one, isSameAs: sum - one, of: newer) {
        return (one, sum - one)
      }
    }
    return nil
  }

  /// Gives the records of all that is in memory that the other has not.
  private mutating func partFarther(_ sink: Sink) throws(Failure) {
    try older.findRecords(.max)
    try newer.findRecords(.max)
    let common = CommonRecords(older, newer)
    guard common.count > older.ends.count / 8 else {
      let count = min(older.ends.count, newer.ends.count)
      try older.give(count, sink)
      return try newer.give(count, sink)
    }
    // What stands behind the last that both have may have its like in what was not read yet.
    try older.give(common.last.older + 1, but: common.inOlder, sink)
    try newer.give(common.last.newer + 1, but: common.inNewer, sink)
  }
}
