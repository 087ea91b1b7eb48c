// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What a preview knows of one dataset, for its publisher: counts, names and places, never a cell.
package struct DeskDataset: Sendable {
  /// What a run would do with it.
  package enum State: String, Sendable {
    /// It would be published for the first time.
    case added
    /// It would be published with changes.
    case changed
    /// Nothing would change.
    case unchanged
    /// It would be refused: by the gate, the change guard or a check.
    case refused
    /// It could not be built from the files as they are.
    case failed
    /// It was not asked for: the preview shows what is published.
    case kept
    /// Its data were taken away, and a run leaves it so.
    case withdrawn
  }

  /// The identifier and URL slug.
  package var name: String
  /// The title; the name where that is not known.
  package var title: LocalizedText
  /// What a run would do.
  package var state: State
  /// Whether pages of it are in the candidate.
  package var hasPages: Bool
  /// How it differs from what is published; nil where it is in neither.
  package var change: CatalogueChanges.Dataset?
  /// What is published now; nil where nothing is.
  package var before: DatasetRecord?
  /// What the candidate has; nil where it has nothing.
  package var after: DatasetRecord?
  /// The checks of the gate; nil where it did not come so far.
  package var checks: [GateCheck]?
  /// Why a run would refuse it; empty where it would not.
  package var refusals: [Diagnostic] = []
  /// Why it could not be built from the files as they are now; what is shown is older then.
  package var failure: [Diagnostic] = []
  /// What was found in the export; nil where it was not built.
  package var validation: ValidationReport?
  /// The report for the FG; nil where it is not about persons, or did not come so far.
  package var privacy: PrivacyReport?

  /// What a sign-off must allow by name, as flags of `hergebruik sign-off`: a run refuses the dataset without.
  package var signOffFlags: [String] = []

  /// Makes an entry; the rest is filled in.
  package init(name: String, title: LocalizedText, state: State, hasPages: Bool) {
    self.name = name
    self.title = title
    self.state = state
    self.hasPages = hasPages
  }

  /// Whether it was built: what is published of it stays where it was not asked for, or is withdrawn.
  package var isBuilt: Bool { state != .kept && state != .withdrawn }

  /// When and why its data were taken away; nil where that is not so, or where it would be published again.
  package var withdrawal: DatasetRecord.Withdrawal? {
    state == .withdrawn ? before?.withdrawal ?? after?.withdrawal : nil
  }

  /// What does not stop it: warnings that are no refusals.
  package var warnings: [Diagnostic] {
    let refused = Set(refusals.map { Self.core($0) })
    return (validation?.warnings ?? []).filter { !refused.contains(Self.core($0)) }
  }

  /// How many warnings there are, a kind of problem of rows counted once.
  package var warningCount: Int {
    warnings.count + (validation?.groups.count { !$0.isError } ?? 0)
  }

  /// Whether a check fails that a sign-off may allow by name.
  package var mustAllow: Bool {
    (checks ?? []).contains { check in
      !check.verdict.isInOrder
        && (check.name == .anonymity && signOffFlags.contains("--allow-without-k")
          || check.name == .changes && signOffFlags.contains("--allow-uncompared"))
    }
  }

  /// How many things stop it.
  package var errorCount: Int {
    failure.isEmpty ? refusals.count : failure.count { $0.severity == .error }
  }

  /// Whether the gate refuses it for more than that nobody signed, or the FG decided against it: its data must not
  /// leave this machine.
  package var isSecret: Bool {
    privacy?.signOff?.decision == "refuse"
      || (checks ?? []).contains {
        !$0.verdict.isInOrder && $0.name != .signOff && $0.name != .complete
      }
  }

  /// Whether the gate refuses it for what points at one person: its rows are shown to who asks for them only.
  package var holdsIdentifiers: Bool {
    refusals.contains { Self.identifiers.contains($0.code) }
      || (checks ?? []).contains {
        !$0.verdict.isInOrder && ($0.name == .directIdentifiers || $0.name == .output)
      }
  }

  private static let identifiers: Set<DiagnosticCode> = [
    .directIdentifierKept, .identifierFound, .personalData,
  ]

  private static func core(_ diagnostic: Diagnostic) -> Diagnostic {
    var core = diagnostic
    (core.severity, core.dataset) = (.warning, nil)
    return core
  }
}

extension DiagnosticGroup {
  /// Whether it stops the dataset.
  package var isError: Bool { shown.first?.severity == .error }
}
