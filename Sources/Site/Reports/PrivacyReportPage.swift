// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// The report for the data protection officer as one page, in both languages.
package struct PrivacyReportPage {
  let texts: Texts

  var language: Language { texts.language }

  /// The page, UTF-8.
  ///
  /// - Throws: `self-check` where a template is missing.
  package static func html(_ report: PrivacyReport) throws(Failure) -> String {
    try ReportPage.html(
      "privacy-report", heading: "report-privacy-heading",
      title: LocalizedText(nl: report.title, en: report.englishTitle)
    ) { PrivacyReportPage(texts: $0).article(report) }
  }

  private func article(_ report: PrivacyReport) -> [String: Any] {
    let rows = texts.count("rows", report.rows)
    var page: [String: Any] = [
      "dataset": report.dataset, "publisher": report.publisher,
      "date": language.date(report.date), "tool": report.toolVersion,
      "officer": report.officer.map { texts("report-officer", ["officer": $0]) } ?? "",
      "isAllowed": report.isAllowed, "allowed": texts("report-allowed-text", ["rows": rows]),
      "refusals": refusals(report), "hasRefusals": !report.refusals.isEmpty,
      "checks": report.checks.map(check), "columns": report.columns.map(column),
      "findings": report.findings.map(finding), "hasFindings": !report.findings.isEmpty,
      "definition": report.definition, "schema": report.schema,
      "summary": summary(report),
      "published": (report.published ?? [:]).sorted { $0.key < $1.key }.map {
        ["name": $0.key, "digest": $0.value]
      },
      "exports": report.exports.sorted { $0.key < $1.key }.map {
        ["name": $0.key, "digest": $0.value]
      },
      "questions": questions(report.signOff),
      "facts": facts(report.signOff, isDamaged: report.signOffProblem != nil),
    ]
    page["remarks"] = (report.remarks ?? []).map(remark)
    page["hasRemarks"] = report.remarks != nil
    page["steps"] = steps(report)
    page["hasSteps"] = report.steps != nil
    page["figures"] = report.figures.map { figures($0, report.asked) }
    page["cells"] = report.cells.map(cells)
    page["pseudonyms"] = report.pseudonyms.map { pseudonyms($0, on: report.date) }
    return page
  }

  /// Why it was refused: what kind of problem each is, and the program's message, which is in English.
  private func refusals(_ report: PrivacyReport) -> [[String: Any]] {
    report.refusals.enumerated().map { index, message in
      var page: [String: Any] = ["message": message + "."]
      if index < report.refusalCodes.count {
        page.merge(texts.words(of: report.refusalCodes[index])) { $1 }
      }
      return page
    }
  }

  private func check(_ check: GateCheck) -> [String: Any] {
    var page: [String: Any] = [
      "check": check.name.title.text(in: language),
      "verdict": texts["report-verdict-\(check.verdict.rawValue)"],
      "isPassed": check.verdict.isInOrder, "evidence": check.evidence.text(in: language),
    ]
    page["evidenceLang"] = texts.foreign(check.evidence)
    return page
  }

  private func column(_ column: PrivacyReport.Column) -> [String: Any] {
    let dropped = texts["report-dropped"]
    return [
      "source": column.source, "published": column.name ?? dropped,
      "class": texts["report-class-\(column.privacy.rawValue)"],
      "treatment": column.name == nil
        ? dropped : texts.treatment(.kind(column.treatment), inWords: column.treatmentInWords),
      "before": number(column.before), "after": number(column.after),
    ]
  }

  private func number(_ distinct: DistinctCount?) -> String {
    guard let distinct else { return "–" }
    let number = language.number(distinct.count)
    return distinct.isEstimate ? texts("about-number", ["number": number]) : number
  }

  private func finding(_ finding: PrivacyReport.Finding) -> [String: Any] {
    var page: [String: Any] = [
      "place": place(finding.place), "what": texts["detector-\(finding.detector)"],
      "confidence": texts["report-confidence-\(finding.confidence)"],
      "count": texts(
        "report-found-count",
        ["hits": language.number(finding.hits), "values": language.number(finding.values)]),
    ]
    page["accepted"] = finding.accepted
    page["acceptedLang"] = finding.accepted.flatMap { texts.foreign(LocalizedText(nl: $0)) }
    return page
  }

  private func remark(_ remark: PrivacyReport.Remark) -> [String: Any] {
    var page = texts.words(of: remark.code)
    page["column"] = remark.column ?? texts["report-whole-table"]
    page["message"] = remark.message + "."
    page["accepted"] = remark.accepted
    page["acceptedLang"] = remark.accepted.flatMap { texts.foreign(LocalizedText(nl: $0)) }
    return page
  }

  /// The field, or in words the part of the metadata: `metadata: title`.
  private func place(_ place: String) -> String {
    let key = place.replacing(": ", with: "-").replacing(" ", with: "-")
    return texts.all["report-\(key)"] ?? place
  }

  private func pseudonyms(
    _ pseudonyms: PrivacyReport.Pseudonyms, on day: String
  ) -> [String: Any] {
    var page: [String: Any] = [
      "fields": texts(
        "report-pseudonyms-fields", ["fields": pseudonyms.fields.joined(separator: ", ")]),
      "release": pseudonyms.release, "isStable": pseudonyms.release.isEmpty,
    ]
    page["key"] = pseudonyms.key
    if let made = pseudonyms.made, let due = pseudonyms.due {
      page["age"] = texts(
        day > due ? "report-key-overdue" : "report-key-made",
        ["made": language.date(made), "due": language.date(due)])
    }
    return page
  }

  private func cells(_ cells: CellFigures) -> [String: Any] {
    [
      "all": language.number(cells.cells), "primary": language.number(cells.primary),
      "secondary": language.number(cells.secondary),
      "smallest": texts(
        "report-cells-smallest-text",
        [
          "smallest": language.number(cells.smallest), "minimum": language.number(cells.minimum),
        ]),
    ]
  }
}
