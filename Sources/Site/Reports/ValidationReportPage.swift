// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// What a run found wrong with a dataset as one page, in both languages.
package struct ValidationReportPage {
  private let texts: Texts

  private var language: Language { texts.language }

  /// The page, UTF-8.
  ///
  /// - Throws: `self-check` where a template is missing.
  package static func html(_ report: ValidationReport) throws(Failure) -> String {
    try ReportPage.html(
      "validation-report", heading: "report-validation-heading", title: report.title
    ) { ValidationReportPage(texts: $0).article(report) }
  }

  private func article(_ report: ValidationReport) -> [String: Any] {
    let problems = report.others.filter { $0.severity == .error }
    let errors = texts.count("errors", report.errorCount)
    return [
      "dataset": report.dataset, "date": language.date(report.date), "tool": report.toolVersion,
      "isValid": report.isValid, "isAccepted": report.isAccepted,
      "leftOut": texts("report-left-out", ["errors": errors]),
      "stopped": texts("report-stopped", ["errors": errors]),
      "facts": report.export.map(facts) ?? [], "isOpened": report.export != nil,
      "findings": report.groups.map(group), "hasFindings": !report.groups.isEmpty,
      "others": problems.map(other), "hasOthers": !problems.isEmpty,
      "warnings": report.warnings.map(other), "hasWarnings": !report.warnings.isEmpty,
    ]
  }

  private func facts(_ export: ValidationReport.Export) -> [[String: String]] {
    let read = texts(
      "report-read-text",
      [
        "rows": texts.count("rows", export.rows), "columns": texts.count("columns", export.width),
        "size": language.size(export.bytes),
      ])
    return [
      ["name": texts["file"], "value": export.files.joined(separator: ", ")],
      ["name": texts["report-read"], "value": read],
      ["name": texts["report-rejected"], "value": language.number(export.rejected)],
    ]
  }

  /// A kind of problem of rows, with the first places.
  private func group(_ group: DiagnosticGroup) -> [String: Any] {
    var page = texts.words(of: group.code)
    page["field"] = group.field
    page["count"] = language.number(group.count)
    page["message"] = group.shown.first.map(message) ?? ""
    var places = group.shown.map { texts.place($0.location) }
    let more = group.count - group.shown.count
    if more > 0 { places.append(texts("report-rest", ["count": language.number(more)])) }
    let times = texts.count("report-times", group.count)
    page["places"] = places.isEmpty ? "\(times)." : "\(times): \(places.joined(separator: "; "))."
    return page
  }

  private func other(_ diagnostic: Diagnostic) -> [String: Any] {
    var page = texts.words(of: diagnostic.code)
    let place = texts.place(diagnostic.location)
    page["message"] = message(diagnostic)
    page["place"] = place.isEmpty ? nil : texts("report-where", ["place": place])
    return page
  }

  /// What the program says, which is in English, and how to mend it.
  private func message(_ diagnostic: Diagnostic) -> String {
    diagnostic.summary + "." + (diagnostic.hint.map { " " + $0 } ?? "")
  }
}
