// SPDX-License-Identifier: EUPL-1.2

internal import CCrypto

/// SHA-256 of bytes that come in parts.
///
/// A value: a copy goes on from where the original was. It allocates nothing.
/// Source: FIPS 180-4, section 6.2; libcrypto's SHA256_Init(3).
package struct SHA256Hasher: Sendable {
  private var state = SHA256_CTX()

  /// The hash of nothing yet.
  package init() { unsafe Self.check(SHA256_Init(&state)) }

  /// Adds bytes.
  package mutating func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes {
      unsafe Self.check(SHA256_Update(&state, $0.baseAddress, $0.count))
    }
  }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) { unsafe update(bytes.span.bytes) }

  /// The digest of what was added.
  package func finish() -> SHA256Digest {
    var state = state
    var digest = SHA256Digest()
    unsafe digest.withUnsafeMutableBytes { unsafe Self.check(SHA256_Final($0, &state)) }
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

  private var storage = InlineArray<32, UInt8>(repeating: 0)

  fileprivate init() {}

  /// The 32 bytes.
  package var bytes: Span<UInt8> { storage.span }

  package static func == (one: Self, other: Self) -> Bool {
    one.storage.indices.allSatisfy { one.storage[$0] == other.storage[$0] }
  }

  package func hash(into hasher: inout Hasher) {
    for place in storage.indices { hasher.combine(storage[place]) }
  }

  fileprivate mutating func withUnsafeMutableBytes(_ body: (UnsafeMutablePointer<UInt8>?) -> Void) {
    var bytes = storage.mutableSpan
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
  }

  /// 64 lower-case hexadecimal digits.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = storage.indices.flatMap { place in
      [digits[Int(storage[place] >> 4)], digits[Int(storage[place] & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Overwrites the bytes, where the digest was a key.
  package mutating func wipe() {
    unsafe withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0, Self.byteCount) }
  }
}
