// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Initials, what stands between, and capitalised words, one after another: a name, perhaps.
struct NameChain {
  /// Where it ends.
  private(set) var end: Int
  /// Where its last capitalised word ends.
  private(set) var nameEnd: Int
  private(set) var initials = 0
  private(set) var prefixes = 0
  /// Capitalised words of two letters or more.
  private(set) var capitals = 0
  /// Capitalised words that are first names of the list.
  private(set) var firstNames = 0
  /// Whether the last capitalised word is a surname of the list.
  private(set) var isSurnameKnown = false
  /// Whether its last word ends as streets do, or a word such as `Straat` follows.
  private(set) var isStreet = false
  /// Whether the initials are those of a company.
  private(set) var isCompany = false

  /// Reads on from a place, over at most eight words.
  init(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ tables: ByteTables, _ words: WordTable
  ) {
    (end, nameEnd) = (start, start)
    var i = start
    for _ in 0..<8 {
      guard let begin = Self.next(text, i, tables) else { return }
      var stop = begin
      while stop < text.count, tables.kinds[Int(text[stop])] > 1 { stop += 1 }
      guard take(text, begin, stop, words) else { return }
      i = stop
      end = stop
    }
  }

  /// Where the next word begins, behind one or two signs that may stand within a name.
  static func next(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ tables: ByteTables
  ) -> Int? {
    var i = start
    while i < text.count, i - start < 4, tables.starts[Int(text[i])] < 2 {
      switch text[i] {
      case 0x20, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"), 0xC2, 0xA0: i += 1
      default: return nil
      }
    }
    return i < text.count && tables.starts[Int(text[i])] > 1 ? i : nil
  }

  /// Adds a word; false where it does not belong to a name.
  private mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ stop: Int, _ words: WordTable
  ) -> Bool {
    if stop < text.count, isDigit(text[stop]) { return false }
    let isCapital = 0x41...0x5A ~= text[begin] || text[begin] == 0xC3
    if stop - begin == 1 {
      guard isCapital, stop < text.count, text[stop] == UInt8(ascii: "."), capitals == 0 else {
        return text[begin] == UInt8(ascii: "t") && capitals == 0
      }
      initials += 1
      if initials == 2 { isCompany = isCompanyInitials(text, begin) }
      return true
    }
    let meaning = words.meaning(text, begin, stop)
    if meaning.contains(.prefix),
      !isCapital || capitals > 0 || initials > 0 || !hasLowers(text, begin, stop)
    {
      prefixes += 1
      return true
    }
    if !isCapital {
      if StreetForm.endsAsStreet(text, wordEnd: stop), capitals > 0 { isStreet = true }
      return false
    }
    capitals += 1
    nameEnd = stop
    if meaning.contains(.firstName) { firstNames += 1 }
    isSurnameKnown = meaning.contains(.surname)
    isStreet = stop - begin > 5 && StreetForm.isStreetWord(text, wordEnd: stop)
    return true
  }

  private func hasLowers(_ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ stop: Int) -> Bool {
    text[begin..<stop].contains { $0 > 0x60 }
  }

  /// B.V., N.V. and C.V.
  private func isCompanyInitials(_ text: UnsafeBufferPointer<UInt8>, _ second: Int) -> Bool {
    guard text[second] == UInt8(ascii: "V"), second >= 2 else { return false }
    let first = text[second - 2]
    return first == UInt8(ascii: "B") || first == UInt8(ascii: "N") || first == UInt8(ascii: "C")
  }

  /// Whether it is a name where a title stands before it.
  var isNameAfterTitle: Bool { capitals > 0 && !isStreet }

  /// Whether it is a name by itself: two initials, or one and a known surname or something between;
  /// or a first name and a known surname.
  var isName: Bool {
    guard capitals > 0, !isStreet, !isCompany else { return false }
    if initials > 0 { return initials > 1 || isSurnameKnown || prefixes > 0 }
    return firstNames > 0 && capitals > 1 && isSurnameKnown
  }
}

/// Cells that hold a name and nothing else.
package enum NameForm {
  /// How much a cell looks like a name.
  package enum Likeness {
    /// First name or initials, and a surname.
    case name
    /// A known surname or first name alone.
    case part
    case none
  }

  /// Looks at a cell of letters, spaces, dots, dashes, apostrophes and at most one comma.
  package static func likeness(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ tables: ByteTables,
    _ words: WordTable
  ) -> Likeness {
    guard counts.digits == 0, cell.count <= 60, counts.uppers > 0, counts.others <= 2 else {
      return .none
    }
    if let comma = cell.firstIndex(of: UInt8(ascii: ",")) {
      return turned(cell, comma, tables, words)
    }
    let chain = NameChain(cell, from: 0, tables, words)
    guard chain.end >= cell.count - 1, chain.capitals > 0, !chain.isStreet, !chain.isCompany else {
      return .none
    }
    if chain.isName { return .name }
    if chain.initials > 0 { return .name }
    if chain.capitals == 1, chain.isSurnameKnown || chain.firstNames == 1 { return .part }
    return .none
  }

  /// `Vries, J. de`.
  private static func turned(
    _ cell: UnsafeBufferPointer<UInt8>, _ comma: Int, _ tables: ByteTables, _ words: WordTable
  ) -> Likeness {
    let last = NameChain(
      UnsafeBufferPointer(rebasing: cell[..<comma]), from: 0, tables, words)
    let rest = NameChain(
      UnsafeBufferPointer(rebasing: cell[(comma + 1)...]), from: 0, tables, words)
    guard last.end == comma, 1...3 ~= last.capitals, !last.isStreet,
      rest.end >= cell.count - comma - 2
    else { return .none }
    return rest.initials > 0 || rest.firstNames > 0 && last.isSurnameKnown ? .name : .none
  }
}
