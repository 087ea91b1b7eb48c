// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// What goes back to an earlier generation, dataset by dataset, and what must not.
///
/// Data go back only where they might be published today: they are not withdrawn or removed for good, and where persons are
/// concerned the signature holds and was there before them, so that the gate judged them under it.
struct RollbackPlan {
  /// The earlier records, as they are to be published.
  private(set) var back: [DatasetRecord] = []
  /// What stays as it is published now.
  private(set) var stays: [DatasetRecord] = []
  /// What is withdrawn, and still published.
  private(set) var withdrawn: [(DatasetRecord, DatasetRecord.Withdrawal)] = []
  /// Why datasets stay: errors for those that must not go back.
  private(set) var diagnostics: [Diagnostic] = []
  /// The folder of the earlier generation.
  let folder: String
  /// What the catalogue says today.
  let catalogue: CatalogueDefinition

  /// What was decided about its datasets.
  var decisions: DecisionBook { definitions.decisions }

  private let target: String
  private let day: String
  private let definitions: ProjectDefinitions
  private let purges: [CatalogueDecisions.Purge]

  /// Plans it; nothing is written.
  ///
  /// - Throws: `Failure` where what is there cannot be read.
  init(
    _ project: Project, _ target: String, _ store: GenerationStore, date: String
  ) throws(Failure) {
    (self.target, day) = (target, date)
    folder = try store.folder(of: target)
    definitions = try ProjectDefinitions(project, readsCodes: false)
    purges = try CatalogueDecisions.read(project).purges
    catalogue = try project.catalogue()
    if let purge = purges.first(where: { $0.what == target }) {
      throw Failure([Self.purged("the generation \(target)", purge)])
    }
    let earlier = try store.manifest(of: target)
    guard let current = try store.current else { return }
    for now in current.datasets { decide(earlier.dataset(now.name), now) }
    let known = Set(current.datasets.map(\.name))
    for then in earlier.datasets where !known.contains(then.name) {
      if let withdrawal = definitions.decisions.withdrawal(of: then.name, published: nil) {
        tellWithdrawn(then.name, withdrawal)
      } else if takesBack(then, nil) {
        back.append(returned(then, nil))
      }
    }
  }

  private mutating func decide(_ then: DatasetRecord?, _ now: DatasetRecord) {
    let name = now.name
    if let withdrawal = definitions.decisions.withdrawal(of: name, published: now) {
      if withdrawal == now.withdrawal {
        stays.append(now)
      } else {
        withdrawn.append((now, withdrawal))
      }
      if then?.table != nil { tellWithdrawn(name, withdrawal) }
      return
    }
    guard let then else {
      stays.append(now)
      return tell(
        .datasetWithdrawn, .note, name,
        "'\(name)' was not there yet in \(target), and stays as it is",
        hint: "To take its data away: hergebruik withdraw \(name)")
    }
    guard then.withdrawal == nil else {
      stays.append(now)
      return tell(
        .datasetWithdrawn, .note, name,
        "'\(name)' was withdrawn in \(target), which was undone since: it stays as it is",
        hint: "To take its data away: hergebruik withdraw \(name)")
    }
    let isSame =
      then.distributions == now.distributions && then.description == now.description
    if !isSame, takesBack(then, now) {
      back.append(returned(then, now))
    } else {
      stays.append(now)
    }
  }

  private mutating func tellWithdrawn(_ name: String, _ withdrawal: DatasetRecord.Withdrawal) {
    tell(
      .datasetWithdrawn, .warning, name,
      "'\(name)' was withdrawn on \(withdrawal.date), and stays so",
      hint: "To publish it again: hergebruik withdraw \(name) --undo")
  }

  private mutating func tell(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ dataset: String, _ summary: String,
    hint: String
  ) {
    diagnostics += [
      Diagnostic(code, severity: severity, at: .init(), summary, hint: hint)
    ].stamped(dataset)
  }

  /// The earlier record as it is published now: a release of its own, with the versions that are online still.
  private func returned(_ then: DatasetRecord, _ now: DatasetRecord?) -> DatasetRecord {
    var record = then
    record.isOverdue = nil
    record.versions = then.versions?.filter { now?.versions?.contains($0) == true }
    if record.versions?.isEmpty == true { record.versions = nil }
    record.releases = now?.releases
    guard then.distributions != now?.distributions else { return record }
    var note = ReleaseNote(
      date: day, version: then.description.version, rows: then.rows, changes: nil,
      schema: now.map { SchemaComparison.changes(from: $0, to: then) } ?? [], least: 1)
    note.backTo = then.dataDay
    record.releases = Array(([note] + (now?.releases ?? [])).prefix(ReleaseNote.most))
    return record
  }

  /// Whether earlier data may be published today; what keeps them is told.
  private mutating func takesBack(_ then: DatasetRecord, _ now: DatasetRecord?) -> Bool {
    let refusals = refusals(of: then, now)
    diagnostics += refusals.map { found in
      var told = found
      told.severity = .error
      told.summary = "\(then.name) does not go back to \(target): \(found.summary)"
      return told
    }.stamped(then.name)
    return refusals.isEmpty
  }

  private func refusals(of then: DatasetRecord, _ now: DatasetRecord?) -> [Diagnostic] {
    let isPurged: (CatalogueDecisions.Purge) -> Bool = { purge in
      purge.what == then.name && then.dataMoment.asMoment <= purge.moment
        || purge.what == "\(then.name)/\(then.releaseDay)"
    }
    if let purge = purges.first(where: isPurged) { return [Self.purged("its data", purge)] }
    if then.distributions == now?.distributions { return [] }
    guard let pipeline = definitions.pipelines.first(where: { $0.name == then.name }) else {
      return [
        Diagnostic(
          .assessmentMissing, at: .init(file: "pipelines/\(then.name)/pipeline.yaml"),
          "its pipeline is gone or has a mistake, so nobody says that they may be published",
          hint: "Put the pipeline right: hergebruik check \(then.name)")
      ]
    }
    guard pipeline.description.isPublishedHere, then.description.isPublishedHere else {
      return [
        Diagnostic(
          .assessmentRefused, at: .init(file: pipeline.file),
          "they are not open to all (accessRights or license)",
          hint: "What is not open is described only.")
      ]
    }
    let unsigned = signatureProblems(of: then, pipeline)
    guard unsigned.isEmpty else { return unsigned }
    return ReturningContent(pipeline: pipeline, lexicon: catalogue.lexicon).problems(
      of: then, in: folder)
  }

  /// Why nobody stands for data about persons.
  private func signatureProblems(
    of then: DatasetRecord, _ pipeline: PipelineDefinition
  ) -> [Diagnostic] {
    let hadPersons =
      then.fields.contains { $0.privacy != .none } || then.dropped?.isEmpty == false
    guard pipeline.hasPersons || hadPersons else { return [] }
    let signOff = SignOff(of: pipeline)
    let problems = signOff.problems(on: SignOff.day(ofRun: day))
    guard problems.isEmpty else { return problems }
    guard pipeline.hasPersons, let signed = signOff.signedAt, Self.isLater(then.dataMoment, signed)
    else {
      return [
        Diagnostic(
          .assessmentOutdated, at: .init(file: pipeline.file),
          "they are about persons and of before the signature that holds now",
          hint:
            "The FG signed for what came after. Take the data away instead, or mend the export and run:\n"
            + "hergebruik withdraw \(pipeline.name)")
      ]
    }
    return []
  }

  /// Whether data were made after a signature; of which only the day is known, on a later day.
  private static func isLater(_ data: String, _ signed: String) -> Bool {
    let isExact = data.utf8.count > 10 && signed.utf8.count > 10
    return isExact ? data >= signed : data.prefix(10) > signed.prefix(10)
  }

  private static func purged(_ what: String, _ purge: CatalogueDecisions.Purge) -> Diagnostic {
    Diagnostic(
      .assessmentRefused, at: .init(file: "pipelines/decisions.yaml"),
      "\(what) of before \(purge.moment) were removed for good (\(purge.what))",
      hint: "Mend the export, and run: what was removed does not come back.")
  }
}
