// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// The check of what a release tells together with every other one that is online.
extension Gate {
  /// 10, as a whole: the last release, then each that is kept, then what is online of a dataset that is no longer in the
  /// project and had the same fields: it may have got another name.
  static func allChanges(_ subject: GateSubject) throws(Failure) -> Finding {
    var finding = try changes(subject)
    for release in subject.kept {
      guard release.record.table?.sha256 != subject.record.table?.sha256 else { continue }
      var found = try compared(with: release, subject)
      if release.gone != nil { found.settleGone(subject) }
      finding.add(found, about: release)
    }
    return finding
  }

  private static func compared(
    with release: GateSubject.KeptRelease, _ subject: GateSubject
  ) throws(Failure) -> Finding {
    let earlier = (record: release.record, folder: release.folder)
    guard release.gone == nil || subject.isPersonal else { return .notDone(GateWords.noPersons) }
    let fields = subject.record.fields + release.record.fields
    let isOfPersons = subject.isPersonal || fields.contains { $0.privacy != .none }
    guard !release.record.fields.isEmpty else {
      return isOfPersons
        ? uncompared([GateWords.fieldsUnknown], subject) : .notDone(GateWords.noPersons)
    }
    if let aggregate = subject.pipeline.aggregate {
      return try changedCounts(subject, earlier, aggregate)
    }
    guard isOfPersons else { return .notDone(GateWords.noPersons) }
    guard fields.contains(where: { $0.privacy == .quasi }) else {
      return .notDone(GateWords.noQuasiIdentifiers)
    }
    return try changedRows(subject, since: earlier) { (fields) throws(Failure) in
      let found = try RowDifference(
        release.record, in: release.folder, subject.record, in: subject.folder, fields,
        room: max(subject.memory / 4, 1 << 20))
      return ChangedRows(
        added: found.added.rows, addedK: found.added.k, removed: found.removed.rows,
        removedK: found.removed.k)
    }
  }
}

extension Gate.Finding {
  /// What is online of a dataset that is gone may be of other persons, which the sign-off may say; else it is taken away.
  fileprivate mutating func settleGone(_ subject: GateSubject) {
    guard !problems.isEmpty else { return }
    if subject.exceptions.contains(.together) {
      (problems, state) = ([], .allowed)
      evidence += GateWords.allowedTogether
      return
    }
    problems = problems.map { found in
      var problem = found
      problem.hint =
        "If this is that dataset under another name, take the old one away first: hergebruik withdraw NAME. If it is of "
        + "other persons, have it signed for with \(Assessment.Exception.together.flag)."
      return problem
    }
  }

  /// Adds what was found beside another release.
  fileprivate mutating func add(_ other: Gate.Finding, about release: GateSubject.KeptRelease) {
    evidence += GateWords.beside(release.words, other.evidence)
    problems += other.problems.map { found in
      var problem = found
      let summary = found.summary.replacing(" since the last release", with: "")
      problem.summary = "beside \(release.words.text(in: .en)): \(summary)"
      return problem
    }
    switch (state, other.state) {
    case (_, .allowed), (.allowed, _): state = .allowed
    case (.notDone, .passed): state = .passed
    case (.passed, _), (.notDone, .notDone): break
    }
  }
}

extension GateSubject.KeptRelease {
  /// Which it is, as a part of a sentence.
  fileprivate var words: LocalizedText {
    if let gone { return GateWords.goneDataset(gone) }
    return GateWords.keptRelease(of: record.modified)
  }
}
