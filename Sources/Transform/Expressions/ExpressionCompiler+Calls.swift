// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// Calls of functions.
extension ExpressionCompiler {
  /// Adds a call.
  mutating func emit(
    call name: String, _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    switch name {
    case "if": return try emitIf(arguments, at: at)
    case "coalesce": return try emitCoalesce(arguments, at: at)
    case "min", "max": return try emitExtreme(name, arguments, at: at)
    case "today":
      guard arguments.isEmpty else {
        throw ExpressionProblem(at, "today() takes nothing", hint: "Write today().")
      }
      return try emit(.date(scope.today, at: at))
    case "text": return try emitText(arguments, at: at)
    case "number": return try emitNumber(arguments, at: at)
    case "date": return try emitDate(arguments, at: at)
    default: return try emitPlain(name, arguments, at: at)
    }
  }

  private mutating func emitPlain(
    _ name: String, _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard let function = ExpressionFunction.table.first(where: { $0.name == name }) else {
      throw ExpressionProblem(
        at, "there is no function '\(name)'",
        hint: Suggestion.hint(for: name, among: ExpressionFunction.names))
    }
    let count = function.parameters.count
    guard (count - function.optional...count).contains(arguments.count) else {
      throw ExpressionProblem(
        at, "\(name) has \(arguments.count) arguments here", hint: "Write \(function.shape).")
    }
    for (argument, types) in zip(arguments, function.parameters) {
      let found = try emit(argument)
      guard types.contains(found) || found == .missing else {
        let wanted = ValueType.allCases.first(where: types.contains) ?? .text
        throw ExpressionProblem(
          argument.position, "\(name) has \(found.words) where it needs \(wanted.words)",
          hint: Self.conversion(found, wanted) ?? "Write \(function.shape).")
      }
      if found == .datetime { add(.dayOf, taking: 1) }
    }
    for _ in arguments.count..<count { _ = constant(pool.add(.integer(0)), .number) }
    add(function.operation, taking: count)
    return function.result
  }

  private mutating func emitIf(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard arguments.count == 3 else {
      throw ExpressionProblem(
        at, "if has \(arguments.count) arguments here", hint: "Write if(condition, then, else).")
    }
    try need(.boolean, arguments[0], "as the condition of 'if'")
    let branch = addJump(.branchIfFalse, taking: 1)
    let first = try emit(arguments[1])
    let jump = addJump(.jump, taking: 1)
    land(branch)
    let second = try emit(arguments[2])
    land(jump)
    return try same(first, second, at: arguments[2].position, "if")
  }

  private mutating func emitCoalesce(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard arguments.count > 1 else {
      throw ExpressionProblem(
        at, "coalesce needs two arguments or more", hint: "Write coalesce(column, 'unknown').")
    }
    var type = ValueType.missing
    var jumps: [Int] = []
    for (index, argument) in arguments.enumerated() {
      type = try same(type, try emit(argument), at: argument.position, "coalesce")
      if index < arguments.count - 1 { jumps.append(addJump(.jumpIfPresent, taking: 1)) }
    }
    for jump in jumps { land(jump) }
    return type
  }

  private mutating func emitExtreme(
    _ name: String, _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard let first = arguments.first, arguments.count > 1 else {
      throw ExpressionProblem(
        at, "\(name) needs two arguments or more", hint: "Write \(name)(a, b).")
    }
    var type = try emit(first)
    for argument in arguments.dropFirst() {
      type = try same(type, try emit(argument), at: argument.position, name)
      add(
        name == "min"
          ? Self.choose(type, .leastText, .leastNumber, .leastPlain)
          : Self.choose(type, .greatestText, .greatestNumber, .greatestPlain), taking: 2)
    }
    return type
  }

  /// The type of both; `missing` fits every other.
  private func same(
    _ first: ValueType, _ second: ValueType, at: Int, _ name: String
  ) throws(ExpressionProblem) -> ValueType {
    if first == .missing { return second }
    guard second == first || second == .missing else {
      throw ExpressionProblem(
        at, "\(name) has \(first.words) and \(second.words): it needs values of one type",
        hint: Self.conversion(second, first))
    }
    return first
  }

  private mutating func emitText(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard let part = arguments.first, arguments.count == 1 else {
      throw ExpressionProblem(
        at, "text has \(arguments.count) arguments here", hint: "Write text(value).")
    }
    switch try emit(part) {
    case .text, .missing: break
    case .number: add(.textOfNumber, taking: 1)
    case .date: add(.textOfDate, taking: 1)
    case .datetime: add(.textOfDatetime, taking: 1)
    case .boolean: add(.textOfBoolean, taking: 1)
    }
    return .text
  }

  private mutating func emitNumber(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    var format = NumberFormat()
    switch arguments.count {
    case 1: break
    case 2:
      guard case .text(let sign, _) = arguments[1] else {
        throw ExpressionProblem(
          arguments[1].position, "the decimal character must be written out",
          hint: "Write number(text, ',').")
      }
      format.decimalChar = sign
      if sign == "," { format.groupChar = "." }
    default:
      throw ExpressionProblem(
        at, "number has \(arguments.count) arguments here",
        hint: "Write number(text), or number(text, ',').")
    }
    guard let layout = NumberLayout(format) else {
      throw ExpressionProblem(
        at, "the decimal character is not one ASCII character", hint: "Write '.' or ','.")
    }
    try need(.text, arguments[0], "in 'number'")
    add(.number, pool.add(layout), taking: 1)
    return .number
  }

  private mutating func emitDate(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard let part = arguments.first, arguments.count <= 3 else {
      throw ExpressionProblem(
        at, "date has \(arguments.count) arguments here",
        hint: "Write date(text), date(text, '%d-%m-%Y') or date(datetime).")
    }
    let found = try emit(part)
    if found == .datetime, arguments.count == 1 {
      add(.dayOf, taking: 1)
      return .date
    }
    guard found == .text || found == .missing else {
      throw ExpressionProblem(
        part.position, "date has \(found.words) where it needs a text",
        hint: found == .date ? "It is a date already." : nil)
    }
    let format = try dateFormat(arguments)
    guard let layout = DateLayout(format, kind: .date, arena: pool.arena) else {
      throw ExpressionProblem(
        arguments.last?.position ?? at, "'\(format.pattern)' is not a form of dates",
        hint: "Use \(DateLayout.directives), and all that a date needs: '%d-%m-%Y'.")
    }
    add(.date, pool.add(layout), taking: 1)
    return .date
  }

  /// The form of dates that the second argument says, with the first year of `%y` that the third says.
  private func dateFormat(
    _ arguments: [ExpressionNode]
  ) throws(ExpressionProblem) -> DateFormat {
    guard arguments.count > 1 else { return DateFormat() }
    guard case .text(let pattern, let place) = arguments[1] else {
      throw ExpressionProblem(
        arguments[1].position, "the form of the date must be written out",
        hint: "Write date(text, '%d-%m-%Y').")
    }
    var format = DateFormat(pattern)
    if arguments.count == 3 {
      guard case .number(let text, _) = arguments[2], let year = Int(text),
        DateFormat.pivotYears.contains(year), pattern.contains("%y")
      else {
        throw ExpressionProblem(
          arguments[2].position, "the third argument is the first year that %y stands for",
          hint: "Write date(text, '%d-%m-%y', 1930).")
      }
      format.pivotYear = year
    } else if pattern.contains("%y") {
      throw ExpressionProblem(
        place, "'%y' does not say the century",
        hint: "Add the first of the hundred years that it stands for: date(text, '%d-%m-%y', 1930)."
      )
    }
    return format
  }
}
