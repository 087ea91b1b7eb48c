// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel

/// What came of a run, or of a check.
package struct RunReport: Sendable {
  /// How a dataset ended.
  package enum Status: String, Sendable, Codable {
    /// Its definition was read and is right; nothing was run.
    case checked
    /// It is in the new generation, with new bytes.
    case published
    /// Nothing changed.
    case unchanged
    /// Its description is in the new generation, without data: they are not open to all.
    case described
    /// It would have been published: a dry run.
    case ready
    /// Its export was read and is right; nothing was made of it.
    case valid
    /// It keeps its last good version.
    case failed
    /// Its data were taken away, and stay so.
    case withdrawn
  }

  /// One dataset.
  package struct Dataset: Sendable, Codable {
    /// Its name.
    package var name: String
    /// How it ended.
    package var status: Status
    /// Rows published.
    package var rows: Int?
    /// Rows in quarantine.
    package var quarantined: Int?
    /// Rows that a filter of the pipeline left out; nil where it has none that leaves rows out.
    package var filtered: Int?
    /// Rows left out because an earlier one is the same in the columns that say so; nil likewise.
    package var duplicates: Int?
    /// Rows left out because too few others are like them; nil where nothing was asked of that.
    package var suppressed: Int?
    /// The size of the smallest class that is published; nil likewise.
    package var k: Int?
    /// Size of the published files in bytes.
    package var byteSize: Int?
    /// What is wrong with the export; nil where it was not only validated.
    package var validation: ValidationReport?
    /// What the privacy gate checked; nil where the run did not come so far.
    package var gate: [GateCheck]?

    /// Makes an entry.
    package init(
      name: String, status: Status, rows: Int? = nil, quarantined: Int? = nil, byteSize: Int? = nil
    ) {
      self.name = name
      self.status = status
      self.rows = rows
      self.quarantined = quarantined
      self.byteSize = byteSize
    }
  }

  /// The datasets, in order.
  package var datasets: [Dataset]
  /// The generation that was published; nil where nothing was.
  package var generation: String?
  /// What a person has to know, in order.
  package var diagnostics: [Diagnostic]

  /// Makes a report.
  package init(datasets: [Dataset] = [], diagnostics: [Diagnostic] = []) {
    self.datasets = datasets
    self.diagnostics = diagnostics
  }

  /// The program's exit code.
  package var exitCode: Int32 { DiagnosticCode.exitCode(for: diagnostics) }
}

extension RunReport {
  /// Adds what a person has to know about a dataset.
  mutating func add(_ found: [Diagnostic], dataset: String) {
    diagnostics += found.stamped(dataset)
  }

  /// Enters what the privacy gate checked, also of a dataset that is refused.
  mutating func enter(_ checks: [GateCheck], dataset: String) {
    for i in datasets.indices where datasets[i].name == dataset { datasets[i].gate = checks }
  }

  /// Enters that a dataset is withdrawn, and stays so.
  mutating func enter(
    _ withdrawal: DatasetRecord.Withdrawal, dataset name: String, _ project: String
  ) {
    for i in datasets.indices where datasets[i].name == name { datasets[i].status = .withdrawn }
    add(
      [
        Diagnostic(
          .datasetWithdrawn, severity: .warning, at: .init(),
          "'\(name)' was withdrawn on \(withdrawal.date), so it is not published",
          hint: "To publish it again: hergebruik withdraw \(name) --undo")
      ], dataset: name)
  }

  /// Enters a failure of the run as a whole: nothing is published.
  mutating func fail(_ failure: Failure) {
    diagnostics += failure.diagnostics
    for i in datasets.indices { datasets[i].status = .failed }
  }
}
