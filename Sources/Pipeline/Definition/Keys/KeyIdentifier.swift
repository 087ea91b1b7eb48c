// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
package import HergebruikModel

extension PseudonymKey {
  /// Eight hexadecimal digits that name the key and tell nothing about it.
  ///
  /// The first four bytes of HMAC-SHA256 of `key-id`.
  /// Source: docs/privacy-specification.md, section 4.
  package var identifier: String {
    withUnsafeBytes { bytes in
      let code = HMAC<SHA256>.authenticationCode(
        for: Array("key-id".utf8), using: SymmetricKey(data: bytes))
      return code.prefix(4).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 2 ? digits : "0" + digits
      }.joined()
    }
  }
}
