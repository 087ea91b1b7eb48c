// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Coordinates, by their range.
///
/// Source: docs/detectors.md; EPSG:28992 and EPSG:4326.
enum CoordinateForm {
  /// A number that is a y of the national grid, or a latitude or longitude of this country with three
  /// decimals at least; an x of the grid is any number up to 300,000, so it says nothing by itself.
  static func isWhole(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    // Most numbers are told apart by where their decimal sign stands.
    guard cell.count >= 5, cell.count <= 24 else { return false }
    let isDegree = unsafe !isDigit(cell[1]) || !isDigit(cell[2])
    if !isDegree, unsafe !isDigit(cell[3]) || !isDigit(cell[4]) || cell.count == 5 { return false }
    guard let (value, decimals, end) = unsafe number(cell, from: 0), end == cell.count else {
      return false
    }
    if 289_000...629_000 ~= value { return true }
    return decimals >= 3 && (50.7...53.6 ~= value || 3.3...7.3 ~= value)
  }

  /// Two degrees with three decimals at least and a sign between: `52.0907, 5.1214`.
  static func isPair(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count <= 48, let (one, decimals, end) = unsafe number(cell, from: 0), decimals >= 3,
      end < cell.count, unsafe cell[end] == UInt8(ascii: ",") || cell[end] == UInt8(ascii: ";")
    else { return false }
    var start = end + 1
    while start < cell.count, unsafe cell[start] == 0x20 { start += 1 }
    guard start < cell.count, let (other, more, last) = unsafe number(cell, from: start), more >= 3,
      last == cell.count
    else { return false }
    return isPair(one, other) || isPair(other, one)
  }

  /// `POINT(x y)` and other shapes of well-known text, and geometries of GeoJSON; only the beginning is looked at.
  static func isShape(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let head = unsafe cell.prefix(64)
    if unsafe cell[0] == UInt8(ascii: "{") {
      let wanted: StaticString = "\"coordinates\""
      let key = unsafe UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
      return unsafe head.count > key.count
        && (1...head.count - key.count).contains { unsafe head[$0...].starts(with: key) }
    }
    guard unsafe isLetter(cell[0]), let open = unsafe head.firstIndex(of: UInt8(ascii: "(")),
      open >= 5,
      open + 3 < cell.count
    else { return false }
    let isWord = unsafe cell[..<open].allSatisfy {
      isLetter($0) || $0 == 0x20 || $0 == UInt8(ascii: ";")
    }
    var start = open
    while start < cell.count, unsafe cell[start] == UInt8(ascii: "(") { start += 1 }
    guard isWord, start < cell.count, let (x, _, end) = unsafe number(cell, from: start),
      end < cell.count,
      unsafe cell[end] == 0x20, let (y, _, _) = unsafe number(cell, from: end + 1)
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
    let isNegative = unsafe i < text.count && text[i] == UInt8(ascii: "-")
    if isNegative { i += 1 }
    var (value, digits, decimals, scale) = (0.0, 0, 0, 1.0)
    while i < text.count, unsafe isDigit(text[i]), digits < 12 {
      value = unsafe value * 10 + Double(text[i] &- 0x30)
      digits += 1
      i += 1
    }
    guard digits > 0 else { return nil }
    if i + 1 < text.count, unsafe text[i] == UInt8(ascii: ".") || text[i] == UInt8(ascii: ","),
      unsafe isDigit(text[i + 1])
    {
      i += 1
      while i < text.count, unsafe isDigit(text[i]) {
        scale /= 10
        unsafe value += Double(text[i] &- 0x30) * scale
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
    guard cell.count <= 80, unsafe !isDigit(cell[0]) else { return false }
    for i in 1..<max(cell.count, 1) where unsafe cell[i - 1] == 0x20 && isDigit(cell[i]) {
      return unsafe isHouseNumber(cell, from: i) && endsAsStreet(cell, wordEnd: i - 1)
    }
    return false
  }

  /// Whether a cell is `1234AB-12`, `1234 AB 12a` or `1234AB12`: a postcode and the number of a house.
  static func isPostcodeAndNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard 7...14 ~= cell.count, unsafe isDigit(cell[0]) else { return false }
    let end = unsafe cell[4] == 0x20 ? 7 : 6
    guard end < cell.count,
      unsafe IdentifierCell.postcode(UnsafeBufferPointer(rebasing: cell[..<end])) != nil
    else { return false }
    var start = end
    if unsafe cell[start] == 0x20 || cell[start] == UInt8(ascii: "-") { start += 1 }
    return unsafe start < cell.count && isDigit(cell[start]) && isHouseNumber(cell, from: start)
  }

  /// One to five digits, not with a zero first, and an addition of at most four letters or digits.
  private static func isHouseNumber(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var i = start
    while i < text.count, unsafe isDigit(text[i]) { i += 1 }
    guard unsafe text[start] != 0x30, i - start <= 5, text.count - i <= 5 else { return false }
    if i < text.count, unsafe text[i] == 0x20 || text[i] == UInt8(ascii: "-") { i += 1 }
    return unsafe text[i...].allSatisfy { isLetter($0) || isDigit($0) }
  }

  /// Whether the word that ends at a place ends as streets do, by the first so many of the endings.
  @inline(__always)
  static func endsAsStreet(
    _ text: UnsafeBufferPointer<UInt8>, wordEnd: Int, among count: Int = endings.count
  ) -> Bool {
    guard wordEnd >= 4 else { return false }
    let last =
      unsafe UInt32(text[wordEnd - 3] | 0x20) << 16 | UInt32(text[wordEnd - 2] | 0x20) << 8
      | UInt32(text[wordEnd - 1] | 0x20)
    for i in 0..<count where endings[i].last == last {
      let (length, more) = (endings[i].length, endings[i].more)
      guard wordEnd >= length else { continue }
      var rest: UInt32 = 0
      for at in wordEnd - min(length, 7)..<wordEnd - 3 {
        rest = unsafe rest << 8 | UInt32(text[at] | 0x20)
      }
      if rest == more { return true }
    }
    return false
  }

  /// Whether a word that ends at a place is a street, and hardly a surname as -hof and -dijk are.
  static func isStreetWord(_ text: UnsafeBufferPointer<UInt8>, wordEnd: Int) -> Bool {
    unsafe endsAsStreet(text, wordEnd: wordEnd, among: 15)
  }

  /// An ending: its last three letters, and at most four before them.
  private struct Ending {
    var last: UInt32
    var more: UInt32
    var length: Int

    init(_ text: StaticString) {
      let bytes = unsafe Array(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      last = bytes.suffix(3).reduce(0) { $0 << 8 | UInt32($1) }
      more = bytes.dropLast(3).suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
      length = min(bytes.count, 7)
    }
  }

  /// The first fifteen, schools among them, are hardly ever the end of a surname.
  private static let endings: InlineArray<31, Ending> = [
    Ending("straat"), Ending("laan"), Ending("weg"), Ending("plein"), Ending("gracht"),
    Ending("kade"), Ending("singel"), Ending("dreef"), Ending("steeg"), Ending("plantsoen"),
    Ending("school"), Ending("college"), Ending("lyceum"), Ending("brug"),
    Ending("markt"), Ending("pad"), Ending("hof"), Ending("dijk"), Ending("park"), Ending("wal"),
    Ending("haven"), Ending("boulevard"), Ending("baan"), Ending("brink"), Ending("erf"),
    Ending("str."), Ending("allee"), Ending("hoek"), Ending("kamp"), Ending("veld"),
    Ending("oord"),
  ]
}
