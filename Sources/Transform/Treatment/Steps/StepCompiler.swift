// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExpressions
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// Turns steps and checks into operations, and collects what is wrong with them.
struct StepCompiler {
  let request: StepPlan.Request
  let columns: StepColumns
  let pool = ExpressionPool()
  var operations: [StepPlan.Operation] = []
  private(set) var depth = 1
  private(set) var readings: [ExpressionColumn] = []
  private(set) var missing: [Kept<UInt8>] = []
  var deduplications = 0
  var tables: [CodeTable] = []
  private(set) var problems: [Diagnostic] = []
  private(set) var warnings: [Diagnostic] = []
  /// For each slot the slots of the export that its values come of.
  var lineage: [Set<Int>] = []

  init(_ request: StepPlan.Request, _ columns: StepColumns, _ programs: [FieldProgram]) {
    (self.request, self.columns) = (request, columns)
    let common = pool.arena.keep(missing: request.missingValues)
    for (number, slot) in columns.slots.enumerated() {
      let field = slot.field.map { request.fields[$0] }
      readings.append(
        ExpressionColumn(
          slot: number, type: field?.type.value ?? .text,
          cast: slot.field.map { programs[$0].cast } ?? .text,
          missing: slot.field.map { programs[$0].missing } ?? common))
      let list = field?.missingValues ?? request.missingValues
      missing.append(pool.arena.keep(text: list.contains("") ? "" : list.first ?? ""))
      lineage.append(slot.isExported ? [number] : [])
    }
  }

  /// Compiles all.
  mutating func compile() {
    for (number, step) in request.steps.enumerated() { compile(step, number) }
    for (number, check) in request.checks.enumerated() {
      guard let condition = expression(check.expression, .boolean, scope: request.steps.count)
      else { continue }
      operations.append(.check(condition.expression, number: number))
    }
    checkLineage()
  }

  func table(_ values: Step.Replacements, _ number: Int) -> CodeTable? {
    switch values {
    case .list: return request.codes?[number]
    case .pairs(let pairs):
      let table = CodeTable(keys: [.string(.default)])
      for pair in pairs {
        _ = table.insert([Array(pair.old.utf8)], Array(pair.new.utf8))
      }
      return table
    }
  }

  // MARK: Expressions

  mutating func expression(
    _ text: ExpressionText, _ wanted: ValueType?, scope number: Int
  ) -> (expression: Expression, slots: Set<Int>)? {
    let scope = ExpressionCompiler.Scope(
      columns: columns.scopes[number].mapValues { readings[$0] }, gone: columns.gone[number],
      today: request.today)
    do throws(ExpressionProblem) {
      let compiled = try ExpressionCompiler.compile(text.text, wanted: wanted, scope, into: pool)
      depth = max(depth, compiled.expression.depth)
      return compiled
    } catch {
      problems.append(
        Diagnostic(
          .expressionError, at: text.location,
          "character \(error.position) of the expression: \(error.summary)", hint: error.hint))
      return nil
    }
  }

  /// What an expression makes stands in canonical form, and its field has to read that.
  mutating func makeCanonical(_ slot: Int, _ type: ValueType) {
    readings[slot].type = type
    readings[slot].cast = Cast(canonical: type.fieldType, pool.arena)
    guard let index = columns.slots[slot].field else { return }
    let field = request.fields[index]
    guard let hint = field.type.unfitness(for: type) else { return }
    problems.append(
      Diagnostic(
        .invalidValue, at: field.location,
        "\(field.label) is made by an expression that gives \(type.words), and its field does not read that",
        hint: hint))
  }

  /// Says where a field publishes what comes of a direct identifier, under another class.
  private mutating func checkLineage() {
    for (number, slot) in columns.slots.enumerated() where !slot.isExported {
      guard let index = slot.field, !request.fields[index].treatment.suitsDirectIdentifier else {
        continue
      }
      let field = request.fields[index]
      let origins = lineage[number].sorted().compactMap { columns.slots[$0].field }
      for origin in origins where request.fields[origin].privacy == .direct {
        warnings.append(
          Diagnostic(
            .directIdentifierKept, severity: .warning, at: field.location,
            "\(field.label) is made of \(request.fields[origin].label), which points at a person by itself, "
              + "and is published with '\(field.treatment.name)'",
            hint:
              "Look whether it still points at a person; then drop it, or write privacy: direct."))
      }
    }
  }
}

extension ValueType {
  /// The field type in whose canonical form a value is written.
  fileprivate var fieldType: FieldType {
    switch self {
    case .text, .missing: .string(.default)
    case .number: .number(NumberFormat())
    case .date: .date(format: "default")
    case .datetime: .datetime(format: "default")
    case .boolean: .boolean(BooleanFormat(trueValues: ["true"], falseValues: ["false"]))
    }
  }
}

extension FieldType {
  /// Why a field of this type cannot read what an expression gives, as a remedy; nil where it can.
  fileprivate func unfitness(for value: ValueType) -> String? {
    switch (self, value) {
    case (_, .text), (_, .missing), (.string(.default), _), (.any, _), (.year, .number): nil
    case (.integer, .number): nil
    case (.number(let format), .number):
      format.decimalChar == "."
        ? nil : "It is written with a decimal point: remove 'decimalChar' and 'groupChar'."
    case (.date(let format), .date):
      format.pattern == "default" || format.pattern == "%Y-%m-%d"
        ? nil : "It is written as 2026-01-31: remove 'format'."
    case (.datetime(let format), .datetime):
      format.pattern == "default" ? nil : "It is written as 2026-01-31T12:00:00: remove 'format'."
    case (.boolean(let words), .boolean):
      words.trueValues.contains("true") && words.falseValues.contains("false")
        ? nil : "It is written as true or false: remove 'trueValues' and 'falseValues'."
    default: "Write type: \(value == .text ? "string" : value.rawValue)."
    }
  }
}
