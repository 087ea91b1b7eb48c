// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// A word that speaks of persons, and where it ended.
struct NameCue {
  /// How much it says of a capital that follows.
  enum Strength: Int, Comparable {
    case none
    /// `met`, `door`.
    case near
    /// `melder`, `namens`, `groeten`.
    case strong

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  var end = -1000
  var strength = Strength.none
  /// Where the last name ended.
  var nameEnd = -1000
  /// Where a word of organisations ended last, or a capital that belongs to it.
  var bodyEnd = -1000
}

/// Names of persons in texts.
///
/// What is counted is what the title, the initials or the list make likely. A sink that listens is told more, since
/// what is replaced needs less proof: any name of the list with a capital, and words that no list has where the
/// words around them speak of a person.
extension TextScanner {
  // MARK: Titles and initials

  /// A title: the name behind it.
  mutating func titled(
    _ meaning: WordMeaning, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    let isLoud = unsafe end - start > 1 && 0x41...0x5A ~= text[start + 1]
    let isTitle =
      unsafe meaning.contains(.title)
      || meaning.contains(.lord) && (isBehindDe(text, start) || strength(text, start) == .strong)
    guard !isLoud || isTitle && end - start > 2 else { return nil }
    guard isTitle || meaning.contains(.degree) else { return nil }
    let chain = unsafe NameChain(text, from: end, tables, lexicon)
    guard chain.isNameAfterTitle else {
      if isTitle { unsafe quiet(text, start, end) }
      return nil
    }
    // Schools and parties are called after people too: only dhr. and mevr. speak of somebody.
    guard isTitle || !chain.isBody else { return nil }
    if isTitle {
      hits.found.insert(.init(.name))
    } else {
      hits.doubtful.insert(.init(.name))
    }
    return unsafe tell(chain, text, NameChain.next(text, end, tables) ?? end)
  }

  /// Whether `de` stands before a word, with one space between.
  private func isBehindDe(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    unsafe start >= 3 && text[start - 1] == 0x20 && text[start - 2] | 0x20 == UInt8(ascii: "e")
      && text[start - 3] | 0x20 == UInt8(ascii: "d")
      && (start == 3 || tables.kinds[Int(text[start - 4])] == 0)
  }

  /// A name in small letters behind a title: `dhr jansen`, `mevr. de vries`.
  private mutating func quiet(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    var (at, hasPrefix) = (end, false)
    for _ in 0..<4 {
      guard let begin = unsafe NameChain.next(text, at, tables) else { return }
      var stop = begin
      while stop < text.count, unsafe tables.kinds[Int(text[stop])] > 1 { stop += 1 }
      let meaning = unsafe words.meaning(text, begin, stop)
      guard meaning.contains(.prefix), unsafe isNamePrefix(text, begin) || hasPrefix else {
        guard stop - begin > 2, meaning.isEmpty else { return }
        return unsafe quiet(text, start, end, begin, stop, hasPrefix: hasPrefix)
      }
      hasPrefix = true
      at = stop
    }
  }

  /// Judges the word in small letters that stands behind a title and what may stand between.
  private mutating func quiet(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ begin: Int, _ stop: Int,
    hasPrefix: Bool
  ) {
    let kinds = unsafe lexicon.names.kinds(text, begin, stop)
    // "mevrouw" stands before verbs as well; who writes "dhr." writes a name behind it.
    let isShort = unsafe end - start < 5 && text[end - 1] | 0x20 != UInt8(ascii: "w")
    let isAbbreviated = unsafe isShort && end - start > 2 || text[end] == UInt8(ascii: ".")
    let isNamed = !kinds.isDisjoint(with: .name)
    if kinds.isPlainName || isNamed && (isAbbreviated || hasPrefix) {
      hits.found.insert(.init(.name))
    } else if isNamed || isAbbreviated {
      hits.doubtful.insert(.init(.name))
    } else {
      return
    }
    if Sink.listens { sink.add(.name, begin, stop) }
  }

  /// Whether a word that may stand within names is `van`, `de`, `el` or the like, and not `in`, `op` or `te`.
  private func isNamePrefix(_ text: UnsafeBufferPointer<UInt8>, _ begin: Int) -> Bool {
    switch unsafe text[begin] | 0x20 {
    case UInt8(ascii: "v"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "l"): true
    default: false
    }
  }

  /// An initial, and what stands behind it.
  mutating func initialed(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let chain = unsafe NameChain(text, from: start, tables, lexicon)
    if chain.isName {
      hits.doubtful.insert(.init(.name))
      return unsafe tell(chain, text, start)
    }
    if chain.isCompany { hits.hasBody = true }
    guard Sink.listens else { return nil }
    let isHidden = chain.capitals == 0 && chain.initials > 1 && chain.prefixes > 0
    let isOne = chain.isPossible && chain.firstMeaning.isDisjoint(with: .common)
    if isHidden || isOne, start > 0 || chain.initials > 1 || !chain.first.isEmpty {
      tellMore(chain, start)
    }
    return nil
  }

  /// Tells of a name; where scanning goes on.
  private mutating func tell(
    _ chain: NameChain, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int {
    let end = max(chain.nameEnd, start)
    if Sink.listens { sink.add(.name, start, end) }
    cue.nameEnd = end
    return max(chain.end, end)
  }

  /// Tells who listens of a name that is not counted: scanning goes on as if it were none.
  private mutating func tellMore(_ chain: NameChain, _ start: Int) {
    let end = max(chain.nameEnd, start)
    sink.add(.name, start, end)
    cue.nameEnd = end
  }

  // MARK: Words that speak of persons

  /// Remembers a word that speaks of persons.
  mutating func heed(
    _ meaning: WordMeaning, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) {
    let before = unsafe strength(text, start)
    let isOfBody = cue.bodyEnd + 1 == start
    if meaning.contains(.body) || meaning.contains(.prefix) && isOfBody {
      cue.bodyEnd = end
      hits.hasBody = true
    }
    if meaning.contains(.cue) {
      cue.strength = .strong
    } else if meaning.contains(.prefix), before > .none {
      cue.strength = before
    } else if meaning.contains(.near) || meaning.contains(.joins) && cue.nameEnd + 1 == start {
      cue.strength = .near
    } else {
      return
    }
    cue.end = end
  }

  /// How strongly the words right before a place speak of a person.
  private func strength(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> NameCue.Strength {
    if cue.nameEnd + 2 == start, unsafe text[start - 1] == 0x20,
      unsafe text[start - 2] == UInt8(ascii: ",")
    {
      return .near
    }
    guard cue.end <= start, start - cue.end <= 5 else { return .none }
    for i in cue.end..<start {
      switch unsafe text[i] {
      case 0x20, 0x0A, 0x0D, UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: "\""): continue
      case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"):
        if cue.strength == .strong { continue }
        return .none
      default: return .none
      }
    }
    return cue.strength
  }

  // MARK: Words with a capital

  /// A word with a capital, and those behind it, where they are a name.
  @inline(__always)
  mutating func person(
    _ meaning: WordMeaning, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    if cue.bodyEnd + 1 == start, unsafe text[start - 1] == 0x20 {
      cue.bodyEnd = end
      return nil
    }
    let kinds = unsafe lexicon.names.kinds(text, start, end)
    if !Sink.listens {
      let isFirst = kinds.contains(.first) && kinds.isDisjoint(with: [.ordinary, .place])
      guard isFirst || !kinds.isDisjoint(with: .name) && cue.strength == .strong else { return nil }
    }
    return unsafe person(kinds, meaning, text, start)
  }

  @inline(never)
  private mutating func person(
    _ kinds: NameKinds, _ meaning: WordMeaning, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int? {
    let isApart = unsafe !isJoined(text, start) || text[start - 1] == UInt8(ascii: "_")
    guard unsafe NameChain.isCapital(text, start), isApart, meaning.detector == nil else {
      return nil
    }
    let chain = unsafe NameChain(text, from: start, tables, lexicon)
    guard chain.isPossible, chain.end > start else { return nil }
    let cue = unsafe strength(text, start)
    if chain.isName || cue == .strong && chain.known > 0 && !chain.first.contains(.place) {
      hits.doubtful.insert(.init(.name))
      return unsafe tell(chain, text, start)
    }
    if Sink.listens, unsafe isTold(chain, meaning, cue, text, start) { tellMore(chain, start) }
    return nil
  }

  /// Whether a chain is a name for who replaces names: by the list, or by what stands around it.
  private func isTold(
    _ chain: NameChain, _ meaning: WordMeaning, _ cue: NameCue.Strength,
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    let first = chain.first
    if cue < .strong, !meaning.isDisjoint(with: .common) {
      return unsafe cue == .near && meaning.contains(.body) && first.contains(.last)
        && !isBehindArticle(text, start)
    }
    if first.isPlainName { return true }
    let isNamed = !first.isDisjoint(with: .name)
    if isNamed || first.isEmpty, unsafe isTurned(text, chain.nameEnd) { return true }
    if first.contains(.place), !isNamed { return false }
    if unsafe saysSomething(text, chain.nameEnd) { return true }
    if chain.isLoud { return cue == .strong && isNamed }
    if cue == .strong { return true }
    if first.contains(.place) { return unsafe cue == .near && !isOfPlace(text, start) }
    if unsafe cue == .near || isJoinedToName(text, chain.nameEnd) { return true }
    if chain.capitals > 1, unsafe goesOnAsPerson(chain, text, start) { return true }
    return unsafe isNamed && !isSentenceStart(text, start) && !isOfPlace(text, start)
  }

  /// Whether a place is where a sentence begins.
  private func isSentenceStart(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var i = start - 1
    while i >= 0,
      unsafe text[i] == 0x20 || text[i] == UInt8(ascii: "\"") || text[i] == UInt8(ascii: "'")
    {
      i -= 1
    }
    guard i >= 0 else { return true }
    switch unsafe text[i] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "-"), 0x0A, 0x0D:
      return true
    default: return false
    }
  }

  /// Two capitals in a row within a sentence, or before a verb of persons: hardly anything else where no word of
  /// organisations, places or things stands there.
  private func goesOnAsPerson(
    _ chain: NameChain, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    if unsafe !isSentenceStart(text, start) {
      return unsafe !isOfPlace(text, start) && !isBehindArticle(text, start)
    }
    let begin = chain.nameEnd + 1
    guard begin < text.count, unsafe text[begin - 1] == 0x20 else { return false }
    var stop = begin
    while stop < text.count, unsafe tables.kinds[Int(text[stop])] > 1 { stop += 1 }
    return unsafe words.meaning(text, begin, stop).contains(.helps)
  }

  /// Whether ` en Jan` stands behind a word.
  private func isJoinedToName(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    let begin = end + 4
    guard begin < text.count, unsafe text[end] == 0x20, unsafe text[end + 3] == 0x20,
      unsafe words.meaning(text, end + 1, end + 3).contains(.joins),
      unsafe NameChain.isCapital(text, begin)
    else { return false }
    var stop = begin
    while stop < text.count, unsafe tables.kinds[Int(text[stop])] > 1 { stop += 1 }
    let kinds = unsafe lexicon.names.kinds(text, begin, stop)
    return kinds.contains(.first) && kinds.isPlainName
  }

  /// Whether `, J.` or `, Jan` stands behind a surname.
  private func isTurned(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    let begin = end + 2
    guard begin + 1 < text.count, unsafe text[end] == UInt8(ascii: ","),
      unsafe text[end + 1] == 0x20,
      unsafe NameChain.isCapital(text, begin)
    else { return false }
    if unsafe text[begin + 1] == UInt8(ascii: ".") { return true }
    var stop = begin
    while stop < text.count, unsafe tables.kinds[Int(text[stop])] > 1 { stop += 1 }
    let kinds = unsafe lexicon.names.kinds(text, begin, stop)
    return kinds.contains(.first) && kinds.isPlainName
  }

  /// Whether `in`, `te` or another word of places stands before a word.
  private func isOfPlace(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    unsafe precedes("in", text, start) || precedes("te", text, start)
      || precedes("uit", text, start)
      || precedes("nabij", text, start) || precedes("naar", text, start)
      || precedes("op", text, start) || precedes("van", text, start)
      || precedes("aan", text, start) || precedes("bij", text, start)
  }

  private func isBehindArticle(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    unsafe precedes("de", text, start) || precedes("het", text, start)
      || precedes("een", text, start)
  }

  /// Whether a word stands before a place, with one space between.
  private func precedes(
    _ word: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    let length = word.utf8CodeUnitCount
    let begin = start - 1 - length
    guard begin >= 0, unsafe text[start - 1] == 0x20,
      unsafe begin == 0 || tables.kinds[Int(text[begin - 1])] == 0
    else { return false }
    for i in 0..<length where unsafe text[begin + i] | 0x20 != word.utf8Start[i] { return false }
    return true
  }

  /// Whether a verb of persons stands behind a place: `belt`, or `heeft gisteren gebeld`.
  private func saysSomething(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    var (at, isHelped) = (end, false)
    for number in 0..<4 {
      guard at < text.count, unsafe text[at] == 0x20, at + 1 < text.count,
        unsafe tables.starts[Int(text[at + 1])] > 1
      else { return false }
      let begin = at + 1
      at = begin
      while at < text.count, unsafe tables.kinds[Int(text[at])] > 1 { at += 1 }
      let meaning = unsafe words.meaning(text, begin, at)
      if number == 0 {
        if meaning.contains(.says) { return true }
        guard meaning.contains(.helps) else { return false }
        isHelped = true
      } else if meaning.contains(.done) {
        return isHelped
      } else if !meaning.isDisjoint(with: [.opener, .prefix]), !meaning.contains(.near) {
        return false
      }
    }
    return false
  }

  // MARK: Names by which somebody logs in

  /// `j.jansen`: one small letter, a dot and a word.
  mutating func tellLogin(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    guard end + 3 < text.count, unsafe text[end] == UInt8(ascii: "."),
      unsafe tables.starts[Int(text[end + 1])] == 3, unsafe !isJoined(text, start),
      unsafe start == 0 || text[start - 1] != UInt8(ascii: ".")
    else { return }
    var stop = end + 1
    while stop < text.count, unsafe tables.kinds[Int(text[stop])] > 1 { stop += 1 }
    guard stop - end > 3, unsafe stop == text.count || text[stop] != UInt8(ascii: "@") else {
      return
    }
    sink.add(.name, start, stop)
  }
}
