// SPDX-License-Identifier: EUPL-1.2

/// Plain checks of addresses that are published as they stand.
enum WebAddress {
  /// Whether a text is an absolute URL with a host and without a user, a space or a raw quote.
  ///
  /// Source: RFC 3986, section 4.3; characters outside ASCII must be escaped.
  static func isAbsolute(_ text: String, schemes: [String]) -> Bool {
    guard let scheme = schemes.first(where: { text.hasPrefix($0 + "://") }),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
    else { return false }
    let rest = text.dropFirst(scheme.count + 3)
    let authority = rest.prefix { !"/?#".contains($0) }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, parts.count <= 2 else { return false }
    if parts.count == 2 {
      guard let port = Int(parts[1]), (1...65_535).contains(port) else { return false }
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy { isHostByte($0) }
    }
  }

  /// Whether a text is one e-mail address, as strictly as is useful.
  static func isMail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>()[]\\,;:".utf8.contains($0) })
    else { return false }
    return parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy { isHostByte($0) }
    }
  }

  /// Whether a text holds digits, and nothing but what stands around them in a number.
  static func isTelephone(_ text: String) -> Bool {
    text.utf8.contains(where: Names.isDigit)
      && text.utf8.allSatisfy { Names.isDigit($0) || "+-() ".utf8.contains($0) }
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    Names.isLower(byte | 0x20) || Names.isDigit(byte) || byte == UInt8(ascii: "-")
  }
}
