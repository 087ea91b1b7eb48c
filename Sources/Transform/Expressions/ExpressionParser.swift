// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads an expression: recursive descent, with a bound on its depth and on its parts.
///
/// From loose to tight: `or`; `and`; `not`; comparisons, `in`, `matches`, `is empty`; `&`; `+ -`; `* /`;
/// a sign; literals, columns, calls and parentheses.
struct ExpressionParser {
  /// How deep parentheses, calls and signs may go.
  static let depthLimit = 60
  /// The most parts.
  static let partLimit = 1000

  /// The words of the language; a column of such a name stands in backquotes.
  static let words: Set<String> = [
    "and", "or", "not", "is", "in", "empty", "matches", "true", "false", "missing",
  ]

  private let tokens: [ExpressionToken]
  private var next = 0
  private var depth = 0
  private var parts = 0

  /// Reads a text to its end.
  static func parse(_ text: String) throws(ExpressionProblem) -> ExpressionNode {
    var parser = ExpressionParser(tokens: try ExpressionLexer.tokens(of: text))
    let node = try parser.either()
    guard parser.token.kind == .end else { throw parser.unexpected() }
    return node
  }

  private init(tokens: [ExpressionToken]) { self.tokens = tokens }

  private var token: ExpressionToken { tokens[next] }

  private mutating func take(word: String) -> Bool { take(.word(word)) }

  private mutating func take(sign: String) -> Bool { take(.sign(sign)) }

  private mutating func take(_ kind: ExpressionToken.Kind) -> Bool {
    guard token.kind == kind else { return false }
    next += 1
    return true
  }

  private mutating func need(sign: String, _ what: String) throws(ExpressionProblem) {
    guard !take(sign: sign) else { return }
    throw ExpressionProblem(
      token.position, "'\(sign)' is expected here \(what), not \(token.shown)")
  }

  /// Counts a part, and goes one deeper.
  private mutating func enter() throws(ExpressionProblem) {
    (depth, parts) = (depth + 1, parts + 1)
    guard depth <= Self.depthLimit, parts <= Self.partLimit else {
      throw ExpressionProblem(
        token.position,
        depth > Self.depthLimit
          ? "it is nested more than \(Self.depthLimit) deep"
          : "it has more than \(Self.partLimit) parts",
        hint: "Make parts of it with 'derive' steps, and use their names.")
    }
  }

  private mutating func leave() { depth -= 1 }

  // MARK: From loose to tight

  private mutating func either() throws(ExpressionProblem) -> ExpressionNode {
    var node = try both()
    while case let at = token.position, take(word: "or") {
      node = .either(node, try both(), at: at)
    }
    return node
  }

  private mutating func both() throws(ExpressionProblem) -> ExpressionNode {
    var node = try negation()
    while case let at = token.position, take(word: "and") {
      node = .both(node, try negation(), at: at)
    }
    return node
  }

  private mutating func negation() throws(ExpressionProblem) -> ExpressionNode {
    let at = token.position
    guard take(word: "not") else { return try comparison() }
    try enter()
    defer { leave() }
    return .not(try negation(), at: at)
  }

  private mutating func comparison() throws(ExpressionProblem) -> ExpressionNode {
    let node = try joined()
    let at = token.position
    if take(word: "is") {
      let negated = take(word: "not")
      guard take(word: "empty") else {
        throw ExpressionProblem(
          token.position, "'empty' is expected here, not \(token.shown)",
          hint: "Write is empty, or is not empty; equality is =.")
      }
      return .isEmpty(node, negated: negated, at: at)
    }
    if take(word: "in") { return .among(node, try list(), at: at) }
    if take(word: "matches") {
      guard case .text(let pattern) = token.kind else {
        throw ExpressionProblem(
          token.position, "a regular expression in quotes is expected here, not \(token.shown)",
          hint: "Write matches '[0-9]{4}'.")
      }
      next += 1
      return .matches(node, pattern: pattern, at: at)
    }
    guard let relation = relation() else { return node }
    next += 1
    let compared = ExpressionNode.comparison(relation, node, try joined(), at: at)
    guard self.relation() == nil else {
      throw ExpressionProblem(
        token.position, "a comparison cannot be compared again",
        hint: "Write 1 < x and x < 5 for 1 < x < 5.")
    }
    return compared
  }

  private func relation() -> ExpressionNode.Relation? {
    guard case .sign(let sign) = token.kind else { return nil }
    return ExpressionNode.Relation(rawValue: sign)
  }

  private mutating func list() throws(ExpressionProblem) -> [ExpressionNode] {
    try need(sign: "(", "before a list")
    var items = [try joined()]
    while take(sign: ",") { items.append(try joined()) }
    try need(sign: ")", "behind the list")
    return items
  }

  private mutating func joined() throws(ExpressionProblem) -> ExpressionNode {
    let node = try sum()
    let at = token.position
    guard token.kind == .sign("&") else { return node }
    var items = [node]
    while take(sign: "&") { items.append(try sum()) }
    return .joined(items, at: at)
  }

  private mutating func sum() throws(ExpressionProblem) -> ExpressionNode {
    var node = try product()
    while let operation = calculation(["+", "-"]) {
      let at = token.position
      next += 1
      node = .calculation(operation, node, try product(), at: at)
    }
    return node
  }

  private mutating func product() throws(ExpressionProblem) -> ExpressionNode {
    var node = try signed()
    while let operation = calculation(["*", "/"]) {
      let at = token.position
      next += 1
      node = .calculation(operation, node, try signed(), at: at)
    }
    return node
  }

  private func calculation(_ signs: [String]) -> ExpressionNode.Calculation? {
    guard case .sign(let sign) = token.kind, signs.contains(sign) else { return nil }
    return ExpressionNode.Calculation(rawValue: sign)
  }

  private mutating func signed() throws(ExpressionProblem) -> ExpressionNode {
    try enter()
    defer { leave() }
    let at = token.position
    return take(sign: "-") ? .negative(try signed(), at: at) : try primary()
  }

  private mutating func primary() throws(ExpressionProblem) -> ExpressionNode {
    let at = token.position
    switch token.kind {
    case .text(let text): return one(.text(text, at: at))
    case .number(let text): return one(.number(text, at: at))
    case .date(let text): return one(.date(text, at: at))
    case .column(let name): return one(.column(name, at: at))
    case .sign("("):
      next += 1
      let node = try either()
      try need(sign: ")", "to close the parenthesis")
      return node
    case .word("true"): return one(.boolean(true, at: at))
    case .word("false"): return one(.boolean(false, at: at))
    case .word("missing"): return one(.missing(at: at))
    case .word(let word) where !Self.words.contains(word):
      next += 1
      return take(sign: "(") ? .call(word, try arguments(), at: at) : .column(word, at: at)
    default: throw unexpected()
    }
  }

  private mutating func one(_ node: ExpressionNode) -> ExpressionNode {
    next += 1
    return node
  }

  private mutating func arguments() throws(ExpressionProblem) -> [ExpressionNode] {
    if take(sign: ")") { return [] }
    var items = [try either()]
    while take(sign: ",") { items.append(try either()) }
    try need(sign: ")", "behind the arguments")
    return items
  }

  /// What stands where nothing of the kind can.
  private func unexpected() -> ExpressionProblem {
    var hint: String?
    if case .word(let word) = token.kind {
      let near = Suggestion.nearest(to: word, among: Array(Self.words))
      hint =
        word == "not"
        ? "Write not before the whole comparison: not (x in ('a', 'b'))."
        : near.map { "Did you mean '\($0)'?" }
          ?? "Names of columns with spaces stand in backquotes, texts in single quotes."
      if word == "LIKE" || word == "like" { hint = "Write contains(…), starts(…) or matches '…'." }
    }
    return ExpressionProblem(
      token.position,
      token.kind == .end ? "it ends too early" : "\(token.shown) is not expected here", hint: hint)
  }
}
