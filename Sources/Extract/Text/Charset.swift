// SPDX-License-Identifier: EUPL-1.2

/// A character set of one byte a character, as UTF-8.
struct Charset: Sendable {
  /// For each byte its UTF-8 in the lowest bytes, the first one lowest, and its length in the
  /// highest byte; 0 where the byte means nothing.
  let table: [UInt32]

  /// Makes a set from the 128 characters of the upper half; U+FFFD stands for a byte without meaning.
  init(upperHalf: String) {
    let scalars =
      Array((0..<128).map { Unicode.Scalar(UInt8($0)) }) + Array(upperHalf.unicodeScalars)
    precondition(scalars.count == 256, "a character set has 128 characters in its upper half")
    table = scalars.map { $0 == "\u{FFFD}" ? 0 : Self.packed($0) }
  }

  /// The table with U+FFFD for a byte that means nothing, for what only a person looks at.
  var repairing: [UInt32] {
    table.enumerated().map { $1 == 0 && $0 > 0 ? Self.packed("\u{FFFD}") : $1 }
  }

  private static func packed(_ scalar: Unicode.Scalar) -> UInt32 {
    let bytes = Array(String(scalar).utf8)
    return bytes.enumerated().reduce(UInt32(bytes.count) << 24) { packed, item in
      packed | UInt32(item.element) << (8 * UInt32(item.offset))
    }
  }

  /// Whether a byte is a control character of ISO 6429 (U+0080 to U+009F).
  @inline(__always)
  func isControl(_ byte: UInt8) -> Bool { table[Int(byte)] & 0xE0FF == 0x80C2 }

  /// The byte of a character; nil where the set does not have it.
  func byte(of scalar: Unicode.Scalar) -> UInt8? {
    table.firstIndex(of: Self.packed(scalar)).flatMap { UInt8(exactly: $0) }
  }

  /// The characters of some bytes; nil where one means nothing.
  func text(_ bytes: some Sequence<UInt8>) -> String? {
    var utf8: [UInt8] = []
    for byte in bytes {
      var packed = table[Int(byte)]
      guard packed != 0 || byte == 0 else { return nil }
      for _ in 0..<(packed >> 24) {
        utf8.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
    return String(validating: utf8, as: UTF8.self)
  }

  /// ISO-8859-1, with the control characters of ISO 6429 in 0x80 to 0x9F. Source: IANA "ISO-8859-1".
  static let latin1 = Charset(upperHalf: scalars(0x80...0xFF))

  /// ISO-8859-15: ISO-8859-1 with eight characters replaced.
  static let latin9 = Charset(
    upperHalf: scalars(0x80...0xA3) + "€¥Š§š" + scalars(0xA9...0xB3) + "Žµ¶·ž"
      + scalars(0xB9...0xBB)
      + "ŒœŸ" + scalars(0xBF...0xFF))

  /// Windows-1252, in which 81, 8D, 8F, 90 and 9D mean nothing.
  static let windows1252 = Charset(
    upperHalf: "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ"
      + scalars(0xA0...0xFF))

  /// Code page 850 of MS-DOS in western Europe.
  static let cp850 = Charset(
    upperHalf: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
      + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}")

  /// Code page 437 of the first IBM PC.
  static let cp437 = Charset(
    upperHalf: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
      + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}")

  private static func scalars(_ range: ClosedRange<UInt8>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: range.map { Unicode.Scalar($0) })
    return text
  }
}
