// SPDX-License-Identifier: EUPL-1.2

/// Finds where a block can be cut so that only whole records stand before the cut.
package protocol RecordCutter: Sendable {
  /// The end of the last record that can be given out; 0 where there is none yet.
  ///
  /// The bytes begin as in the call before, with more behind them. A CR as the last byte may be half
  /// a CRLF: it ends nothing unless `isAtEnd`.
  mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Int

  /// Forgets the first `count` bytes, which were given out; they end where a record ends.
  mutating func drop(_ count: Int)
}

/// Finds record ends byte by byte, with escapes, comments and footers.
///
/// A quote opens only at the start of a field. Footer lines are held back until more lines follow; at
/// the end they are given out after all where a record among them went astray in a quote, so that
/// the parser finds the failure and no rows are lost as a footer.
package struct ExactCutter: RecordCutter {
  /// What ends at a place.
  package enum End: Sendable {
    case record, blank, comment
  }

  private enum State {
    case recordStart, fieldStart, plain, quoted, quoteSeen, plainEscape, quotedEscape, comment
    case afterReturn
  }

  private let dialect: CSVDialect
  private var state = State.recordStart
  private var ending = End.record
  private var scanned = 0
  /// The ends of the last `footerLines` records or blank lines, and whether each went astray.
  private var heldBack: [(end: Int, isAstray: Bool)] = []
  /// Whether a line ended within quotes of the record.
  private(set) var spansLines = false
  /// Whether text followed a closing quote of the record.
  private var isMisquoted = false
  /// Whether the record that ended last has a quote that never closes, or text behind the closing
  /// quote of a record of several lines: it may hold any number of records.
  private var isAstray = false

  /// Whether the record that ended last stood on one line, and was not within quotes at the end of the text.
  var wasOnOneLine: Bool { !spansLines && !endedInQuotes }
  private var endedInQuotes = false

  /// Makes a cutter.
  package init(_ dialect: CSVDialect) {
    self.dialect = dialect
  }

  package mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Int {
    var last = 0
    while let (end, kind) = unsafe nextEnd(bytes, isAtEnd: isAtEnd) {
      if dialect.footerLines == 0 {
        last = end
      } else if kind != .comment {
        heldBack.append((end, isAstray))
        if heldBack.count > dialect.footerLines { last = heldBack.removeFirst().end }
      }
    }
    guard isAtEnd, heldBack.contains(where: \.isAstray) else { return last }
    heldBack.removeAll()
    return bytes.count
  }

  package mutating func drop(_ count: Int) {
    scanned -= count
    for index in heldBack.indices { heldBack[index].end -= count }
  }

  /// The next place where something ends; nil where more bytes are needed, or there are none.
  package mutating func nextEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool
  ) -> (Int, End)? {
    while scanned < bytes.count {
      if state == .recordStart {
        guard let next = unsafe start(bytes, isAtEnd: isAtEnd) else { return nil }
        state = next
      }
      if state == .afterReturn {
        if unsafe bytes[scanned] == 0x0A { scanned += 1 }
        state = .recordStart
        isAstray = spansLines && isMisquoted
        return (scanned, ending)
      }
      let byte = unsafe bytes[scanned]
      scanned += 1
      if step(byte) {
        state = .recordStart
        isAstray = spansLines && isMisquoted
        return (scanned, ending)
      }
    }
    guard isAtEnd, state != .recordStart else { return nil }
    endedInQuotes = state == .quoted || state == .quotedEscape
    isAstray = endedInQuotes || (spansLines && isMisquoted)
    state = .recordStart
    return (scanned, ending)
  }

  /// How a record begins; nil where a comment's prefix may not be complete yet.
  private mutating func start(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> State? {
    (spansLines, isMisquoted) = (false, false)
    let ahead = unsafe bytes[scanned...].prefix(dialect.comment.count)
    if !dialect.comment.isEmpty, unsafe dialect.comment.starts(with: ahead) {
      if unsafe ahead.count == dialect.comment.count {
        ending = .comment
        return .comment
      }
      if !isAtEnd { return nil }
    }
    ending = unsafe bytes[scanned] == 0x0A || bytes[scanned] == 0x0D ? .blank : .record
    return .fieldStart
  }

  /// Takes one byte; true where it ends a line.
  private mutating func step(_ byte: UInt8) -> Bool {
    switch state {
    case .quoted:
      if byte == dialect.escape {
        state = .quotedEscape
      } else if byte == dialect.quote {
        state = .quoteSeen
      } else if byte == 0x0A || byte == 0x0D {
        spansLines = true
      }
      return false
    case .quotedEscape:
      if byte == 0x0A || byte == 0x0D { spansLines = true }
      state = .quoted
    case .plainEscape:
      if byte == 0x0A || byte == 0x0D { spansLines = true }
      state = .plain
    case .quoteSeen where byte == dialect.quote && dialect.doubleQuote: state = .quoted
    case .fieldStart where byte == dialect.quote: state = .quoted
    case .fieldStart where dialect.isSkipped(byte): break
    case .quoteSeen:
      let isEnd = byte == dialect.delimiter || byte == 0x0A || byte == 0x0D
      if !isEnd { isMisquoted = true }
      return stepOutside(byte)
    case .fieldStart, .plain, .comment, .recordStart, .afterReturn:
      return stepOutside(byte)
    }
    return false
  }

  /// Takes one byte outside quotes and escapes.
  private mutating func stepOutside(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x0A: return true
    case 0x0D: state = .afterReturn
    case _ where state == .comment: break
    case dialect.delimiter: state = .fieldStart
    case _ where byte == dialect.escape: state = .plainEscape
    default: state = .plain
    }
    return false
  }
}
