// SPDX-License-Identifier: EUPL-1.2

/// Where in a JSON value another one is: `a.b[0].c`, `a[*]`, `["key with a ."]`, or `.` for the value itself.
struct JSONPath: Hashable, Sendable {
  /// One step.
  enum Step: Hashable, Sendable {
    /// The value of a key.
    case key(String)
    /// An element of an array, from 0.
    case element(Int)
    /// Every element of an array.
    case all
  }

  var steps: [Step] = []

  /// The value itself.
  init() {}

  /// Reads a path.
  init(_ text: String) throws(OptionProblem) {
    guard text != "." else { return }
    var rest = text.unicodeScalars[...]
    var isFirst = true
    while let scalar = rest.first {
      if scalar == "[" {
        try readBrackets(&rest)
      } else {
        if !isFirst {
          guard scalar == "." else { throw Self.problem }
          rest = rest.dropFirst()
        }
        let name = rest.prefix { $0 != "." && $0 != "[" && $0 != "]" }
        guard !name.isEmpty else { throw Self.problem }
        steps.append(.key(String(String.UnicodeScalarView(name))))
        rest = rest.dropFirst(name.count)
      }
      isFirst = false
    }
    guard !steps.isEmpty else { throw Self.problem }
  }

  private mutating func readBrackets(_ rest: inout Substring.UnicodeScalarView)
    throws(OptionProblem)
  {
    rest = rest.dropFirst()
    if let quote = rest.first, quote == "\"" || quote == "'" {
      rest = rest.dropFirst()
      let name = rest.prefix { $0 != quote }
      rest = rest.dropFirst(name.count)
      guard rest.first == quote, rest.dropFirst().first == "]" else { throw Self.problem }
      steps.append(.key(String(String.UnicodeScalarView(name))))
      rest = rest.dropFirst(2)
      return
    }
    let inner = rest.prefix { $0 != "]" }
    rest = rest.dropFirst(inner.count)
    guard rest.first == "]" else { throw Self.problem }
    rest = rest.dropFirst()
    let word = String(String.UnicodeScalarView(inner))
    if word == "*" {
      steps.append(.all)
    } else if let number = Int(word), (0..<1_000_000).contains(number) {
      steps.append(.element(number))
    } else {
      throw Self.problem
    }
  }

  private static let problem = OptionProblem(
    summary: "this is not a path",
    hint:
      "Write keys with points between them, and elements of an array in brackets: adres.straat, "
      + "namen[0].voornaam, talen[*], [\"key with a .\"]. The record itself is '.'.")

  /// Whether it may find several values.
  var isMany: Bool { steps.contains(.all) }
}
