// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What stands first: on one page all that somebody decides by, of which the rest is the evidence.
extension PrivacyReportPage {
  /// Lines of the summary; `isWrong` marks what somebody has to look at before signing.
  func summary(_ report: PrivacyReport) -> [[String: Any]] {
    [
      line("report-summary-signed", signed(report), isWrong: report.signOff == nil),
      line("report-summary-size", size(report)),
      hiding(report),
      line(
        "report-checks", verdicts(report), isWrong: report.checks.contains { !$0.verdict.isInOrder }
      ),
      line(
        "report-exceptions", exceptions(report),
        isWrong: report.signOff.map { !$0.exceptions.isEmpty } ?? false),
      line("report-found", found(report), isWrong: !report.possible.isEmpty),
      line("report-summary-open", open(report), isWrong: !missing(report).isEmpty),
    ]
  }

  private func line(_ key: String, _ value: String, isWrong: Bool = false) -> [String: Any] {
    ["name": texts[key], "value": value, "isWrong": isWrong]
  }

  private func signed(_ report: PrivacyReport) -> String {
    guard let signOff = report.signOff else {
      return texts[
        report.signOffProblem == nil ? "report-decision-none" : "report-decision-damaged"]
    }
    return texts(
      "report-summary-signed-text",
      [
        "role": signOff.decidedBy.map { "\(signOff.role), \($0)" } ?? signOff.role,
        "date": language.date(signOff.date), "until": language.date(signOff.validUntil),
      ])
  }

  private func size(_ report: PrivacyReport) -> String {
    let published = report.columns.count { $0.name != nil }
    return texts(
      "report-summary-size-text",
      [
        "rows": language.number(report.rows), "columns": language.number(published),
        "all": language.number(report.columns.count),
      ])
  }

  /// How well persons are hidden; that it was not counted is never in order.
  private func hiding(_ report: PrivacyReport) -> [String: Any] {
    if let cells = report.cells {
      return line(
        "report-summary-hiding",
        texts(
          "report-summary-cells-text",
          [
            "smallest": language.number(cells.smallest), "minimum": language.number(cells.minimum),
          ]))
    }
    guard let figures = report.figures else {
      return line("report-summary-hiding", texts["report-summary-not-counted"])
    }
    let asked = report.minimumK.map { language.number($0) } ?? texts["report-asked-none"]
    return line(
      "report-summary-hiding",
      texts(
        "report-summary-hiding-text",
        [
          "k": language.number(figures.k), "asked": asked,
          "unique": language.number(figures.uniqueRows), "rows": language.number(figures.rows),
        ]), isWrong: figures.uniqueRows > 0 || report.minimumK == nil)
  }

  /// How many checks ended in which way; the ways that did not occur are left out.
  private func verdicts(_ report: PrivacyReport) -> String {
    let counts = GateCheck.Verdict.allCases.compactMap { verdict -> String? in
      let count = report.checks.count { $0.verdict == verdict }
      guard count > 0 else { return nil }
      return "\(language.number(count)) \(texts["report-verdict-\(verdict.rawValue)"])"
    }
    return counts.isEmpty ? texts["report-summary-none"] : counts.joined(separator: ", ")
  }

  private func exceptions(_ report: PrivacyReport) -> String {
    let words = report.signOff?.exceptions ?? []
    return words.isEmpty
      ? texts["report-exceptions-none"]
      : words.map { texts["report-exception-\($0)"] }.joined(separator: "; ")
  }

  private func found(_ report: PrivacyReport) -> String {
    guard !report.findings.isEmpty else { return texts["report-summary-none"] }
    func count(_ isCounted: (PrivacyReport.Finding) -> Bool) -> String {
      language.number(report.findings.count(where: isCounted))
    }
    return texts(
      "report-summary-found-text",
      [
        "sure": count { $0.confidence != "possible" },
        "possible": count { $0.confidence == "possible" },
        "accepted": count { $0.accepted != nil },
      ])
  }

  /// The notes that nobody filled in, as they are called in the report.
  private func missing(_ report: PrivacyReport) -> [String] {
    let notes = report.signOff?.notes ?? [:]
    return Self.asked.filter { notes[$0.key] == nil }.map {
      texts[$0.text].replacing("?", with: "")
    }
  }

  private func open(_ report: PrivacyReport) -> String {
    let missing = missing(report)
    return missing.isEmpty ? texts["report-summary-none"] : missing.joined(separator: "; ")
  }

  /// What the sign-off asks, in the order of the report.
  private static var asked: [(key: String, text: String)] {
    notes.filter { $0.key != "remark" } + questions
  }
}
