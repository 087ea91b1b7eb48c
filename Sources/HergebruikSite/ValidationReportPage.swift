// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
import Mustache

/// What a run found wrong with a dataset as one page, to read and to print: Dutch, with English beside it.
public struct ValidationReportPage {
  private let texts: Texts

  /// The page, UTF-8.
  ///
  /// - Throws: `self-check` where a template is missing.
  public static func html(_ report: ValidationReport) throws(Failure) -> String {
    let page = ValidationReportPage(texts: try Texts(.nl)).page(report)
    let name = "validation-report"
    guard let text = try Templates.library().render(page, withTemplate: name) else {
      throw Failure(.selfCheck, "the page template '\(name)' is missing from the program")
    }
    return text
  }

  private func page(_ report: ValidationReport) -> [String: Any] {
    let errors = report.others.filter { $0.severity == .error }
    return [
      "title": report.title, "dataset": report.dataset, "date": Language.nl.date(report.date),
      "tool": report.toolVersion, "isValid": report.isValid, "isAccepted": report.isAccepted,
      "facts": report.export.map(facts) ?? [], "isOpened": report.export != nil,
      "errors": texts.count("errors", report.errorCount),
      "findings": report.findings.map(finding), "hasFindings": !report.findings.isEmpty,
      "others": errors.map(other), "hasOthers": !errors.isEmpty,
      "warnings": report.warnings.map(other), "hasWarnings": !report.warnings.isEmpty,
    ]
  }

  private func facts(_ export: ValidationReport.Export) -> [[String: String]] {
    [
      ["name": "Bestand", "english": "File", "value": export.files.joined(separator: ", ")],
      [
        "name": "Gelezen", "english": "Read",
        "value":
          "\(texts.count("rows", export.rows)), \(texts.count("columns", export.width)), "
          + Language.nl.size(export.bytes),
      ],
      [
        "name": "Geweigerde rijen", "english": "Rows refused",
        "value": Language.nl.number(export.rejected),
      ],
    ]
  }

  /// A kind of problem of rows, with the first places.
  private func finding(_ finding: RowFinding) -> [String: Any] {
    let more = finding.count - finding.shown.count
    var page = words(finding.code)
    page["field"] = finding.field
    page["count"] = Language.nl.number(finding.count)
    page["summary"] = finding.shown.first?.summary ?? ""
    page["hint"] = finding.shown.first?.hint
    page["places"] = finding.shown.map { texts.place($0.location) }
    page["more"] = more > 0 ? "en nog \(Language.nl.number(more))" : nil
    return page
  }

  private func other(_ diagnostic: Diagnostic) -> [String: Any] {
    var page = words(diagnostic.code)
    let place = texts.place(diagnostic.location)
    page["summary"] = diagnostic.summary
    page["hint"] = diagnostic.hint
    page["place"] = place.isEmpty ? nil : place
    return page
  }

  /// The words of a code, by the names of the template.
  private func words(_ code: DiagnosticCode) -> [String: Any] {
    [
      "code": code.rawValue, "dutch": code.title.nl, "english": code.title.en ?? "",
      "explanation": code.explanation.nl, "remedy": code.remedy.nl,
    ]
  }
}
