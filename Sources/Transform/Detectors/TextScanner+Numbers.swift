// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// Words with digits: where most of what is looked for begins.
extension TextScanner {
  /// Looks at such a word, and at what follows it; where scanning goes on.
  mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ seen: UInt64
  ) -> Int {
    let length = end - start
    if Int(seen & 0xFF) == length { return unsafe digits(text, start, end) }
    if Int(seen & 0xFF) == length - 1, length <= 5, unsafe isHouseLetter(text[end - 1]) {
      unsafe houseNumber(text, start, end)
    }
    if length < 4 { return end }
    return unsafe code(text, start, end)
  }

  // MARK: Digits alone

  private mutating func digits(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    let length = end - start
    if length <= 5 {
      if length <= 3, end < text.count, unsafe isPlateSign(text, start, end),
        let stop = unsafe plate(text, start)
      {
        return stop
      }
      unsafe houseNumber(text, start, end)
    }
    guard unsafe !isJoined(text, start) || isLabelled(text, start) else {
      unsafe tellGlued(text, start, end)
      return end
    }
    if length <= 4, end < text.count, let stop = unsafe day(text, start, end) { return stop }
    if let stop = unsafe phone(text, start) { return stop }
    if length <= 4, end < text.count { return unsafe group(text, start, end) }
    let isInName =
      unsafe end < text.count && text[end] == UInt8(ascii: "_") && isLabelled(text, start)
    guard length >= 8, length <= 16, unsafe isInName || !goesOn(text, end) else {
      unsafe tellGlued(text, start, end)
      return end
    }
    unsafe long(text, start, end)
    return end
  }

  /// Tells who listens of digits that hang on to something else and pass the test of a number of persons: a column of
  /// such numbers is refused.
  private mutating func tellGlued(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    guard Sink.listens else { return }
    var i = start
    while i < end {
      let first = i
      var number = 0
      while i < end, unsafe isDigit(text[i]) {
        if i - first < 11 { number = unsafe number * 10 + Int(text[i] &- 0x30) }
        i += 1
      }
      if 8...10 ~= i - first, unsafe !NumberTallies.isFraction(text, first) {
        let found = NumberTallies.kinds(number, digits: i - first)
        if let detector = found.detectors.first { sink.add(detector, first, i) }
      }
      i = max(i, first + 1)
    }
  }

  /// `BSN112345670`: digits behind letters without anything between, told where those say so.
  private mutating func glued(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    var first = end
    while first > start, unsafe isDigit(text[first - 1]) { first -= 1 }
    unsafe tellGlued(text, start, end)
    guard 8...9 ~= end - first, first > start, unsafe isLetter(text[first - 1]) else { return }
    var begin = first
    while begin > start, unsafe isLetter(text[begin - 1]) { begin -= 1 }
    guard unsafe words.meaning(text, begin, first).detector == Detector.bsn.index else { return }
    var number = 0
    for i in first..<end { number = unsafe number * 10 + Int(text[i] &- 0x30) }
    contexts[Detector.bsn.index] = base + first
    enterNumber(passes: IdentifierCell.passesElevenTest(number), first, end)
  }

  /// Whether a dash stands there, or a space behind a word that speaks of a plate.
  @inline(__always)
  private func isPlateSign(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    unsafe text[end] == UInt8(ascii: "-") || text[end] == 0x20 && isTold(.kenteken, at: start)
  }

  /// Whether digits hang on to letters that say that they are a citizen service number: `bsn_…`.
  private func isLabelled(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    unsafe start > 1 && isLetter(text[start - 2]) && isTold(.bsn, at: start)
  }

  /// A house number behind a street, both in one text.
  private mutating func houseNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) {
    guard start > 5, unsafe text[start - 1] == 0x20, unsafe text[start] != 0x30,
      unsafe StreetForm.endsAsStreet(text, wordEnd: start - 1)
    else { return }
    hits.found.insert(.init(.address))
    guard Sink.listens else { return }
    unsafe sink.add(.address, streetStart(text, start - 1), additionEnd(text, end))
  }

  /// The letter behind a house number; "2e" is most often the second.
  @inline(__always)
  private func isHouseLetter(_ byte: UInt8) -> Bool { isLetter(byte) && byte | 0x20 != 0x65 }

  /// Where the name of the street begins that ends at a place: over words with a capital and what may
  /// stand between them, six at most.
  private func streetStart(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
    var (i, first) = (end, end)
    for _ in 0..<6 {
      var begin = i
      while begin > 0, i - begin < 64,
        unsafe tables.kinds[Int(text[begin - 1])] != 0 || isInName(text[begin - 1])
      {
        begin -= 1
      }
      let kind = unsafe begin < i ? tables.starts[Int(text[begin])] : 0
      let isCapital = kind == 2 || kind == 4
      guard begin < i,
        unsafe i == end || isCapital || words.meaning(text, begin, i).contains(.prefix)
      else { break }
      if i == end || isCapital { first = begin }
      guard begin > 0, unsafe text[begin - 1] == 0x20 else { break }
      i = begin - 1
    }
    return first
  }

  /// Signs that stand within the words of a name of a street.
  @inline(__always)
  private func isInName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
  }

  /// Where a house number ends with its addition: `12-a`, `12-14`.
  private func additionEnd(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
    guard end + 1 < text.count, unsafe text[end] == UInt8(ascii: "-") else { return end }
    var i = end + 1
    while i < text.count, i - end <= 5, unsafe isDigit(text[i]) || isLetter(text[i]) { i += 1 }
    return i > end + 1 ? i : end
  }

  private mutating func phone(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let hasPlus =
      unsafe start > 0 && text[start - 1] == UInt8(ascii: "+")
      || start > 1 && text[start - 1] == UInt8(ascii: "(") && text[start - 2] == UInt8(ascii: "+")
    let first = unsafe hasPlus && text[start - 1] == UInt8(ascii: "+") ? start - 1 : start
    guard unsafe hasPlus || text[start] == 0x30,
      let found = unsafe PhoneNumber.match(text, from: first),
      unsafe !goesOn(text, found.end)
    else { return nil }
    // Numbers of services are nobody's.
    let isService =
      unsafe text[start] == 0x30
      && PhoneNumber.isService(UnsafeBufferPointer(rebasing: text[start..<found.end]))
    if !isService { enter(.phone, start, found.end, doubtful: found.isPlain) }
    if Sink.listens { unsafe sink.add(.phone, signStart(text, first, found.end), found.end) }
    return found.end
  }

  /// Where the signs of a telephone number begin: "(0299) 409 409" has its bracket with it, and one around the
  /// whole number stays.
  private func signStart(_ text: UnsafeBufferPointer<UInt8>, _ first: Int, _ end: Int) -> Int {
    let hasBracket = unsafe first > 0 && text[first - 1] == UInt8(ascii: "(")
    return unsafe hasBracket && text[first..<end].contains(UInt8(ascii: ")")) ? first - 1 : first
  }

  /// A day, which is of interest where a word says that it is somebody's birthday.
  private mutating func day(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard unsafe text[end] != 0x20, let stop = unsafe DayForm.match(text, from: start) else {
      return nil
    }
    enterTold(.birthDate, start, stop)
    return stop
  }

  /// Up to four digits and something behind them: an address of a machine, a postcode, a citizen service
  /// number in groups.
  private mutating func group(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    if isTold(.aNummer, at: start),
      let (number, stop) = unsafe JoinedDigits.number(text, from: start, digits: 10),
      NumberRules.isANummer(number)
    {
      enterTold(.aNummer, start, stop)
      return stop
    }
    switch unsafe text[end] {
    case UInt8(ascii: "."):
      if let found = unsafe IPAddress.match(text, from: start) {
        enter(.ipAddress, start, found.end, doubtful: found.isDoubtful)
        return found.end
      }
    case UInt8(ascii: "-"): break
    case 0x20: if let stop = unsafe spacedPostcode(text, start, end) { return stop }
    default: return end
    }
    return unsafe grouped(text, start, end) ?? end
  }

  /// `1234 AB`, in capitals.
  private mutating func spacedPostcode(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    let stop = end + 3
    guard end - start == 4, stop <= text.count, unsafe isUpper(text[end + 1]),
      unsafe isUpper(text[end + 2]),
      unsafe stop == text.count || tables.kinds[Int(text[stop])] == 0,
      unsafe IdentifierCell.postcode(UnsafeBufferPointer(rebasing: text[start..<stop])) != nil
    else { return nil }
    enterFound(.postcode, start, stop)
    return stop
  }

  /// `123 456 782` and `1234.56.782`, with one sign throughout.
  private mutating func grouped(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    let joint = unsafe text[end]
    guard joint != UInt8(ascii: "/"), start + 11 <= text.count, end - start >= 3 else { return nil }
    let second = end - start == 3 ? 3 : 2
    let gap = end + 1 + second
    guard unsafe text[gap] == joint, gap + 4 <= text.count, unsafe !goesOn(text, gap + 4) else {
      return nil
    }
    var number = 0
    for i in start..<gap + 4 where i != end && i != gap {
      guard unsafe isDigit(text[i]) else { return nil }
      number = unsafe number * 10 + Int(text[i] &- 0x30)
    }
    let passes = IdentifierCell.passesElevenTest(number)
    if passes { unsafe noticeLongWord(text, start) }
    enterNumber(passes: passes, start, gap + 4)
    return gap + 4
  }

  /// 8 to 16 digits.
  private mutating func long(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    var number = 0
    for i in start..<end { number = unsafe number * 10 + Int(text[i] &- 0x30) }
    switch end - start {
    case 8:
      if NumberRules.isDay(number), !isTold(.bsn, at: start) {
        enterTold(.birthDate, start, end)
        return
      }
      enterTold(.kvk, start, end)
      enterTold(.agb, start, end)
      let passes = IdentifierCell.passesElevenTest(number)
      if passes { unsafe noticeLongWord(text, start) }
      enterNumber(passes: passes, start, end)
    case 9:
      if NumberRules.isOnderwijsnummer(number) { enterTold(.onderwijsnummer, start, end) }
      let passes = IdentifierCell.passesElevenTest(number)
      if passes { unsafe noticeLongWord(text, start) }
      enterNumber(passes: passes, start, end)
    case 10: if NumberRules.isANummer(number) { enter(.aNummer, start, end, doubtful: true) }
    case 11: if NumberRules.isBIG(number) { enter(.big, start, end, doubtful: true) }
    case 12: enterTold(.kvk, start, end)
    case 16:
      if let type = NumberRules.bagType(number, digits: 16) {
        enter(.bagID, start, end, doubtful: type == 30)
      }
    default: break
    }
  }

  /// Notices `burger service nummer`, in two words or three, before a number that passes: as one word it is known.
  private mutating func noticeLongWord(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) {
    let wanted: StaticString = "burger service"
    let length = wanted.utf8CodeUnitCount
    guard start > length else { return }
    for i in max(0, start - Self.reach)..<(start - length)
    where (0..<length).allSatisfy({ unsafe text[i + $0] | 0x20 == wanted.utf8Start[$0] | 0x20 }) {
      contexts[Detector.bsn.index] = base + start
      return
    }
  }

  // MARK: Letters and digits

  private mutating func code(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    if unsafe Canary.isBase64(text, at: start) {
      enterFound(.canary, start, end)
      return end
    }
    let length = end - start
    unsafe glued(text, start, end)
    if length >= 64 {
      let last = unsafe UnsafeBufferPointer(rebasing: text[(end - 64)..<end])
      if unsafe Canary.isHex(last) { enterFound(.canary, start, end) }
      return end
    }
    guard unsafe !isJoined(text, start) else { return end }
    if unsafe isLetter(text[start]), unsafe isLetter(text[start + 1]),
      unsafe isDigit(text[start + 2]),
      unsafe isDigit(text[start + 3]), let stop = unsafe iban(text, start, end)
    {
      return stop
    }
    guard unsafe !goesOn(text, end) else { return end }
    unsafe fixed(UnsafeBufferPointer(rebasing: text[start..<end]), start)
    return end
  }

  /// A code of one word.
  private mutating func fixed(_ word: UnsafeBufferPointer<UInt8>, _ start: Int) {
    let end = start + word.count
    switch word.count {
    case 6:
      if unsafe isUpper(word[4]), unsafe isUpper(word[5]),
        unsafe IdentifierCell.postcode(word) != nil
      {
        enterFound(.postcode, start, end)
      }
      if unsafe LicencePlate.series(of: word) != nil { enterTold(.kenteken, start, end) }
    case 9: if unsafe CodeForms.isDocument(word) { enterTold(.documentNumber, start, end) }
    case 12, 14: if unsafe CodeForms.isVAT(word) { enterFound(.btwNummer, start, end) }
    case 17:
      let counts = unsafe ByteCounts(word, tables.lanes)
      if counts.highs == 0, unsafe CodeForms.isVIN(word, counts) {
        unsafe enter(.vin, start, end, doubtful: CodeForms.isHex(word))
      }
    default: break
    }
  }

  /// An account number, in groups of four or not; where it ends.
  private mutating func iban(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 34) { account in
      var (length, i, stop) = (0, start, -1)
      while i < text.count, length < 34, unsafe isDigit(text[i]) || isLetter(text[i]) {
        unsafe account[length] = unsafe text[i]
        (length, i) = (length + 1, i + 1)
        let isBreak = unsafe i == text.count || !isDigit(text[i]) && !isLetter(text[i])
        if isBreak, length >= 15,
          unsafe AccountCountries.has(UnsafeBufferPointer(rebasing: account[..<length])),
          unsafe IdentifierCell.isIBAN(UnsafeBufferPointer(rebasing: account[..<length]))
        {
          stop = i
          break
        }
        if isBreak, length % 4 == 0, i < text.count, unsafe JoinedDigits.isJoint(text[i]) { i += 1 }
      }
      guard stop > 0 else { return nil }
      enterFound(.iban, start, stop)
      return stop
    }
  }

  // MARK: Plates

  /// A plate with dashes that begins at a place.
  mutating func plate(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let end = start + 8
    guard end <= text.count, unsafe !isJoined(text, start), unsafe !goesOn(text, end),
      unsafe text[start..<end].allSatisfy({ !($0 | 0x20 > 0x60) || isUpper($0) || isDigit($0) })
    else { return nil }
    let cell = unsafe UnsafeBufferPointer(rebasing: text[start..<end])
    guard
      unsafe LicencePlate.series(of: cell) != nil
        || isTold(.kenteken, at: start) && PlateForm.isSpaced(cell)
    else { return nil }
    enterFound(.kenteken, start, end)
    return end
  }

  @inline(__always)
  func isUpper(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }
}
