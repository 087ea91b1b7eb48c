// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikExpressions
@testable import HergebruikValues

/// Every function and operator of expressions, on cells at the ends: a value, or none.
@Suite("Extreme expressions")
struct ExtremeExpressionTests {
  /// A column of each type that expressions read, two of each.
  private static let columns: [(name: String, type: FieldType)] =
    ["1", "2"].flatMap { number -> [(String, FieldType)] in
      [
        ("T\(number)", .string(.default)), ("N\(number)", .number(NumberFormat())),
        ("D\(number)", .date(format: "default")), ("M\(number)", .datetime(format: "default")),
        ("B\(number)", .boolean(BooleanFormat())),
      ]
    }

  private static func letter(_ type: ValueType) -> String {
    switch type {
    case .text: "T"
    case .number: "N"
    case .date: "D"
    case .datetime: "M"
    case .boolean: "B"
    case .missing: "missing"
    }
  }

  /// The functions of the table with all types that they take, the special ones, and the operators.
  private static var texts: [String] {
    var texts: [String] = []
    for function in ExpressionFunction.table {
      for type in ValueType.allCases where function.parameters[0].contains(type) {
        let names = function.parameters.enumerated().map { index, types in
          "\(letter(types.contains(type) ? type : types.first ?? .text))\(index % 2 + 1)"
        }
        texts.append("\(function.name)(\(names.joined(separator: ", ")))")
      }
    }
    for type in ValueType.allCases where type != .missing {
      let (one, two) = ("\(letter(type))1", "\(letter(type))2")
      texts += [
        "if(B1, \(one), \(two))", "coalesce(\(one), \(two))", "\(one) = \(two)", "\(one) != \(two)",
        "\(one) in (\(two), \(one))", "\(one) is empty", "\(one) is not empty",
      ]
      if type != .boolean {
        texts += ["min(\(one), \(two))", "max(\(one), \(two))", "\(one) < \(two)"]
      }
      texts.append("text(\(one))")
    }
    texts += ["number(T1)", "number(T1, ',')", "date(T1)", "date(T1, '%d-%m-%Y')", "today()"]
    texts += ["+", "-", "*", "/"].map { "N1 \($0) N2" }
    texts += ["-N1", "D1 + N1", "D1 - N1", "T1 & T2 & T1", "B1 and not B2 or B1"]
    texts += ["T1 matches '[0-9]+'"]
    return texts
  }

  /// An expression, compiled once.
  private final class Probe {
    let pool = ExpressionPool()
    let machine: ExpressionMachine
    let expression: Expression

    init?(_ text: String) {
      let fields = ExtremeExpressionTests.columns.map {
        Field(
          source: $0.name, name: $0.name.lowercased(), type: $0.type, privacy: .none,
          treatment: .keep)
      }
      guard
        let columns = try? ExpressionRow(fields: fields, cells: []).columns(pool, missing: [""]),
        let found = try? ExpressionCompiler.compile(
          text, .init(columns: columns, today: "9999-12-31"), into: pool),
        let machine = try? ExpressionMachine(pool, depth: found.expression.depth, position: { $0 })
      else { return nil }
      (expression, self.machine) = (found.expression, machine)
    }

    /// Evaluates it over the rows of a batch, and writes what comes of it.
    func run(_ batch: borrowing RecordBatch) -> Int {
      var values = 0
      var out = ByteBuffer()
      let offsets = batch.offsets.span
      for row in 0..<batch.rowCount {
        machine.beginRow()
        let value = machine.run(
          expression, batch.text.span, offsets.extracting((2 * row * batch.width)...))
        guard !value.isMissing else { continue }
        values += 1
        out.removeAll()
        if expression.type == .text {
          machine.append(value, to: &out)
        } else {
          ExpressionMachine.append(value, expression.type, to: &out)
        }
      }
      return values
    }
  }

  private static func rows(_ cells: inout ExtremeCells, _ count: Int) -> [[String]] {
    (0..<count).map { _ in
      columns.map { column in
        switch column.type.value {
        case .number: cells.below(20) == 0 ? cells.cell() : cells.number()
        case .date, .datetime: cells.time()
        case .boolean: cells.pick(["true", "false", ""])
        case .text, .missing: cells.cell()
        }
      }
    }
  }

  @Test("of one function give a value or none")
  func functions() throws {
    let texts = Self.texts
    var cells = ExtremeCells(seed: 17)
    for name in ExpressionFunction.names {
      #expect(texts.contains { $0.hasPrefix("\(name)(") }, "\(name)")
    }
    for text in texts {
      let probe = try #require(Probe(text), "\(text)")
      // Some give a value for few inputs only.
      var (left, values) = (max(PropertyInputs.share(of: texts.count), 300), 0)
      while left > 0 {
        let rows = Self.rows(&cells, min(left, 100))
        left -= rows.count
        values += probe.run(batch(rows))
      }
      #expect(values > 0, "\(text)")
    }
  }

  @Test("within each other give a value or none")
  func nested() throws {
    var cells = ExtremeCells(seed: 19)
    var byType: [ValueType: [String]] = [:]
    for text in Self.texts {
      guard let probe = Probe(text) else { continue }
      byType[probe.expression.type, default: []].append(text)
    }
    let all = Self.texts
    var (left, compiled) = (PropertyInputs.count, 0)
    while left > 0 {
      var text = cells.pick(all)
      for type in [ValueType.number, .text, .date, .datetime, .boolean] where cells.below(2) == 0 {
        let inner = cells.pick(byType[type] ?? ["N1"])
        text = text.replacing("\(Self.letter(type))1", with: "(\(inner))")
      }
      left -= 20
      guard text.utf8.count < 4000, let probe = Probe(text) else { continue }
      compiled += 1
      _ = probe.run(batch(Self.rows(&cells, 20)))
    }
    #expect(compiled > PropertyInputs.count / 100)
  }
}
