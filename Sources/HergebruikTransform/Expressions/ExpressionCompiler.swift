// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Gives the parts of an expression their types, and turns it into instructions.
struct ExpressionCompiler {
  /// The names that an expression may use.
  struct Scope {
    var columns: [String: ExpressionColumn]
    /// Columns that there were, or will be, with what to say of them.
    var gone: [String: String] = [:]
    /// The day of the run, `YYYY-MM-DD`.
    var today: String
  }

  private let scope: Scope
  let pool: ExpressionPool
  private var instructions: [ExpressionInstruction] = []
  private var slots: Set<Int> = []
  private var depth = 0
  private var deepest = 0

  /// Compiles a text into a pool.
  ///
  /// - Parameter wanted: What it has to give; nil where that is free.
  static func compile(
    _ text: String, wanted: ValueType? = nil, _ scope: Scope, into pool: ExpressionPool
  ) throws(ExpressionMistake) -> Expression {
    let node = try ExpressionParser.parse(text)
    var compiler = ExpressionCompiler(scope: scope, pool: pool)
    let type = try compiler.emit(node)
    if let wanted, type != wanted {
      throw ExpressionMistake(
        node.position, "it gives \(type.words), and \(wanted.words) is asked here",
        hint: wanted == .boolean ? "Compare it with something: = != < <= > >=, is empty." : nil)
    }
    guard type != .missing else {
      throw ExpressionMistake(node.position, "it is always missing")
    }
    return Expression(
      type: type, instructions: compiler.instructions, depth: compiler.deepest,
      slots: compiler.slots)
  }

  private init(scope: Scope, pool: ExpressionPool) { (self.scope, self.pool) = (scope, pool) }

  // MARK: Instructions

  /// Adds an instruction that takes some values and gives one, or as many as said.
  mutating func add(
    _ operation: ExpressionInstruction.Operation, _ a: Int = 0, taking: Int, giving: Int = 1
  ) {
    instructions.append(ExpressionInstruction(operation: operation, a: Int32(a)))
    depth += giving - taking
    deepest = max(deepest, depth)
  }

  /// Adds a jump that is given its aim later.
  private mutating func addJump(
    _ operation: ExpressionInstruction.Operation, taking: Int
  ) -> Int {
    add(operation, taking: taking, giving: 0)
    return instructions.count - 1
  }

  private mutating func land(_ jump: Int) { instructions[jump].a = Int32(instructions.count) }

  // MARK: Parts

  /// Adds what gives the value of a part.
  mutating func emit(_ node: ExpressionNode) throws(ExpressionMistake) -> ValueType {
    switch node {
    case .text(let text, _): return constant(pool.add(text), .text)
    case .number(let text, let at):
      guard let number = FixedDecimal(text) else {
        throw ExpressionMistake(at, "the number has more than \(FixedDecimal.digits) digits")
      }
      return constant(pool.add(.number(number)), .number)
    case .date(let text, let at): return try emit(date: text, at: at)
    case .boolean(let holds, _): return constant(pool.add(.boolean(holds)), .boolean)
    case .missing: return constant(pool.add(.missing), .missing)
    case .column(let name, let at): return try emit(column: name, at: at)
    case .call(let name, let arguments, let at): return try emit(call: name, arguments, at: at)
    case .negative(let part, _):
      try need(.number, part, "behind '-'")
      add(.negate, taking: 1)
      return .number
    case .not(let part, _):
      try need(.boolean, part, "behind 'not'")
      add(.not, taking: 1)
      return .boolean
    case .both(let one, let other, _): return try emit(one, other, .jumpIfFalse, "and")
    case .either(let one, let other, _): return try emit(one, other, .jumpIfTrue, "or")
    case .comparison(let relation, let one, let other, let at):
      return try emit(relation, one, other, at: at)
    case .calculation(let calculation, let one, let other, let at):
      return try emit(calculation, one, other, at: at)
    case .joined(let parts, _):
      for part in parts { try need(.text, part, "beside '&'") }
      add(.join, parts.count, taking: parts.count)
      return .text
    case .isEmpty(let part, let negated, _):
      let type = try emit(part)
      add(type == .text ? .isEmpty : .isMissing, negated ? 1 : 0, taking: 1)
      return .boolean
    case .among(let part, let items, let at): return try emit(part, among: items, at: at)
    case .matches(let part, let pattern, let at):
      try need(.text, part, "before 'matches'")
      do {
        add(.matches, pool.add(try CellPattern(pattern)), taking: 1)
      } catch {
        throw ExpressionMistake(
          at, "the regular expression is wrong at its character \(error.position): \(error.message)"
        )
      }
      return .boolean
    }
  }

  private mutating func constant(_ index: Int, _ type: ValueType) -> ValueType {
    add(.constant, index, taking: 0)
    return type
  }

  private mutating func emit(
    date text: String, at: Int
  ) throws(ExpressionMistake) -> ValueType {
    let isDay = text.utf8.count == 10
    let bytes = pool.arena.keep(Array(text.utf8))
    guard
      let layout = DateLayout("default", kind: isDay ? .date : .datetime, arena: pool.arena),
      let parts = layout.parse(bytes)
    else { throw ExpressionMistake(at, "there is no such day or time") }
    return isDay
      ? constant(pool.add(.integer(parts.dayNumber)), .date)
      : constant(
        pool.add(.plain(parts.nanoseconds, zone: ExpressionValue.noZone)), .datetime)
  }

  private mutating func emit(
    column name: String, at: Int
  ) throws(ExpressionMistake) -> ValueType {
    guard let column = scope.columns[name] else {
      if let reason = scope.gone[name] {
        throw ExpressionMistake(at, "the column '\(name)' is not there: \(reason)")
      }
      let isFunction = ExpressionFunction.names.contains(name)
      throw ExpressionMistake(
        at, "there is no column '\(name)'",
        hint: isFunction
          ? "A function has parentheses: \(name)(…)."
          : Suggestion.hint(for: name, among: Array(scope.columns.keys)))
    }
    slots.insert(column.slot)
    add(.column, pool.add(column), taking: 0)
    return column.type
  }

  /// Adds a part that has to be of a type, or missing.
  mutating func need(
    _ type: ValueType, _ node: ExpressionNode, _ place: String
  ) throws(ExpressionMistake) {
    let found = try emit(node)
    guard found != type, found != .missing else { return }
    throw ExpressionMistake(
      node.position, "\(place) stands \(found.words), and \(type.words) is needed",
      hint: Self.conversion(found, type))
  }

  /// How one type is made of another; nil where it is not.
  static func conversion(_ found: ValueType, _ wanted: ValueType) -> String? {
    switch (found, wanted) {
    case (.text, .number): "Write number(…) around it, or give the field type: number."
    case (.text, .date): "Write date(…) around it, or give the field type: date; a day is 2026-01-31."
    case (.datetime, .date): "Write date(…) around it for its day."
    case (.number, .text), (.date, .text), (.datetime, .text), (.boolean, .text):
      "Write text(…) around it."
    case (_, .boolean): "Compare it with something: = != < <= > >=, is empty."
    default: nil
    }
  }

  private mutating func emit(
    _ one: ExpressionNode, _ other: ExpressionNode,
    _ jump: ExpressionInstruction.Operation, _ word: String
  ) throws(ExpressionMistake) -> ValueType {
    try need(.boolean, one, "before '\(word)'")
    let jump = addJump(jump, taking: 1)
    try need(.boolean, other, "behind '\(word)'")
    add(.truth, taking: 1)
    land(jump)
    return .boolean
  }

  private mutating func emit(
    _ relation: ExpressionNode.Relation, _ one: ExpressionNode, _ other: ExpressionNode, at: Int
  ) throws(ExpressionMistake) -> ValueType {
    let type = try pair(one, other, at: at, "compared with")
    let number = ExpressionNode.Relation.allCases.firstIndex(of: relation) ?? 0
    if type == .boolean, number > 1 {
      throw ExpressionMistake(at, "booleans have no order", hint: "Write = or !=.")
    }
    add(
      Self.choose(type, .compareText, .compareNumber, .comparePlain), number, taking: 2)
    return .boolean
  }

  /// Adds two parts of one type, neither of which may be the word `missing`.
  private mutating func pair(
    _ one: ExpressionNode, _ other: ExpressionNode, at: Int, _ words: String
  ) throws(ExpressionMistake) -> ValueType {
    let (first, second) = (try emit(one), try emit(other))
    guard first != .missing, second != .missing else {
      throw ExpressionMistake(
        at, "nothing is ever equal to missing", hint: "Write is empty, or is not empty.")
    }
    guard first == second else {
      throw ExpressionMistake(
        at, "\(first.words) cannot be \(words) \(second.words)",
        hint: first == .text
          ? Self.conversion(first, second)
          : Self.conversion(second, first) ?? Self.conversion(first, second))
    }
    return first
  }

  private static func choose(
    _ type: ValueType, _ text: ExpressionInstruction.Operation,
    _ number: ExpressionInstruction.Operation, _ plain: ExpressionInstruction.Operation
  ) -> ExpressionInstruction.Operation {
    switch type {
    case .text: text
    case .number: number
    default: plain
    }
  }

  private mutating func emit(
    _ part: ExpressionNode, among items: [ExpressionNode], at: Int
  ) throws(ExpressionMistake) -> ValueType {
    let type = try emit(part)
    for item in items {
      let found = try emit(item)
      guard found == type, type != .missing else {
        throw ExpressionMistake(
          item.position, "the list holds \(found.words), and \(type.words) is looked for in it",
          hint: Self.conversion(found, type))
      }
    }
    add(
      Self.choose(type, .amongText, .amongNumber, .amongPlain), items.count,
      taking: items.count + 1)
    return .boolean
  }

  private mutating func emit(
    _ calculation: ExpressionNode.Calculation, _ one: ExpressionNode, _ other: ExpressionNode,
    at: Int
  ) throws(ExpressionMistake) -> ValueType {
    let first = try emit(one)
    let isDay = first == .date && (calculation == .add || calculation == .subtract)
    guard isDay || first == .number || first == .missing else {
      throw ExpressionMistake(
        one.position, "\(first.words) cannot be calculated with",
        hint: first == .text && calculation == .add
          ? "Texts are joined with &." : Self.conversion(first, .number))
    }
    let second = try emit(other)
    guard second == .number || second == .missing else {
      throw ExpressionMistake(
        other.position, "\(second.words) cannot be calculated with",
        hint: isDay && second == .date
          ? "Write days(from, to) for the days between two dates."
          : Self.conversion(second, .number))
    }
    switch calculation {
    case .add: add(isDay ? .addDays : .add, taking: 2)
    case .subtract: add(isDay ? .subtractDays : .subtract, taking: 2)
    case .multiply: add(.multiply, taking: 2)
    case .divide: add(.divide, taking: 2)
    }
    return isDay ? .date : .number
  }
}

// MARK: - Calls

extension ExpressionCompiler {
  private mutating func emit(
    call name: String, _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionMistake) -> ValueType {
    switch name {
    case "if": return try emitIf(arguments, at: at)
    case "coalesce": return try emitCoalesce(arguments, at: at)
    case "min", "max": return try emitExtreme(name, arguments, at: at)
    case "today":
      guard arguments.isEmpty else {
        throw ExpressionMistake(at, "today() takes nothing", hint: "Write today().")
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
  ) throws(ExpressionMistake) -> ValueType {
    guard let function = ExpressionFunction.table.first(where: { $0.name == name }) else {
      throw ExpressionMistake(
        at, "there is no function '\(name)'",
        hint: Suggestion.hint(for: name, among: ExpressionFunction.names))
    }
    let count = function.parameters.count
    guard (count - function.optional...count).contains(arguments.count) else {
      throw ExpressionMistake(
        at, "\(name) has \(arguments.count) arguments here", hint: "Write \(function.shape).")
    }
    for (argument, types) in zip(arguments, function.parameters) {
      let found = try emit(argument)
      guard types.contains(found) || found == .missing else {
        let wanted = ValueType.allCases.first(where: types.contains) ?? .text
        throw ExpressionMistake(
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
  ) throws(ExpressionMistake) -> ValueType {
    guard arguments.count == 3 else {
      throw ExpressionMistake(
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
  ) throws(ExpressionMistake) -> ValueType {
    guard arguments.count > 1 else {
      throw ExpressionMistake(
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
  ) throws(ExpressionMistake) -> ValueType {
    guard let first = arguments.first, arguments.count > 1 else {
      throw ExpressionMistake(
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
  ) throws(ExpressionMistake) -> ValueType {
    if first == .missing { return second }
    guard second == first || second == .missing else {
      throw ExpressionMistake(
        at, "\(name) has \(first.words) and \(second.words): it needs values of one type",
        hint: Self.conversion(second, first))
    }
    return first
  }

  private mutating func emitText(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionMistake) -> ValueType {
    guard let part = arguments.first, arguments.count == 1 else {
      throw ExpressionMistake(
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
  ) throws(ExpressionMistake) -> ValueType {
    var format = NumberFormat()
    switch arguments.count {
    case 1: break
    case 2:
      guard case .text(let sign, _) = arguments[1] else {
        throw ExpressionMistake(
          arguments[1].position, "the decimal character must be written out",
          hint: "Write number(text, ',').")
      }
      format.decimalChar = sign
      if sign == "," { format.groupChar = "." }
    default:
      throw ExpressionMistake(
        at, "number has \(arguments.count) arguments here",
        hint: "Write number(text), or number(text, ',').")
    }
    guard let layout = NumberLayout(format) else {
      throw ExpressionMistake(
        at, "the decimal character is not one ASCII character", hint: "Write '.' or ','.")
    }
    try need(.text, arguments[0], "in 'number'")
    add(.number, pool.add(layout), taking: 1)
    return .number
  }

  private mutating func emitDate(
    _ arguments: [ExpressionNode], at: Int
  ) throws(ExpressionMistake) -> ValueType {
    guard let part = arguments.first, arguments.count <= 2 else {
      throw ExpressionMistake(
        at, "date has \(arguments.count) arguments here",
        hint: "Write date(text), date(text, '%d-%m-%Y') or date(datetime).")
    }
    let found = try emit(part)
    if found == .datetime, arguments.count == 1 {
      add(.dayOf, taking: 1)
      return .date
    }
    guard found == .text || found == .missing else {
      throw ExpressionMistake(
        part.position, "date has \(found.words) where it needs a text",
        hint: found == .date ? "It is a date already." : nil)
    }
    var format = "default"
    if arguments.count == 2 {
      guard case .text(let written, _) = arguments[1] else {
        throw ExpressionMistake(
          arguments[1].position, "the form of the date must be written out",
          hint: "Write date(text, '%d-%m-%Y').")
      }
      format = written
    }
    guard let layout = DateLayout(format, kind: .date, arena: pool.arena) else {
      throw ExpressionMistake(
        arguments.last?.position ?? at, "'\(format)' is not a form of dates",
        hint: "Use \(DateLayout.directives), and all that a date needs: '%d-%m-%Y'.")
    }
    add(.date, pool.add(layout), taking: 1)
    return .date
  }
}
