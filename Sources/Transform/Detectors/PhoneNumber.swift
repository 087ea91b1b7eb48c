// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Dutch telephone numbers.
///
/// Source: docs/detectors.md; the numbering plan for telephone and
/// ISDN services (Nummerplan telefoon- en ISDN-diensten).
enum PhoneNumber {
  /// How far a number reaches that begins at `start`, and whether its form alone speaks for it: a plus,
  /// a mobile number or something between the digits. Nil where none begins there.
  ///
  /// Between digits may stand one space, dash, dot or slash, and brackets around the area code.
  @inline(__always)
  static func match(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isPlain: Bool)? {
    switch unsafe text[start] {
    case UInt8(ascii: "+"), UInt8(ascii: "0"), UInt8(ascii: "("): unsafe parse(text, from: start)
    default: nil
    }
  }

  /// Whether digits are a telephone number without the zero or the plus that spreadsheets lose: 612345678, 31201234567.
  static func lacksZero(_ number: Int, digits: Int) -> Bool {
    switch digits {
    case 9: number / 100_000_000 == 6 && isSubscriber(number, 9)
    case 11: number / 1_000_000_000 == 31 && isSubscriber(number % 1_000_000_000, 9)
    default: false
    }
  }

  /// Whether a number that begins at a place is one of a service, which is nobody's: 0800, 0900, 0906, 0909.
  static func isService(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var (number, digits) = (0, 0)
    for place in text.indices {
      let byte = unsafe text[place]
      if isDigit(byte) {
        number = number * 10 + Int(byte &- 0x30)
        digits += 1
        if digits == 4 { return unsafe text[0] == 0x30 && isService(number) }
      } else if digits == 0 {
        return false
      }
    }
    return false
  }

  private static func parse(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isPlain: Bool)? {
    var i = start
    var (number, digits, joints) = (0, 0, 0)
    var end = start
    if unsafe text[i] == UInt8(ascii: "+") { i += 1 }
    // 0.864490095 is a number like any other.
    if unsafe text[i] == 0x30, i + 1 < text.count, unsafe text[i + 1] == UInt8(ascii: ".") {
      return nil
    }
    while i < text.count, digits < 16 {
      let byte = unsafe text[i]
      if isDigit(byte) {
        number = number * 10 + Int(byte &- 0x30)
        digits += 1
        i += 1
        end = i
      } else {
        let next = unsafe afterJoint(text, i)
        guard next > i, unsafe !isWhole(text, start, digits) else { break }
        if i > start { joints += 1 }
        i = next
      }
    }
    guard digits >= 8, unsafe isClosed(text, end),
      let rest = unsafe national(text, start, number, digits)
    else { return nil }
    guard isSubscriber(rest.number, rest.digits) else { return nil }
    let isMobile = rest.number / 100_000_000 == 6
    return unsafe (end, text[start] == UInt8(ascii: "0") && joints == 0 && !isMobile)
  }

  /// Whether so many digits are all that a number has: what follows a space is another.
  @inline(__always)
  private static func isWhole(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ digits: Int
  ) -> Bool {
    if unsafe text[start] == UInt8(ascii: "+") { return digits >= 11 }
    return unsafe digits >= 10 && (text[start + 1] != 0x30 || digits >= 13)
  }

  /// Where the digits go on behind what may stand between them; the same place where nothing does.
  @inline(__always)
  private static func afterJoint(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    var next = i
    var spaces = 0
    while next < text.count, next - i < 4 {
      switch unsafe text[next] {
      case 0x20, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
        spaces += 1
        next += 1
      case UInt8(ascii: "("), UInt8(ascii: ")"): next += 1
      case 0xC2 where unsafe next + 1 < text.count && text[next + 1] == 0xA0:
        spaces += 1
        next += 2
      default: return unsafe spaces <= 3 && isDigit(text[next]) ? next : i
      }
    }
    return i
  }

  /// Not followed by a letter, or by a dash and more: then it is part of something longer.
  @inline(__always)
  private static func isClosed(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    guard end < text.count else { return true }
    if unsafe isLetter(text[end]) || isDigit(text[end]) || text[end] == UInt8(ascii: "_") {
      return false
    }
    guard unsafe text[end] == UInt8(ascii: "-"), end + 1 < text.count else { return true }
    return unsafe !isLetter(text[end + 1]) && !isDigit(text[end + 1])
  }

  /// The digits behind 0, 0031, +31 or +31 (0).
  private static func national(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ number: Int, _ digits: Int
  ) -> (number: Int, digits: Int)? {
    if unsafe text[start] == UInt8(ascii: "+") {
      return afterCountry(number, digits)
    }
    var first = start
    while unsafe !isDigit(text[first]) { first += 1 }
    guard unsafe text[first] == 0x30 else { return nil }
    if digits >= 11, number / power(digits - 4) == 31 { return afterCountry(number, digits - 2) }
    guard number >= power(digits - 2) else { return nil }
    return (number, digits - 1)
  }

  /// What follows 31, or 310; `digits` counts the 31.
  private static func afterCountry(_ number: Int, _ digits: Int) -> (number: Int, digits: Int)? {
    guard digits >= 10, number / power(digits - 2) == 31 else { return nil }
    let rest = number % power(digits - 2)
    return rest < power(digits - 3) ? (rest, digits - 3) : (rest, digits - 2)
  }

  private static func power(_ exponent: Int) -> Int {
    var result = 1
    for _ in 0..<max(exponent, 0) { result *= 10 }
    return result
  }

  /// Whether digits without the 0 are a number that is or may be in use.
  private static func isSubscriber(_ number: Int, _ digits: Int) -> Bool {
    switch digits {
    case 9:
      let two = number / 10_000_000
      switch two {
      case 10...59, 61...65, 68, 70...79, 84, 85, 87, 88, 91: return true
      default: return isService(number / 1_000_000)
      }
    case 7, 8, 10: return isService(number / power(digits - 3))
    case 11: return number / 100_000_000 == 970
    default: return false
    }
  }

  /// 800, 900, 906 and 909.
  private static func isService(_ prefix: Int) -> Bool {
    prefix == 800 || prefix == 900 || prefix == 906 || prefix == 909
  }
}
