// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Dutch identifiers.
///
/// Source: docs/privacy-specification.md, section 5.
package enum IdentifierCell {
  /// A citizen service number: 8 or 9 digits, spaces, dots and dashes ignored, that pass the eleven
  /// test; canonical with 9 digits.
  static func appendBSN(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    guard let (number, digits) = joinedDigits(cell), digits >= 8, passesElevenTest(number)
    else { return false }
    out.append(upTo: 9) { at in
      var rest = number
      for i in stride(from: 8, through: 0, by: -1) {
        at[i] = 0x30 + UInt8(rest % 10)
        rest /= 10
      }
      return 9
    }
    return true
  }

  /// The number of at most 9 digits, and how many, where a cell has nothing else but spaces, dots and
  /// dashes.
  @inline(__always)
  package static func joinedDigits(_ cell: Span<UInt8>) -> (
    number: Int, digits: Int
  )? {
    var (number, digits) = (0, 0)
    for place in cell.indices {
      let byte = cell[place]
      if isDigit(byte) {
        number = number * 10 + Int(byte &- 0x30)
        digits += 1
        if digits > 9 { return nil }
      } else if byte != 0x20, byte != UInt8(ascii: "."), byte != UInt8(ascii: "-") {
        return nil
      }
    }
    return (number, digits)
  }

  /// Whether a number of 9 digits, not 0, passes the eleven test of citizen service numbers.
  @inline(__always)
  package static func passesElevenTest(_ number: Int) -> Bool {
    number > 0 && elevenRemainder(number) == 0
  }

  /// What is left of the weighted sum (9a + 8b + … + 2h − i) after division by 11.
  @inline(__always)
  package static func elevenRemainder(_ number: Int) -> Int {
    var (rest, sum) = (number / 10, 110 - number % 10)
    for weight in 2...9 {
      sum += weight * (rest % 10)
      rest /= 10
    }
    return sum % 11
  }

  /// A postcode: four digits, not with a zero first, and two letters, not SA, SD or SS; with `NL-`
  /// before it or a space within; canonical `1234AB`.
  static func appendPostcode(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    guard let text = postcode(cell) else { return false }
    out.append(text.extracting(..<4))
    out.append(text[text.count - 2] & 0xDF)
    out.append(text[text.count - 1] & 0xDF)
    return true
  }

  /// The part of a cell that is a postcode, `1234AB` or `1234 AB`; nil where it is none.
  @inline(__always)
  @_lifetime(copy cell)
  package static func postcode(_ cell: Span<UInt8>) -> Span<UInt8>? {
    var text = UTF8Text.trimmedASCII(cell)
    if text.count > 8, text[0] == UInt8(ascii: "N"), text[1] == UInt8(ascii: "L"),
      text[2] == UInt8(ascii: "-")
    {
      text = text.extracting(3...)
    }
    let gap = text.count == 7 && text[4] == 0x20 ? 1 : 0
    guard text.count == 6 + gap, text[0] != UInt8(ascii: "0"),
      isDigit(text[0]), isDigit(text[1]), isDigit(text[2]), isDigit(text[3])
    else { return nil }
    let (a, b) = (text[4 + gap], text[5 + gap])
    guard isLetter(a), isLetter(b) else { return nil }
    let second = b & 0xDF
    if a & 0xDF == UInt8(ascii: "S"),
      second == UInt8(ascii: "A") || second == UInt8(ascii: "D") || second == UInt8(ascii: "S")
    {
      return nil
    }
    return text
  }

  /// An international account number whose check digits hold, with spaces or without; canonical in
  /// capitals without spaces.
  package static func appendIBAN(_ cell: Span<UInt8>, to out: inout ByteBuffer)
    -> Bool
  {
    let start = out.count
    for place in cell.indices where cell[place] != 0x20 {
      let byte = cell[place]
      guard isDigit(byte) || isLetter(byte) else { return false }
      out.append(isLetter(byte) ? byte & 0xDF : byte)
    }
    return isIBAN(out.span.extracting(start...))
  }

  /// Whether letters and digits, without spaces, are an account number; Dutch ones have 18.
  ///
  /// Source: ISO 13616-1, 6.
  package static func isIBAN(_ text: Span<UInt8>) -> Bool {
    guard 15...34 ~= text.count, isLetter(text[0]), isLetter(text[1]), isDigit(text[2]),
      isDigit(text[3])
    else { return false }
    if text[0] & 0xDF == UInt8(ascii: "N"), text[1] & 0xDF == UInt8(ascii: "L") {
      guard text.count == 18, text[4..<8].allSatisfy(isLetter), text[8...].allSatisfy(isDigit)
      else { return false }
    }
    var remainder = 0
    for i in 0..<text.count {
      let byte = text[i + 4 < text.count ? i + 4 : i + 4 - text.count]
      remainder =
        isDigit(byte)
        ? (remainder * 10 + Int(byte &- 0x30)) % 97
        : (remainder * 100 + Int((byte & 0xDF) &- 0x41) + 10) % 97
    }
    return remainder == 1
  }
}
