// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

extension StringFormat {
  /// Appends the canonical form of a cell of this format; false where it is not of the format.
  ///
  /// `bsn` becomes 9 digits, `postcode` `1234AB`, `iban` upper case without spaces; the others stay as
  /// they are, in NFC.
  package func append(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    switch self {
    case .default:
      UTF8Text.appendNFC(cell, to: &out)
      return true
    case .bsn: return IdentifierCell.appendBSN(cell, to: &out)
    case .postcode: return IdentifierCell.appendPostcode(cell, to: &out)
    case .iban: return IdentifierCell.appendIBAN(cell, to: &out)
    case .kenteken: return Self.copy(cell, if: LicencePlate.series(of: cell) != nil, to: &out)
    case .email: return Self.copy(cell, if: Self.isEmail(cell), to: &out)
    case .uri: return Self.copy(cell, if: Self.isURI(cell), to: &out)
    case .binary: return Self.copy(cell, if: Self.isBase64(cell), to: &out)
    case .uuid: return Self.copy(cell, if: Self.isUUID(cell), to: &out)
    }
  }

  private static func copy(
    _ cell: Span<UInt8>, if valid: Bool, to out: inout ByteBuffer
  ) -> Bool {
    guard valid else { return false }
    UTF8Text.appendNFC(cell, to: &out)
    return true
  }

  /// One `@`, something before it without spaces, a host with a dot and a top level of two letters.
  package static func isEmail(_ cell: Span<UInt8>) -> Bool {
    guard let at = cell.firstIndex(of: UInt8(ascii: "@")), at > 0, at < cell.count - 1 else {
      return false
    }
    let plain = cell.allSatisfy { $0 > 0x20 && $0 != 0x7F && !isMailSyntax($0) }
    return plain && isHost(cell.extracting((at + 1)...))
  }

  @inline(__always)
  private static func isMailSyntax(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","),
      UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// Two or more labels of letters, digits and inner dashes, the last of two at least and not a number.
  private static func isHost(_ host: Span<UInt8>) -> Bool {
    var (start, labels) = (0, 0)
    for i in 0...host.count where i == host.count || host[i] == UInt8(ascii: ".") {
      let label = host[start..<i]
      guard let first = label.first, let last = label.last, first != UInt8(ascii: "-"),
        last != UInt8(ascii: "-")
      else { return false }
      let clean = label.allSatisfy {
        isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 > 0x7F
      }
      guard clean else { return false }
      labels += 1
      if i == host.count { return labels >= 2 && label.count >= 2 && !label.allSatisfy(isDigit) }
      start = i + 1
    }
    return false
  }

  /// A scheme, a colon and more, in the characters of RFC 3986 with whole percent escapes.
  static func isURI(_ cell: Span<UInt8>) -> Bool {
    guard let colon = cell.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon < cell.count - 1,
      isLetter(cell[0])
    else { return false }
    let scheme = cell[..<colon].allSatisfy {
      isLetter($0) || isDigit($0) || "+-.".utf8.contains($0)
    }
    guard scheme else { return false }
    for i in (colon + 1)..<cell.count {
      let byte = cell[i]
      if byte == UInt8(ascii: "%") {
        guard i + 2 < cell.count, isHexDigit(cell[i + 1]), isHexDigit(cell[i + 2]) else {
          return false
        }
      } else {
        guard isLetter(byte) || isDigit(byte) || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte)
        else { return false }
      }
    }
    return true
  }

  /// 8-4-4-4-12 hexadecimal digits.
  static func isUUID(_ cell: Span<UInt8>) -> Bool {
    guard cell.count == 36 else { return false }
    for i in 0..<36 {
      let dash = i == 8 || i == 13 || i == 18 || i == 23
      guard dash ? cell[i] == UInt8(ascii: "-") : isHexDigit(cell[i]) else { return false }
    }
    return true
  }

  /// Groups of four signs of the standard alphabet, the last filled up with `=`.
  ///
  /// Source: RFC 4648, 4.
  static func isBase64(_ cell: Span<UInt8>) -> Bool {
    guard cell.count.isMultiple(of: 4), !cell.isEmpty else { return false }
    var end = cell.count
    while end > cell.count - 2, cell[end - 1] == UInt8(ascii: "=") { end -= 1 }
    return cell[..<end].allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2B || $0 == 0x2F }
  }
}
