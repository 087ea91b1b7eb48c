// SPDX-License-Identifier: EUPL-1.2

internal import CCrypto

/// SHA-256 of bytes that come in parts.
///
/// A value: a copy goes on from where the original was. It allocates nothing.
/// Source: FIPS 180-4, section 6.2; libcrypto's SHA256_Init(3).
package struct SHA256Hasher: Sendable {
  private var state = SHA256_CTX()

  /// The hash of nothing yet.
  package init() { Self.check(SHA256_Init(&state)) }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    Self.check(SHA256_Update(&state, bytes.baseAddress, bytes.count))
  }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The digest of what was added.
  package func finish() -> SHA256Digest {
    var state = state
    var digest = SHA256Digest()
    digest.withUnsafeMutableBytes { bytes in
      Self.check(SHA256_Final(bytes.assumingMemoryBound(to: UInt8.self).baseAddress, &state))
    }
    return digest
  }

  /// The digest of bytes in memory.
  package static func digest(of bytes: [UInt8]) -> SHA256Digest {
    var hasher = SHA256Hasher()
    hasher.update(bytes)
    return hasher.finish()
  }

  /// libcrypto answers 1. After anything else no digest is right, so that nothing may go on.
  @inline(__always)
  private static func check(_ answer: Int32) {
    precondition(answer == 1, "libcrypto cannot compute SHA-256")
  }
}

/// What SHA-256 makes of bytes: 32 bytes.
package struct SHA256Digest: Hashable, Sendable {
  /// How many bytes a digest has.
  package static let byteCount = 32

  // The bytes in the order of memory.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  fileprivate init() {}

  /// Calls `body` with the 32 bytes.
  @inlinable
  package func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try Swift.withUnsafeBytes(of: self, body)
  }

  fileprivate mutating func withUnsafeMutableBytes(
    _ body: (UnsafeMutableRawBufferPointer) -> Void
  ) {
    Swift.withUnsafeMutableBytes(of: &self, body)
  }

  /// 64 lower-case hexadecimal digits.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = withUnsafeBytes { bytes in
      bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Overwrites the bytes, where the digest was a key.
  package mutating func wipe() {
    withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
  }
}
