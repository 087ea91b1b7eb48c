// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// The records of a table that this program wrote: UTF-8, commas, a line feed behind each record, and double quotes
/// around a cell only if it needs them.
///
/// It shares no code with the encoder, and accepts nothing that the encoder would not write: what is read back is the
/// table that was meant, or it is a failure.
package enum WrittenRecords {
  private static let (comma, quote, lineFeed) = (UInt8(0x2C), UInt8(0x22), UInt8(0x0A))

  /// Where the last whole record ends, behind its line feed, and how many records end up to there.
  package static func wholeRecords(in bytes: Span<UInt8>) -> (end: Int, count: Int) {
    var (isQuoted, end, count, i) = (false, 0, 0, 0)
    while i < bytes.count {
      if i &+ 8 <= bytes.count {
        let word = bytes.word(at: i)
        let quotes = lanes(word, 0x2222_2222_2222_2222)
        let feeds = lanes(word, 0x0A0A_0A0A_0A0A_0A0A)
        // Without a quote either all line feeds end a record, or none does; without a line feed none is ended.
        if quotes == 0 || feeds == 0 {
          if feeds != 0, !isQuoted {
            end = i &+ 8 &- feeds.leadingZeroBitCount / 8
            count &+= feeds.nonzeroBitCount
          }
          if quotes.nonzeroBitCount & 1 == 1 { isQuoted.toggle() }
          i &+= 8
          continue
        }
      }
      if bytes[i] == quote { isQuoted.toggle() }
      if bytes[i] == lineFeed, !isQuoted { (end, count) = (i &+ 1, count &+ 1) }
      i &+= 1
    }
    return (end, count)
  }

  /// The index of the line feed that ends the record that begins at `start`; `nil` if it does not end here.
  package static func recordEnd(
    in bytes: Span<UInt8>, from start: Int
  ) -> Int? {
    guard start < bytes.count, let feed = Memory.firstIndex(of: lineFeed, in: bytes[start...])
    else { return nil }
    let end = start + feed
    guard Memory.firstIndex(of: quote, in: bytes[start..<end]) != nil else {
      return end
    }
    var isQuoted = false
    for i in start..<bytes.count {
      if bytes[i] == quote { isQuoted.toggle() }
      if bytes[i] == lineFeed, !isQuoted { return i }
    }
    return nil
  }

  /// Takes the header off the first bytes of a table; `nil` if it is not whole yet.
  ///
  /// - Throws: `self-check` if it is not a record as the program writes them.
  package static func takeHeader(from bytes: inout ByteBuffer) throws(Failure) -> [String]? {
    guard let feed = recordEnd(in: bytes.span, from: 0) else { return nil }
    var header = RecordBatch()
    header.text.append(bytes.span.extracting(...feed))
    try cut(&header, width: nil)
    bytes.removeFirst(feed + 1)
    return (0..<header.width).map {
      String(decoding: header.span(row: 0, column: $0), as: UTF8.self)
    }
  }

  /// Cuts the whole records in the text of a batch into its cells; quotes are removed in place.
  ///
  /// - Parameter width: The cells of a record; `nil` if the first record decides.
  /// - Throws: `self-check` if the text holds anything else than whole records of so many cells, as the program writes
  ///   them.
  package static func cut(_ batch: inout RecordBatch, width: Int?) throws(Failure) {
    guard batch.text.count <= Int(UInt32.max) else { throw failure("records are too long") }
    guard isUTF8(batch.text.span) else { throw failure("it is not UTF-8") }
    var text = ByteBuffer()
    swap(&text, &batch.text)
    defer { swap(&text, &batch.text) }
    var cutter = RecordCutter(bytes: text.mutableSpan, width: width ?? 0)
    swap(&cutter.offsets, &batch.offsets)
    cutter.offsets.removeAll(keepingCapacity: true)
    let problem = cutter.cut()
    swap(&cutter.offsets, &batch.offsets)
    if let problem { throw failure(problem.rawValue) }
    batch.width = cutter.width
    batch.recordCount = cutter.rows
    batch.numbers.removeAll(keepingCapacity: true)
    batch.numbers.append(contentsOf: (0..<cutter.rows).lazy.map { UInt32(truncatingIfNeeded: $0) })
  }

  /// The failure of a table that was written.
  private static func failure(_ words: String) -> Failure {
    Failure(
      .selfCheck, "what was written is not a table as this program writes it: \(words)",
      hint: "This is a fault of the program, or the file was changed; nothing is published.")
  }

  /// Whether bytes are UTF-8.
  ///
  /// A character beyond ASCII is a run of bytes of 0x80 and above, or a part of one, and no other character has such a
  /// byte: all of them are UTF-8 if each of those runs is.
  private static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    var i = 0
    while i < bytes.count {
      if i &+ 8 <= bytes.count, bytes.word(at: i) & 0x8080_8080_8080_8080 == 0 {
        i &+= 8
        continue
      }
      guard bytes[i] >= 0x80 else {
        i &+= 1
        continue
      }
      let start = i
      while i < bytes.count, bytes[i] >= 0x80 { i &+= 1 }
      do {
        _ = try UTF8Span(validating: bytes[start..<i])
      } catch {
        return false
      }
    }
    return true
  }

  /// The highest bit of each of eight bytes that equals the one that `sign` repeats; exact for each byte.
  @inline(__always)
  static func lanes(_ word: UInt64, _ sign: UInt64) -> UInt64 {
    let (other, low) = (word ^ sign, 0x7F7F_7F7F_7F7F_7F7F as UInt64)
    return ~(((other & low) &+ low) | other | low)
  }
}

/// Goes once through whole records, eight bytes at a time, and stops at signs that end a cell.
private struct RecordCutter: ~Copyable, ~Escapable {
  /// Why bytes are no records as the program writes them.
  enum Problem: String {
    case width = "a record has another number of cells"
    case quote = "a quote stands where none belongs"
    case carriageReturn = "a line end other than a line feed stands outside quotes"
    case needless = "a cell is quoted that needs no quotes"
    case blank = "a cell that is empty and alone is not quoted"
    case end = "it does not end with a whole record"
  }

  private var bytes: MutableSpan<UInt8>
  /// The cells of a record; 0 until the first one ends.
  var width: Int
  /// Start and end of each cell.
  var offsets: [UInt32] = []
  private(set) var rows = 0
  private var column = 0
  /// Where the cell begins that was not ended yet.
  private var start = 0

  @_lifetime(copy bytes)
  init(bytes: consuming MutableSpan<UInt8>, width: Int) {
    self.bytes = bytes
    self.width = width
  }

  /// Cuts all of it; gives what is wrong, or `nil`.
  mutating func cut() -> Problem? {
    var i = 0
    outer: while i < bytes.count {
      var signs = self.signs(at: i)
      while signs != 0 {
        let at = i &+ signs.trailingZeroBitCount / 8
        signs &= signs &- 1
        switch bytes[at] {
        case 0x2C, 0x0A:
          if let problem = end(at, at) { return problem }
        case 0x22:
          guard at == start else { return .quote }
          guard let (end, next) = unquote() else { return .quote }
          guard let end else { return .needless }
          if let problem = self.end(end, next, isQuoted: true) { return problem }
          i = next &+ 1
          continue outer
        default: return .carriageReturn
        }
      }
      i &+= 8
    }
    return start == bytes.count && column == 0 ? nil : .end
  }

  /// A bit for each comma, quote, line feed and carriage return among eight bytes.
  @inline(__always)
  private func signs(at i: Int) -> UInt64 {
    var word: UInt64 = 0
    if i &+ 8 <= bytes.count {
      word = UInt64(littleEndian: bytes.span.word(at: i))
    } else {
      for at in i..<bytes.count { word |= UInt64(bytes[at]) << UInt64(8 * (at - i)) }
    }
    return WrittenRecords.lanes(word, 0x2C2C_2C2C_2C2C_2C2C)
      | WrittenRecords.lanes(word, 0x2222_2222_2222_2222)
      | WrittenRecords.lanes(word, 0x0A0A_0A0A_0A0A_0A0A)
      | WrittenRecords.lanes(word, 0x0D0D_0D0D_0D0D_0D0D)
  }

  /// Ends the cell at `end`; the sign that says so stands at `sign`.
  @inline(__always)
  private mutating func end(_ end: Int, _ sign: Int, isQuoted: Bool = false) -> Problem? {
    offsets.append(UInt32(truncatingIfNeeded: start))
    offsets.append(UInt32(truncatingIfNeeded: end))
    let isAlone = column == 0 && bytes[sign] == 0x0A
    // Quotes around nothing are for a cell that would look like a blank line.
    if start == end, isAlone != isQuoted { return isAlone ? .blank : .needless }
    column &+= 1
    start = sign &+ 1
    guard bytes[sign] == 0x0A else { return column == width ? .width : nil }
    if width == 0 { width = column }
    guard column == width else { return .width }
    (column, rows) = (0, rows &+ 1)
    return nil
  }

  /// Removes the quotes of the cell that begins here, in place.
  ///
  /// - Returns: The end of the cell, `nil` if it needed no quotes, and the index of the sign behind it; `nil` if the
  ///   quotes do not close before a comma or a line feed.
  private mutating func unquote() -> (end: Int?, next: Int)? {
    start &+= 1
    var (from, to, isNeeded) = (start, start, false)
    while from < bytes.count {
      let byte = bytes[from]
      if byte == 0x22 {
        from &+= 1
        guard from < bytes.count else { return nil }
        guard bytes[from] == 0x22 else {
          guard bytes[from] == 0x2C || bytes[from] == 0x0A else { return nil }
          // One that is empty is judged where it is known whether it is alone.
          return (isNeeded || to == start ? to : nil, from)
        }
        isNeeded = true
      } else if byte == 0x2C || byte == 0x0A || byte == 0x0D {
        isNeeded = true
      }
      bytes[to] = byte
      (from, to) = (from &+ 1, to &+ 1)
    }
    return nil
  }
}
