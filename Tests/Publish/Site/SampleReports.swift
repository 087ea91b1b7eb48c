// SPDX-License-Identifier: EUPL-1.2

import HergebruikDetectors
import HergebruikFormat
import HergebruikModel

/// Reports with all that one may have, and with as little as it may have.
enum SampleReports {
  static let digest = String(repeating: "0f", count: 32)

  // MARK: The report for the data protection officer.

  static func privacy(isAllowed: Bool, title: String = "Meldingen") -> PrivacyReport {
    PrivacyReport(
      toolVersion: "1.0.0", dataset: "meldingen", title: title, publisher: "Gemeente Voorbeeldstad",
      officer: nil, date: "2026-11-23", isAllowed: isAllowed, rows: isAllowed ? 12_345 : 1,
      columns: [], checks: [], refusals: [], definition: digest, schema: digest)
  }

  /// Where nobody signed, nothing is asked and nothing was found.
  static var poorPrivacy: PrivacyReport { privacy(isAllowed: true) }

  /// With everything, for each way in which something can be.
  static var richPrivacy: PrivacyReport {
    var report = privacy(isAllowed: false)
    report.englishTitle = "Reports of residents"
    report.officer = "FG, fg@voorbeeldstad.nl"
    report.columns = columns
    report.steps = ["filter", "deduplicate", "filter", "derive", "unpivot", "pivot", "aggregate"]
      .map {
        .init(kind: $0, columns: ["naam"], made: [], line: $0 == "aggregate" ? nil : 1_042)
      }
    report.leftOut = .init(filter: 1_234, deduplicate: 5_678)
    let verdicts: [GateCheck.Verdict] = [.passed, .failed, .couldNotRun]
    report.checks = GateCheck.Name.allCases.enumerated().map { index, name in
      GateCheck(
        name, verdicts[index % verdicts.count],
        LocalizedText(nl: "6 velden bekeken.", en: index == 9 ? nil : "6 fields looked at."))
    }
    report.refusals = ["the sign-off ended on 2026-11-01", "no k is asked"]
    report.refusalCodes = [.assessmentExpired, .kAnonymity]
    report.asked = .init(
      requirement:
        "k = 10, entropy l = 2.5 (soort), recursive l = 3 with c = 1.5 (reden), t = 0.2 (soort)",
      method: "generalise", limit: "2.5%")
    report.figures = figures
    report.cells = cells
    report.findings = findings
    report.remarks = [
      .init(
        code: .controlCharacters, column: "melding",
        message: "2 cells of melding have control characters, which nobody sees", accepted: nil),
      .init(
        code: .duplicateRows, column: nil,
        message: "every row is there 2 times: row 31 is the same as row 1",
        accepted: "Twee meldingen op een dag mogen gelijk zijn."),
    ]
    report.pseudonyms = .init(fields: ["nr", "melder"], key: "01234567", release: "")
    report.exports = ["export/meldingen.csv": digest]
    report.signOff = .init(
      role: "FG van Voorbeeldstad", decision: "publish", date: "2026-01-05",
      validUntil: "2028-12-31", exceptions: ["source-order", "without-k"],
      notes: [
        "purpose": "Openbaarheid van bestuur.", "singlingOut": "Nee: elke groep heeft tien rijen.",
        "dpia": "DPIA van 2026.",
      ])
    return report
  }

  private static var columns: [PrivacyReport.Column] {
    [
      .init(
        source: "nr", name: "nr", privacy: .direct, treatment: .pseudonymise,
        before: .init(count: 12_345, isEstimate: false),
        after: .init(count: 12_345, isEstimate: false)),
      .init(
        source: "naam", name: nil, privacy: .direct, treatment: .drop,
        before: .init(count: 12_001, isEstimate: true)),
      .init(
        source: "wijk", name: "wijk", privacy: .quasi, treatment: .prefix,
        before: .init(count: 20, isEstimate: false), after: .init(count: 8, isEstimate: false)),
      .init(
        source: "bedrag", name: "bedrag", privacy: .sensitive, treatment: .round,
        treatmentInWords: LocalizedText(nl: "afgerond op vijftallen", en: "rounded to fives")),
      .init(source: "dag", name: "dag", privacy: .none, treatment: .dateToMonth),
    ]
  }

  private static var figures: AnonymityFigures {
    var figures = AnonymityFigures()
    (figures.rows, figures.k, figures.classes) = (12_345, 3, 1_020)
    (figures.uniqueRows, figures.suppressedRows) = (0, 210)
    for (index, rows) in [0, 0, 310, 1_850, 4_185, 6_000].enumerated() {
      figures.classSizes[index].rows = rows
      figures.classSizes[index].classes = rows / 9
    }
    figures.risk.prosecutor = .init(recordsAtRisk: 0.125, highest: 1.0 / 3, average: 0.082)
    figures.risk.journalist = .init(recordsAtRisk: 0.02, highest: 0.1, average: 0.011)
    figures.risk.marketer = 0.004
    var field = SensitiveFigures(field: "bedrag")
    (field.distinct, field.entropy, field.tCloseness) = (3, 2.4567, 0.1234)
    field.recursive = .init(c: 1.5, l: 3)
    figures.sensitive = [field]
    figures.generalisation = .init(
      levels: [.init(field: "wijk", level: 1, highest: 3)], loss: 0.4321)
    return figures
  }

  private static var cells: CellFigures {
    var cells = CellFigures(minimum: 5)
    (cells.cells, cells.primary, cells.secondary, cells.smallest) = (1_234, 12, 8, 5)
    return cells
  }

  private static var findings: [PrivacyReport.Finding] {
    func finding(
      _ place: String, _ detector: String, _ confidence: String, accepted: String? = nil
    ) -> PrivacyReport.Finding {
      .init(
        place: place, detector: detector, dutchName: "", confidence: confidence, hits: 3,
        values: 12_345, accepted: accepted)
    }
    return ["title", "description", "keyword", "fields", "file name"].map {
      finding("metadata: \($0)", "email", "possible")
    } + [
      finding("toelichting", "phone", "likely", accepted: "Een algemeen nummer."),
      finding("wijk", "identifier", "certain"),
    ]
  }

  // MARK: The report of the validation.

  private static func validation(
    _ diagnostics: [Diagnostic], _ export: ValidationReport.Export? = nil,
    title: LocalizedText = LocalizedText(nl: "Meldingen")
  ) -> ValidationReport {
    ValidationReport(
      toolVersion: "1.0.0", dataset: "meldingen", title: title, date: "2026-11-23", export: export,
      diagnostics: diagnostics)
  }

  static var poorValidation: ValidationReport { validation([]) }

  static func validation(titled title: LocalizedText) -> ValidationReport {
    validation([], title: title)
  }

  /// Refused, with problems of rows and of the export as a whole.
  static var richValidation: ValidationReport {
    let whole = Diagnostic(
      .sourceStale, at: .init(file: "export/meldingen.csv", field: "dag"), "the export is old",
      hint: "Look why.")
    let warning = Diagnostic(
      .assessmentExpired, severity: .warning, at: .init(file: "pipeline.yaml", line: 1_234),
      "the sign-off ends soon")
    let report = validation(
      rows.flatMap { $0.diagnostics(severity: .error) } + [whole, warning], export,
      title: LocalizedText(nl: "Meldingen", en: "Reports of residents"))
    return report
  }

  /// Let through, with rows that were left out.
  static var accepted: ValidationReport {
    validation(rows.flatMap { $0.diagnostics(severity: .warning) }, export)
  }

  private static var export: ValidationReport.Export {
    var export = ValidationReport.Export()
    (export.files, export.width, export.bytes) = (["export/meldingen.csv"], 6, 1_234_567)
    (export.rows, export.rejected, export.groups) = (12_345, 1_201, rows)
    return export
  }

  private static var rows: [DiagnosticGroup] {
    let shown = (1...5).map { number in
      Diagnostic(
        .typeError,
        at: .init(
          file: "export/meldingen.csv", line: 1_000 + number, row: 999 + number, field: "dag"),
        "the cell is no date", hint: "Mend it.")
    }
    let blank = Diagnostic(
      .missingCell, at: .init(file: "export/meldingen.csv", line: 8, row: 7), "a cell is missing")
    return [
      DiagnosticGroup(.typeError, field: "dag", count: 1_200, shown: shown, rest: nil),
      DiagnosticGroup(.missingCell, field: nil, count: 1, shown: [blank], rest: nil),
    ]
  }
}
