// SPDX-License-Identifier: EUPL-1.2

/// Coordinates, by their range.
///
/// Source: ../shared/standards/privacy/privacy.md, "Detectors"; EPSG:28992 and EPSG:4326.
enum CoordinateForm {
  /// A number that is a y of the national grid, or a latitude or longitude of this country with three
  /// decimals at least; an x of the grid is any number up to 300,000, so it says nothing by itself.
  static func isWhole(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let (value, decimals, end) = number(cell, from: 0), end == cell.count else { return false }
    if 289_000...629_000 ~= value { return true }
    return decimals >= 3 && (50.7...53.6 ~= value || 3.3...7.3 ~= value)
  }

  /// A number that may be a coordinate where the header says that it is one.
  static func isPossible(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let (value, _, end) = number(cell, from: 0), end == cell.count else { return false }
    return -7000...629_000 ~= value
  }

  /// `POINT(x y)` and other shapes of well-known text, and pairs of degrees with a comma between.
  static func isPoint(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let open = cell.firstIndex(of: UInt8(ascii: "(")), open >= 5, open + 3 < cell.count
    else { return false }
    let isWord = cell[..<open].allSatisfy { isLetter($0) || $0 == 0x20 || $0 == UInt8(ascii: ";") }
    var start = open
    while start < cell.count, cell[start] == UInt8(ascii: "(") { start += 1 }
    guard isWord, start < cell.count, let (x, _, end) = number(cell, from: start), end < cell.count,
      cell[end] == 0x20, let (y, _, _) = number(cell, from: end + 1)
    else { return false }
    return isPair(x, y)
  }

  private static func isPair(_ x: Double, _ y: Double) -> Bool {
    -7000...300_000 ~= x && 289_000...629_000 ~= y || 3.3...7.3 ~= x && 50.7...53.6 ~= y
  }

  /// A number with at most 12 digits before the decimal sign; a comma or a point is one.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (value: Double, decimals: Int, end: Int)? {
    var i = start
    let isNegative = i < text.count && text[i] == UInt8(ascii: "-")
    if isNegative { i += 1 }
    var (value, digits, decimals, scale) = (0.0, 0, 0, 1.0)
    while i < text.count, isDigit(text[i]), digits < 12 {
      value = value * 10 + Double(text[i] &- 0x30)
      digits += 1
      i += 1
    }
    guard digits > 0 else { return nil }
    if i + 1 < text.count, text[i] == UInt8(ascii: ".") || text[i] == UInt8(ascii: ","),
      isDigit(text[i + 1])
    {
      i += 1
      while i < text.count, isDigit(text[i]) {
        scale /= 10
        value += Double(text[i] &- 0x30) * scale
        decimals += 1
        i += 1
      }
    }
    return (isNegative ? -value : value, decimals, i)
  }
}

/// A street and a house number in one text.
enum StreetForm {
  /// Whether a cell is `Kerkstraat 12`, `Grote Markt 3-a` or `Van der Laanweg 5 bis`: words, the last
  /// of which ends as streets do, and a number.
  static func isAddress(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count <= 80, !isDigit(cell[0]) else { return false }
    for i in 1..<max(cell.count, 1) where cell[i - 1] == 0x20 && isDigit(cell[i]) {
      return isHouseNumber(cell, from: i) && endsAsStreet(cell, wordEnd: i - 1)
    }
    return false
  }

  /// One to five digits, not with a zero first, and at most five characters of an addition.
  private static func isHouseNumber(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var i = start
    while i < text.count, isDigit(text[i]) { i += 1 }
    return text[start] != 0x30 && i - start <= 5 && text.count - i <= 6
  }

  /// Whether the word that ends at a place ends as streets do, by the first so many of the endings.
  static func endsAsStreet(
    _ text: UnsafeBufferPointer<UInt8>, wordEnd: Int, among count: Int = suffixes.count
  ) -> Bool {
    for suffix in suffixes[..<count] where wordEnd >= suffix.count {
      var i = 0
      while i < suffix.count, text[wordEnd - suffix.count + i] | 0x20 == suffix[i] { i += 1 }
      if i == suffix.count { return true }
    }
    return false
  }

  /// Whether a word that ends at a place is a street, and hardly a surname: names end in -hof and -dijk.
  static func isStreetWord(_ text: UnsafeBufferPointer<UInt8>, wordEnd: Int) -> Bool {
    endsAsStreet(text, wordEnd: wordEnd, among: 11)
  }

  private static let suffixes = [
    "straat", "laan", "weg", "plein", "gracht", "kade", "singel", "dreef", "steeg", "plantsoen",
    "markt", "pad", "hof", "dijk", "park", "wal", "haven", "boulevard", "baan", "brink", "erf",
    "str.", "allee", "hoek", "kamp", "veld", "oord",
  ].map { Array($0.utf8) }
}
