// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// Makes identifiers safe for every serialisation.
package enum IRI {
  /// An IRI as a URI: what RFC 3986 does not allow is percent-encoded as UTF-8.
  ///
  /// Escapes that are already there stay; a `%` that starts none becomes `%25`.
  /// Source: RFC 3987, section 3.1.
  package static func escaped(_ iri: String) -> String {
    let bytes = Array(iri.utf8)
    var text = ""
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "%"):
        let isEscape =
          index + 2 < bytes.count && isHexadecimal(bytes[index + 1])
          && isHexadecimal(bytes[index + 2])
        text += isEscape ? "%" : "%25"
      case _ where isForbidden(byte): text += Hexadecimal.percentEncoded(byte)
      default: text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return text
  }

  /// A text as one part of a URI: everything but RFC 3986's unreserved characters is encoded.
  package static func component(_ text: String, keeping kept: String = "") -> String {
    let kept = Array(kept.utf8)
    return text.utf8.reduce(into: "") { result, byte in
      let isUnreserved =
        48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte
        || "-._~".utf8.contains(byte) || kept.contains(byte)
      result += isUnreserved ? String(Unicode.Scalar(byte)) : Hexadecimal.percentEncoded(byte)
    }
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x7F || "<>\"{}|\\^`".utf8.contains(byte)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    48...57 ~= byte || 65...70 ~= byte || 97...102 ~= byte
  }
}
