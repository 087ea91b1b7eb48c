// SPDX-License-Identifier: EUPL-1.2

/// A test of a name in a path: `naam`, `bag:naam`, `*:naam`, `*`.
struct XMLNameTest: Hashable, Sendable {
  /// A namespace that a name must be in.
  enum Namespace: Hashable, Sendable {
    case any, none
    case uri(String)
  }

  /// The local name; nil for any.
  var local: String?
  var namespace: Namespace
}

/// A condition on an element of a path.
indirect enum XMLPredicate: Hashable, Sendable {
  /// The element is the n-th, from 1, of those that the step finds in one parent.
  case position(Int)
  /// What the path finds is there, and is this text.
  case value(XMLPath, equals: String?)
}

/// One step of a path.
struct XMLStep: Hashable, Sendable {
  /// Whether it goes to children only, or to elements at any depth.
  var isDescendant: Bool
  var test: XMLNameTest
  var predicates: [XMLPredicate] = []
}

/// A path from a record to values: a small part of XPath that can be read in one pass.
///
/// Source: https://www.w3.org/TR/xpath-10/#location-paths (abbreviated syntax), and `*:name` of XPath 2.0.
struct XMLPath: Hashable, Sendable {
  /// What is taken of the element at the end.
  enum Target: Hashable, Sendable {
    /// All its text, that of elements in it included.
    case value
    /// Its own text.
    case ownText
    case attribute(XMLNameTest)
  }

  /// Levels above the record from which it starts.
  var up = 0
  var steps: [XMLStep] = []
  var target = Target.value
  /// Whether it starts at the document: `/a/b`; only a record's.
  var isAbsolute = false

  /// Whether it is children by name only, without conditions.
  var isPlain: Bool {
    up == 0 && target != .ownText
      && steps.allSatisfy { !$0.isDescendant && $0.predicates.isEmpty && $0.test.local != nil }
  }
}

/// Reads paths.
struct XMLPathParser {
  private let namespaces: [String: String]
  private var rest: Substring

  private init(_ text: String, _ namespaces: [String: String]) {
    self.namespaces = namespaces
    rest = text[...]
  }

  /// Reads the path of a field.
  static func field(
    _ text: String, _ namespaces: [String: String]
  ) throws(OptionProblem) -> XMLPath {
    var parser = XMLPathParser(text, namespaces)
    let path = try parser.path()
    try parser.expectEnd()
    guard !path.isAbsolute else {
      throw OptionProblem(
        summary: "a field's path starts at the record, not at the document",
        hint: "Write it without the first '/', or '../' for what stands above the record.")
    }
    return path
  }

  /// Reads the path of records: `/a/b`, `//b`, or `a/b` at any depth.
  static func record(
    _ text: String, _ namespaces: [String: String]
  ) throws(OptionProblem) -> XMLPath {
    var parser = XMLPathParser(text, namespaces)
    var path = try parser.path()
    try parser.expectEnd()
    guard path.up == 0, path.target == .value, !path.steps.isEmpty else {
      throw OptionProblem(
        summary: "a record is an element",
        hint: "Write its name, or a path of names: bag:Verblijfsobject.")
    }
    guard path.steps.dropLast().allSatisfy(\.predicates.isEmpty) else {
      throw OptionProblem(
        summary: "a condition may stand at the record itself only",
        hint: "Move the condition to the last step, or leave it out.")
    }
    if !path.isAbsolute { path.steps[0].isDescendant = true }
    path.isAbsolute = true
    return path
  }

  private mutating func take(_ token: String) -> Bool {
    guard rest.hasPrefix(token) else { return false }
    rest = rest.dropFirst(token.count)
    return true
  }

  private func expectEnd() throws(OptionProblem) {
    guard rest.isEmpty else {
      throw OptionProblem(
        summary: "the path cannot be read from '\(rest.prefix(20))' on",
        hint: "Steps are names with '/' between them; see docs/formats/xml.md.")
    }
  }

  private mutating func path() throws(OptionProblem) -> XMLPath {
    var path = XMLPath()
    var isDescendant = false
    if take("//") {
      isDescendant = true
    } else if take("/") {
      path.isAbsolute = true
    }
    while take("../") { path.up += 1 }
    if rest == "." || rest.hasPrefix(".=") || rest.hasPrefix(".]") {
      rest = rest.dropFirst()
      return path
    }
    if rest == ".." {
      throw OptionProblem(
        summary: "'\(rest)' alone is no value",
        hint: "Write 'text()', or the name of an attribute: '../@id'.")
    }
    while true {
      if take("@") {
        path.target = .attribute(try nameTest(isAttribute: true))
        return path
      }
      if take("text()") {
        path.target = .ownText
        return path
      }
      var step = XMLStep(isDescendant: isDescendant, test: try nameTest())
      while take("[") { step.predicates.append(try predicate()) }
      path.steps.append(step)
      isDescendant = false
      if take("//") {
        isDescendant = true
      } else if !take("/") {
        break
      }
    }
    if path.up > 0, path.steps.contains(where: { $0.isDescendant || !$0.predicates.isEmpty }) {
      throw OptionProblem(
        summary: "above the record a path has names only, without '//' and conditions",
        hint:
          "What stands above the record is kept while the file is read from front to back: write the "
          + "names, such as '../../Id/@nr'.")
    }
    return path
  }

  /// Reads a name; an attribute without a prefix is in no namespace.
  ///
  /// Source: https://www.w3.org/TR/xml-names/#defaulting
  private mutating func nameTest(isAttribute: Bool = false) throws(OptionProblem) -> XMLNameTest {
    let first = try name()
    guard take(":") else {
      if first == "*" { return XMLNameTest(local: nil, namespace: .any) }
      let standard = isAttribute ? nil : namespaces["default"]
      return XMLNameTest(local: first, namespace: standard.map { .uri($0) } ?? .none)
    }
    let local = try name()
    if first == "*" { return XMLNameTest(local: local == "*" ? nil : local, namespace: .any) }
    guard let uri = namespaces[first] else {
      throw OptionProblem(
        summary: "the prefix '\(first)' stands for no namespace",
        hint: "Write namespaces: {\(first): \"…\"} below 'xml', or '*:\(local)' for any namespace.")
    }
    return XMLNameTest(local: local == "*" ? nil : local, namespace: .uri(uri))
  }

  private mutating func name() throws(OptionProblem) -> String {
    if take("*") { return "*" }
    let name = rest.prefix { character in
      character.isLetter || character.isNumber || "_-.".contains(character)
    }
    guard let first = name.first, first.isLetter || first == "_" else {
      throw OptionProblem(
        summary: rest.isEmpty
          ? "a name is missing at the end of the path"
          : "'\(rest.prefix(20))' does not begin with a name",
        hint: "Steps are names with '/' between them; see docs/formats/xml.md.")
    }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func predicate() throws(OptionProblem) -> XMLPredicate {
    let digits = rest.prefix(while: \.isNumber)
    if !digits.isEmpty, let number = Int(digits), number > 0 {
      rest = rest.dropFirst(digits.count)
      try close()
      return .position(number)
    }
    let path = try path()
    guard path.up == 0, !path.isAbsolute else {
      throw OptionProblem(
        summary: "a condition looks into the element itself only",
        hint: "Write the name of a child or '@attribute'.")
    }
    var value: String?
    if take("=") {
      let quote: Character = take("'") ? "'" : take("\"") ? "\"" : " "
      guard quote != " ", let end = rest.firstIndex(of: quote) else {
        throw OptionProblem(
          summary: "the value of a condition must stand in quotes",
          hint: "Write [@soort='vergunning'].")
      }
      value = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    try close()
    return .value(path, equals: value)
  }

  private mutating func close() throws(OptionProblem) {
    guard take("]") else {
      throw OptionProblem(
        summary: "a condition is not closed",
        hint: "Conditions are [2], [@a='x'], [name='x'] or [name].")
    }
  }
}
