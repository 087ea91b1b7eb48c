// SPDX-License-Identifier: EUPL-1.2

/// Values of direct identifiers that are several words, to be found with those words in any order, whatever stands
/// between them, and without accents.
///
/// It holds hashes of two to four words. Initials and words that stand between names in small letters do not count; of
/// a name with nothing else the one word that is left does, from five letters on.
struct IdentifierWords {
  private var hashes = HashSet64(places: 1 << 8)
  /// Which numbers of words there are, as bits.
  private var lengths: UInt8 = 0

  private static let mostWords = 4
  private static let fewestLetters = 5

  /// Bytes for them.
  var bytes: Int { hashes.bytes }

  /// Enters a value, if it is words; others are passed over.
  mutating func insert(_ cell: Span<UInt8>) {
    var (sum, words, initials) = (UInt64(0), 0, 0)
    var letters = 0
    var i = 0
    while let word = Self.next(cell, &i) {
      guard !word.hasDigit else { return }
      if word.letters <= 2 {
        initials += 1
      } else if !word.isSmall || words + initials == 0 {
        sum &+= word.hash
        words += 1
        letters = word.letters
      }
    }
    let isOneName = words == 1 && initials > 0 && letters >= Self.fewestLetters
    guard isOneName || 2...Self.mostWords ~= words else { return }
    if hashes.isCrowded { hashes.grow() }
    _ = hashes.insert(Self.key(sum, words))
    lengths |= 1 << UInt8(words)
  }

  /// Whether the words of one of them stand in a cell, one after another in any order.
  func occurs(in cell: Span<UInt8>) -> Bool {
    guard hashes.count > 0 else { return false }
    var last = InlineArray<4, UInt64>(repeating: 0)
    var (count, i) = (0, 0)
    while let word = Self.next(cell, &i) {
      if word.letters <= 2 || word.isSmall && Self.isBetween(word.letters) { continue }
      for place in (1..<Self.mostWords).reversed() { last[place] = last[place - 1] }
      last[0] = word.hash
      count += 1
      var sum: UInt64 = 0
      for length in 1...min(count, Self.mostWords) {
        sum &+= last[length - 1]
        if lengths >> UInt8(length) & 1 == 1, hashes.contains(Self.key(sum, length)) { return true }
      }
    }
    return false
  }

  /// Small words of so many letters stand between names: `van`, `den`, `der`.
  private static func isBetween(_ letters: Int) -> Bool { letters == 3 }

  private static func key(_ sum: UInt64, _ words: Int) -> UInt64 {
    IdentifierTable.mix(sum &+ UInt64(words)) | 1
  }

  // MARK: Words

  private struct Word {
    var hash: UInt64
    var letters: Int
    /// Whether it begins with a small letter.
    var isSmall: Bool
    var hasDigit: Bool
  }

  /// The next word of letters and digits from a place on, which is moved behind it; `nil` at the end.
  @inline(__always)
  private static func next(_ cell: Span<UInt8>, _ i: inout Int) -> Word? {
    while i < cell.count, !isPart(cell[i]) { i += 1 }
    guard i < cell.count else { return nil }
    var word = Word(
      hash: 0xCBF2_9CE4_8422_2325, letters: 0, isSmall: 0x61...0x7A ~= cell[i], hasDigit: false)
    while i < cell.count, isPart(cell[i]) {
      var byte = cell[i]
      i += 1
      if byte >= 0xC3, i < cell.count { byte = plain(byte, cell[i], &i) }
      if byte &- 0x30 < 10 { word.hasDigit = true }
      word.hash = (word.hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
      word.letters += 1
    }
    word.hash = IdentifierTable.mix(word.hash)
    return word
  }

  @inline(__always)
  private static func isPart(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }

  /// The letter without its mark, of the Latin letters of two bytes; another byte for others.
  private static func plain(_ first: UInt8, _ second: UInt8, _ i: inout Int) -> UInt8 {
    guard first <= 0xC5, 0x80...0xBF ~= second else { return first }
    i += 1
    return LatinLetter.plain(lead: first, next: second)
  }
}
