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
