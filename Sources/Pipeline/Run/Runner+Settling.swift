// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

extension Runner {
  /// Says that the catalogue is held, and lets it go back where that was decided and not done yet.
  ///
  /// - Throws: `Failure` where it cannot go back.
  func keep(
    _ hold: CatalogueDecisions.Hold, _ project: Project, _ store: GenerationStore,
    _ report: inout RunReport
  ) throws(Failure) {
    report.diagnostics.append(hold.told)
    guard !options.isDryRun else { return }
    let back = try Rollback(intervention(project)).enforce(
      hold, store, &report.diagnostics)
    report.generation = back ?? report.generation
  }

  /// What carries out, as a part of this run, what a person decided on.
  func intervention(_ project: Project) -> Intervention {
    Intervention(project: project, date: options.date, moment: options.moment)
  }

  /// What follows a publication: decisions are written down and carried out, and what is too old goes. Nothing of it
  /// stops the run; what does not work is told.
  ///
  /// - Throws: `Failure` where data that were withdrawn meanwhile cannot be taken away.
  func settle(
    _ project: Project, _ catalogue: CatalogueDefinition, _ published: GenerationManifest?,
    _ store: GenerationStore, _ report: inout RunReport
  ) throws(Failure) {
    if let published {
      report.diagnostics += try DecisionBook(project).record(published, in: project)
    }
    // Somebody may have withdrawn a dataset while this run was under way.
    let intervention = intervention(project)
    let taken = try Withdrawal(intervention).enforce(
      catalogue, DecisionBook(project), store, &report.diagnostics)
    let purged = Purge(intervention).enforce(store, &report.diagnostics)
    report.generation = purged ?? taken ?? report.generation
    report.diagnostics += Housekeeping(project: project, retention: catalogue.retention)
      .sweep()
  }

  /// That the day of the run lies before the last release; empty where it does not.
  func earlierThanPublished(_ published: GenerationManifest?) -> [Diagnostic] {
    guard let published, options.date < published.modified else { return [] }
    return [
      Diagnostic(
        .dateBeforeRelease, severity: .warning, at: .init(),
        "the day of this run, \(options.date), lies before that of the last release, \(published.modified)",
        hint:
          "Look at the clock of this machine, or at --date. Where the last release had the wrong day, this is right: "
          + "a dataset gets a right day when its data change.")
    ]
  }
}

extension PipelineDefinition {
  /// What is known of a dataset of which nothing is published.
  func announced(on date: String) -> DatasetRecord {
    DatasetRecord(
      name: name, description: description, fields: [], primaryKey: [], rows: 0, distributions: [],
      issued: date, modified: date)
  }
}
