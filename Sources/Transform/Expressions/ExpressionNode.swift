// SPDX-License-Identifier: EUPL-1.2

/// A part of an expression as it was written, before its types are known.
indirect enum ExpressionNode {
  case text(String, at: Int)
  case number(String, at: Int)
  /// `YYYY-MM-DD`, perhaps with `Thh:mm:ss`.
  case date(String, at: Int)
  case boolean(Bool, at: Int)
  case missing(at: Int)
  case column(String, at: Int)
  case call(String, [ExpressionNode], at: Int)
  case negative(ExpressionNode, at: Int)
  case not(ExpressionNode, at: Int)
  case both(ExpressionNode, ExpressionNode, at: Int)
  case either(ExpressionNode, ExpressionNode, at: Int)
  case comparison(Relation, ExpressionNode, ExpressionNode, at: Int)
  case calculation(Calculation, ExpressionNode, ExpressionNode, at: Int)
  /// Texts joined with `&`.
  case joined([ExpressionNode], at: Int)
  case isEmpty(ExpressionNode, negated: Bool, at: Int)
  case among(ExpressionNode, [ExpressionNode], at: Int)
  case matches(ExpressionNode, pattern: String, at: Int)

  /// How two values are compared.
  enum Relation: String, CaseIterable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// What is calculated with two numbers, or with a date and a number of days.
  enum Calculation: String, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  /// The character that it is told by, from 1: its first, or its operator.
  var position: Int {
    switch self {
    case .text(_, let at), .number(_, let at), .date(_, let at), .boolean(_, let at),
      .missing(let at), .column(_, let at), .call(_, _, let at), .negative(_, let at),
      .not(_, let at), .both(_, _, let at), .either(_, _, let at), .comparison(_, _, _, let at),
      .calculation(_, _, _, let at), .joined(_, let at), .isEmpty(_, _, let at),
      .among(_, _, let at), .matches(_, _, let at):
      at
    }
  }
}
