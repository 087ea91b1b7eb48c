// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Small letters for capitals, and which bytes are of words; for valid UTF-8.
package enum CaseFold {
  /// Appends a text with small letters for the capitals of ASCII, Latin-1 and Latin Extended-A, which are
  /// those of the registers of persons; it gets as many bytes as the text has.
  ///
  /// Source: Unicode, CaseFolding.txt; U+0130 has no small letter of as many bytes, and stays.
  package static func append(_ text: Span<UInt8>, to out: inout ByteBuffer) {
    let start = out.count
    out.append(text)
    let bytes = unsafe out.mutableBytes
    var i = start
    while i < bytes.count {
      if unsafe bytes[i] &- 0x41 < 26 {
        unsafe bytes[i] |= 0x20
      } else if unsafe 0xC3...0xC5 ~= bytes[i], i + 1 < bytes.count {
        let scalar = unsafe small(UInt16(bytes[i] & 0x1F) << 6 | UInt16(bytes[i + 1] & 0x3F))
        unsafe bytes[i] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
        unsafe bytes[i + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
        i += 1
      }
      i += 1
    }
  }

  /// Appends the text of a buffer with small letters.
  package static func append(_ text: borrowing ByteBuffer, to out: inout ByteBuffer) {
    append(text.span, to: &out)
  }

  private static func small(_ scalar: UInt16) -> UInt16 {
    switch scalar {
    case 0xD7, 0x130, 0x131, 0x138, 0x149: scalar
    case 0xC0...0xDE: scalar + 0x20
    case 0x178: 0xFF
    case 0x100...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar % 2 == 1 ? scalar + 1 : scalar
    default: scalar
    }
  }

  /// What a byte at which a character begins is of.
  package enum Kind {
    case digit, letter
    /// What stands between words: signs, spaces and emoji.
    case between
  }

  /// The kind of the character that begins at a byte, or that the byte is in the middle of.
  @inline(__always)
  package static func kind(_ text: Span<UInt8>, at i: Int) -> Kind {
    let byte = text[i]
    if byte < 0x80 { return isDigit(byte) ? .digit : isLetter(byte) ? .letter : .between }
    var lead = i
    while lead > 0, i - lead < 3, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    // C2 and E2 begin signs such as no-break spaces, dashes and quotes; F0 begins emoji.
    return text[lead] == 0xC2 || text[lead] == 0xE2 || text[lead] >= 0xF0 ? .between : .letter
  }

  /// Whether a word may begin or end before a byte.
  @inline(__always)
  package static func isBorder(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i > 0, i < text.count else { return true }
    guard text[i] & 0xC0 != 0x80 else { return false }
    let (before, behind) = (kind(text, at: i - 1), kind(text, at: i))
    return before != behind || behind == .between
  }
}
