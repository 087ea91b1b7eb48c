// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What a run found wrong with one dataset, in the form of Frictionless and without any cell.
///
/// Its JSON is described by docs/validation-report.schema.json.
/// Source: https://framework.frictionlessdata.io/docs/framework/report.html
package struct ValidationReport: Sendable, Codable {
  /// The export that was validated.
  package struct Export: Sendable, Codable {
    /// Its files, as a person would type them.
    package var files: [String] = []
    /// The names of its columns; nil where it has no header, or another than the pipeline says.
    package var header: [String]?
    /// Cells in a row.
    package var width = 0
    /// Bytes that were read.
    package var bytes = 0
    /// Rows that were read, refused ones included.
    package var rows = 0
    /// Rows of those that were refused.
    package var rejected = 0
    /// What is wrong with rows.
    package var groups: [DiagnosticGroup] = []

    /// Makes one of which nothing is known yet.
    package init() {}
  }

  /// The version of the program.
  package var toolVersion: String
  /// The dataset's name.
  package var dataset: String
  /// Its title; its name where that is not known.
  package var title: LocalizedText
  /// The day of the run, `YYYY-MM-DD`.
  package var date: String
  /// The export; nil where it was not opened.
  package var export: Export?
  /// What is wrong with rows, each with the severity that it has in this run.
  package let groups: [DiagnosticGroup]
  /// All else that a person has to know, in order.
  package let others: [Diagnostic]

  /// Makes a report of what was told of a dataset, of which a part is about rows.
  package init(
    toolVersion: String, dataset: String, title: LocalizedText, date: String, export: Export?,
    diagnostics: [Diagnostic]
  ) {
    (self.toolVersion, self.dataset) = (toolVersion, dataset)
    (self.title, self.date, self.export) = (title, date, export)
    let told = Set(diagnostics.filter { $0.severity == .error }.map(Self.core))
    groups = (export?.groups ?? []).map { group in
      var group = group
      let stops = group.shown.first.map { told.contains(Self.core($0)) } ?? false
      for index in group.shown.indices where !stops { group.shown[index].severity = .warning }
      return group
    }
    let ofRows = Set(
      (export?.groups ?? []).flatMap { $0.diagnostics(severity: .error) }.map(Self.core))
    others = diagnostics.filter { !ofRows.contains(Self.core($0)) }
  }

  /// A diagnostic without what differs between a run that stops and one that goes on.
  private static func core(_ diagnostic: Diagnostic) -> Diagnostic {
    var core = diagnostic
    (core.severity, core.dataset, core.hint) = (.error, nil, nil)
    return core
  }

  /// Whether nothing is wrong, rows that were left out included: what Frictionless calls valid.
  package var isValid: Bool { errorCount == 0 }

  /// Whether nothing that was found keeps the dataset from being published.
  package var isAccepted: Bool {
    !others.contains { $0.severity == .error }
      && !groups.contains { $0.shown.first?.severity == .error }
  }

  /// Errors of the export, those of rows that are not shown included.
  package var exportErrors: Int {
    groups.reduce(0) { $0 + $1.count } + others.filter { $0.isErrorOfExport }.count
  }

  /// All errors.
  package var errorCount: Int {
    exportErrors + others.filter { $0.severity == .error && !$0.code.isOfExport }.count
  }

  /// What does not stop anything, and is not about single rows.
  package var warnings: [Diagnostic] { others.filter { $0.severity != .error } }
}

extension Diagnostic {
  /// Whether it is an error, and about the export.
  var isErrorOfExport: Bool { severity == .error && code.isOfExport }
}
