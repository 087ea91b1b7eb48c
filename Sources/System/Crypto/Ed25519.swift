// SPDX-License-Identifier: EUPL-1.2

internal import CCrypto

/// Signatures of Ed25519.
///
/// Source: RFC 8032; EVP_DigestVerify(3).
package enum Ed25519 {
  /// The size of a public key in bytes.
  package static let keySize = 32
  /// The size of a signature in bytes.
  package static let signatureSize = 64

  /// Whether a signature of a message was made with the private key of a public one; `false` as well where a size is
  /// wrong, or where the library fails.
  package static func isValid(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
    guard key.count == keySize, signature.count == signatureSize,
      let opened = unsafe EVP_PKEY_new_raw_public_key(NID_ED25519, nil, key, key.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(opened) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, opened) == 1 else { return false }
    return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  /// SHA-512 of a message: 64 bytes.
  package static func sha512(of message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 64)
    unsafe SHA512(message, message.count, &digest)
    return digest
  }
}
