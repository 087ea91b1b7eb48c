// SPDX-License-Identifier: EUPL-1.2

internal import CCrypto

/// The hashes without a key that people make of numbers of persons, to look for what they made.
///
/// Nothing is protected by them here. Source: RFC 1321, FIPS 180-4; libcrypto's MD5_Init(3), SHA1_Init(3), SHA512_Init(3).
package enum PlainDigest: CaseIterable, Sendable {
  case md5, sha1, sha256, sha512

  /// The first eight bytes of the hash of some bytes, the highest first.
  package func head(of bytes: RawSpan) -> UInt64 {
    // Memory safety: libcrypto reads `count` bytes, and writes at most the 64 of SHA-512.
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digest in
      unsafe bytes.withUnsafeBytes { unsafe head(of: $0, digest) }
    }
  }

  private func head(
    of bytes: UnsafeRawBufferPointer, _ digest: UnsafeMutableBufferPointer<UInt8>
  ) -> UInt64 {
    let (base, count, out) = unsafe (bytes.baseAddress, bytes.count, digest.baseAddress)
    switch self {
    case .md5:
      var state = MD5_CTX()
      unsafe Self.check(MD5_Init(&state), MD5_Update(&state, base, count), MD5_Final(out, &state))
    case .sha1:
      var state = SHA_CTX()
      unsafe Self.check(
        SHA1_Init(&state), SHA1_Update(&state, base, count), SHA1_Final(out, &state))
    case .sha256:
      var state = SHA256_CTX()
      unsafe Self.check(
        SHA256_Init(&state), SHA256_Update(&state, base, count), SHA256_Final(out, &state))
    case .sha512:
      var state = SHA512_CTX()
      unsafe Self.check(
        SHA512_Init(&state), SHA512_Update(&state, base, count), SHA512_Final(out, &state))
    }
    var head: UInt64 = 0
    for i in 0..<8 { unsafe head = head << 8 | UInt64(digest[i]) }
    return head
  }

  /// libcrypto answers 1. After anything else no hash is right, so that nothing may go on.
  private static func check(_ answers: Int32...) {
    precondition(answers.allSatisfy { $0 == 1 }, "libcrypto cannot compute a hash")
  }
}
