// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel
internal import HergebruikSystem

extension PseudonymKey {
  /// Eight hexadecimal digits that name the key and tell nothing about it.
  ///
  /// The first four bytes of HMAC-SHA256 of `key-id`.
  /// Source: docs/privacy-specification.md, section 4.
  package var identifier: String {
    let code = HMACSHA256(key: bytes).code(for: Array("key-id".utf8))
    return String(code.hexadecimal.prefix(8))
  }
}
