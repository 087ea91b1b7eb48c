// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension RecordSplitter {
  /// Takes as many whole records as have the right width, looking at eight bytes at a time.
  ///
  /// Leaves `at` on the first record that needs a closer look: a malformed or blank one, one with a stray
  /// quote, or the last one of the batch.
  mutating func plainRecords(_ batch: inout RecordBatch) {
    let raw = unsafe UnsafeRawBufferPointer(bytes)
    let marks = LaneMarks(dialect)
    var open = OpenRecord(at: at, line: line, first: offsets.count)
    var position = at
    scan: while position + 8 <= raw.count {
      var hits = unsafe marks.hits(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      while hits != 0 {
        let index = position + hits.trailingZeroBitCount >> 3
        hits &= hits - 1
        let byte = unsafe raw[index]
        if byte == dialect.delimiter {
          if !open.isClosed { offsets.append(open.cell, index) }
          (open.cell, open.isClosed) = (index + 1, false)
          if offsets.count - open.first == 2 * width { break scan }
        } else if byte == dialect.quote {
          guard index == open.cell, !open.isClosed else { break scan }
          at = index
          quotedCell(batch.recordCount)
          if stop != nil {
            guard isTolerant else { return }
            // The record is cut again, and malformed where it stands on one line.
            stop = nil
            break scan
          }
          (open.isClosed, position) = (true, at)
          continue scan
        } else if index >= open.start {
          if !open.isClosed { offsets.append(open.cell, index) }
          guard offsets.count - open.first == 2 * width else { break scan }
          open = finish(open, end: index, &batch)
        }
      }
      position += 8
    }
    rewind(to: open)
  }
  /// Counts a record that has the right width; `end` is on the first byte of its line end.
  @inline(__always)
  private mutating func finish(
    _ open: OpenRecord, end: Int, _ batch: inout RecordBatch
  ) -> OpenRecord {
    batch.numbers.append(UInt32(truncatingIfNeeded: batch.recordCount))
    batch.lines.append(open.line)
    batch.recordCount += 1
    line += 1
    let isPair = unsafe bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return OpenRecord(at: end + (isPair ? 2 : 1), line: line, first: offsets.count)
  }

  /// Forgets what was found of a record, so that it is cut again from its start.
  private mutating func rewind(to open: OpenRecord) {
    (at, line) = (open.start, open.line)
    offsets.truncate(to: open.first)
    while let last = marked.last, last >= open.first { marked.removeLast() }
  }
}

/// A record of which the end was not found yet.
private struct OpenRecord {
  /// Where it begins, and its cell that was not taken yet.
  var start: Int
  var cell: Int
  /// Whether that cell stood within quotes and was taken.
  var isClosed = false
  /// Its line, from 0 in the batch.
  var line: UInt32
  /// How many offsets lay before it.
  var first: Int

  init(at start: Int, line: UInt32, first: Int) {
    (self.start, cell, self.line, self.first) = (start, start, line, first)
  }
}

/// Finds delimiters, quotes and line ends among eight bytes.
private struct LaneMarks {
  private let delimiter: ByteLanes
  private let quote: ByteLanes
  private let lineFeed = ByteLanes(0x0A)
  private let carriageReturn = ByteLanes(0x0D)

  init(_ dialect: CSVDialect) {
    delimiter = ByteLanes(dialect.delimiter)
    quote = ByteLanes(dialect.quote ?? dialect.delimiter)
  }

  /// The highest bit of each byte that is one of the four; the first byte is the lowest.
  @inline(__always)
  func hits(_ word: UInt64) -> UInt64 {
    let word = word.littleEndian
    let others =
      delimiter.others(word) & quote.others(word) & lineFeed.others(word)
      & carriageReturn.others(word)
    return others ^ 0x8080_8080_8080_8080
  }
}
