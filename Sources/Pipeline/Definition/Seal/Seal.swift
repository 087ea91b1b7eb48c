// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// The seal of a sign-off: `assessment.yaml.sig`, as `ssh-keygen -Y sign` writes it.
///
/// Only Ed25519 is known, with the namespace of sign-offs, lest a signature of something else be taken for one.
/// Source: OpenSSH, PROTOCOL.sshsig; RFC 4251, section 5; RFC 8709.
struct Seal {
  /// What the signature is for.
  static let namespace = "hergebruik-sign-off"
  private static let magic = Array("SSHSIG".utf8)

  private let key: [UInt8]
  private let hash: String
  private let signature: [UInt8]

  /// Reads a seal; `nil` if it is none, or one of another kind.
  init?(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first == "-----BEGIN SSH SIGNATURE-----",
      lines.last == "-----END SSH SIGNATURE-----", lines.count > 2,
      let data = Data(base64Encoded: lines[1..<(lines.count - 1)].joined())
    else { return nil }
    var reader = SSHReader([UInt8](data))
    guard reader.take(Self.magic.count) == Self.magic, reader.number() == 1,
      let key = reader.string().flatMap(SealSigner.key), reader.text() == Self.namespace,
      reader.string() == [], let hash = reader.text(), ["sha512", "sha256"].contains(hash),
      let wrapped = reader.string(), reader.isAtEnd
    else { return nil }
    var inner = SSHReader(wrapped)
    guard inner.text() == SealSigner.type, let signature = inner.string(), inner.isAtEnd else {
      return nil
    }
    (self.key, self.hash, self.signature) = (key, hash, signature)
  }

  /// Whether it is of a text, by one of the signers.
  func isValid(of text: [UInt8], by signers: [SealSigner]) -> Bool {
    guard signers.contains(where: { $0.key == key }) else { return false }
    let digest =
      hash == "sha512"
      ? Ed25519.sha512(of: text)
      : Array(SHA256Hasher.digest(of: text).bytes)
    var message = Self.magic
    for part in [Array(Self.namespace.utf8), [], Array(hash.utf8), digest] {
      // The length as four bytes, the highest first.
      message += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: part.count >> $0) } + part
    }
    return Ed25519.isValid(signature, of: message, by: key)
  }
}

/// Who may seal a sign-off: a public key of `catalog.yaml`.
package struct SealSigner: Hashable, Sendable {
  static let type = "ssh-ed25519"

  let key: [UInt8]

  /// Reads a line such as `~/.ssh/id_ed25519.pub` has; `nil` if it is no key of Ed25519.
  init?(_ line: String) {
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0] == Self.type,
      let data = Data(base64Encoded: String(words[1])), let key = Self.key([UInt8](data))
    else { return nil }
    self.key = key
  }

  /// The 32 bytes of a public key as SSH has it; `nil` if it is of another kind.
  static func key(_ bytes: [UInt8]) -> [UInt8]? {
    var reader = SSHReader(bytes)
    guard reader.text() == type, let key = reader.string(), key.count == Ed25519.keySize,
      reader.isAtEnd
    else { return nil }
    return key
  }
}

/// Takes the parts of a message of SSH; what is cut off gives nothing.
private struct SSHReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, count <= bytes.count - at else { return nil }
    defer { at += count }
    return Array(bytes[at..<(at + count)])
  }

  mutating func number() -> Int? {
    take(4)?.reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func string() -> [UInt8]? { number().flatMap { take($0) } }

  mutating func text() -> String? { string().flatMap { String(validating: $0, as: UTF8.self) } }
}
