// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikTables
@testable import HergebruikTreatment

/// Every step, on cells at the ends.
@Suite("Extreme steps")
struct ExtremeStepTests {
  private static func text(_ text: String) -> ExpressionText {
    ExpressionText(text, location: .init(line: 1))
  }

  private static let list = CodeList(
    file: "a.csv", columns: .labels(from: ["a"], to: "b"), unmatched: .empty)

  /// Each kind of step; the columns are A to D, of a text, a number, a date and a text.
  private static let steps: [Step.Kind] = [
    .filter(text("B > 0 or A is empty")), .derive(name: "X", as: text("B * B")),
    .derive(name: "X", as: text("A & D & A")), .derive(name: "X", as: text("C + B")),
    .rename([.init(old: "A", new: "X")]), .split(column: "A", by: "-", into: ["X", "Y"]),
    .split(column: "A", by: "x", into: ["X", "Y", "Z"]),
    .combine(columns: ["A", "D", "A"], with: ", ", into: "X"),
    .lookup(column: "A", list: list, into: "X"),
    .replace(column: "A", values: .pairs([.init(old: "0", new: "nul"), .init(old: "x", new: "")])),
    .deduplicate(["A", "B"]), .unpivot(columns: ["A", "D"], name: "X", value: "Y"),
  ]

  /// No default: a new kind of step needs an example above, and its number here.
  private static func number(of step: Step.Kind) -> Int {
    switch step {
    case .filter: 0
    case .derive: 1
    case .rename: 2
    case .split: 3
    case .combine: 4
    case .lookup: 5
    case .replace: 6
    case .deduplicate: 7
    case .unpivot: 8
    }
  }

  @Test("keep, refuse or leave out each row", arguments: 0..<12)
  func everyStep(index: Int) throws {
    #expect(Self.steps.count == 12 && Set(Self.steps.map(Self.number)) == Set(0..<9))
    let kind = try #require(Self.steps.dropFirst(index).first)
    let step = Step(kind, location: .init(line: 1))
    let types: [(String, FieldType)] = [
      ("A", .string(.default)), ("B", .number(NumberFormat())), ("C", .date(format: "default")),
      ("D", .string(.default)),
    ]
    let used =
      types.filter { !step.taken.contains($0.0) } + step.made.map { ($0, .string(.default)) }
    let fields = used.map {
      Field(
        source: $0.0, name: $0.0.lowercased(), type: $0.1, privacy: .none, treatment: .keep)
    }
    let codes = CodeTable(keys: [.string(.default)])
    let plan = try StepPlan(
      .init(
        fields: fields, missingValues: [""], steps: [step], checks: [], today: "9999-12-31",
        codes: [0: codes]))
    let binding = try plan.bind(
      header: types.map(\.0), width: types.count, match: .equal, file: "a.csv")
    let program = try #require(binding.steps)
    let history = program.makeHistory(memory: 1 << 24)
    let worker = try StepWorker(program, history: history)
    var cells = ExtremeCells(seed: 23)
    var (left, block) = (PropertyInputs.share(of: Self.steps.count), 0)
    while left > 0 {
      let rows = (0..<min(left, 50)).map { _ in
        [cells.cell(), cells.number(), cells.time(), cells.cell()]
      }
      left -= rows.count
      var batch = batch(rows)
      let result = try worker.apply(&batch, block: block)
      history?.pass(block)
      block += 1
      #expect(batch.marks.count == batch.rowCount)
      #expect(batch.marks.count { $0 == .unreadable } <= result.problems.count * 2)
      for row in 0..<batch.rowCount {
        for column in 0..<batch.width { _ = batch.cell(row: row, column: column).count }
      }
    }
  }
}
