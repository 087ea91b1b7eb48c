// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// The words that are known: those of texts, and those of names.
package struct Lexicon: Sendable {
  package static let shared = Lexicon()

  let words = TextWords.table
  let names = NameTable.shared
}

/// Initials, what stands between, and capitalised words, one after another: a name, perhaps.
struct NameChain {
  /// Where it ends.
  private(set) var end: Int
  /// Where its last capitalised word, or the initial behind it, ends.
  private(set) var nameEnd: Int
  private(set) var initials = 0
  /// Whether an initial goes without its dot.
  private(set) var isBare = false
  private(set) var prefixes = 0
  /// Capitalised words of two letters or more.
  private(set) var capitals = 0
  /// What the first and the last capitalised word are.
  private(set) var first: NameKinds = []
  private(set) var last: NameKinds = []
  /// What the first capitalised word means in a text.
  private(set) var firstMeaning: WordMeaning = []
  /// Capitalised words that are in the list of names, not as places.
  private(set) var known = 0
  /// Whether a capitalised word is in capitals throughout.
  private(set) var isLoud = false
  /// Whether its last word ends as streets do, or a word such as `Straat` follows.
  private(set) var isStreet = false
  /// Whether the initials are those of a company.
  private(set) var isCompany = false
  /// Whether a word of organisations or things stands in it or behind it.
  private(set) var isBody = false
  /// Whether a cell is looked at, in which initials may go without dots.
  private let isCell: Bool

  /// Reads on from a place, over at most eight words.
  init(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ tables: ByteTables, _ lexicon: Lexicon,
    isCell: Bool = false
  ) {
    (end, nameEnd, self.isCell) = (start, start, isCell)
    var i = start
    for _ in 0..<8 {
      guard let begin = unsafe Self.next(text, i, tables) else { return }
      var stop = begin
      while stop < text.count, unsafe tables.kinds[Int(text[stop])] > 1 { stop += 1 }
      guard unsafe take(text, begin, stop, lexicon) else { return }
      i = stop
      end = stop
    }
  }

  /// Where the next word begins, behind one or two signs that may stand within a name.
  static func next(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ tables: ByteTables
  ) -> Int? {
    var i = start
    while i < text.count, i - start < 4, unsafe tables.starts[Int(text[i])] < 2 {
      switch unsafe text[i] {
      case 0x20, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "_"), 0xC2,
        0xA0:
        i += 1
      default: return nil
      }
    }
    return unsafe i < text.count && tables.starts[Int(text[i])] > 1 ? i : nil
  }

  /// Adds a word; false where it does not belong to a name.
  private mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ stop: Int, _ lexicon: Lexicon
  ) -> Bool {
    if stop < text.count, unsafe isDigit(text[stop]) { return false }
    let isCapital = unsafe Self.isCapital(text, begin)
    if stop - begin == 1 { return unsafe takeLetter(text, begin, isCapital) }
    let meaning = unsafe lexicon.words.meaning(text, begin, stop)
    if meaning.contains(.prefix),
      unsafe !isCapital || capitals > 0 || initials > 0 || !hasLowers(text, begin, stop)
        || Self.isPrefixed(text, stop)
    {
      prefixes += 1
      return true
    }
    if !isCell, capitals == 0, initials == 0, !meaning.isDisjoint(with: [.degree, .title]),
      stop < text.count, unsafe text[stop] == UInt8(ascii: ".") || !isCapital
    {
      return true
    }
    guard isCapital else {
      if meaning.contains(.body) { isBody = true }
      if unsafe StreetForm.endsAsStreet(text, wordEnd: stop), capitals > 0 { isStreet = true }
      return false
    }
    let kinds = unsafe lexicon.names.kinds(text, begin, stop)
    let hasLowers = unsafe hasLowers(text, begin, stop)
    if isCell || capitals > 0, !meaning.isDisjoint(with: [.title, .degree]) { return false }
    // Many surnames are words of that kind; behind a name they are none.
    if meaning.contains(.body), capitals > 0 || kinds.isDisjoint(with: .name) {
      isBody = true
      return false
    }
    if !hasLowers, !meaning.isDisjoint(with: [.says, .helps, .done, .opener, .near]) {
      return false
    }
    if isCell, stop - begin <= 3, capitals > 0, !isLoud, !hasLowers {
      guard last.contains(.last) else { return false }
      initials += 1
      nameEnd = stop
      return true
    }
    if capitals == 0 { (first, firstMeaning) = (kinds, meaning) }
    last = kinds
    capitals += 1
    nameEnd = stop
    if !kinds.isDisjoint(with: .name), !kinds.contains(.place) { known += 1 }
    if !hasLowers { isLoud = true }
    isStreet = unsafe stop - begin > 5 && StreetForm.isStreetWord(text, wordEnd: stop)
    if kinds.isEmpty { unsafe judge(text, begin, stop) }
    return true
  }

  /// A word that no list has: it may be that of an organisation, or of a school that is called after somebody.
  private mutating func judge(_ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ stop: Int) {
    if unsafe ThingForm.endsAsThing(text, begin, stop) { isBody = true }
    if unsafe ThingForm.endsAsSchool(text, begin, stop) { (isBody, isStreet) = (true, true) }
  }

  /// An initial, `'t`, or `B.` behind a first name.
  private mutating func takeLetter(
    _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ isCapital: Bool
  ) -> Bool {
    guard isCapital else {
      let isQuoted = unsafe begin > 0 && text[begin - 1] == UInt8(ascii: "'")
      return unsafe text[begin] == UInt8(ascii: "t") && (isQuoted || capitals == 0)
    }
    if begin > 0, unsafe text[begin - 1] == UInt8(ascii: "'") { return true }
    let hasDot = unsafe begin + 1 < text.count && text[begin + 1] == UInt8(ascii: ".")
    let isApart =
      unsafe begin + 1 == text.count || text[begin + 1] == 0x20
      || text[begin + 1] == UInt8(ascii: "_")
    guard hasDot || isCell && isApart else { return false }
    if !hasDot { isBare = true }
    if capitals > 0 {
      guard isCell ? last.contains(.last) : first.contains(.first) && capitals == 1 else {
        return false
      }
    }
    initials += 1
    if initials > 1, unsafe isCompanyInitials(text, begin) { isCompany = true }
    if hasDot { nameEnd = begin + 2 } else { nameEnd = begin + 1 }
    return true
  }

  @inline(__always)
  static func isCapital(_ text: UnsafeBufferPointer<UInt8>, _ begin: Int) -> Bool {
    switch unsafe text[begin] {
    case 0x41...0x5A, 0xC4, 0xC5: true
    case 0xC3: unsafe begin + 1 < text.count && text[begin + 1] < 0xA0
    default: false
    }
  }

  /// Whether another word of a name stands behind a capitalised `Van`: not behind `Van` alone.
  private static func isPrefixed(_ text: UnsafeBufferPointer<UInt8>, _ stop: Int) -> Bool {
    guard stop + 1 < text.count, unsafe text[stop] == 0x20 else { return false }
    let next = unsafe text[stop + 1]
    return 0x41...0x5A ~= next || next == UInt8(ascii: "d") || next == UInt8(ascii: "'")
  }

  private func hasLowers(_ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ stop: Int) -> Bool {
    unsafe text[begin..<stop].contains { $0 > 0x60 }
  }

  /// B.V., N.V. and C.V., and O.B.S. and the like of schools.
  private func isCompanyInitials(_ text: UnsafeBufferPointer<UInt8>, _ second: Int) -> Bool {
    guard second >= 2 else { return false }
    switch unsafe (text[second - 2], text[second]) {
    case (UInt8(ascii: "B"), UInt8(ascii: "V")), (UInt8(ascii: "N"), UInt8(ascii: "V")),
      (UInt8(ascii: "C"), UInt8(ascii: "V")), (UInt8(ascii: "B"), UInt8(ascii: "S")),
      (UInt8(ascii: "D"), UInt8(ascii: "S")):
      return true
    default: return false
    }
  }

  /// Whether something in it can be a name.
  var isPossible: Bool { capitals > 0 && !isStreet && !isCompany && !isBody }

  /// Whether its last word is a surname, and no place.
  var isSurnameKnown: Bool { last.contains(.last) && !last.contains(.place) }

  /// Whether its first word is somebody's first name, and hardly anything else.
  var isFirstKnown: Bool { first.contains(.first) && first.isDisjoint(with: [.ordinary, .place]) }

  /// Whether it is a name where a title stands before it.
  var isNameAfterTitle: Bool { (capitals > 0 || initials > 0) && !isStreet }

  /// Whether it is a name by itself: two initials, or one and a known surname or something between;
  /// or a first name and a known surname.
  var isName: Bool {
    guard isPossible else { return false }
    if initials > 0 {
      return initials > 1 || prefixes > 0
        || isSurnameKnown && firstMeaning.isDisjoint(with: .common)
    }
    return isFirstKnown && capitals > 1 && last.contains(.last)
  }
}

/// Words that no person is called.
enum ThingForm {
  private static let endings: [[UInt8]] = [
    "dienst", "bureau", "raad", "bedrijf", "groep", "centrum", "heid", "schap", "atie", "isme",
    "teit", "wet",
    "beheer", "loket", "fonds", "bank", "onderwijs", "commissie", "ministerie", "vereniging",
    "stichting", "gebied",
    "museum", "ologie", "school", "straat", "laan", "plein", "weg", "kade", "gracht", "singel",
    "dreef", "steeg",
    "tech", "systeem", "ische", "aanse", "landse", "zorg", "overleg", "regeling", "vergunning",
    "college",
  ].map { Array($0.utf8) }

  private static let schools: [[UInt8]] = ["sch", "skoalle"].map { Array($0.utf8) }

  /// Whether it ends as schools do that are called after somebody.
  static func endsAsSchool(
    _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ end: Int
  ) -> Bool {
    unsafe ends(text, begin, end, schools)
  }

  /// Whether a word that no list of names has ends as words of organisations and things do.
  static func endsAsThing(
    _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ end: Int
  ) -> Bool {
    unsafe ends(text, begin, end, endings)
  }

  private static func ends(
    _ text: UnsafeBufferPointer<UInt8>, _ begin: Int, _ end: Int, _ endings: [[UInt8]]
  ) -> Bool {
    endings.contains { ending in
      guard end - begin > ending.count else { return false }
      for i in 0..<ending.count where unsafe text[end - ending.count + i] | 0x20 != ending[i] {
        return false
      }
      return true
    }
  }
}
