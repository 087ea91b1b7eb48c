// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// Addresses of electronic mail.
enum EmailAddress {
  /// Whether a cell is an address, `mailto:` before it or not.
  static func isWhole(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let prefix: StaticString = "mailto:"
    let length = prefix.utf8CodeUnitCount
    if cell.count > length,
      (0..<length).allSatisfy({ unsafe cell[$0] | 0x20 == prefix.utf8Start[$0] | 0x20 })
    {
      return unsafe StringFormat.isEmail(UnsafeBufferPointer(rebasing: cell[length...]))
    }
    return unsafe StringFormat.isEmail(cell)
  }

  /// Where the address around an `@` begins and ends; nil where it is none.
  static func match(_ text: UnsafeBufferPointer<UInt8>, at: Int) -> Range<Int>? {
    var start = at
    while start > 0, at - start < 64, unsafe isLocal(text[start - 1]) { start -= 1 }
    // In a link the address is a value: `?mail=a@b.nl`.
    for i in start..<at where unsafe text[i] == UInt8(ascii: "=") || text[i] == UInt8(ascii: "&") {
      start = i + 1
    }
    while start < at, unsafe text[start] == UInt8(ascii: ".") || text[start] == UInt8(ascii: "'") {
      start += 1
    }
    var end = at + 1
    var dot = at
    while end < text.count, end - at < 254, unsafe isHost(text[end]) {
      if unsafe text[end] == UInt8(ascii: ".") { dot = end }
      end += 1
    }
    while end > at, unsafe text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: "-")
    {
      end -= 1
    }
    // "a@b.nl." ends a sentence: the last dot is then before the one at the end.
    if dot >= end {
      dot = at
      for i in (at + 1)..<max(end, at + 1) where unsafe text[i] == UInt8(ascii: ".") { dot = i }
    }
    guard start < at, dot > at + 1, end - dot >= 3,
      unsafe isLetter(text[dot + 1]) || text[dot + 1] > 0x7F
    else { return nil }
    return start..<end
  }

  /// How long what stands for an `@` is that begins at a place: `(at)`, `[at]`, `{at}`, `%40`; 0 where none does.
  static func spelledSign(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    if unsafe text[start] == UInt8(ascii: "%") {
      return unsafe start + 2 < text.count && text[start + 1] == 0x34 && text[start + 2] == 0x30
        ? 3 : 0
    }
    var i = start + 1
    while i < text.count, unsafe text[i] == 0x20 { i += 1 }
    guard i + 2 < text.count, unsafe text[i] | 0x20 == UInt8(ascii: "a"),
      unsafe text[i + 1] | 0x20 == UInt8(ascii: "t")
    else { return 0 }
    i += 2
    while i < text.count, unsafe text[i] == 0x20 { i += 1 }
    guard i < text.count, i - start < 8, unsafe isClosing(text[i]) else { return 0 }
    return i + 1 - start
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }

  /// The address around what stands for its `@`, and whether it is hardly anything else; `nil` where it is none.
  static func spelled(
    _ text: UnsafeBufferPointer<UInt8>, sign: Range<Int>
  ) -> (range: Range<Int>, isSure: Bool)? {
    var stop = sign.lowerBound
    if stop > 0, unsafe text[stop - 1] == 0x20 { stop -= 1 }
    var start = stop
    while start > 0, stop - start < 64, unsafe isLocal(text[start - 1]),
      unsafe text[start - 1] != UInt8(ascii: "=")
    { start -= 1 }
    guard stop - start > 1 else { return nil }
    var end = sign.upperBound
    if end < text.count, unsafe text[end] == 0x20 { end += 1 }
    let host = end
    var dots = 0
    while end < text.count, end - host < 254 {
      if unsafe isDigit(text[end]) || isLetter(text[end]) || text[end] == UInt8(ascii: "-") {
        end += 1
      } else {
        let length = unsafe spelledDot(text, at: end)
        guard length > 0, end > host, end + length + 1 < text.count,
          unsafe isLetter(text[end + length])
        else { break }
        dots += 1
        end += length
      }
    }
    guard dots > 0, end - host > 4 else { return nil }
    let isName = unsafe text[start..<stop].contains { !isLetter($0) }
    return unsafe (start..<end, isName || isProvider(text, host))
  }

  /// How long what stands for a dot is: `.`, `(dot)`, ` dot `, ` [punt] `; 0 where none does.
  private static func spelledDot(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    if unsafe text[start] == UInt8(ascii: ".") { return 1 }
    var i = start
    if unsafe text[i] == 0x20 { i += 1 }
    guard i < text.count else { return 0 }
    let isOpen =
      unsafe text[i] == UInt8(ascii: "(") || text[i] == UInt8(ascii: "[")
      || text[i] == UInt8(ascii: "{")
    if isOpen { i += 1 }
    guard i > start else { return 0 }
    for word: StaticString in ["dot", "punt"] {
      var end = i + word.utf8CodeUnitCount
      guard end < text.count,
        (0..<word.utf8CodeUnitCount).allSatisfy({ unsafe text[i + $0] | 0x20 == word.utf8Start[$0] }
        ),
        unsafe isOpen ? isClosing(text[end]) : text[end] == 0x20
      else { continue }
      end += 1
      if isOpen, end < text.count, unsafe text[end] == 0x20 { end += 1 }
      return end - start
    }
    return 0
  }

  /// Whether the host that begins at a place is one at which people have their mail.
  private static func isProvider(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    providers.contains { name in
      start + name.utf8CodeUnitCount < text.count
        && (0..<name.utf8CodeUnitCount).allSatisfy {
          unsafe text[start + $0] | 0x20 == name.utf8Start[$0]
        }
    }
  }

  private static let providers: [StaticString] = [
    "gmail", "hotmail", "outlook", "live", "ziggo", "kpn", "xs4all", "home", "planet", "hetnet",
    "telfort", "upc", "icloud", "yahoo", "casema", "chello", "tele2", "online", "quicknet",
    "zeelandnet",
    "caiway", "proton", "msn", "me.", "gmx", "solcon", "freedom", "kabelfoon", "wxs",
  ]

  @inline(__always)
  private static func isLocal(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte > 0x7F
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "~")
  }

  @inline(__always)
  private static func isHost(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte > 0x7F || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }

  /// Whether it is of a role, such as info@, and not of a person, as far as its first word says.
  static func isRole(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    if let colon = unsafe address.firstIndex(of: UInt8(ascii: ":")) { start = colon + 1 }
    var key: UInt64 = 0
    var length = 0
    for place in unsafe address[start...].indices {
      let byte = unsafe address[place]
      guard isLetter(byte), length < 8 else { break }
      key = key << 8 | UInt64(byte | 0x20)
      length += 1
    }
    return roles.contains(key)
  }

  /// First words, of which at most eight letters count.
  private static let roles: Set<UInt64> = Set(
    [
      "info", "contact", "post", "postbus", "mail", "gemeente", "balie", "loket", "receptie",
      "secretariaat", "administratie", "admin", "opendata", "data", "fg", "privacy", "avg",
      "webmaster", "noreply", "no", "helpdesk", "servicedesk", "service", "support", "klant",
      "klantcontact", "communicatie", "pers", "redactie", "griffie", "bestuur", "college",
      "raad", "burgerzaken", "belastingen", "vergunningen", "sociaal", "wmo", "jeugd", "school",
      "bibliotheek", "provincie", "waterschap", "kcc", "inkoop", "facturen", "financien", "hr",
      "team", "afdeling", "postmaster", "security", "kantoor", "gemeentehuis", "stadhuis",
      "algemeen", "publiekszaken", "dienstverlening", "meldingen", "melding", "directie", "office",
    ].map { word in word.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1 | 0x20) } })
}
