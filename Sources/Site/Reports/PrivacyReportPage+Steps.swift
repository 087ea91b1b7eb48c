// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What was done to rows and columns before any field was treated.
extension PrivacyReportPage {
  /// The rows of the table of steps.
  func steps(_ report: PrivacyReport) -> [[String: Any]] {
    let steps = report.steps ?? []
    return steps.map { step in
      [
        "kind": step.kind, "what": texts["report-step-\(step.kind)"],
        "columns": step.columns.isEmpty ? "–" : step.columns.joined(separator: ", "),
        "made": step.made.isEmpty ? "–" : step.made.joined(separator: ", "),
        "line": step.line.map(String.init) ?? "–",
        "leftOut": leftOut(by: step, of: steps, report.leftOut),
      ]
    }
  }

  /// How many rows a step left out; of several of one kind that is known of all together.
  private func leftOut(
    by step: PrivacyReport.Step, of steps: [PrivacyReport.Step], _ counts: PrivacyReport.LeftOut?
  ) -> String {
    let known = [Step.Name.filter: counts?.filter, .deduplicate: counts?.deduplicate]
    guard let name = Step.Name(rawValue: step.kind), let count = known[name] ?? nil else {
      return "–"
    }
    let number = language.number(count)
    return steps.count { $0.kind == step.kind } == 1
      ? number : texts("report-step-together", ["count": number])
  }
}
