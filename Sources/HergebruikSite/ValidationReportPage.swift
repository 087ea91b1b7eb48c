// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
import Mustache

/// What a run found wrong with a dataset as one page, to read and to print: Dutch, with English beside it.
public enum ValidationReportPage {
  /// The page, UTF-8.
  ///
  /// - Throws: `self-check` where a template is missing.
  public static func html(_ report: ValidationReport) throws(Failure) -> String {
    let library = try Templates.library()
    guard let text = library.render(page(report), withTemplate: "validation-report") else {
      throw Failure(.selfCheck, "the page template 'validation-report' is missing from the program")
    }
    return text
  }

  private static func page(_ report: ValidationReport) -> [String: Any] {
    let errors = report.others.filter { $0.severity == .error }
    return [
      "title": report.title, "dataset": report.dataset, "date": Dutch.date(report.date),
      "tool": report.toolVersion, "isValid": report.isValid, "isAccepted": report.isAccepted,
      "facts": report.export.map(facts) ?? [], "isOpened": report.export != nil,
      "errors": Dutch.count(report.errorCount, "fout", "fouten"),
      "findings": report.findings.map(finding), "hasFindings": !report.findings.isEmpty,
      "others": errors.map(other), "hasOthers": !errors.isEmpty,
      "warnings": report.warnings.map(other), "hasWarnings": !report.warnings.isEmpty,
    ]
  }

  private static func facts(_ export: ValidationReport.Export) -> [[String: String]] {
    [
      ["name": "Bestand", "english": "File", "value": export.files.joined(separator: ", ")],
      [
        "name": "Gelezen", "english": "Read",
        "value":
          "\(Dutch.count(export.rows, "rij", "rijen")), \(Dutch.count(export.width, "kolom", "kolommen")), "
          + Dutch.size(export.bytes),
      ],
      [
        "name": "Geweigerde rijen", "english": "Rows refused",
        "value": Dutch.number(export.rejected),
      ],
    ]
  }

  /// A kind of problem of rows, with the first places.
  private static func finding(_ finding: RowFinding) -> [String: Any] {
    let more = finding.count - finding.shown.count
    var page = words(finding.code)
    page["field"] = finding.field
    page["count"] = Dutch.number(finding.count)
    page["summary"] = finding.shown.first?.summary ?? ""
    page["hint"] = finding.shown.first?.hint
    page["places"] = finding.shown.map { place($0.location) }
    page["more"] = more > 0 ? "en nog \(Dutch.number(more))" : nil
    return page
  }

  private static func other(_ diagnostic: Diagnostic) -> [String: Any] {
    var page = words(diagnostic.code)
    let place = place(diagnostic.location)
    page["summary"] = diagnostic.summary
    page["hint"] = diagnostic.hint
    page["place"] = place.isEmpty ? nil : place
    return page
  }

  /// The words of a code, by the names of the template.
  private static func words(_ code: DiagnosticCode) -> [String: Any] {
    [
      "code": code.rawValue, "dutch": code.title.nl, "english": code.title.en ?? "",
      "explanation": code.explanation.nl, "remedy": code.remedy.nl,
    ]
  }

  /// `rij 12, regel 14`, the file before it where there is no row; empty where nothing is known.
  private static func place(_ location: Diagnostic.Location) -> String {
    var parts: [String] = []
    if location.row == nil, let file = location.file { parts.append(file) }
    if let row = location.row { parts.append("rij \(Dutch.number(row))") }
    if let line = location.line { parts.append("regel \(Dutch.number(line))") }
    if location.row == nil, let field = location.field { parts.append("kolom \(field)") }
    return parts.joined(separator: ", ")
  }
}
