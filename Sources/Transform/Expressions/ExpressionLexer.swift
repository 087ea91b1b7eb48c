// SPDX-License-Identifier: EUPL-1.2

/// A word, sign or literal of an expression.
struct ExpressionToken: Equatable {
  enum Kind: Equatable {
    /// A bare word: a column, a function or a word of the language.
    case word(String)
    /// A name in backquotes, which is always a column.
    case column(String)
    /// A text in quotes, which are taken off.
    case text(String)
    /// Digits, perhaps with a point in them.
    case number(String)
    /// `YYYY-MM-DD`, perhaps with `Thh:mm:ss`.
    case date(String)
    case sign(String)
    case end
  }

  var kind: Kind
  /// Its first character, from 1.
  var position: Int

  /// As it was written, about, for messages.
  var shown: String {
    switch kind {
    case .word(let text), .number(let text), .date(let text), .sign(let text): "'\(text)'"
    case .column(let name): "`\(name)`"
    case .text: "a text"
    case .end: "the end"
    }
  }
}

/// Cuts an expression into words, signs and literals.
struct ExpressionLexer {
  /// The most characters that an expression may have.
  static let limit = 4000

  private let text: [Unicode.Scalar]
  private var at = 0

  /// Cuts a text.
  ///
  /// - Throws: `ExpressionProblem`. The last token is always `end`.
  static func tokens(of text: String) throws(ExpressionProblem) -> [ExpressionToken] {
    var lexer = ExpressionLexer(text: Array(text.unicodeScalars))
    guard lexer.text.count <= limit else {
      throw ExpressionProblem(
        limit, "it has more than \(limit) characters",
        hint: "Make parts of it with 'derive' steps, and use their names.")
    }
    var tokens: [ExpressionToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private mutating func next() throws(ExpressionProblem) -> ExpressionToken {
    while at < text.count, text[at].properties.isWhitespace { at += 1 }
    let start = at
    guard at < text.count else { return ExpressionToken(kind: .end, position: at + 1) }
    let kind: ExpressionToken.Kind
    switch text[at] {
    case "'": kind = .text(try quoted("'", "a text"))
    case "`": kind = .column(try quoted("`", "the name of a column"))
    case "0"..."9": kind = try number()
    case let first where Self.isLetter(first): kind = .word(word())
    default: kind = .sign(try sign())
    }
    return ExpressionToken(kind: kind, position: start + 1)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

  private mutating func word() -> String {
    let start = at
    while at < text.count, Self.isLetter(text[at]) || Self.isDigit(text[at]) { at += 1 }
    return string(start..<at)
  }

  /// What stands between quotes; a doubled quote is one of the text.
  private mutating func quoted(
    _ quote: Unicode.Scalar, _ what: String
  ) throws(ExpressionProblem) -> String {
    let start = at
    var content = String.UnicodeScalarView()
    at += 1
    while at < text.count {
      if text[at] == quote {
        guard at + 1 < text.count, text[at + 1] == quote else {
          at += 1
          return String(content)
        }
        at += 1
      }
      content.append(text[at])
      at += 1
    }
    throw ExpressionProblem(
      start + 1, "\(what) begins here and has no end", hint: "Write \(quote) behind it.")
  }

  private mutating func number() throws(ExpressionProblem) -> ExpressionToken.Kind {
    let start = at
    if matches("0000-00-00") {
      at += 10
      if matches("T00:00:00") { at += 9 }
      try endNumber(start)
      return .date(string(start..<at))
    }
    while at < text.count, Self.isDigit(text[at]) { at += 1 }
    if at + 1 < text.count, text[at] == ".", Self.isDigit(text[at + 1]) {
      at += 1
      while at < text.count, Self.isDigit(text[at]) { at += 1 }
    }
    try endNumber(start)
    return .number(string(start..<at))
  }

  /// A letter, digit or point directly behind a number makes it something else.
  private func endNumber(_ start: Int) throws(ExpressionProblem) {
    guard at < text.count, Self.isLetter(text[at]) || Self.isDigit(text[at]) || text[at] == "."
    else { return }
    throw ExpressionProblem(
      start + 1, "this is neither a number nor a date",
      hint: "Write numbers as 12.5, dates as 2026-01-31, and a column's name that begins with a "
        + "digit in backquotes.")
  }

  /// Whether a form follows, in which 0 is any digit.
  private func matches(_ form: String) -> Bool {
    let form = Array(form.unicodeScalars)
    guard at + form.count <= text.count else { return false }
    return form.indices.allSatisfy { i in
      form[i] == "0" ? Self.isDigit(text[at + i]) : text[at + i] == form[i]
    }
  }

  private mutating func sign() throws(ExpressionProblem) -> String {
    let two = at + 1 < text.count ? string(at..<(at + 2)) : ""
    if ["!=", "<=", ">="].contains(two) {
      at += 2
      return two
    }
    let one = string(at..<(at + 1))
    if let right = Self.others[two] ?? Self.others[one] {
      throw ExpressionProblem(
        at + 1, "'\(Self.others[two] == nil ? one : two)' is no sign of an expression", hint: right)
    }
    guard "()=<>+-*/&,".unicodeScalars.contains(text[at]) else {
      throw ExpressionProblem(
        at + 1, "this character has no meaning in an expression",
        hint: "Put names of columns with such characters in backquotes, and texts in single quotes."
      )
    }
    at += 1
    return one
  }

  /// Signs of other languages.
  private static let others = [
    "==": "Write = for equal.", "<>": "Write != for not equal.", "&&": "Write and.",
    "||": "Write or; texts are joined with &.", "!": "Write not.",
    "\"": "Put a text in single quotes: 'text'.",
    "[": "Put a column's name in backquotes.",
  ]

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[range])
    return String(view)
  }
}
