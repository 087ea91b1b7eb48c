// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
package import HergebruikFormat

extension KeyStore: CredentialStore {
  /// Reads `NAME.credential` from beside the keys.
  ///
  /// - Throws: `Failure` with `key-missing`, `key-invalid` or `key-exposed`.
  package func credential(_ name: String) throws(Failure) -> Credential {
    let (text, path) = try secret(name)
    guard let credential = Credential(text) else {
      throw Failure(
        .keyInvalid, at: .init(file: path), "this is not a credential",
        hint: "Write one line: basic USER:PASSWORD, bearer TOKEN or header NAME: VALUE.")
    }
    return credential
  }
}
