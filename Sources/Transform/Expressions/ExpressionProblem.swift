// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with an expression.
package struct ExpressionProblem: Error, Equatable {
  /// The character of the expression at which it is, from 1.
  package var position: Int
  /// What is wrong, in words.
  package var summary: String
  /// How to mend it.
  package var hint: String?

  init(_ position: Int, _ summary: String, hint: String? = nil) {
    (self.position, self.summary, self.hint) = (position, summary, hint)
  }
}

/// What an expression, or a part of it, gives.
package enum ValueType: String, CaseIterable, BitwiseCopyable, Sendable {
  case text, number, date, datetime, boolean
  /// The word `missing`, which fits everywhere.
  case missing

  /// With an article, for messages.
  package var words: String { self == .missing ? "missing" : "a \(rawValue)" }
}
