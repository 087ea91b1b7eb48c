// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import HergebruikModel

/// Where a written table is cut into cells.
struct OutputCutter: ~Copyable {
  /// A cell without its quotes.
  var cell = ByteBuffer()
  /// The row that comes next, from 1; 0 for the header.
  var row = 0
  /// Whether a record has another number of cells than there are fields.
  var isRagged = false
}

extension OutputScanner {
  /// Scans whole records of a written table, of which the first is row `firstRow` of the table, from 1; 0 is
  /// the header. UTF-8, commas, double quotes.
  ///
  /// - Throws: `self-check` where a record does not end, or has another number of cells than there are
  ///   fields: what is read back is then not the table that was meant.
  package mutating func feed(
    records: UnsafeBufferPointer<UInt8>, firstRow: Int
  ) throws(Failure) {
    cutter.row = firstRow
    if cutRecords(records) < records.count { cutter.isRagged = true }
    try checkShape()
  }

  /// Where the last record ends that begins in some bytes, behind its line feed, and how many end there.
  package static func wholeRecords(in bytes: UnsafeBufferPointer<UInt8>) -> (end: Int, count: Int) {
    let raw = UnsafeRawBufferPointer(bytes)
    var (isQuoted, end, count, i) = (false, 0, 0, 0)
    while i < bytes.count {
      if i &+ 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if Self.marks(word, 0x2222_2222_2222_2222) == 0 {
          // Without a quote either all line feeds end a record, or none does.
          let feeds = isQuoted ? 0 : Self.marks(word, 0x0A0A_0A0A_0A0A_0A0A)
          if feeds != 0 {
            end = i &+ 8 &- feeds.leadingZeroBitCount / 8
            count &+= feeds.nonzeroBitCount
          }
          i &+= 8
          continue
        }
      }
      if bytes[i] == 0x22 { isQuoted.toggle() }
      if bytes[i] == 0x0A, !isQuoted { (end, count) = (i &+ 1, count &+ 1) }
      i &+= 1
    }
    return (end, count)
  }

  /// The highest bit of each of eight bytes that is the one that is repeated in `sign`.
  @inline(__always)
  private static func marks(_ word: UInt64, _ sign: UInt64) -> UInt64 {
    let (other, low) = (word ^ sign, 0x7F7F_7F7F_7F7F_7F7F as UInt64)
    return ~(((other & low) &+ low) | other | low)
  }

  private func checkShape() throws(Failure) {
    guard cutter.isRagged else { return }
    throw Failure(
      .selfCheck, "what was written has not the \(fields.count) fields that it should have",
      hint: "This is a fault of the program; nothing is published.")
  }

  /// Scans the whole records of some bytes; where the last of them ends.
  private mutating func cutRecords(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = 0
    while let end = Self.recordEnd(bytes, from: start) {
      cutCells(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      cutter.row &+= 1
      start = end + 1
    }
    return start
  }

  /// Where the line feed stands that ends a record; nil where it does not end here.
  package static func recordEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let feed = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    let end = UnsafeRawPointer(base).distance(to: feed)
    guard memchr(base + start, 0x22, end - start) != nil else { return end }
    var isQuoted = false
    for i in start..<bytes.count {
      if bytes[i] == 0x22 { isQuoted.toggle() }
      if bytes[i] == 0x0A, !isQuoted { return i }
    }
    return nil
  }

  /// Scans the cells of a record, which is without its line feed.
  @inline(__always)
  private mutating func cutCells(_ record: UnsafeBufferPointer<UInt8>) {
    var (i, column) = (0, 0)
    while true {
      if i < record.count, record[i] == 0x22 {
        cutter.cell.removeAll()
        i = Self.unquote(record, from: i, to: &cutter.cell)
        take(cutter.cell.bytes, column)
      } else {
        let start = i
        i = Self.comma(record, from: i)
        take(UnsafeBufferPointer(rebasing: record[start..<i]), column)
      }
      column &+= 1
      guard i < record.count else { break }
      if record[i] != 0x2C { cutter.isRagged = true }
      i &+= 1
    }
    if column != fields.count { cutter.isRagged = true }
  }

  /// Where the next comma stands, or the record ends; looks at eight bytes at a time.
  @inline(__always)
  package static func comma(_ record: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(record)
    var i = start
    while i &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) ^ 0x2C2C_2C2C_2C2C_2C2C
      let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if found != 0 { return i &+ found.trailingZeroBitCount / 8 }
      i &+= 8
    }
    while i < raw.count, raw[i] != 0x2C { i &+= 1 }
    return i
  }

  /// Appends a quoted cell without its quotes; where the sign behind it stands.
  package static func unquote(
    _ record: UnsafeBufferPointer<UInt8>, from start: Int, to cell: inout ByteBuffer
  ) -> Int {
    var i = start + 1
    while i < record.count {
      if record[i] == 0x22 {
        i += 1
        guard i < record.count, record[i] == 0x22 else { return i }
      }
      cell.append(record[i])
      i += 1
    }
    return i
  }

  @inline(__always)
  private mutating func take(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int) {
    guard column < fields.count else {
      cutter.isRagged = true
      return
    }
    if cutter.row > 0 { see(cell, column, row: cutter.row) }
  }
}
