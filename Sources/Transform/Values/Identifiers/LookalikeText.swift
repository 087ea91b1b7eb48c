// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// A text as it is looked at: written in the plain signs that people mean.
///
/// Word processors and browsers leave no-break spaces, soft hyphens, wide digits and signs without width in what is
/// copied from them. None of them may hide a number or a name.
/// Source: Unicode Standard Annex #15 (compatibility forms); docs/privacy-specification.md, section 5.
package enum LookalikeText {
  /// Appends a text with spaces of every kind as a space, dashes of every kind as a dash, wide forms as ASCII, and
  /// without signs that have no width; `false`, with nothing appended, if it has none of those.
  ///
  /// - Parameter text: UTF-8; what is not valid is left as it is.
  package static func append(
    _ text: Span<UInt8>, to out: inout ByteBuffer
  ) -> Bool {
    guard let first = (0..<text.count).first(where: { sign(text, at: $0) != nil }) else {
      return false
    }
    out.append(text.extracting(..<first))
    var i = first
    while i < text.count {
      guard let sign = sign(text, at: i) else {
        out.append(text[i])
        i += 1
        continue
      }
      if let byte = sign.byte { out.append(byte) }
      i += sign.length
    }
    return true
  }

  /// What a sign of two or three bytes is taken for.
  private typealias Sign = (length: Int, byte: UInt8?)

  /// The sign that begins at a place, if it looks like another or like nothing; `nil` if it is what it is.
  @inline(__always)
  private static func sign(_ text: Span<UInt8>, at i: Int) -> Sign? {
    guard text[i] >= 0xC2 else { return nil }
    return beyondASCII(text, at: i)
  }

  private static func beyondASCII(_ text: Span<UInt8>, at i: Int) -> Sign? {
    guard i + 1 < text.count else { return nil }
    let second = text[i + 1]
    switch text[i] {
    case 0xC2:
      if second == 0xA0 { return (2, space) }
      return second == 0xAD ? (2, nil) : nil
    case 0xE1, 0xE2, 0xE3, 0xEF:
      guard i + 2 < text.count, second & 0xC0 == 0x80, text[i + 2] & 0xC0 == 0x80 else {
        return nil
      }
      let scalar =
        UInt32(text[i] & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(text[i + 2] & 0x3F)
      return three(scalar)
    default: return nil
    }
  }

  private static func three(_ scalar: UInt32) -> Sign? {
    switch scalar {
    // En quad to hair space, line and paragraph separators, narrow and mathematical spaces, the ideographic one.
    case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x1680: (3, space)
    // Zero width, marks of direction, joiners, byte-order mark, Mongolian vowel separator.
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0x180E: (3, nil)
    // Hyphens, dashes, the minus sign, and their small and wide forms.
    case 0x2010...0x2015, 0x2043, 0x2212, 0xFE58, 0xFE63: (3, UInt8(ascii: "-"))
    // Wide forms of ASCII.
    case 0xFF01...0xFF5E: (3, UInt8(scalar - 0xFF01 + 0x21))
    default: nil
    }
  }

  private static let space = UInt8(ascii: " ")
}
