// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
public import HergebruikModel
internal import HergebruikPublish

/// The nightly run: every dataset from its export into one new generation of the catalogue.
public struct Runner: Sendable {
  let options: RunOptions

  /// Makes a runner.
  public init(options: RunOptions) {
    self.options = options
  }

  /// Runs the datasets and publishes what is good; what goes wrong is in the report.
  ///
  /// A dataset that fails keeps its last good version and does not stop the others.
  public func run() -> RunReport {
    var report = RunReport()
    do throws(Failure) {
      let project = try Project(directory: options.project, formats: options.formats)
      let lock = try RunLock(project)
      defer { withExtendedLifetime(lock) {} }
      let workspace = try Workspace(project)
      let store = GenerationStore(catalog: project.catalog)
      try store.cleanUp()
      guard let build = try build(project, store, in: nil, workspace, &report) else {
        return report
      }
      if options.isDryRun {
        report.enter(build.changes, build, published: false)
        try build.staged.discard()
      } else {
        report.enter(build.changes, build, published: true)
        if case .published(let name) = try build.staged.publish(keep: build.keep) {
          report.generation = name
        }
      }
    } catch {
      report.fail(error)
    }
    return report
  }

  /// Builds a candidate in a private folder of its own, for a preview.
  ///
  /// The project is not locked and nothing that is published changes.
  /// - Throws: `Failure` where no candidate could be built at all.
  public func candidate() throws(Failure) -> Candidate {
    let project = try Project(directory: options.project, formats: options.formats)
    let workspace = try Workspace(project, preview: getpid())
    var report = RunReport()
    do throws(Failure) {
      let store = GenerationStore(catalog: project.catalog)
      guard
        let build = try build(project, store, in: workspace.candidate, workspace, &report)
      else { throw Failure(report.diagnostics) }
      report.enter(build.changes, build, published: false)
      return Candidate(
        folder: build.staged.folder, changes: build.changes, report: report,
        refusals: build.refusals, workspace: workspace)
    } catch {
      try workspace.remove()
      throw error
    }
  }

  /// A staged generation, and what it was made of.
  struct Build {
    var staged: StagedGeneration
    var conversions: [String: Conversion.Outcome]
    /// How many rows of a dataset differ from what is published.
    var rows: [String: RowChanges]
    /// Why a dataset would not be published, which only a preview gets to see.
    var refusals: [String: [Diagnostic]]
    var keep: Int

    /// What publishing it would change, with the numbers of rows.
    var changes: CatalogueChanges {
      var changes = staged.changes
      for i in changes.datasets.indices {
        changes.datasets[i].rows = rows[changes.datasets[i].name]
      }
      return changes
    }
  }

  /// The main path: read the definitions, run each dataset, keep the others, stage.
  ///
  /// - Returns: nil where nothing could be staged; the report says why.
  private func build(
    _ project: Project, _ store: GenerationStore, in folder: String?, _ workspace: Workspace,
    _ report: inout RunReport
  ) throws(Failure) -> Build? {
    let definitions = try ProjectDefinitions(
      project, asked: options.datasets, readsCodes: false)
    report.diagnostics += definitions.diagnostics
    report.datasets = definitions.names.map { .init(name: $0, status: .failed) }
    let right = Set(definitions.pipelines.map(\.name))
    for name in definitions.names where !right.contains(name) {
      report.writeValidation(name, nil, nil, workspace, date: options.date)
    }
    guard let catalogue = definitions.catalogue else { return nil }
    let design = try SiteFiles.design(project, catalogue)
    var builder = try store.begin(in: folder)
    do throws(Failure) {
      let run = DatasetRun(options: options, project: project, workspace: workspace)
      var rebuilt: [DatasetRecord] = []
      var conversions: [String: Conversion.Outcome] = [:]
      var (rows, refusals): ([String: RowChanges], [String: [Diagnostic]]) = ([:], [:])
      for pipeline in definitions.pipelines {
        if let withdrawal = builder.published(pipeline.name)?.record.withdrawal,
          withdrawal.isLifted != true
        {
          report.enter(withdrawal, dataset: pipeline.name, options.project)
          continue
        }
        let validation = ValidationRecord()
        do throws(Failure) {
          let target = try builder.folder(of: pipeline.name)
          let outcome = try run.convert(pipeline, into: target, validation)
          var record = try run.record(pipeline, outcome)
          let previous = builder.published(pipeline.name)
          let doubts = run.doubts(
            pipeline, outcome.conversion, previous: previous?.record)
          if folder == nil, !doubts.isEmpty { throw Failure(doubts) }
          let comparison = run.comparison(pipeline, record, in: target, previous: previous)
          let verdict = try run.judge(
            pipeline, outcome, record, in: target, catalogue, previous: previous,
            comparison: comparison)
          let changes = run.changes(pipeline, record, previous: previous?.record, comparison)
          record.releases = changes.log
          record.versions = record.versions(
            after: previous?.record, most: pipeline.versions, date: options.date)
          report.enter(verdict.checks, dataset: pipeline.name)
          let problems = doubts + changes.problems + verdict.problems
          if folder == nil {
            guard changes.problems.isEmpty, verdict.isPassed else { throw Failure(problems) }
          } else {
            // A preview is for the publisher's eyes, and shows what a run would say.
            report.add(problems.map(\.asWarning), dataset: pipeline.name)
            refusals[pipeline.name] = problems
          }
          rows[pipeline.name] = changes.rows
          rebuilt.append(record)
          conversions[pipeline.name] = outcome.conversion
          report.add(
            outcome.conversion.warnings + changes.warnings
              + SignOff(of: pipeline).endingSoon(on: options.date),
            dataset: pipeline.name)
        } catch {
          report.add(error.diagnostics, dataset: pipeline.name)
          try builder.removeFolder(of: pipeline.name)
        }
        report.writeValidation(
          pipeline.name, pipeline, validation, workspace, date: options.date)
      }
      try keepTheOthers(
        &builder, besides: rebuilt, tried: Set(definitions.names), of: project, &report)
      guard !rebuilt.isEmpty || builder.previous != nil else {
        try builder.discard()
        return nil
      }
      let staged = try builder.stage(
        catalogue: catalogue.record, design: design, datasets: rebuilt,
        toolVersion: Version.current, date: options.date)
      return Build(
        staged: staged, conversions: conversions, rows: rows, refusals: refusals,
        keep: catalogue.keep)
    } catch {
      try builder.discard()
      throw error
    }
  }

  /// Carries over what is published now and was not rebuilt: not asked for, failed, or orphaned. One that failed and
  /// is older than its frequency allows is marked as behind schedule.
  private func keepTheOthers(
    _ builder: inout GenerationBuilder, besides rebuilt: [DatasetRecord], tried: Set<String>,
    of project: Project, _ report: inout RunReport
  ) throws(Failure) {
    let known = Set(try project.datasetNames())
    let fresh = Set(rebuilt.map(\.name))
    for dataset in builder.previous?.datasets ?? [] where !fresh.contains(dataset.name) {
      // Of one that nobody tried nothing new is known.
      let isOverdue =
        tried.contains(dataset.name) && dataset.withdrawal == nil
        ? dataset.isOverdue(on: options.date) : nil
      _ = builder.carryOver(dataset.name, isOverdue: isOverdue)
      guard !known.contains(dataset.name) else { continue }
      report.add(
        [
          Diagnostic(
            .datasetOrphaned, severity: .warning, at: .init(file: project.pipelines),
            "'\(dataset.name)' is published, but has no folder under pipelines any more",
            hint: "It stays published as it is. Put the folder back, with its pipeline.yaml.")
        ], dataset: dataset.name)
    }
  }
}
