// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Dutch identifiers.
///
/// Source: ../shared/standards/privacy/privacy.md, "Detectors".
enum IdentifierCell {
  /// A citizen service number: 8 or 9 digits, spaces, dots and dashes ignored, that pass the eleven
  /// test; canonical with 9 digits.
  static func appendBSN(_ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    var (number, digits) = (0, 0)
    for byte in cell {
      if isDigit(byte) {
        number = number * 10 + Int(byte &- 0x30)
        digits += 1
        if digits > 9 { return false }
      } else if byte != 0x20, byte != UInt8(ascii: "."), byte != UInt8(ascii: "-") {
        return false
      }
    }
    guard digits >= 8, number > 0, passesElevenTest(number) else { return false }
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

  private static func passesElevenTest(_ number: Int) -> Bool {
    var (rest, sum) = (number / 10, -(number % 10))
    for weight in 2...9 {
      sum += weight * (rest % 10)
      rest /= 10
    }
    return sum % 11 == 0
  }

  /// A postcode: four digits, not with a zero first, and two letters, not SA, SD or SS; with `NL-`
  /// before it or a space within; canonical `1234AB`.
  static func appendPostcode(_ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    var text = UTF8Text.trimmedASCII(cell)
    if text.starts(with: "NL-".utf8) { text = UnsafeBufferPointer(rebasing: text[3...]) }
    let gap = text.count == 7 && text[4] == 0x20 ? 1 : 0
    guard text.count == 6 + gap, text[0] != UInt8(ascii: "0"), text[..<4].allSatisfy(isDigit)
    else { return false }
    let (a, b) = (text[4 + gap], text[5 + gap])
    guard isLetter(a), isLetter(b) else { return false }
    let (first, second) = (a & 0xDF, b & 0xDF)
    if first == UInt8(ascii: "S"), "ADS".utf8.contains(second) { return false }
    out.append(UnsafeBufferPointer(rebasing: text[..<4]))
    out.append(first)
    out.append(second)
    return true
  }

  /// An international account number whose check digits hold; Dutch ones have 18 characters.
  ///
  /// Source: ISO 13616-1, 6.
  static func appendIBAN(_ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    let start = out.count
    for byte in cell where byte != 0x20 {
      guard isDigit(byte) || isLetter(byte) else { return false }
      out.append(isLetter(byte) ? byte & 0xDF : byte)
    }
    let text = UnsafeBufferPointer(rebasing: out.bytes[start...])
    guard 15...34 ~= text.count, isLetter(text[0]), isLetter(text[1]), isDigit(text[2]),
      isDigit(text[3])
    else { return false }
    if text[0] == UInt8(ascii: "N"), text[1] == UInt8(ascii: "L") {
      guard text.count == 18, text[4..<8].allSatisfy(isLetter), text[8...].allSatisfy(isDigit)
      else { return false }
    }
    var remainder = 0
    for i in 0..<text.count {
      let byte = text[(i + 4) % text.count]
      remainder =
        isDigit(byte)
        ? (remainder * 10 + Int(byte &- 0x30)) % 97
        : (remainder * 100 + Int(byte &- 0x41) + 10) % 97
    }
    return remainder == 1
  }

  /// A Dutch licence plate of one of the 14 series, with its dashes or without any.
  static func isKenteken(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let plate = cell.filter { $0 != UInt8(ascii: "-") }.map { isLetter($0) ? $0 & 0xDF : $0 }
    guard plate.count == 6 else { return false }
    let shape = plate.map { isLetter($0) ? "X" : isDigit($0) ? "9" : "?" }.joined()
    for (number, series) in series.enumerated() where shape == series.filter({ $0 != "-" }) {
      guard cell.count == 6 || dashes(cell) == dashes(Array(series.utf8)) else { continue }
      if hasIssuedLetters(plate, series: number + 1) { return true }
    }
    return false
  }

  private static let series = [
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99",
    "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
  ]

  private static func dashes(_ text: some Collection<UInt8>) -> [Int] {
    text.enumerated().filter { $0.element == UInt8(ascii: "-") }.map(\.offset)
  }

  /// No vowels, C or Q from series 4, and none of the combinations that are never issued.
  private static func hasIssuedLetters(_ plate: [UInt8], series: Int) -> Bool {
    let issued = Array("BDFGHJKLMNPRSTVWXYZ".utf8)
    if series >= 4, plate.contains(where: { isLetter($0) && !issued.contains($0) }) { return false }
    let groups = plate.split { !isLetter($0) }.map { String(decoding: $0, as: UTF8.self) }
    let never = [
      "SA", "SD", "SS", "GVD", "KKK", "KVT", "LPF", "NSB", "PKK", "PSV", "PVV", "TBS",
    ]
    return !groups.contains(where: never.contains)
  }
}
