// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// Gives the parts of an expression their types, and turns it into instructions.
package struct ExpressionCompiler {
  /// The names that an expression may use.
  package struct Scope {
    var columns: [String: ExpressionColumn]
    /// Columns that there were, or will be, with what to say of them.
    var gone: [String: String] = [:]
    /// The day of the run, `YYYY-MM-DD`.
    var today: String

    /// Creates it from its parts.
    package init(columns: [String: ExpressionColumn], gone: [String: String] = [:], today: String) {
      self.columns = columns
      self.gone = gone
      self.today = today
    }
  }

  let scope: Scope
  let pool: ExpressionPool
  private var instructions: [ExpressionInstruction] = []
  private var slots: Set<Int> = []
  private var depth = 0
  private var deepest = 0

  /// Compiles a text into a pool.
  ///
  /// - Parameter wanted: What it has to give; nil where that is free.
  /// - Returns: The expression, and the columns that it reads, as slots.
  package static func compile(
    _ text: String, wanted: ValueType? = nil, _ scope: Scope, into pool: ExpressionPool
  ) throws(ExpressionProblem) -> (expression: Expression, slots: Set<Int>) {
    let node = try ExpressionParser.parse(text)
    var compiler = ExpressionCompiler(scope: scope, pool: pool)
    let type = try compiler.emit(node)
    if let wanted, type != wanted {
      throw ExpressionProblem(
        node.position, "it gives \(type.words), and \(wanted.words) is asked here",
        hint: wanted == .boolean ? "Compare it with something: = != < <= > >=, is empty." : nil)
    }
    guard type != .missing else {
      throw ExpressionProblem(node.position, "it is always missing")
    }
    let expression = Expression(
      type: type, instructions: pool.arena.keep(list: compiler.instructions),
      depth: compiler.deepest)
    return (expression, compiler.slots)
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
  mutating func addJump(
    _ operation: ExpressionInstruction.Operation, taking: Int
  ) -> Int {
    add(operation, taking: taking, giving: 0)
    return instructions.count - 1
  }

  /// Lets a jump come down at the next instruction.
  mutating func land(_ jump: Int) { instructions[jump].a = Int32(instructions.count) }

  // MARK: Parts

  /// Adds what gives the value of a part.
  mutating func emit(_ node: ExpressionNode) throws(ExpressionProblem) -> ValueType {
    switch node {
    case .text(let text, _): return constant(pool.add(text), .text)
    case .number(let text, let at):
      guard let number = FixedDecimal(text) else {
        throw ExpressionProblem(at, "the number has more than \(FixedDecimal.digits) digits")
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
        throw ExpressionProblem(
          at, "the regular expression is wrong at its character \(error.position): \(error.message)"
        )
      }
      return .boolean
    }
  }

  /// Adds a constant of the pool.
  mutating func constant(_ index: Int, _ type: ValueType) -> ValueType {
    add(.constant, index, taking: 0)
    return type
  }

  private mutating func emit(
    date text: String, at: Int
  ) throws(ExpressionProblem) -> ValueType {
    let isDay = text.utf8.count == 10
    guard
      let layout = DateLayout("default", kind: isDay ? .date : .datetime, arena: pool.arena),
      let parts = layout.parse(text.utf8.span)
    else { throw ExpressionProblem(at, "there is no such day or time") }
    return isDay
      ? constant(pool.add(.integer(parts.calendarDay.number)), .date)
      : constant(
        pool.add(.plain(parts.nanoseconds, zone: ExpressionValue.noZone)), .datetime)
  }

  private mutating func emit(
    column name: String, at: Int
  ) throws(ExpressionProblem) -> ValueType {
    guard let column = scope.columns[name] else {
      if let reason = scope.gone[name] {
        throw ExpressionProblem(at, "the column '\(name)' is not there: \(reason)")
      }
      let isFunction = ExpressionFunction.names.contains(name)
      throw ExpressionProblem(
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
  ) throws(ExpressionProblem) {
    let found = try emit(node)
    guard found != type, found != .missing else { return }
    throw ExpressionProblem(
      node.position, "\(place) stands \(found.words), and \(type.words) is needed",
      hint: Self.conversion(found, type))
  }

  /// How one type is made of another; nil where it is not.
  static func conversion(_ found: ValueType, _ wanted: ValueType) -> String? {
    switch (found, wanted) {
    case (.text, .number): "Write number(…) around it, or give the field type: number."
    case (.text, .date):
      "Write date(…) around it, or give the field type: date; a day is 2026-01-31."
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
  ) throws(ExpressionProblem) -> ValueType {
    try need(.boolean, one, "before '\(word)'")
    let jump = addJump(jump, taking: 1)
    try need(.boolean, other, "behind '\(word)'")
    add(.truth, taking: 1)
    land(jump)
    return .boolean
  }

  private mutating func emit(
    _ relation: ExpressionNode.Relation, _ one: ExpressionNode, _ other: ExpressionNode, at: Int
  ) throws(ExpressionProblem) -> ValueType {
    let type = try pair(one, other, at: at, "compared with")
    let number = ExpressionNode.Relation.allCases.firstIndex(of: relation) ?? 0
    if type == .boolean, number > 1 {
      throw ExpressionProblem(at, "booleans have no order", hint: "Write = or !=.")
    }
    add(
      Self.choose(type, .compareText, .compareNumber, .comparePlain), number, taking: 2)
    return .boolean
  }

  /// Adds two parts of one type, neither of which may be the word `missing`.
  private mutating func pair(
    _ one: ExpressionNode, _ other: ExpressionNode, at: Int, _ words: String
  ) throws(ExpressionProblem) -> ValueType {
    let (first, second) = (try emit(one), try emit(other))
    guard first != .missing, second != .missing else {
      throw ExpressionProblem(
        at, "nothing is ever equal to missing", hint: "Write is empty, or is not empty.")
    }
    guard first == second else {
      throw ExpressionProblem(
        at, "\(first.words) cannot be \(words) \(second.words)",
        hint: first == .text
          ? Self.conversion(first, second)
          : Self.conversion(second, first) ?? Self.conversion(first, second))
    }
    return first
  }

  /// The operation for a type.
  static func choose(
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
  ) throws(ExpressionProblem) -> ValueType {
    let type = try emit(part)
    for item in items {
      let found = try emit(item)
      guard found == type, type != .missing else {
        throw ExpressionProblem(
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
  ) throws(ExpressionProblem) -> ValueType {
    let first = try emit(one)
    let isDay = first == .date && (calculation == .add || calculation == .subtract)
    guard isDay || first == .number || first == .missing else {
      throw ExpressionProblem(
        one.position, "\(first.words) cannot be calculated with",
        hint: first == .text && calculation == .add
          ? "Texts are joined with &." : Self.conversion(first, .number))
    }
    let second = try emit(other)
    guard second == .number || second == .missing else {
      throw ExpressionProblem(
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
