// SPDX-License-Identifier: EUPL-1.2

/// One check of the privacy gate, and how it ended.
///
/// Source: docs/privacy-specification.md, section 8.
package struct GateCheck: Hashable, Sendable, Codable {
  /// The checks, in their order; every run does all of them.
  package enum Name: String, CaseIterable, Sendable, Codable {
    case columns = "columns-classified"
    case directIdentifiers = "direct-identifiers-treated"
    case combinations = "forbidden-combinations"
    case anonymity = "k-anonymity"
    case cells = "minimum-cells"
    case output = "written-output"
    case key = "key"
    case signOff = "sign-off"
    case complete = "every-check-ran"
    case changes = "rows-added-and-removed"
    case together = "other-datasets"
  }

  /// How a check ended; one that could not run has failed.
  package enum Verdict: String, Sendable, Codable, CaseIterable {
    /// It was done, and nothing is wrong.
    case passed
    /// There was nothing to do, for the reason that the evidence tells.
    case notDone = "not-done"
    /// It found what the sign-off allows by name.
    case allowed
    case failed
    case couldNotRun = "could-not-run"

    /// Whether nothing stops the dataset.
    package var isInOrder: Bool {
      switch self {
      case .passed, .notDone, .allowed: true
      case .failed, .couldNotRun: false
      }
    }
  }

  /// Which check.
  package var name: Name
  /// How it ended.
  package var verdict: Verdict
  /// What was looked at and found: counts and names of fields, never a value.
  package var evidence: LocalizedText

  /// Makes a check.
  package init(_ name: Name, _ verdict: Verdict, _ evidence: LocalizedText) {
    self.name = name
    self.verdict = verdict
    self.evidence = evidence
  }
}

extension GateCheck.Name {
  /// What is checked, in a few words.
  package var title: LocalizedText {
    switch self {
    case .columns: GateTitle.columns
    case .directIdentifiers: GateTitle.directIdentifiers
    case .combinations: GateTitle.combinations
    case .anonymity: GateTitle.anonymity
    case .cells: GateTitle.cells
    case .output: GateTitle.output
    case .key: GateTitle.key
    case .signOff: GateTitle.signOff
    case .complete: GateTitle.complete
    case .changes: GateTitle.changes
    case .together: GateTitle.together
    }
  }
}
