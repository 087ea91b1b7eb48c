// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment

@Suite("Steps, bound to columns")
struct StepPlanTests {
  private static func field(_ source: String, _ type: FieldType = .string(.default)) -> Field {
    Field(source: source, name: source.lowercased(), type: type, privacy: .none, treatment: .keep)
  }

  private static func step(_ kind: Step.Kind) -> Step { Step(kind, location: .init(line: 3)) }

  private static func text(_ text: String) -> ExpressionText {
    ExpressionText(text, location: .init(file: "pipeline.yaml", line: 7, column: 14))
  }

  private static func problems(_ steps: [Step], _ fields: [Field]) -> [String] {
    do throws(Failure) {
      _ = try StepPlan(
        .init(fields: fields, missingValues: [""], steps: steps, checks: [], today: "2026-11-25"))
      return []
    } catch {
      return error.diagnostics.map { "\($0.code.rawValue) \($0.summary)" }
    }
  }

  /// The columns of the fields, and what the steps make of rows; those that are left out are "-".
  private static func run(
    _ steps: [Step], _ fields: [Field], header: [String], _ rows: [[String]]
  ) throws -> (columns: [Int], width: Int, rows: [[String]]) {
    let plan = try StepPlan(
      .init(fields: fields, missingValues: [""], steps: steps, checks: [], today: "2026-11-25"))
    let binding = try plan.bind(
      header: header, width: header.count, match: .equal, file: "a.csv")
    let program = try #require(binding.steps)
    let worker = try StepWorker(program, history: nil)
    var batch = batch(rows)
    _ = try worker.apply(&batch, block: 0)
    let made = (0..<batch.rowCount).map { row in
      batch.marks[row] == .filtered
        ? ["-"]
        : binding.columns.map { column in
          String(decoding: batch.cell(row: row, column: column), as: UTF8.self)
        }
    }
    return (binding.columns, binding.width, made)
  }

  @Test("leave the columns of the export where they are")
  func places() throws {
    let found = try Self.run(
      [
        Self.step(.split(column: "B", by: "/", into: ["B1", "B2"])),
        Self.step(.rename([.init(old: "C", new: "D")])),
        Self.step(.derive(name: "C", as: Self.text("D & A"))),
      ], ["A", "B2", "B1", "D", "C"].map { Self.field($0) }, header: ["C", "A", "B"],
      [["c", "a", "1/2/3"], ["", "a", ""]])
    #expect(found.columns == [1, 4, 3, 0, 5])
    #expect(found.width == 5)
    #expect(found.rows == [["a", "2/3", "1", "c", "ca"], ["a", "", "", "", "a"]])
  }

  @Test("may give a name to another column, and swap two")
  func names() throws {
    let found = try Self.run(
      [
        Self.step(.rename([.init(old: "A", new: "B"), .init(old: "B", new: "A")])),
        Self.step(.rename([.init(old: "N", new: "OUD")])),
        Self.step(.derive(name: "N", as: Self.text("upper(OUD)"))),
      ], ["A", "B", "OUD", "N"].map { Self.field($0) }, header: ["A", "B", "N"],
      [["a", "b", "n"]])
    #expect(found.rows == [["b", "a", "n", "N"]])
  }

  @Test("read what was made before, and what was replaced, but not what a filter left out")
  func chain() throws {
    let found = try Self.run(
      [
        Self.step(.derive(name: "X", as: Self.text("N * 2"))),
        Self.step(.derive(name: "Y", as: Self.text("S & text(X)"))),
        Self.step(.replace(column: "S", values: .pairs([.init(old: "a", new: "b")]))),
        Self.step(.derive(name: "Z", as: Self.text("S & text(X)"))),
        Self.step(.filter(Self.text("X > 2"))),
      ],
      [
        Self.field("N", .integer(NumberFormat())), Self.field("S"),
        Self.field("X", .integer(NumberFormat())), Self.field("Y"), Self.field("Z"),
      ], header: ["N", "S"], [["1", "a"], ["2", "a"], ["3", "c"]])
    #expect(found.rows == [["-"], ["2", "b", "4", "a4", "b4"], ["3", "c", "6", "c6", "c6"]])
  }

  @Test("write nothing as the field's own missing value")
  func missing() throws {
    var field = Self.field("X", .integer(NumberFormat()))
    field.missingValues = ["n.v.t."]
    let found = try Self.run(
      [
        Self.step(.derive(name: "X", as: Self.text("number(A)"))),
        Self.step(.derive(name: "Y", as: Self.text("X is empty"))),
      ], [Self.field("A"), field, Self.field("Y")], header: ["A"], [["x"], ["1"]])
    #expect(found.rows == [["x", "n.v.t.", "true"], ["1", "1", "false"]])
  }

  @Test("make rows of columns, of which each knows its record")
  func unpivot() throws {
    let plan = try StepPlan(
      .init(
        fields: ["A", "N", "V"].map { Self.field($0) }, missingValues: [""],
        steps: [
          Self.step(.filter(Self.text("A != 'weg'"))),
          Self.step(.unpivot(columns: ["1", "2"], name: "N", value: "V")),
          Self.step(.filter(Self.text("V is not empty"))),
        ], checks: [], today: "2026-11-25"))
    let binding = try plan.bind(header: ["A", "1", "2"], width: 3, match: .equal, file: "a.csv")
    let worker = try StepWorker(try #require(binding.steps), history: nil)
    var batch = batch([["x", "p", ""], ["weg", "q", "r"], ["y", "s", "t"]])
    let result = try worker.apply(&batch, block: 0)
    #expect(batch.numbers == [0, 0, 1, 2, 2])
    #expect(batch.marks == [.kept, .filtered, .filtered, .kept, .kept])
    #expect(result.filtered == 2)
    let cells = [0, 3, 4].map { row in
      binding.columns.map { String(decoding: batch.cell(row: row, column: $0), as: UTF8.self) }
    }
    #expect(cells == [["x", "1", "p"], ["y", "1", "s"], ["y", "2", "t"]])
  }

  @Test("say what is wrong with them, without an export")
  func problems() {
    let a = [Self.field("A"), Self.field("X")]
    func derive(_ text: String) -> [Step] { [Self.step(.derive(name: "X", as: Self.text(text)))] }
    #expect(Self.problems(derive("A"), a).isEmpty)
    #expect(
      Self.problems(derive("A"), [Self.field("A")]) == [
        "extra-label the column 'X' that a step makes is not under 'fields', so nothing is published"
      ])
    #expect(
      Self.problems([Self.step(.filter(Self.text("X = 'a'")))] + derive("A"), a) == [
        "expression-error character 1 of the expression: the column 'X' is not there: a later step makes it"
      ])
    #expect(
      Self.problems(derive("X & A"), a) == [
        "expression-error character 1 of the expression: the column 'X' is not there: "
          + "this step makes it, so give the new column another name"
      ])
    #expect(
      Self.problems(derive("1 = 1"), [Self.field("A"), Self.field("X", .date(format: "default"))])
        == [
          "invalid-value X is made by an expression that gives a boolean, and its field does not read that"
        ])
    #expect(
      Self.problems(
        derive("2026-01-31"), [Self.field("A"), Self.field("X", .date(format: "%d-%m-%Y"))]
      ).count == 1)
    #expect(
      Self.problems(
        [Self.step(.combine(columns: ["A", "B"], with: "", into: "X"))], a
      ) == ["invalid-value there is no column 'B' at this step"])
    #expect(
      Self.problems([Self.step(.split(column: "A", by: ",", into: ["X", "Y"]))], a).contains(
        "invalid-value the column 'A' is not there after the steps: 'split' takes it away"))
    #expect(
      Self.problems([Self.step(.derive(name: "A", as: Self.text("upper(A)")))], [a[0]]) == [
        "expression-error character 7 of the expression: the column 'A' is not there: "
          + "this step makes it, so give the new column another name"
      ])
    #expect(
      Self.problems(derive("A") + derive("A"), a) == ["invalid-value there is already a column 'X'"]
    )
  }
}
