// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// What lets its owner, and nobody else on this machine, into a preview.
///
/// The address that is printed has a token; who comes with it gets a cookie in its place, so that the token stays in
/// no history, and goes to nobody else. Both are 128 bits from the kernel, and end with the preview.
struct PreviewPass: Sendable {
  /// How a request comes in.
  enum Entry: Equatable {
    /// With the cookie.
    case isOpen
    /// With the token: it gets the cookie, and is sent on.
    case hasToken
    case isRefused
  }

  /// The token of the address: 22 letters, digits, `-` and `_`, so that the address fits on a line.
  let token: String
  private let secret: String

  /// Makes a pass.
  ///
  /// - Throws: `Failure` with `input-output` where the kernel gives no random bytes.
  init() throws(Failure) {
    token = try Self.random()
    secret = try Self.random()
  }

  /// How a request comes in, on a port.
  func entry(of request: RequestHead, on port: UInt16) -> Entry {
    if Self.isSame(Self.value(of: "token", in: request.query, between: "&"), token) {
      return .hasToken
    }
    let cookie = Self.value(of: Self.name(on: port), in: request["cookie"] ?? "", between: ";")
    return Self.isSame(cookie, secret) ? .isOpen : .isRefused
  }

  /// The field that gives the cookie. Each port has its own: cookies do not tell ports apart.
  ///
  /// Source: RFC 6265, sections 4.1 and 8.5.
  func cookie(on port: UInt16) -> (name: String, value: String) {
    ("Set-Cookie", "\(Self.name(on: port))=\(secret); Path=/; HttpOnly; SameSite=Strict")
  }

  private static func name(on port: UInt16) -> String { "hergebruik-\(port)" }

  private static func value(
    of name: String, in text: String, between mark: Character
  ) -> Substring? {
    for part in text.split(separator: mark) {
      let pair = part.drop { $0 == " " }
      if pair.hasPrefix(name + "=") { return pair.dropFirst(name.count + 1) }
    }
    return nil
  }

  /// Compares in a time that does not tell how much is right.
  private static func isSame(_ text: Substring?, _ secret: String) -> Bool {
    guard let text, text.utf8.count == secret.utf8.count else { return false }
    return zip(text.utf8, secret.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func random() throws(Failure) -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    var room = bytes.mutableSpan
    guard SecretMemory.fillRandomly(&room) else {
      throw Failure(
        .inputOutput, "the preview gets no random numbers: \(SystemError.last)",
        hint: "Try again in a moment: the machine may have only just started.")
    }
    // Source: RFC 4648, section 5.
    return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
