// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// A row that a step or a check refused, without any value of it.
package struct StepProblem: Sendable {
  /// Why.
  enum Cause: Hashable {
    /// A cell is not what its column holds: the column's slot.
    case cell(Int, CellProblem)
    /// The check with this number does not hold.
    case check(Int)
    /// The list of the step with this number lacks the value.
    case unmatched(Int)
  }

  /// The record's number in its batch, from 0.
  package var number: Int
  /// The line in the batch, from 0, on which the record begins.
  package var line: Int
  var cause: Cause

  /// What makes two problems alike.
  package var kind: Int { cause.hashValue }

  /// The code that a person sees.
  package var code: DiagnosticCode {
    switch cause {
    case .cell(_, .type): .typeError
    case .cell: .constraintError
    case .check: .rowConstraint
    case .unmatched: .codeUnmatched
    }
  }
}

/// What one worker found out about one batch while it ran the steps.
package struct StepResult: Sendable {
  /// Refused rows.
  package internal(set) var problems: [StepProblem] = []
  /// Rows that a filter left out.
  package internal(set) var filtered = 0
  /// Rows that are the same as an earlier one.
  package internal(set) var duplicates = 0
  /// For each step how many values its list lacks; empty where no step has a list.
  package internal(set) var unmatched: [Int] = []

  /// Makes an empty result.
  package init() {}
}

extension StepProgram {
  /// What to tell a person about a refused row; the place is the caller's.
  package func diagnostic(
    for problem: StepProblem, at location: Diagnostic.Location
  ) -> Diagnostic {
    var location = location
    switch problem.cause {
    case .cell(let slot, let cell):
      return TransformPlan.diagnostic(for: cell, field(of: slot), at: location)
    case .check(let number):
      let check = plan.request.checks[number]
      let place = check.expression.location.line.map { " (line \($0) of the pipeline file)" } ?? ""
      let what = check.title.map { ": \($0)" } ?? place
      return Diagnostic(
        .rowConstraint, at: location, "the row does not satisfy check \(number + 1)\(what)",
        hint:
          "It must be true that \(check.expression.text). Correct the row in the source system, "
          + "or change the check.")
    case .unmatched(let number):
      let step = plan.request.steps[number]
      location.field = step.codeList?.column
      return Diagnostic(
        .codeUnmatched, at: location,
        "\(step.codeList?.column ?? "") is not in the list \(step.codeList?.list.file ?? "")",
        hint: "Add it to the list, or write 'unmatched: empty' to let such a cell be empty.")
    }
  }

  /// A warning for each step with cells that are empty because its code list lacks their value.
  ///
  /// - Parameter counts: `StepResult.unmatched`, added up.
  package func warnings(unmatched counts: [Int], file: String?) -> [Diagnostic] {
    zip(plan.request.steps, counts).compactMap { step, count in
      guard count > 0, let (column, list) = step.codeList else { return nil }
      return Diagnostic(
        .codeUnmatched, severity: .warning, at: .init(file: file, field: column),
        "\(count) value\(count == 1 ? "" : "s") of \(column) \(count == 1 ? "is" : "are") not in the list "
          + "\(list.file), so the cells that 'lookup' makes of \(count == 1 ? "it" : "them") are empty",
        hint: "Look whether the list is complete and up to date.")
    }
  }

  /// The field of a column, or one that has its name.
  private func field(of slot: Int) -> Field {
    let column = plan.columns.slots[slot]
    guard let index = column.field else {
      return Field(source: column.name, name: column.name, privacy: .direct, treatment: .drop)
    }
    return plan.request.fields[index]
  }
}
