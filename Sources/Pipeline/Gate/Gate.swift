// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
package import HergebruikFormat
package import HergebruikModel

/// The last thing before a dataset is published: eleven checks, all of them on every run, without a way
/// round.
///
/// It is fail-closed: a check that fails, that throws, or that is missing refuses the dataset.
/// Source: docs/privacy-specification.md, section 8.
package struct Gate {
  /// What a check found.
  struct Finding {
    /// Why it failed; empty where it passed.
    var problems: [Diagnostic] = []
    /// What was looked at: counts and names of fields, never a value.
    var evidence: LocalizedText
    /// What was found in the output, accepted or not.
    var findings: [PrivacyReport.Finding] = []
    /// Eight digits that name the key.
    var key: String?
    /// How well persons are hidden, as the gate counted; `nil` if it was not counted.
    var figures: AnonymityFigures?
    /// How it ended where nothing is wrong.
    var state: State = .passed

    /// How a check ended that found nothing wrong.
    enum State {
      /// It was done.
      case passed
      /// There was nothing to do; the evidence says why.
      case notDone
      /// It found what the sign-off allows.
      case allowed
    }

    init(_ evidence: LocalizedText, problems: [Diagnostic] = []) {
      self.evidence = evidence
      self.problems = problems
    }

    /// What comes of a check that had nothing to do, for a reason.
    static func notDone(_ reason: LocalizedText) -> Finding {
      var finding = Finding(reason)
      finding.state = .notDone
      return finding
    }

    /// What it says to the report.
    var verdict: GateCheck.Verdict {
      guard problems.isEmpty else { return .failed }
      return switch state {
      case .passed: .passed
      case .notDone: .notDone
      case .allowed: .allowed
      }
    }
  }

  /// A check: its name, and what it does.
  struct Check: Sendable {
    var name: GateCheck.Name
    var body: @Sendable (GateInspection) throws -> Finding
  }

  /// What came of all checks.
  package struct Verdict {
    /// The checks, in the order of the report.
    package var checks: [GateCheck] = []
    /// Why nothing is published; empty where it is.
    package var problems: [Diagnostic] = []
    /// What was found in the output, accepted or not.
    package var findings: [PrivacyReport.Finding] = []
    /// Eight digits that name the key; nil where there is none.
    package var key: String?
    /// How well persons are hidden, as the gate counted; `nil` if no published field tells of a person with others.
    package var figures: AnonymityFigures?

    /// Whether the dataset may be published.
    package var isPassed: Bool { problems.isEmpty && checks.allSatisfy(\.verdict.isInOrder) }
  }

  private let checks: [Check]

  /// The gate that every run has.
  package init() {
    checks = Gate.standard
  }

  /// A gate of other checks, for its own tests.
  init(checks: [Check]) {
    self.checks = checks
  }

  /// Does every check.
  package func judge(_ subject: GateSubject) -> Verdict {
    let inspection = GateInspection(subject)
    var verdict = Verdict()
    for check in checks {
      do {
        let finding = try check.body(inspection)
        verdict.checks.append(
          GateCheck(check.name, finding.verdict, finding.evidence))
        verdict.problems += finding.problems
        verdict.findings += finding.findings
        verdict.key = verdict.key ?? finding.key
        verdict.figures = verdict.figures ?? finding.figures
      } catch {
        verdict.checks.append(GateCheck(check.name, .couldNotRun, GateWords.couldNotBeDone))
        verdict.problems.append(Self.broken(check.name, subject))
        // A failure of our own making has no cell in it; what another error says is not known.
        if let failure = error as? Failure { verdict.problems += failure.diagnostics }
      }
    }
    close(&verdict, subject)
    verdict.checks.sort { Self.order($0.name) < Self.order($1.name) }
    return verdict
  }

  /// Check 9: that all the others were done.
  private func close(_ verdict: inout Verdict, _ subject: GateSubject) {
    let done = Set(verdict.checks.lazy.filter { $0.verdict != .couldNotRun }.map(\.name))
    let missing = GateCheck.Name.allCases.filter { $0 != .complete && !done.contains($0) }
    for name in missing where !verdict.checks.contains(where: { $0.name == name }) {
      verdict.problems.append(Self.broken(name, subject))
    }
    let count = GateCheck.Name.allCases.count - 1 - missing.count
    verdict.checks.append(
      GateCheck(
        .complete, missing.isEmpty ? .passed : .failed,
        GateWords.done(count, of: GateCheck.Name.allCases.count - 1)))
  }

  private static func order(_ name: GateCheck.Name) -> Int {
    GateCheck.Name.allCases.firstIndex(of: name) ?? 0
  }

  private static func broken(_ name: GateCheck.Name, _ subject: GateSubject) -> Diagnostic {
    Diagnostic(
      .gateCheckFailed, at: .init(file: subject.pipeline.file),
      "the check '\(name.rawValue)' of the privacy gate could not be done, so nothing is published",
      hint:
        "What follows may say why. Where nothing does, report it: a check never fails by itself.")
  }
}
