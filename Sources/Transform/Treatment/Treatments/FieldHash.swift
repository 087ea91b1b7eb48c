// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// A keyed hash of one field's own: HMAC-SHA256 with a key that is derived from the project's.
///
/// The hash states behind the inner and the outer key block are made once and copied for each message.
/// Source: docs/privacy-specification.md, section 2; RFC 2104.
struct FieldHash {
  private let inner: SHA256
  private let outer: SHA256

  /// Derives the key: HMAC of the purpose and the length-prefixed parts; every message then begins with
  /// a label. Purpose and label end with a NUL, so that none is the beginning of another.
  init(key: SymmetricKey, purpose: String, parts: [String], label: String) {
    var context = Array("\(purpose)\0".utf8)
    for part in parts { context += Self.lengthPrefix(part.utf8.count) + Array(part.utf8) }
    var fieldKey = Array(HMAC<SHA256>.authenticationCode(for: context, using: key))
    defer { fieldKey.withUnsafeMutableBufferPointer { $0.update(repeating: 0) } }
    var inner = SHA256()
    var outer = SHA256()
    inner.update(data: Self.keyBlock(fieldKey, 0x36))
    outer.update(data: Self.keyBlock(fieldKey, 0x5C))
    inner.update(data: Array("\(label)\0".utf8))
    (self.inner, self.outer) = (inner, outer)
  }

  private static func keyBlock(_ key: [UInt8], _ pad: UInt8) -> [UInt8] {
    (0..<64).map { $0 < key.count ? key[$0] ^ pad : pad }
  }

  /// A length as 4 bytes, the highest first.
  static func lengthPrefix(_ length: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
  }

  /// The hash of a message.
  @inline(__always)
  func tag(of message: UnsafeRawBufferPointer) -> SHA256.Digest {
    var hash = inner
    // One update: each costs a look at the ownership of the hash's state.
    hash.update(bufferPointer: message)
    var last = outer
    hash.finalize().withUnsafeBytes { last.update(bufferPointer: $0) }
    return last.finalize()
  }
}
