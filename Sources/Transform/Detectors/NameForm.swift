// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Cells that hold a name and nothing else.
package enum NameForm {
  /// How much a cell looks like a name.
  package enum Likeness {
    /// Initials and a surname.
    case initialName
    /// First name and a surname.
    case name
    /// A known surname or first name alone, or a name by which somebody logs in.
    case part
    /// The same, of a word that is in dictionaries too.
    case ordinaryPart
    /// Two to four words with capitals, of which the first is a known first name or the last a surname.
    case knownShape
    /// Two to four words with capitals, and nothing else.
    case shape
    case none
  }

  /// Whether a cell is a name, or a word that may be one.
  package static func isName(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ tables: ByteTables,
    _ lexicon: Lexicon
  ) -> Bool {
    switch unsafe likeness(cell, counts, tables, lexicon) {
    case .initialName, .name, .part, .ordinaryPart, .knownShape: true
    case .shape, .none: false
    }
  }

  /// Looks at a cell of letters, spaces, dots, dashes, underscores, apostrophes, one comma or two brackets.
  package static func likeness(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ tables: ByteTables,
    _ lexicon: Lexicon
  ) -> Likeness {
    guard counts.digits == 0, cell.count <= 60, counts.others <= 2 else { return .none }
    guard counts.uppers > 0 || counts.highs > 0 else {
      return unsafe QuietName.likeness(cell, lexicon)
    }
    if let comma = unsafe cell.firstIndex(of: UInt8(ascii: ",")) {
      return unsafe turned(cell, comma, cell.count, tables, lexicon)
    }
    if unsafe cell[cell.count - 1] == UInt8(ascii: ")"),
      let open = unsafe cell.firstIndex(of: UInt8(ascii: "("))
    {
      return unsafe turned(cell, open, cell.count - 1, tables, lexicon)
    }
    let chain = unsafe NameChain(cell, from: 0, tables, lexicon, isCell: true)
    guard chain.end >= cell.count - 1, chain.isPossible else { return .none }
    if chain.isBare { return chain.isSurnameKnown || chain.isLoud ? .initialName : .shape }
    if chain.initials > 0 { return .initialName }
    if chain.isName { return .name }
    if chain.capitals == 1 {
      let kinds = chain.last
      if kinds.isEmpty, counts.joints + counts.others == 0 { return unsafe glued(cell, lexicon) }
      guard !kinds.isDisjoint(with: .name), !kinds.contains(.place) else { return .none }
      return kinds.contains(.ordinary) ? .ordinaryPart : .part
    }
    guard chain.capitals + chain.prefixes <= 5, chain.capitals <= 4 else { return .none }
    return chain.isFirstKnown ? .knownShape : .shape
  }

  /// `JanVermeulen`, `VermeulenJan`: two names without anything between.
  private static func glued(_ cell: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon) -> Likeness {
    guard cell.count > 5,
      let cut = (2..<cell.count - 1).first(where: {
        unsafe 0x41...0x5A ~= cell[$0] && cell[$0 - 1] > 0x60 && cell[$0 + 1] > 0x60
      })
    else { return .none }
    let one = unsafe lexicon.names.kinds(cell, 0, cut)
    let other = unsafe lexicon.names.kinds(cell, cut, cell.count)
    let isName =
      one.contains(.first) && one.isPlainName && other.contains(.last)
      || other.contains(.first) && other.isPlainName && one.contains(.last)
    return isName ? .part : .none
  }

  /// `Vries, J. de`, `Vries, Jan de` and `Vries (Jan)`: what stands behind a sign, up to an end, stands before it.
  private static func turned(
    _ cell: UnsafeBufferPointer<UInt8>, _ sign: Int, _ end: Int, _ tables: ByteTables,
    _ lexicon: Lexicon
  ) -> Likeness {
    let before = unsafe UTF8Text.trimmedASCII(UnsafeBufferPointer(rebasing: cell[..<sign]))
    let last = unsafe NameChain(before, from: 0, tables, lexicon)
    let rest = unsafe NameChain(
      UnsafeBufferPointer(rebasing: cell[(sign + 1)..<end]), from: 0, tables, lexicon, isCell: true)
    // Towns are told apart so: `Bergen (L.)`.
    guard end == cell.count || !last.last.contains(.place) else { return .none }
    guard last.end == before.count, 1...3 ~= last.capitals, last.isPossible, !rest.isStreet,
      !rest.isBody, rest.end >= end - sign - 2
    else { return .none }
    if rest.initials > 0 { return .initialName }
    guard rest.capitals > 0, rest.isFirstKnown else { return .none }
    return last.last.contains(.last) ? .name : .knownShape
  }
}

/// Names without capitals: `j.jansen`, `jan_de_vries`, `jansen.jan`, `jan jansen`.
package enum QuietName {
  /// Looks at a cell of small letters, with one sign between two words.
  static func likeness(
    _ cell: UnsafeBufferPointer<UInt8>, _ lexicon: Lexicon
  ) -> NameForm.Likeness {
    var words = InlineArray<5, (start: Int, end: Int)>(repeating: (0, 0))
    var (count, start, isSpaced) = (0, 0, false)
    for i in 0...cell.count {
      if i < cell.count {
        if unsafe isLetter(cell[i]) || cell[i] >= 0x80 { continue }
        guard unsafe isSign(cell[i]) else { return .none }
        if unsafe cell[i] == 0x20 || cell[i] == UInt8(ascii: "-") { isSpaced = true }
      }
      guard i > start, count < 5 else { return .none }
      words[count] = (start, i)
      (count, start) = (count + 1, i + 1)
    }
    guard count > 1 else { return .none }
    let (first, last) = (words[0], words[count - 1])
    for i in 1..<count - 1
    where unsafe !lexicon.words.meaning(cell, words[i].start, words[i].end).contains(.prefix) {
      return .none
    }
    if let found = unsafe name(cell, first, last, isSpaced, hasPrefix: count > 2, lexicon) {
      return found
    }
    return unsafe count == 2
      ? name(cell, last, first, isSpaced, hasPrefix: false, lexicon) ?? .none : .none
  }

  /// Whether a name of a column is that of a person: `jan_vermeulen`, `j_vermeulen`; `e_mail` and `x_as` are not.
  package static func isPerson(words: [String]) -> Bool {
    guard words.count > 1 else { return false }
    if words.count == 2, words[0].count == 1 { return words[1].count > 5 && isPlainName(words[1]) }
    var text = words.joined(separator: " ").lowercased()
    return text.withUTF8 { text in
      guard unsafe text.allSatisfy({ !isDigit($0) }) else { return false }
      return unsafe likeness(text, .shared) == .part
    }
  }

  /// Whether a word is a first name or surname, and hardly anything else.
  package static func isPlainName(_ word: String) -> Bool {
    var word = word.lowercased()
    return word.withUTF8 { word in
      unsafe word.count > 3 && Lexicon.shared.names.kinds(word, 0, word.count).isPlainName
        && Lexicon.shared.words.meaning(word, 0, word.count).isEmpty
    }
  }

  /// A first name or initial, and a surname.
  private static func name(
    _ cell: UnsafeBufferPointer<UInt8>, _ first: (start: Int, end: Int),
    _ last: (start: Int, end: Int), _ isSpaced: Bool, hasPrefix: Bool, _ lexicon: Lexicon
  ) -> NameForm.Likeness? {
    let surname = unsafe lexicon.names.kinds(cell, last.start, last.end)
    guard last.end - last.start > 2, surname.contains(.last) else { return nil }
    if first.end - first.start == 1 { return isSpaced && !hasPrefix ? nil : .part }
    let given = unsafe lexicon.names.kinds(cell, first.start, first.end)
    guard given.contains(.first), !isSpaced || given.isPlainName else { return nil }
    let meaning = unsafe lexicon.words.meaning(cell, last.start, last.end)
    guard meaning.isDisjoint(with: .common) || hasPrefix else { return nil }
    return hasPrefix || surname.isPlainName || !isSpaced ? .part : .ordinaryPart
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}
