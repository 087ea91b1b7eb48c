// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Values of direct identifiers that are several words, to be found with those words in any order, whatever stands
/// between them, without accents, glued together, and as an initial and a name.
///
/// It holds hashes of two to four words. Initials and words that stand between names in small letters do not count; of
/// a name with nothing else the one word that is left does, from five letters on.
struct IdentifierWords: ~Copyable {
  private var hashes = HashSet64(places: 1 << 8)
  /// Which numbers of words there are, as bits.
  private var lengths: UInt8 = 0
  /// With which two letters words begin, five bits of each: others are passed over unread.
  private let beginnings = FixedArray<UInt64>(repeating: 0, count: 16)

  private static let mostWords = 4
  /// Of a name with nothing else, and of an initial and a name: no fewer are found.
  static let fewestLetters = 5
  /// Of two names that are glued together, or of an initial and a name.
  private static let fewestGlued = 6
  private static let fewestBehindInitial = 4

  /// Bytes for them.
  var bytes: Int { hashes.bytes }

  /// Whether there are none.
  var isEmpty: Bool { hashes.count == 0 }

  // MARK: Values

  /// The words of a value.
  private struct Words {
    var words = InlineArray<4, Word>(repeating: Word())
    var count = 0
    /// The initials, of which the last four count; then the first letters of the words.
    var initials = InlineArray<4, UInt8>(repeating: 0)
    var initialCount = 0
    /// Words that stand between names, and initials.
    var others = 0
  }

  /// Enters a value, if it is words; others are passed over.
  mutating func insert(_ cell: Span<UInt8>) {
    guard let found = Self.words(of: cell) else { return }
    let isOneName =
      found.count == 1 && found.others > 0 && found.words[0].letters >= Self.fewestLetters
    if isOneName || 2...Self.mostWords ~= found.count {
      var sum: UInt64 = 0
      for i in 0..<found.count { sum &+= found.words[i].hash }
      enter(Self.key(sum, found.count))
      lengths |= 1 << UInt8(found.count)
    }
    for i in 0..<found.count { note(found.words[i].first, found.words[i].second) }
    enterInitials(found)
    enterGlued(cell, found)
  }

  private static func words(of cell: Span<UInt8>) -> Words? {
    var (found, i) = (Words(), 0)
    while let word = next(cell, &i) {
      guard !word.hasDigit else { return nil }
      if word.letters <= 2 {
        if word.letters == 1, found.initialCount < 4 {
          found.initials[found.initialCount] = cell[word.start] | 0x20
          found.initialCount += 1
        }
        found.others += 1
      } else if !word.isSmall || found.count + found.others == 0 {
        guard found.count < mostWords else { return nil }
        found.words[found.count] = word
        found.count += 1
      } else {
        found.others += 1
      }
    }
    return found.count > 0 ? found : nil
  }

  /// Each name with each initial and each first letter of another name.
  private mutating func enterInitials(_ found: Words) {
    for i in 0..<found.count where found.words[i].letters >= Self.fewestBehindInitial {
      for j in 0..<found.initialCount { enter(Self.pair(found.initials[j], found.words[i].hash)) }
      for j in 0..<found.count where j != i {
        enter(Self.pair(found.words[j].first, found.words[i].hash))
      }
    }
  }

  /// Two names in either order, and all of the value, without anything between.
  private mutating func enterGlued(_ cell: Span<UInt8>, _ found: Words) {
    for i in 0..<found.count {
      for j in 0..<found.count
      where j != i && found.words[i].letters + found.words[j].letters >= Self.fewestGlued {
        var state = Self.append(cell, found.words[i], to: Self.seed)
        state = Self.append(cell, found.words[j], to: state)
        enter(Self.glued(state))
      }
    }
    guard found.others > 0, let all = Self.all(cell), all.letters >= Self.fewestGlued else {
      return
    }
    enter(Self.glued(all.state))
    note(all.first, all.second)
  }

  /// All letters of a value one after another.
  private static func all(_ cell: Span<UInt8>) -> Word? {
    var (all, i) = (Word(), 0)
    all.state = seed
    while let word = next(cell, &i) {
      all.state = append(cell, word, to: all.state)
      // "P. van der Kamp" becomes "pvanderkamp".
      if all.letters == 0 { (all.first, all.second) = (word.first, word.second) }
      if all.letters == 1 { all.second = word.first }
      all.letters += word.letters
    }
    return all.letters > 0 ? all : nil
  }

  private mutating func enter(_ key: UInt64) {
    if hashes.isCrowded { hashes.grow() }
    _ = hashes.insert(key)
  }

  // MARK: Cells

  /// Whether the words of one of them stand in a cell, one after another in any order, glued together, or as an initial
  /// and a name.
  func occurs(in cell: Span<UInt8>) -> Bool {
    guard hashes.count > 0 else { return false }
    var last = InlineArray<4, UInt64>(repeating: 0)
    var (count, i) = (0, 0)
    var initial: UInt8 = 0
    while i < cell.count {
      guard Self.isPart(cell[i]) else {
        i += 1
        continue
      }
      if !mayBegin(cell, i) {
        let (letters, isSmall) = Self.skip(cell, &i)
        if !(isSmall && Self.isBetween(letters)) { (count, initial) = (0, 0) }
        continue
      }
      guard let word = Self.next(cell, &i) else { return false }
      if word.letters == 1 {
        if count > 0, hashes.contains(Self.pair(word.first, last[0])) { return true }
        initial = word.first
      }
      if word.letters <= 2 || word.isSmall && Self.isBetween(word.letters) { continue }
      if hashes.contains(Self.glued(word.state)) || hashes.contains(Self.glued(word.letterState)) {
        return true
      }
      if initial != 0, hashes.contains(Self.pair(initial, word.hash)) { return true }
      initial = 0
      for place in (1..<Self.mostWords).reversed() { last[place] = last[place - 1] }
      last[0] = word.hash
      count += 1
      if matches(last, min(count, Self.mostWords)) { return true }
    }
    return false
  }

  private func matches(_ last: InlineArray<4, UInt64>, _ count: Int) -> Bool {
    var sum: UInt64 = 0
    for length in 1...count {
      sum &+= last[length - 1]
      if lengths >> UInt8(length) & 1 == 1, hashes.contains(Self.key(sum, length)) { return true }
    }
    return false
  }

  /// Whether a cell is one word, with digits behind it or not, that is an initial and a name without anything between:
  /// `pkamp`, `kampp01`. It may be an ordinary word as well (`brood`), so that a column of them decides.
  func mayBeLogin(_ cell: Span<UInt8>) -> Bool {
    guard hashes.count > 0, 5...40 ~= cell.count else { return false }
    var end = cell.count
    while end > 0, cell[end - 1] &- 0x30 < 10 { end -= 1 }
    guard end > Self.fewestBehindInitial else { return false }
    for i in 0..<end where (cell[i] | 0x20) &- 0x61 >= 26 { return false }
    var (behind, before) = (Self.seed, Self.seed)
    for i in 1..<end { behind = Self.step(behind, cell[i]) }
    for i in 0..<end - 1 { before = Self.step(before, cell[i]) }
    return hashes.contains(Self.pair(cell[0] | 0x20, IdentifierIndex.mix(behind)))
      || hashes.contains(Self.pair(cell[end - 1] | 0x20, IdentifierIndex.mix(before)))
  }

  // MARK: Beginnings

  private func note(_ first: UInt8, _ second: UInt8) {
    let place = Self.place(first, second)
    beginnings[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// Whether a word that begins at a place may be one of them; of two letters at most, and with marks, it always may.
  @inline(__always)
  private func mayBegin(_ cell: Span<UInt8>, _ start: Int) -> Bool {
    guard start + 2 < cell.count, Self.isPart(cell[start + 1]), Self.isPart(cell[start + 2]),
      cell[start] | cell[start + 1] < 0x80
    else { return true }
    let place = Self.place(cell[start], cell[start + 1])
    return beginnings[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  @inline(__always)
  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 31) << 5 | Int(second & 31)
  }

  /// Moves behind a word.
  private static func skip(
    _ cell: Span<UInt8>, _ i: inout Int
  ) -> (letters: Int, isSmall: Bool) {
    let start = i
    while i < cell.count, isPart(cell[i]) { i += 1 }
    return (i - start, 0x61...0x7A ~= cell[start])
  }

  /// Small words of so many letters stand between names: `van`, `den`, `der`.
  private static func isBetween(_ letters: Int) -> Bool { letters == 3 }

  // MARK: Keys

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func step(_ state: UInt64, _ byte: UInt8) -> UInt64 {
    (state ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
  }

  private static func key(_ sum: UInt64, _ words: Int) -> UInt64 {
    IdentifierIndex.mix(sum &+ UInt64(words)) | 1
  }

  private static func pair(_ initial: UInt8, _ word: UInt64) -> UInt64 {
    IdentifierIndex.mix(word ^ (UInt64(initial | 0x20) &* 0x9E37_79B9_7F4A_7C15)) | 1
  }

  private static func glued(_ state: UInt64) -> UInt64 {
    IdentifierIndex.mix(state ^ 0x5A5A_5A5A_0000_0001) | 1
  }

  // MARK: Words

  private struct Word {
    var hash: UInt64 = 0
    /// The hash before its last step: behind all letters, and behind those before the first digit.
    var state: UInt64 = 0
    var letterState: UInt64 = 0
    var letters = 0
    /// Whether it begins with a small letter.
    var isSmall = false
    var hasDigit = false
    /// Its first letter, without its mark and small.
    var first: UInt8 = 0
    var second: UInt8 = 0
    var start = 0
  }

  /// The next word of letters and digits from a place on, which is moved behind it; `nil` at the end.
  @inline(__always)
  private static func next(_ cell: Span<UInt8>, _ i: inout Int) -> Word? {
    while i < cell.count, !isPart(cell[i]) { i += 1 }
    guard i < cell.count else { return nil }
    var word = Word()
    (word.isSmall, word.start, word.state) = (0x61...0x7A ~= cell[i], i, seed)
    while i < cell.count, isPart(cell[i]) {
      var byte = cell[i]
      i += 1
      if byte >= 0xC3, i < cell.count { byte = plain(byte, cell[i], &i) }
      if word.letters == 0 { word.first = byte | 0x20 }
      if word.letters == 1 { word.second = byte | 0x20 }
      if byte &- 0x30 < 10, !word.hasDigit {
        word.hasDigit = true
        word.letterState = word.state
      }
      word.state = step(word.state, byte)
      word.letters += 1
    }
    if !word.hasDigit { word.letterState = word.state }
    word.hash = IdentifierIndex.mix(word.state)
    return word
  }

  /// The state behind the letters of a word.
  private static func append(
    _ cell: Span<UInt8>, _ word: Word, to state: UInt64
  ) -> UInt64 {
    var (state, i) = (state, word.start)
    while i < cell.count, isPart(cell[i]) {
      var byte = cell[i]
      i += 1
      if byte >= 0xC3, i < cell.count { byte = plain(byte, cell[i], &i) }
      state = step(state, byte)
    }
    return state
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
