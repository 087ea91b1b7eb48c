// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikValues
import Testing

@testable import HergebruikExpressions

/// Columns of some types, and one row of them.
struct ExpressionRow {
  let fields: [Field]
  let cells: [String]

  static let none = ExpressionRow(fields: [], cells: [])

  /// A row of the columns that most tests need.
  static func of(_ pairs: (String, FieldType, String)...) -> ExpressionRow {
    ExpressionRow(
      fields: pairs.map {
        Field(source: $0.0, name: $0.0.lowercased(), type: $0.1, privacy: .none, treatment: .keep)
      }, cells: pairs.map(\.2))
  }

  /// The columns, as an expression reads them by their names; what they read with lives as long as the pool.
  func columns(_ pool: ExpressionPool, missing: [String]) throws -> [String: ExpressionColumn] {
    var columns: [String: ExpressionColumn] = [:]
    for (index, field) in fields.enumerated() {
      columns[field.label] = ExpressionColumn(
        slot: index, type: field.type.value, cast: try #require(Cast(field.type, pool.arena)),
        missing: pool.arena.keep(missing: missing))
    }
    return columns
  }
}

/// What an expression gives, as it would be written in a cell; `*missing*` where that is nothing.
func evaluate(_ text: String, _ row: ExpressionRow = .none) throws -> String {
  let pool = ExpressionPool()
  let columns = try row.columns(pool, missing: ["", "-"])
  let expression = try ExpressionCompiler.compile(
    text, .init(columns: columns, today: "2026-11-25"), into: pool
  ).expression
  let machine = try ExpressionMachine(pool, depth: expression.depth) { $0 }
  // The empty row has no cells: a column that nothing reads gives it an address.
  let batch = batch([row.cells + [""]])
  machine.beginRow()
  let value = machine.run(expression, batch.text.span, batch.offsets.span)
  if let problem = machine.problem { return "problem: \(problem.problem) of \(problem.slot)" }
  guard !value.isMissing else { return "*missing*" }
  if expression.type == .text { return String(decoding: machine.bytes(value), as: UTF8.self) }
  var out = ByteBuffer()
  ExpressionMachine.append(value, expression.type, to: &out)
  return String(decoding: out.bytes, as: UTF8.self)
}

/// What is wrong with an expression; `nil` if nothing is.
func problem(_ text: String, _ row: ExpressionRow = .none) -> ExpressionProblem? {
  do {
    _ = try evaluate(text, row)
    return nil
  } catch {
    return error as? ExpressionProblem
  }
}
