// SPDX-License-Identifier: EUPL-1.2

/// A function of the language: what it takes, what it gives, and the instruction behind it.
struct ExpressionFunction {
  var name: String
  /// The types that each argument may have.
  var parameters: [Set<ValueType>]
  /// How many of the last arguments may be left out.
  var optional = 0
  var result: ValueType
  var operation: ExpressionInstruction.Operation

  /// How it is called, for messages.
  var shape: String {
    let names = parameters.map { types in
      ValueType.allCases.filter(types.contains).map(\.rawValue).joined(separator: " or ")
    }
    let needed = names.dropLast(optional).joined(separator: ", ")
    let more = names.suffix(optional).map { "[, \($0)]" }.joined()
    return "\(name)(\(needed)\(more))"
  }

  /// Those with a shape of their own: conditions, and arguments of one type.
  static let special = ["if", "coalesce", "min", "max", "today", "text", "number", "date"]

  /// The names of all.
  static var names: [String] { special + table.map(\.name) }

  private static let day: Set<ValueType> = [.date, .datetime]

  /// Those that take what they say and do one thing.
  static let table: [ExpressionFunction] = [
    .init(name: "lower", parameters: [[.text]], result: .text, operation: .lower),
    .init(name: "upper", parameters: [[.text]], result: .text, operation: .upper),
    .init(name: "trim", parameters: [[.text]], result: .text, operation: .trim),
    .init(name: "length", parameters: [[.text]], result: .number, operation: .length),
    .init(name: "left", parameters: [[.text], [.number]], result: .text, operation: .left),
    .init(name: "right", parameters: [[.text], [.number]], result: .text, operation: .right),
    .init(
      name: "mid", parameters: [[.text], [.number], [.number]], result: .text, operation: .mid),
    .init(
      name: "replace", parameters: [[.text], [.text], [.text]], result: .text, operation: .replace),
    .init(
      name: "contains", parameters: [[.text], [.text]], result: .boolean, operation: .contains),
    .init(name: "starts", parameters: [[.text], [.text]], result: .boolean, operation: .starts),
    .init(name: "ends", parameters: [[.text], [.text]], result: .boolean, operation: .ends),
    .init(
      name: "split_part", parameters: [[.text], [.text], [.number]], result: .text,
      operation: .splitPart),
    .init(name: "year", parameters: [day], result: .number, operation: .year),
    .init(name: "month", parameters: [day], result: .number, operation: .month),
    .init(name: "day", parameters: [day], result: .number, operation: .day),
    .init(name: "weekday", parameters: [day], result: .number, operation: .weekday),
    .init(name: "days", parameters: [day, day], result: .number, operation: .days),
    .init(
      name: "round", parameters: [[.number], [.number]], optional: 1, result: .number,
      operation: .round),
    .init(name: "floor", parameters: [[.number]], result: .number, operation: .floor),
    .init(name: "ceiling", parameters: [[.number]], result: .number, operation: .ceiling),
    .init(name: "abs", parameters: [[.number]], result: .number, operation: .abs),
  ]
}
