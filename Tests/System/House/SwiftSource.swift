// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// A Swift file, as far as tests of the house look at it: the names that its code uses and declares, and its functions.
/// Comments and texts are left out; the code within an interpolation is not.
struct SwiftSource {
  /// A function, an initialiser, or a property that is computed.
  struct Function {
    var name: String
    /// Its first line, from 1.
    var line: Int
    /// How many lines it has.
    var length: Int
  }

  /// Its path below the root of the repository.
  let path: String
  /// How many lines it has.
  private(set) var lines = 0
  /// Types that it declares outside of all braces, for other files to see.
  private(set) var declared: Set<String> = []
  /// Names that mean something of this file's own: nested and private types, generic parameters.
  private(set) var own: Set<String> = []
  /// Names with a capital, but those behind a full stop.
  private(set) var used: Set<String> = []
  /// Its functions that have a body.
  private(set) var functions: [Function] = []

  /// Reads a file.
  init(_ path: String) throws {
    self.path = path
    let code = try SwiftTokens(Data(contentsOf: URL(filePath: House.root + "/" + path)))
    lines = code.lines
    collectNames(code.tokens)
    collectFunctions(code.tokens)
  }

  /// What is built into the program, read once.
  static let ofProgram = Result { try all(below: "Sources") }

  /// The files below a folder, in order of their paths.
  static func all(below folder: String) throws -> [SwiftSource] {
    try paths(below: folder).map { try SwiftSource($0) }
  }

  /// The paths of the Swift files below a folder, in order.
  static func paths(below folder: String) throws -> [String] {
    try #require(FileManager.default.enumerator(atPath: House.root + "/" + folder))
      .compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
      .sorted().map { folder + "/" + $0 }
  }

  private mutating func collectNames(_ tokens: [SwiftTokens.Token]) {
    var depth = 0
    var (line, isPrivate) = (0, false)
    for (index, token) in tokens.enumerated() {
      if token.line != line { (line, isPrivate) = (token.line, false) }
      switch token.text {
      case "{": depth += 1
      case "}": depth -= 1
      case "private", "fileprivate": isPrivate = true
      case "struct", "enum", "class", "protocol", "typealias", "actor", "associatedtype":
        guard index + 1 < tokens.count, tokens[index + 1].isName else { continue }
        if depth == 0, !isPrivate {
          declared.insert(tokens[index + 1].text)
        } else {
          own.insert(tokens[index + 1].text)
        }
      default:
        guard token.isName, token.text.first?.isUppercase == true, index > 0 else { continue }
        let (before, after) = (tokens[index - 1].text, tokens.dropFirst(index + 1).first?.text)
        if before == "<" || before == ",", after == ":" { own.insert(token.text) }
        if before != "." { used.insert(token.text) }
      }
    }
  }

  private mutating func collectFunctions(_ tokens: [SwiftTokens.Token]) {
    for (index, token) in tokens.enumerated() where index == 0 || tokens[index - 1].text != "." {
      let next = tokens.dropFirst(index + 1).first
      let isFunction =
        token.text == "func" || token.text == "deinit"
        || ["init", "subscript"].contains(token.text) && ["(", "?", "<"].contains(next?.text)
      guard isFunction || token.text == "var", let next,
        let open = body(tokens, behind: index, onLine: isFunction ? nil : token.line)
      else { continue }
      var depth = 0
      guard
        let close = tokens[open...].firstIndex(where: {
          depth += $0.text == "{" ? 1 : $0.text == "}" ? -1 : 0
          return depth == 0
        })
      else { continue }
      functions.append(
        Function(
          name: token.text == "func" || token.text == "var" ? next.text : token.text,
          line: token.line, length: tokens[close].line - token.line + 1))
    }
  }

  /// The brace that opens the body of what a word begins; `nil` if it has none, as in a protocol.
  private func body(
    _ tokens: [SwiftTokens.Token], behind index: Int, onLine line: Int?
  ) -> Int? {
    var parentheses = 0
    for next in (index + 1)..<tokens.count {
      if let line, tokens[next].line != line { return nil }
      switch tokens[next].text {
      case "(": parentheses += 1
      case ")": parentheses -= 1
      case "{" where parentheses == 0: return next
      case "}", "func", "var", "let", "static", "case", "init", "subscript", "struct", "enum":
        if parentheses == 0 { return nil }
      default: break
      }
    }
    return nil
  }
}
