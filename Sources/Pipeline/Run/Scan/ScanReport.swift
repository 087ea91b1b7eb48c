// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
package import HergebruikFormat
package import HergebruikModel

/// What a scan found: counts by column, and no cell.
package struct ScanReport: Sendable {
  /// A column of an export, or a field or file that is published.
  package struct Column: Sendable {
    /// What it is called; its number where its name may be a cell.
    package var name: String
    /// What the pipeline says of it; nil where nobody has said anything.
    package var said: Said?
    /// Cells.
    package var cells: Int
    /// Cells with something in them.
    package var values: Int
    /// What it seems to hold, the surest first.
    package var evidence: [Evidence]
    /// The first of those that the pipeline does not account for.
    package var open: Evidence?
    /// The first rows of that one, from 1, where they are known.
    package var rows: [Int] = []
  }

  /// One thing that a column seems to hold; `docs/detectors.md` explains the words.
  package struct Evidence: Hashable, Sendable {
    /// The detector's stable name.
    package var detector: String
    /// What it is called in a report for the data protection officer.
    package var dutchName: String
    /// The class that it suggests.
    package var suggests: PrivacyClass
    /// `possible`, `likely` or `certain`.
    package var confidence: String
    /// What speaks for it most: `header`, `values`, `text`, `context` or `row`.
    package var reason: String
    /// Cells that have its form, as a whole or somewhere.
    package var hits: Int
    /// Cells with something in them.
    package var values: Int

    init(_ finding: Finding) {
      detector = finding.detector.name
      dutchName = finding.detector.dutchName
      suggests = finding.detector.suggests
      confidence = finding.confidence.name
      reason = finding.reason.rawValue
      (hits, values) = (finding.hits, finding.values)
    }
  }

  /// What a pipeline says of a column.
  package struct Said: Sendable {
    /// What it says about persons.
    package var privacy: PrivacyClass
    /// What is done to it.
    package var treatment: Treatment

    /// In a few words.
    package var text: String { "\(privacy.rawValue), \(treatment.name)" }
  }

  /// The dataset, or the file.
  package var name: String
  /// Whether it is a dataset of the project.
  package var isDataset: Bool
  /// Rows of the export that were looked at.
  package var rows: Int
  /// The columns of the export.
  package var columns: [Column]
  /// The fields and files that are published now, where something was found in them.
  package var published: [Column] = []
  /// How many published files were looked at; nil where nothing of the dataset is published.
  package var publishedFiles: Int?
  /// What a person has to know, in order.
  package var diagnostics: [Diagnostic] = []

  /// The program's exit code.
  package var exitCode: Int32 { DiagnosticCode.exitCode(for: diagnostics) }
}

extension ScanReport.Column {
  /// Makes a column of what was found in it.
  init(
    _ name: String, _ said: ScanReport.Said?, cells: Int, values: Int, _ findings: [Finding],
    open: Finding?, rows: [Int] = []
  ) {
    self.init(
      name: name, said: said, cells: cells, values: values,
      evidence: findings.map(ScanReport.Evidence.init), open: open.map(ScanReport.Evidence.init),
      rows: rows)
  }
}

extension ScanReport.Said {
  /// Whether it accounts for a finding.
  ///
  /// What is dropped or replaced does not matter, nor what stands in a text that is scrubbed. A direct identifier has to be called so.
  func accounts(for finding: Finding, hasPersons: Bool) -> Bool {
    if treatment.suitsDirectIdentifier { return true }
    if treatment == .scrub, finding.reason != .header { return true }
    if finding.detector.suggests == .direct { return privacy == .direct }
    return finding.isExpected(in: privacy, hasPersons: hasPersons)
  }
}
