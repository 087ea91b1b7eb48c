// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikValues

/// What points at the person of one row: the cells of its direct identifiers, and their words.
///
/// They are looked for without regard to case, between borders of words.
struct RowIdentifiers: ~Copyable {
  /// A column of direct identifiers, and what is no value there.
  typealias Column = (column: Int, missing: ByteStrings)

  /// The fewest characters of a whole cell that is a name, and of a word or another cell.
  private static let shortest = (name: 3, word: 4)
  /// The longest cell, in bytes, of which each word counts: a longer one is a text.
  private static let longest = 120

  private struct Word {
    var start: Int
    var count: Int
    var isName: Bool
  }

  private let columns: [Column]
  /// The words in small letters, one after another.
  private var bytes = ByteBuffer(capacity: 256)
  private var words: [Word] = []
  /// A bit for each first byte, by its last six bits.
  private var firsts: UInt64 = 0
  private var scratch = ByteBuffer(capacity: 256)

  init(_ columns: [Column]) { self.columns = columns }

  /// Whether the row has any.
  var isEmpty: Bool { words.isEmpty }

  /// Takes the cells of a row.
  mutating func load(
    _ text: Span<UInt8>, _ cells: Span<UInt32>
  ) {
    bytes.removeAll()
    words.removeAll(keepingCapacity: true)
    firsts = 0
    for (column, missing) in columns {
      let cell = text[Int(cells[2 * column])..<Int(cells[2 * column + 1])]
      if !missing.containsTrimmed(cell) { add(cell) }
    }
  }

  private mutating func add(_ cell: Span<UInt8>) {
    scratch.removeAll()
    UTF8Text.appendNFC(UTF8Text.trimmedASCII(cell), to: &scratch)
    let start = bytes.count
    CaseFold.append(scratch, to: &bytes)
    let end = bytes.count
    let isName = Self.isName(bytes.span, start, end)
    add(start, end, isName, atLeast: isName ? Self.shortest.name : Self.shortest.word)
    guard end - start <= Self.longest else { return }
    var i = start
    while i < end {
      let first = i
      while i < end, isOfWord(i) { i += 1 }
      if first > start || i < end {
        add(first, i, Self.isName(bytes.span, first, i), atLeast: Self.shortest.word)
      }
      while i < end, !isOfWord(i) { i += 1 }
    }
  }

  private func isOfWord(_ i: Int) -> Bool { CaseFold.kind(bytes.span, at: i) != .between }

  private mutating func add(_ start: Int, _ end: Int, _ isName: Bool, atLeast shortest: Int) {
    guard UTF8Text.scalarCount(bytes.span[start..<end]) >= shortest else { return }
    let first = bytes.span[start]
    words.append(Word(start: start, count: end - start, isName: isName))
    firsts |= 1 << UInt64(first & 63)
  }

  /// Letters, and no digit and no `@`.
  private static func isName(
    _ text: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    !text[start..<end].contains { isDigit($0) || $0 == UInt8(ascii: "@") }
  }

  /// The longest that stands at a place of a text in small letters; nil where none does.
  @inline(__always)
  func match(_ text: Span<UInt8>, at start: Int) -> (end: Int, tag: TypeTag)? {
    guard firsts >> UInt64(text[start] & 63) & 1 == 1, CaseFold.isBorder(text, at: start) else {
      return nil
    }
    return search(text, start)
  }

  private func search(
    _ text: Span<UInt8>, _ start: Int
  ) -> (end: Int, tag: TypeTag)? {
    let all = bytes.span
    var found: Word?
    for word in words where word.count > found?.count ?? 0 && start + word.count <= text.count {
      let isSame = (0..<word.count).allSatisfy {
        text[start + $0] == all[word.start + $0]
      }
      if isSame, CaseFold.isBorder(text, at: start + word.count) { found = word }
    }
    return found.map { (start + $0.count, $0.isName ? TypeTag(.name) : .hidden) }
  }
}
