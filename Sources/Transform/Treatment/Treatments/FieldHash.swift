// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// A keyed hash of one field's own: HMAC-SHA256 with a key that is derived from the project's.
///
/// Source: docs/privacy-specification.md, section 2; RFC 2104.
struct FieldHash {
  private let code: HMACSHA256

  /// Derives the key: HMAC of the purpose and the length-prefixed parts; every message then begins with
  /// a label. Purpose and label end with a NUL, so that none is the beginning of another.
  init(key: RawSpan, purpose: String, parts: [String], label: String) {
    var context = Array("\(purpose)\0".utf8)
    for part in parts { context += Self.lengthPrefix(part.utf8.count) + Array(part.utf8) }
    var fieldKey = HMACSHA256(key: key).code(for: context)
    defer { fieldKey.wipe() }
    code = unsafe HMACSHA256(key: fieldKey.bytes.bytes, prefix: Array("\(label)\0".utf8))
  }

  /// A length as 4 bytes, the highest first.
  static func lengthPrefix(_ length: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
  }

  /// The hash of a message.
  @inline(__always)
  func tag(of message: RawSpan) -> SHA256Digest { code.code(for: message) }
}
