// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The words and signs of Swift code, without comments; its texts by themselves.
struct SwiftTokens {
  /// A word, a number or one sign.
  struct Token {
    var text: String
    /// From 1.
    var line: Int
    /// Whether it is a word.
    var isName: Bool
  }

  /// A text between quotes, as it is written; each interpolation is one space.
  struct Text {
    var text: String
    /// Of its first quote, from 1.
    var line: Int
    /// How many tokens stand before it.
    var tokens: Int
  }

  /// What the next byte belongs to.
  private enum Mode {
    /// Code, with that many parentheses open; below the first one it is the code of an interpolation.
    case code(parentheses: Int)
    /// A text, with its quotes (1 or 3) and number signs, and its place in `texts`.
    case text(quotes: Int, signs: Int, number: Int)
  }

  private(set) var tokens: [Token] = []
  private(set) var texts: [Text] = []
  private(set) var lines = 0
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var modes = [Mode.code(parentheses: 0)]

  /// Reads code.
  init(_ code: Data) {
    bytes = Array(code)
    while at < bytes.count {
      switch modes[modes.count - 1] {
      case .code(let parentheses): readCode(parentheses)
      case .text(let quotes, let signs, let number): readText(quotes, signs, number)
      }
    }
    lines = bytes.last == UInt8(ascii: "\n") ? line - 1 : line
  }

  private func has(_ text: StaticString, _ place: Int) -> Bool {
    text.withUTF8Buffer { wanted in
      place + wanted.count <= bytes.count
        && wanted.indices.allSatisfy { bytes[place + $0] == wanted[$0] }
    }
  }

  /// How often a byte stands at a place, one behind the other.
  private func run(of byte: UInt8, _ place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - place
  }

  private mutating func skip(_ count: Int) {
    for byte in bytes[at..<min(at + count, bytes.count)] where byte == UInt8(ascii: "\n") {
      line += 1
    }
    at = min(at + count, bytes.count)
  }

  private mutating func readCode(_ parentheses: Int) {
    let byte = bytes[at]
    let signs = run(of: UInt8(ascii: "#"), at)
    if has("//", at) {
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    } else if has("/*", at) {
      while at < bytes.count, !has("*/", at) { skip(1) }
      skip(2)
    } else if at + signs < bytes.count, bytes[at + signs] == UInt8(ascii: "\"") {
      let quotes = has("\"\"\"", at + signs) ? 3 : 1
      modes.append(.text(quotes: quotes, signs: signs, number: texts.count))
      texts.append(Text(text: "", line: line, tokens: tokens.count))
      skip(signs + quotes)
    } else if Self.isOfName(byte) {
      let start = at
      while at < bytes.count, Self.isOfName(bytes[at]) { at += 1 }
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      tokens.append(Token(text: text, line: line, isName: text.first?.isNumber != true))
    } else {
      if byte == UInt8(ascii: "(") { modes[modes.count - 1] = .code(parentheses: parentheses + 1) }
      if byte == UInt8(ascii: ")") {
        if parentheses == 0, modes.count > 1 {
          modes.removeLast()
          return skip(1)
        }
        modes[modes.count - 1] = .code(parentheses: parentheses - 1)
      }
      if byte > 0x20 {
        tokens.append(
          Token(text: String(UnicodeScalar(byte)), line: line, isName: false))
      }
      skip(1)
    }
  }

  private mutating func readText(_ quotes: Int, _ signs: Int, _ number: Int) {
    if bytes[at] == UInt8(ascii: "\\"), run(of: UInt8(ascii: "#"), at + 1) >= signs {
      let isCode = at + 1 + signs < bytes.count && bytes[at + 1 + signs] == UInt8(ascii: "(")
      if isCode { modes.append(.code(parentheses: 0)) }
      texts[number].text += isCode ? " " : "\\"
      return skip(2 + signs)
    }
    let isEnd =
      quotes == 3 ? has("\"\"\"", at) : bytes[at] == UInt8(ascii: "\"")
    if isEnd, run(of: UInt8(ascii: "#"), at + quotes) >= signs {
      modes.removeLast()
      return skip(quotes + signs)
    }
    // A text of one line that does not end is a sign that was misread: go on with code.
    if quotes == 1, bytes[at] == UInt8(ascii: "\n") { modes.removeLast() }
    let start = at
    repeat { skip(1) } while at < bytes.count && bytes[at] >= 0x80
    texts[number].text += String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }
}
