// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with an expression.
struct ExpressionMistake: Error, Equatable {
  /// The character of the expression at which it is, from 1.
  var position: Int
  /// What is wrong, in words.
  var summary: String
  /// How to mend it.
  var hint: String?

  init(_ position: Int, _ summary: String, hint: String? = nil) {
    (self.position, self.summary, self.hint) = (position, summary, hint)
  }
}

/// What an expression, or a part of it, gives.
enum ValueType: String, CaseIterable, Sendable {
  case text, number, date, datetime, boolean
  /// The word `missing`, which fits everywhere.
  case missing

  /// With an article, for messages.
  var words: String { self == .missing ? "missing" : "a \(rawValue)" }
}
