// SPDX-License-Identifier: EUPL-1.2

/// Finds the last record end of a block where quotes may stand in the midst of cells: only one at the start of a cell
/// opens, so that a stray one does not turn the rest of the file round, as it does when quotes are only counted.
///
/// It cuts as `ExactCutter` does, and looks at quotes and at the bytes beside them only.
package struct QuoteCutter: RecordCutter {
  private let dialect: CSVDialect
  private let marks: ByteLanes?
  /// Bytes of the block that were judged.
  private var scanned = 0
  /// Whether the byte at `scanned` stands within quotes.
  private var isQuoted = false
  /// Where the stretch outside quotes begins that was seen last.
  private var outside = 0
  /// The end of the last record before that stretch; 0 where none ended.
  private var lastEnd = 0

  /// Makes a cutter for a plain dialect.
  package init(_ dialect: CSVDialect) {
    self.dialect = dialect
    marks = dialect.quote.map { ByteLanes($0) }
  }

  package mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Int {
    unsafe judge(bytes, isAtEnd: isAtEnd)
    if isAtEnd {
      scanned = bytes.count
      return bytes.count
    }
    guard !isQuoted else { return lastEnd }
    return unsafe Self.lineEnd(bytes, outside..<scanned) ?? lastEnd
  }

  package mutating func drop(_ count: Int) {
    scanned -= count
    (outside, lastEnd) = (max(0, outside - count), max(0, lastEnd - count))
  }

  /// Judges the quotes among the bytes that are new.
  private mutating func judge(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) {
    while let next = unsafe nextQuote(bytes, from: scanned) {
      scanned = next
      if isQuoted {
        if dialect.doubleQuote {
          // The byte behind says whether it closes.
          guard next + 1 < bytes.count || isAtEnd else { return }
          if next + 1 < bytes.count, unsafe bytes[next + 1] == dialect.quote {
            scanned = next + 2
            continue
          }
        }
        (isQuoted, outside) = (false, next + 1)
      } else if unsafe isCellStart(bytes, next) {
        if let end = unsafe Self.lineEnd(bytes, outside..<next) { lastEnd = end }
        isQuoted = true
      }
      scanned = next + 1
    }
    scanned = bytes.count
  }

  private func nextQuote(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let marks else { return nil }
    let raw = UnsafeRawBufferPointer(bytes)
    var at = start
    while at + 8 <= raw.count {
      let others = unsafe marks.others(
        raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian)
      let hits = others ^ 0x8080_8080_8080_8080
      if hits != 0 { return at + hits.trailingZeroBitCount >> 3 }
      at += 8
    }
    return unsafe bytes[at...].firstIndex { $0 == dialect.quote }
  }

  /// Whether a cell begins at a place outside quotes.
  private func isCellStart(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    var start = place
    while start > outside, unsafe dialect.isSkipped(bytes[start - 1]) { start -= 1 }
    // A block begins where a record does; what stands behind a closing quote is the rest of its cell.
    guard start > outside else { return outside == 0 }
    let before = unsafe bytes[start - 1]
    return before == dialect.delimiter || before == 0x0A || before == 0x0D
  }

  /// Behind the last line end of a stretch; nil where there is none. A CR at the very end may be half a CRLF.
  private static func lineEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var at = range.upperBound
    while at > range.lowerBound {
      at -= 1
      if unsafe bytes[at] == 0x0A { return at + 1 }
      if unsafe bytes[at] == 0x0D, at + 1 < bytes.count {
        return unsafe bytes[at + 1] == 0x0A ? at + 2 : at + 1
      }
    }
    return nil
  }
}
