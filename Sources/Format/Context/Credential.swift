// SPDX-License-Identifier: EUPL-1.2

/// Finds the credential of a name.
package protocol CredentialStore: Sendable {
  /// - Throws: `key-missing`, `key-invalid` or `key-exposed`.
  func credential(_ name: String) throws(Failure) -> Credential
}

/// Where there are no credentials.
package struct NoCredentials: CredentialStore {
  /// Makes an empty store.
  package init() {}

  /// - Throws: always `key-missing`.
  package func credential(_ name: String) throws(Failure) -> Credential {
    throw Failure(
      .keyMissing, "there is no credential '\(name)'",
      hint: "Nothing gives credentials to this program.")
  }
}

/// What a server wants to know of who asks.
package enum Credential: Sendable {
  case basic(user: String, password: String)
  case bearer(String)
  /// A header of the server's own, such as `X-Api-Key`.
  case header(name: String, value: String)

  /// Reads one line: `basic USER:PASSWORD`, `bearer TOKEN` or `header NAME: VALUE`; nil for anything else.
  package init?(_ text: String) {
    var line = text[...]
    while let last = line.last, last.isNewline { line.removeLast() }
    guard !line.contains(where: { $0.isNewline || $0 == "\0" }),
      let space = line.firstIndex(of: " ")
    else { return nil }
    let value = line[line.index(after: space)...]
    let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch line[..<space] {
    case "basic" where parts.count == 2 && !parts[0].isEmpty:
      self = .basic(user: String(parts[0]), password: String(parts[1]))
    case "bearer" where !value.isEmpty && !value.contains(" "): self = .bearer(String(value))
    case "header" where parts.count == 2 && !parts[0].isEmpty:
      let isName = parts[0].utf8.allSatisfy { (0x21...0x7E).contains($0) }
      let text = parts[1].drop { $0 == " " }
      guard isName, !text.isEmpty else { return nil }
      self = .header(name: String(parts[0]), value: String(text))
    default: return nil
    }
  }
}
