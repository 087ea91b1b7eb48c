// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Where in an answer one value is: as `JSONPath`, with conditions such as `links[rel='next'].href`.
struct AnswerPath: Hashable, Sendable {
  private enum Step: Hashable {
    case key(String)
    case element(Int)
    /// The first element whose key has a value.
    case matching(String, String)
  }

  /// As it was written.
  let text: String
  private var steps: [Step] = []

  /// A list of keys.
  init(keys: [String]) {
    text = keys.joined(separator: ".")
    steps = keys.map { .key($0) }
  }

  /// Reads a path.
  init(_ text: String) throws(OptionProblem) {
    self.text = text
    if text.hasPrefix("@") {
      throw OptionProblem(
        summary: "a key with a point or an '@' stands in brackets",
        hint: "Write [\"@odata.nextLink\"], or pages: odata.")
    }
    var rest = text[...]
    while let open = Self.condition(in: rest) {
      try append(rest[..<open.range.lowerBound])
      steps.append(.matching(open.key, open.value))
      rest = rest[open.range.upperBound...]
      if rest.first == ".", rest.count > 1 { rest = rest.dropFirst() }
    }
    try append(rest)
    guard !steps.isEmpty || text == "." else { throw Self.problem }
  }

  /// Adds the steps of a path without conditions.
  private mutating func append(_ part: Substring) throws(OptionProblem) {
    guard !part.isEmpty else { return }
    let path: JSONPath
    do throws(OptionProblem) {
      path = try JSONPath(String(part))
    } catch {
      throw Self.problem
    }
    for step in path.steps {
      switch step {
      case .key(let name): steps.append(.key(name))
      case .element(let number): steps.append(.element(number))
      case .all: throw Self.problem
      }
    }
  }

  /// The first condition: `[key='value']`, or `[?(@.key=='value')]`, as RFC 9535 has it.
  private static func condition(
    in text: Substring
  ) -> (range: Range<Substring.Index>, key: String, value: String)? {
    var rest = text
    while let open = rest.firstIndex(of: "[") {
      var quote: Character?
      let close = rest[open...].firstIndex { character in
        if let current = quote {
          if character == current { quote = nil }
        } else if character == "'" || character == "\"" {
          quote = character
        }
        return quote == nil && character == "]"
      }
      guard let close else { return nil }
      let end = rest.index(after: close)
      if let (key, value) = comparison(rest[rest.index(after: open)..<close]) {
        return (open..<end, key, value)
      }
      rest = rest[end...]
    }
    return nil
  }

  private static func comparison(_ text: Substring) -> (key: String, value: String)? {
    var text = trimmed(text)
    if text.first == "?" {
      text = trimmed(text.dropFirst())
      if text.first == "(", text.last == ")" { text = trimmed(text.dropFirst().dropLast()) }
      guard text.hasPrefix("@.") else { return nil }
      text = text.dropFirst(2)
    }
    guard let sign = text.firstIndex(of: "=") else { return nil }
    let key = trimmed(text[..<sign])
    var value = text[text.index(after: sign)...]
    if value.first == "=" { value = value.dropFirst() }
    value = trimmed(value)
    guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0.isNumber || "_:-".contains($0) }),
      value.count > 1, let quote = value.first, quote == value.last, quote == "'" || quote == "\""
    else { return nil }
    return (String(key), String(value.dropFirst().dropLast()))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }

  private static let problem = OptionProblem(
    summary: "this is no path to one value in an answer",
    hint:
      "Write keys with points between them, an element of a list in brackets (links[1].href), or the one that "
      + "has a value: links[rel='next'].href.")

  /// What stands there; nil where the answer has no such place, `NSNull` where it says that there is nothing.
  func value(in answer: Any) -> Any? {
    var value: Any? = answer
    for step in steps {
      switch step {
      case .key(let name): value = (value as? [String: Any])?[name]
      case .element(let number):
        let list = value as? [Any]
        value = list.flatMap { number < $0.count ? $0[number] : nil }
      case .matching(let key, let wanted):
        value = (value as? [Any])?.first {
          switch ($0 as? [String: Any])?[key] {
          case let text as String: text == wanted
          case let words as [String]: words.contains(wanted)
          default: false
          }
        }
      }
    }
    return value
  }
}
