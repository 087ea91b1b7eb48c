// SPDX-License-Identifier: EUPL-1.2

/// Collects every problem of one configuration file, so that a steward sees them all at once.
public final class ConfigProblems {
  /// The file's path, as a person would type it.
  public let file: String
  /// What was found so far, in the order of reading.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Makes an empty collection for a file.
  package init(file: String) {
    self.file = file
  }

  /// Where a node stands.
  public func location(_ node: ConfigNode, field: String? = nil) -> Diagnostic.Location {
    Diagnostic.Location(
      file: node.file ?? file, line: node.line, column: node.column, field: field)
  }

  /// Adds a problem at a node, once.
  public func report(
    _ code: DiagnosticCode, at node: ConfigNode, _ summary: String, hint: String? = nil
  ) {
    report(CollectionOfOne(Diagnostic(code, at: location(node), summary, hint: hint)))
  }

  /// Adds problems found elsewhere, each once.
  public func report(_ found: some Sequence<Diagnostic>) {
    for diagnostic in found where !diagnostics.contains(diagnostic) {
      diagnostics.append(diagnostic)
    }
  }

  /// - Throws: `Failure` where a problem was found, sorted by place.
  package func throwIfAny() throws(Failure) {
    guard !diagnostics.isEmpty else { return }
    throw Failure(
      diagnostics.sorted {
        ($0.location.line ?? 0, $0.location.column ?? 0)
          < ($1.location.line ?? 0, $1.location.column ?? 0)
      })
  }
}

/// Reads the keys of one mapping, each once, and reports what is unknown, missing or of a wrong type.
///
/// Every getter returns nil both where the key is absent and where its value is wrong; the latter is
/// reported. Call `finish()` last: it reports the keys that nobody asked for.
public struct ConfigReader {
  private let node: ConfigNode
  private let problems: ConfigProblems
  private var entries: [String: ConfigNode] = [:]
  private var keys: [String: ConfigNode] = [:]
  private var asked: [String] = []

  /// Opens a mapping; reports and returns nil where the node is something else.
  public init?(_ node: ConfigNode, what: String, problems: ConfigProblems) {
    guard case .mapping(let pairs) = node.value else {
      problems.report(
        .wrongType, at: node, "\(what) must be a group of keys, not \(node.kind)",
        hint: "Write it as 'key: value' lines, indented below.")
      return nil
    }
    self.node = node
    self.problems = problems
    for (key, value) in pairs {
      guard let name = key.text else {
        problems.report(.wrongType, at: key, "a key must be a plain word")
        continue
      }
      if entries[name] != nil {
        problems.report(
          .duplicateKey, at: key, "'\(name)' stands here twice", hint: "Remove one of the two.")
      }
      entries[name] = value
      keys[name] = key
    }
  }

  /// The raw value of a key.
  public mutating func node(_ key: String) -> ConfigNode? {
    asked.append(key)
    return entries[key]
  }

  /// Where the value of a key stands, or the mapping where the key is absent.
  public func place(_ key: String) -> ConfigNode { entries[key] ?? node }

  /// The keys of the mapping, in no particular order.
  public var names: [String] { Array(entries.keys) }

  /// Reports a missing key at the mapping.
  public func missing(_ key: String, hint: String? = nil) {
    problems.report(.missingKey, at: node, "'\(key)' is missing here", hint: hint)
  }

  /// A text.
  public mutating func string(_ key: String) -> String? {
    guard let value = node(key) else { return nil }
    guard let text = value.text else {
      wrongType(key, value, expected: "a text")
      return nil
    }
    return text
  }

  /// A text that must be there.
  public mutating func requiredString(_ key: String, hint: String? = nil) -> String? {
    if entries[key] == nil { missing(key, hint: hint) }
    return string(key)
  }

  /// A whole number within bounds.
  public mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = node(key) else { return nil }
    guard case .scalar(let text, quoted: false) = value.value, let number = Int(text),
      range.contains(number)
    else {
      let bounds =
        range.upperBound == .max
        ? "of \(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
      wrongType(key, value, expected: "a whole number \(bounds)")
      return nil
    }
    return number
  }

  /// `true` or `false`.
  public mutating func boolean(_ key: String) -> Bool? {
    guard let value = node(key) else { return nil }
    guard case .scalar(let text, quoted: false) = value.value, text == "true" || text == "false"
    else {
      wrongType(key, value, expected: "true or false")
      return nil
    }
    return text == "true"
  }

  /// One of a closed list of words; suggests the nearest.
  public mutating func word(_ key: String, of words: [String]) -> String? {
    guard let value = node(key) else { return nil }
    guard let text = value.text else {
      wrongType(key, value, expected: "one of \(words.joined(separator: ", "))")
      return nil
    }
    guard words.contains(text) else {
      problems.report(
        .invalidValue, at: value, "'\(text)' is not a value of '\(key)'",
        hint: Suggestion.hint(for: text, among: words))
      return nil
    }
    return text
  }

  /// A list of texts; one text counts as a list of one.
  public mutating func strings(_ key: String) -> [String]? {
    guard let value = node(key) else { return nil }
    if let text = value.text { return [text] }
    guard case .sequence(let items) = value.value else {
      wrongType(key, value, expected: "a list of texts")
      return nil
    }
    var texts: [String] = []
    for item in items {
      guard case .scalar = item.value else {
        wrongType(key, item, expected: "a list of texts")
        return nil
      }
      texts.append(item.text ?? "")
    }
    return texts
  }

  /// A group of keys.
  public mutating func mapping(_ key: String) -> ConfigReader? {
    node(key).flatMap { ConfigReader($0, what: "'\(key)'", problems: problems) }
  }

  /// A list of anything.
  public mutating func sequence(_ key: String) -> [ConfigNode]? {
    guard let value = node(key) else { return nil }
    guard case .sequence(let items) = value.value else {
      wrongType(key, value, expected: "a list")
      return nil
    }
    return items
  }

  /// Reports that a key's value is of a wrong type.
  public func wrongType(_ key: String, _ value: ConfigNode, expected: String) {
    problems.report(.wrongType, at: value, "'\(key)' must be \(expected)")
  }

  /// Reports a wrong value of a key.
  public func invalid(_ key: String, _ summary: String, hint: String? = nil) {
    problems.report(.invalidValue, at: place(key), summary, hint: hint)
  }

  /// Reports the keys that nobody asked for.
  public func finish() {
    for (name, key) in keys where !asked.contains(name) {
      problems.report(
        .unknownKey, at: key, "'\(name)' is not a key that belongs here",
        hint: Suggestion.hint(for: name, among: asked))
    }
  }
}
