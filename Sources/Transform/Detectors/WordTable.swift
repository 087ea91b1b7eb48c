// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// What a word says: of what the numbers near it are, or of the name that follows or that it is.
package struct WordMeaning: OptionSet {
  package var rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `dhr`, `mevrouw`: a name follows, in capitals too.
  static let title = WordMeaning(rawValue: 1 << 8)
  /// `dr`, `ing`: a name follows, or a street that is called after somebody.
  static let degree = WordMeaning(rawValue: 1 << 9)
  /// `melder`, `namens`, `groeten`: a name follows, unless it is something else that has a capital.
  static let cue = WordMeaning(rawValue: 1 << 10)
  /// `met`, `door`: a name may follow.
  static let near = WordMeaning(rawValue: 1 << 11)
  /// `van`, `de`: stands between a first name and a surname.
  static let prefix = WordMeaning(rawValue: 1 << 12)
  /// Every longer word that begins so means the same.
  static let stem = WordMeaning(rawValue: 1 << 13)

  /// The word speaks of a detector's numbers.
  static func context(_ detector: Detector) -> WordMeaning {
    WordMeaning(rawValue: UInt32(detector.rawValue) + 1)
  }

  /// The detector whose numbers it speaks of.
  @inline(__always) var detector: Int? {
    let index = Int(rawValue & 0xFF)
    return index == 0 ? nil : index - 1
  }

  /// `heer`: a title where `de` stands before it.
  static let lord = WordMeaning(rawValue: 1 << 14)

  /// `belt`, `vroeg`: somebody stands before it.
  static let says = WordMeaning(rawValue: 1 << 15)
  /// `heeft`, `is`: somebody stands before it where one of `done` follows.
  static let helps = WordMeaning(rawValue: 1 << 16)
  /// `gebeld`, `verhuisd`: somebody did it.
  static let done = WordMeaning(rawValue: 1 << 17)
  /// `stichting`, `gemeente`, `wet`: a capital beside it is no person's.
  static let body = WordMeaning(rawValue: 1 << 18)
  /// `vandaag`, `niemand`, `bewoner`: begins sentences, and is nobody's name.
  static let opener = WordMeaning(rawValue: 1 << 19)
  /// `en`, `of`: what follows is what stands before it.
  static let joins = WordMeaning(rawValue: 1 << 20)

  static let named: WordMeaning = [.title, .degree, .lord]
  static let speaksOfPersons: WordMeaning = [.cue, .near, .prefix, .joins, .body]
  /// With a capital it is hardly ever a name.
  static let common: WordMeaning = [.title, .body, .opener, .near, .cue, .says, .helps]
}

/// Finds words without regard to case, by their first eight bytes; made once, never freed.
///
/// Case is folded by setting bit 5 of each byte: right for ASCII letters and for Latin-1 in UTF-8.
package struct WordTable: @unchecked Sendable {
  /// Memory safety: `rest` is kept for ever, with as many bytes as the word has behind its first eight.
  @safe
  private struct Entry: ProbeSlot, @unchecked Sendable {
    static var free: Entry { Entry() }
    var isFree: Bool { length == 0 }

    var key: UInt64 = 0
    var length: UInt16 = 0
    var meaning: UInt32 = 0
    var rest: UnsafePointer<UInt8>?
  }

  private let entries: ProbeView<Entry>

  /// Makes a table; words longer than 255 bytes do not occur.
  init(_ words: [String: WordMeaning]) {
    var table = ProbeTable<Entry>(expected: max(words.count, 1023))
    for (word, meaning) in words {
      let bytes = word.utf8.map { $0 | 0x20 }
      var key: UInt64 = 0
      for (i, byte) in bytes.prefix(8).enumerated() { key |= UInt64(byte) << UInt64(8 * i) }
      let rest = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count - 8, 1))
      for (i, byte) in bytes.dropFirst(8).enumerated() { unsafe rest[i] = byte }
      // Several words may begin alike: each has a place of its own.
      table.fill(
        table.place(of: Self.hash(key)) { _ in false },
        with: unsafe Entry(
          key: key, length: UInt16(bytes.count), meaning: meaning.rawValue, rest: rest))
    }
    entries = table.viewForEver()
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 { (key &* 0x9E37_79B9_7F4A_7C15) >> 53 }

  /// What a word of a text means; empty where it is not in the table.
  @inline(__always)
  package func meaning(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> WordMeaning
  {
    let length = end - start
    guard length >= 2 else { return [] }
    let key = unsafe Self.key(text, start, length)
    var found: UInt32 = 0
    _ = entries.place(of: Self.hash(key)) { entry in
      if entry.key == key { unsafe found |= match(entry, text, start, length) }
      return false
    }
    return WordMeaning(rawValue: found)
  }

  /// The first eight bytes, or fewer with zeros behind them, bit 5 set.
  @inline(__always)
  private static func key(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int
  ) -> UInt64 {
    let fold: UInt64 = 0x2020_2020_2020_2020
    if start + 8 <= text.count {
      let word = unsafe UnsafeRawBufferPointer(text).loadUnaligned(
        fromByteOffset: start, as: UInt64.self)
      return length >= 8
        ? word | fold : (word | fold) & (~0 >> UInt64(64 &- 8 &* length))
    }
    var key: UInt64 = 0
    for i in 0..<min(length, 8) { unsafe key |= UInt64(text[start + i] | 0x20) << UInt64(8 * i) }
    return key
  }

  private func match(
    _ entry: Entry, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int
  ) -> UInt32 {
    let isStem = entry.meaning & WordMeaning.stem.rawValue != 0
    guard isStem ? length >= Int(entry.length) : length == Int(entry.length),
      let rest = unsafe entry.rest
    else { return 0 }
    for i in 0..<max(Int(entry.length) - 8, 0) where unsafe text[start + 8 + i] | 0x20 != rest[i] {
      return 0
    }
    return entry.meaning
  }
}
