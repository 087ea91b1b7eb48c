// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// The checks of what the definition says, and of its key and signature.
extension Gate {
  /// The checks of every run; the ninth is the gate's own.
  static let standard: [Check] = [
    Check(name: .columns) { try columns($0.subject) },
    Check(name: .directIdentifiers) { try directIdentifiers($0.subject) },
    Check(name: .combinations, body: combinations),
    Check(name: .anonymity, body: anonymity),
    Check(name: .cells) { try cells($0.subject) },
    Check(name: .output, body: output),
    Check(name: .key) { try key($0.subject) },
    Check(name: .signOff) { try signOff($0.subject) },
    Check(name: .changes) { try allChanges($0.subject) },
    // The others may not be built yet: `CatalogueGate` does it, and nothing is published without.
    Check(name: .together) {
      .notDone($0.subject.isPersonal ? TogetherWords.later : GateWords.noPersons)
    },
  ]

  /// 1: every column of the export belongs to a field that says what it tells about persons.
  private static func columns(_ subject: GateSubject) throws(Failure) -> Finding {
    let bound = Set(subject.columns.bound.filter { $0 >= 0 })
    let unlisted = subject.columns.width - bound.count
    var problems: [Diagnostic] = []
    if unlisted != 0 {
      problems.append(
        Diagnostic(
          .extraLabel, at: .init(file: subject.pipeline.file),
          "\(unlisted) columns of the export are not in the pipeline file",
          hint: "Add each, at least with privacy: direct, treat: drop."))
    }
    return Finding(
      GateWords.classified(bound.count, of: subject.columns.width), problems: problems)
  }

  /// 2: what points at one person is dropped, redacted or pseudonymised: by its class, by the name of a column that it
  /// comes of, and by the class of those.
  private static func directIdentifiers(_ subject: GateSubject) throws(Failure) -> Finding {
    let direct = subject.pipeline.fields.filter { $0.privacy == .direct }
    let kept = direct.filter { !$0.treatment.suitsDirectIdentifier }
    return Finding(
      GateWords.directIdentifiers(direct.count),
      problems: kept.map { field in
        Diagnostic(
          .directIdentifierKept, at: field.location,
          "\(field.label) points at a person by itself and is published",
          hint: "Write treat: drop, redact or pseudonymise.")
      } + subject.rules.problems)
  }

  /// 7: the key is there, and nobody else could have read it.
  private static func key(_ subject: GateSubject) throws(Failure) -> Finding {
    guard let pseudonym = subject.pipeline.pseudonym else {
      return .notDone(GateWords.noKeyNeeded)
    }
    do throws(Failure) {
      let identifier = try subject.keys.load(pseudonym.key).identifier
      var finding = Finding(GateWords.key(identifier))
      finding.key = identifier
      return finding
    } catch {
      return Finding(GateWords.keyNotInOrder, problems: error.diagnostics)
    }
  }

  /// 8: somebody signed for this definition, and the signature still holds.
  private static func signOff(_ subject: GateSubject) throws(Failure) -> Finding {
    guard subject.pipeline.hasPersons else {
      return .notDone(GateWords.noSignOffNeeded)
    }
    let day = SignOff.day(ofRun: subject.date)
    let problems = SignOff(of: subject.pipeline).problems(on: day)
    guard problems.isEmpty else {
      return Finding(GateWords.signOffDoesNotHold, problems: problems)
    }
    guard let assessment = try Assessment.read(of: subject.pipeline) else {
      throw Failure(
        .selfCheck, at: .init(file: subject.pipeline.file),
        "the assessment was there, and is gone while it is read",
        hint: "Leave it in place during a run, and run again.")
    }
    return Finding(
      GateWords.signed(by: assessment.role, on: assessment.date, until: assessment.validUntil))
  }
}
