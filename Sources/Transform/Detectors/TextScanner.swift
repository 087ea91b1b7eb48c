// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// What was found in one text.
package struct TextHits {
  /// Found by its form or its check digits.
  var found = DetectorSet()
  /// Found with a word near it that says what it is.
  var told = DetectorSet()
  /// Found, but so that chance or another meaning is as likely.
  var doubtful = DetectorSet()
  /// Numbers of 8 or 9 digits that could be citizen service numbers.
  var numbers = 0
  /// Those that pass the eleven test.
  var passing = 0
  /// Whether a word of organisations stands there.
  var hasBody = false

  /// Everything that was found, a number that passes the test included.
  var all: DetectorSet { found.union(told).union(maybe) }

  /// What may be it, a number that passes the test included.
  var maybe: DetectorSet { passing > 0 ? doubtful.union(.init(.bsn)) : doubtful }
}

/// Finds personal data in a text in one pass: words are told apart by their kinds of bytes, and only
/// those that could begin something are looked at again, over a bounded number of bytes.
///
/// What is found is counted, and told to a sink with its place; the compiler makes one scanner of each
/// sink, so that counting alone pays nothing for it.
package struct TextScanner<Sink: HitSink> {
  let tables = ByteTables.shared
  package let lexicon = Lexicon.shared
  let words = Lexicon.shared.words
  /// Where the word that speaks of a detector's numbers ended last, counted over all texts.
  var contexts = InlineArray<24, Int>(repeating: -1000)
  /// Where this text begins, counted over all texts.
  var base = 0
  /// Where a number that passes the eleven test ended last, without such a word before it.
  private var lastPassing = -1000
  /// Where a word that speaks of persons ended last in this text, and how strongly it did.
  var cue = NameCue()
  var hits = TextHits()
  package var sink: Sink

  /// How far a word reaches, in bytes.
  static var reach: Int { 40 }

  package init(sink: Sink) { self.sink = sink }

  /// Scans a text.
  package mutating func scan(_ text: UnsafeBufferPointer<UInt8>) -> TextHits {
    hits = TextHits()
    cue = NameCue()
    let count = text.count
    var i = 0
    while i < count {
      let first = unsafe tables.starts[Int(text[i])]
      if first == 0 {
        if unsafe text[i] == UInt8(ascii: "@") {
          unsafe mail(text, at: i, &i)
        } else if unsafe text[i] != 0x20 {
          unsafe spelledMail(text, &i)
        }
        i &+= 1
        continue
      }
      let start = i
      var seen: UInt64 = 0
      repeat {
        unsafe seen &+= tables.lanes[Int(text[i])]
        i &+= 1
      } while unsafe i < count && tables.kinds[Int(text[i])] != 0 && i &- start < 250
      if seen & 0xFF != 0 {
        i = unsafe max(i, number(text, start, i, seen))
      } else {
        i = unsafe max(i, word(text, start, i, isCapital: first == 2 || first == 4))
      }
    }
    base &+= count &+ 1000
    return hits
  }

  private mutating func mail(_ text: UnsafeBufferPointer<UInt8>, at: Int, _ i: inout Int) {
    guard let range = unsafe EmailAddress.match(text, at: at) else { return }
    if unsafe EmailAddress.isRole(UnsafeBufferPointer(rebasing: text[range])) {
      hits.doubtful.insert(.init(.email))
    } else {
      hits.found.insert(.init(.email))
    }
    sink.add(.email, range.lowerBound, range.upperBound)
    i = range.upperBound - 1
  }

  /// An address with `(at)`, `[at]` or `%40` at a place.
  @inline(__always)
  private mutating func spelledMail(_ text: UnsafeBufferPointer<UInt8>, _ i: inout Int) {
    switch unsafe text[i] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "%"):
      let length = unsafe EmailAddress.spelledSign(text, at: i)
      if length > 0 { unsafe spelledMail(text, i..<i + length, &i) }
    default: break
    }
  }

  @inline(never)
  private mutating func spelledMail(
    _ text: UnsafeBufferPointer<UInt8>, _ sign: Range<Int>, _ i: inout Int
  ) {
    guard let found = unsafe EmailAddress.spelled(text, sign: sign) else { return }
    let isSure = unsafe text[sign.lowerBound] != 0x20 || found.isSure
    if isSure, unsafe !EmailAddress.isRole(UnsafeBufferPointer(rebasing: text[found.range])) {
      hits.found.insert(.init(.email))
    } else {
      hits.doubtful.insert(.init(.email))
    }
    sink.add(.email, found.range.lowerBound, found.range.upperBound)
    i = found.range.upperBound - 1
  }

  // MARK: Words

  /// A word of letters; where scanning goes on.
  @inline(__always)
  private mutating func word(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isCapital: Bool
  ) -> Int {
    if isCapital, end - start <= 3 { return unsafe shortCapitals(text, start, end) }
    if end - start == 2, unsafe text[start] == UInt8(ascii: "a"),
      unsafe text[start + 1] == UInt8(ascii: "t")
    {
      var i = end - 1
      if start > 1, end < text.count, unsafe text[start - 1] == 0x20, unsafe text[end] == 0x20 {
        unsafe spelledMail(text, start - 1..<end + 1, &i)
      }
      return i + 1
    }
    if Sink.listens, end - start == 1 { unsafe tellLogin(text, start, end) }
    let meaning = unsafe words.meaning(text, start, end)
    if isCapital { return unsafe capital(meaning, text, start, end) }
    return unsafe meaning.isEmpty ? end : meant(meaning, text, start, end)
  }

  private mutating func meant(
    _ meaning: WordMeaning, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    if let detector = meaning.detector {
      contexts[detector] = base + end
      if detector == Detector.bsn.index, base + start - lastPassing <= Self.reach {
        hits.told.insert(.init(.bsn))
      }
    }
    if !meaning.isDisjoint(with: .speaksOfPersons) { unsafe heed(meaning, text, start, end) }
    guard !meaning.isDisjoint(with: .named) else { return end }
    return unsafe titled(meaning, text, start, end) ?? end
  }

  /// A word with a capital: it may be a name itself.
  private mutating func capital(
    _ meaning: WordMeaning, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    let stop = unsafe meaning.isEmpty ? end : meant(meaning, text, start, end)
    if stop > end || meaning.contains(.title) { return stop }
    return unsafe person(meaning, text, start, end) ?? end
  }

  /// A capital or a few: an initial, a plate, an abbreviation with a meaning.
  private mutating func shortCapitals(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    guard end < text.count else { return unsafe meant(start, end, text) }
    let isSpaced = unsafe text[end] == 0x20 && isTold(.kenteken, at: start)
    if unsafe text[end] == UInt8(ascii: "-") || isSpaced, let stop = unsafe plate(text, start) {
      return stop
    }
    let isFirst =
      unsafe start < 2 || text[start - 1] != UInt8(ascii: ".") || !isLetter(text[start - 2])
    if end - start == 1, unsafe text[end] == UInt8(ascii: "."), isFirst,
      unsafe !isJoined(text, start)
    {
      return unsafe initialed(text, start) ?? end
    }
    return unsafe meant(start, end, text)
  }

  private mutating func meant(
    _ start: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let meaning = unsafe words.meaning(text, start, end)
    // "A-nummer": the word behind the dash means nothing by itself.
    if end - start == 1, unsafe text[start] == UInt8(ascii: "A"), end + 7 <= text.count,
      unsafe text[end] == UInt8(ascii: "-"), unsafe text[end + 1] | 0x20 == UInt8(ascii: "n"),
      unsafe text[end + 2] | 0x20 == UInt8(ascii: "u")
    {
      contexts[Detector.aNummer.index] = base + end
    }
    return unsafe end - start == 1
      ? (meaning.isEmpty ? end : meant(meaning, text, start, end))
      : capital(meaning, text, start, end)
  }
}

// MARK: - What stands around a word

extension TextScanner {
  /// Whether a word hangs on to what stands before it: then it is part of something longer.
  @inline(__always)
  func isJoined(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start > 1 else { return unsafe start == 1 && text[0] == UInt8(ascii: "_") }
    let (before, earlier) = unsafe (text[start - 1], text[start - 2])
    switch before {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "%"):
      return isDigit(earlier) || isLetter(earlier)
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: ":"):
      return isDigit(earlier)
    default: return false
    }
  }

  /// Whether something hangs on to the end of a word.
  @inline(__always)
  func goesOn(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    guard end < text.count else { return false }
    let next = unsafe text[end]
    if unsafe tables.kinds[Int(next)] != 0 || next == UInt8(ascii: "@") { return true }
    guard end + 1 < text.count else { return false }
    let later = unsafe text[end + 1]
    switch next {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="):
      return isDigit(later) || isLetter(later)
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"): return isDigit(later)
    default: return false
    }
  }

  /// Whether a word before a place speaks of a detector's numbers.
  @inline(__always)
  func isTold(_ detector: Detector, at start: Int) -> Bool {
    base + start - contexts[detector.index] <= Self.reach
  }

  /// Enters a number that passes the eleven test, or does not.
  mutating func enterNumber(passes: Bool, _ start: Int, _ end: Int) {
    hits.numbers += 1
    guard passes else {
      // A slip of the pen is still most of somebody's number.
      if Sink.listens, isTold(.bsn, at: start) { sink.add(.bsn, start, end) }
      return
    }
    hits.passing += 1
    if Sink.listens {
      sink.add(isTold(.rsin, at: start) && !isTold(.bsn, at: start) ? .rsin : .bsn, start, end)
    }
    if isTold(.bsn, at: start) {
      hits.told.insert(.init(.bsn))
    } else if isTold(.rsin, at: start) {
      hits.told.insert(.init(.rsin))
    } else {
      lastPassing = base + end
    }
  }

  /// Enters what its form alone says.
  @inline(__always)
  mutating func enterFound(_ detector: Detector, _ start: Int, _ end: Int) {
    hits.found.insert(.init(detector))
    sink.add(detector, start, end)
  }

  /// Enters what is only taken for it where a word says so.
  mutating func enterTold(_ detector: Detector, _ start: Int, _ end: Int) {
    guard isTold(detector, at: start) else { return }
    hits.told.insert(.init(detector))
    sink.add(detector, start, end)
  }

  /// Enters what has its form, and more where a word says so.
  mutating func enter(_ detector: Detector, _ start: Int, _ end: Int, doubtful: Bool = false) {
    sink.add(detector, start, end)
    if isTold(detector, at: start) {
      hits.told.insert(.init(detector))
    } else if doubtful {
      hits.doubtful.insert(.init(detector))
    } else {
      hits.found.insert(.init(detector))
    }
  }
}
