// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// An export that is fetched by `https` or `sftp`.
struct RemoteOptions: Sendable {
  var url = ""
  var credential: String?
  /// The fingerprint of an sftp server's key: `SHA256:…`.
  var hostKey: String?
  /// A file with the certificates of the municipality's own authority.
  var authority: String?
  var pages: PageOptions?
  var timeout = 1800.0
  /// Bytes that an answer may have: 16 GiB.
  var maximumSize = 16 << 30

  /// Reads a text or a group; problems go to the reader's collection.
  init(_ reader: inout ConfigReader) {
    if reader.place("url").text != nil {
      url = reader.string("url") ?? ""
      check(url, reader, key: "url")
      return
    }
    guard var keys = reader.mapping("url") else { return }
    url = keys.requiredString("address", hint: "Write the whole address: https://…") ?? ""
    if !url.isEmpty { check(url, keys, key: "address") }
    credential = keys.string("credential")
    if let credential, !Self.isSlug(credential) {
      keys.invalid(
        "credential", "this cannot be the name of a credential",
        hint: "Write the name of a file NAME.credential beside the keys; never the secret itself.")
    }
    hostKey = keys.string("hostKey")
    authority = keys.string("authority")
    timeout = CommandOptions.seconds("timeout", &keys) ?? timeout
    if let size = keys.integer("maximumMegabytes", in: 1...1_000_000) { maximumSize = size << 20 }
    pages = PageOptions(&keys, format: reader.place("records").text)
    if url.hasPrefix("sftp:"), hostKey?.hasPrefix("SHA256:") != true {
      keys.invalid(
        "hostKey", "an sftp server must be known by its key",
        hint:
          "Ask its administrator for the fingerprint: hostKey: \"SHA256:…\" (ssh-keygen -lf shows it)."
      )
    }
    keys.finish()
  }

  private func check(_ url: String, _ keys: ConfigReader, key: String) {
    let isAddress = url.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    let rest = url.split(separator: "/", omittingEmptySubsequences: false)
    let scheme = rest.first.map(String.init) ?? ""
    if ["http:", "ftp:"].contains(scheme) {
      keys.invalid(
        key, "'\(scheme)' is open to everyone on the way",
        hint: "Use https: or sftp:; ask the supplier for it.")
    } else if !["https:", "sftp:"].contains(scheme) || rest.count < 4 || !rest[1].isEmpty
      || rest[2].isEmpty
      || !isAddress
    {
      keys.invalid(
        key, "this is not a whole address", hint: "Write https://server/path, with spaces as %20.")
    } else if rest[2].contains("@") {
      keys.invalid(
        key, "a name or password does not belong in an address",
        hint: "Put it in a file NAME.credential beside the keys, and write credential: NAME.")
    }
  }

  private static func isSlug(_ name: String) -> Bool {
    guard let first = name.utf8.first, first != 0x2D, name.utf8.count <= 100 else { return false }
    return name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
  }

  /// Scheme, server and port, to compare addresses.
  static func origin(_ url: String) -> String {
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return "" }
    let server = parts[2].prefix { $0 != "?" && $0 != "#" }.lowercased()
    let isUsual = parts[0].lowercased() == "https:" && server.hasSuffix(":443")
    return "\(parts[0])//\(isUsual ? server.dropLast(4) : server[...])".lowercased()
  }
}
