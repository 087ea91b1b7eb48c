// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// The nightly run: every dataset from its export into one new generation of the catalogue.
package struct Runner: Sendable {
  let options: RunOptions

  /// Makes a runner.
  package init(options: RunOptions) {
    self.options = options
  }

  /// Runs the datasets and publishes what is good; what goes wrong is in the report.
  ///
  /// A dataset that fails keeps its last good version and does not stop the others.
  package func run() -> RunReport {
    var report = RunReport()
    do throws(Failure) {
      let project = try Project(directory: options.project, formats: options.formats)
      report.diagnostics += try Ownership.check(project)
      let lock = try RunLock(project)
      defer { withExtendedLifetime(lock) {} }
      do throws(Failure) {
        try run(project, lock.note, &report)
      } catch {
        report.fail(error)
      }
      if !options.isDryRun {
        let unwritten = NightBook.enter(&report, options, project)
        report.diagnostics += unwritten
      }
    } catch {
      report.fail(error)
    }
    return report
  }

  /// The same for a project of which the caller holds the lock.
  private func run(
    _ project: Project, _ note: LockNote, _ report: inout RunReport
  ) throws(Failure) {
    let workspace = try Workspace(project)
    let store = GenerationStore(catalog: project.catalog)
    report.diagnostics += store.cleanUp()
    if !options.isDryRun {
      report.generation = Purge(intervention(project)).enforce(store, &report.diagnostics)
    }
    let hold = try CatalogueDecisions.read(project).hold
    if let hold { try keep(hold, project, store, &report) }
    guard
      let build = try build(project, store, .nightly, workspace, { note.tell($0) }, &report)
    else { return }
    let isTrial = options.isDryRun || hold != nil
    options.log?.enter(isTrial ? .settle : .publish)
    if isTrial {
      report.enter(build.changes, build, published: false)
      try build.staged.discard()
      guard !options.isDryRun else { return }
      try settle(project, build.catalogue, store.current, store, &report)
    } else {
      report.enter(build.changes, build, published: true)
      if case .published(let name) = try build.staged.publish(
        keep: build.catalogue.keep, &report.diagnostics)
      {
        report.generation = name
      }
      options.log?.enter(.settle)
      try settle(project, build.catalogue, build.staged.manifest, store, &report)
    }
  }

  /// A staged generation, and what it was made of.
  struct Build {
    var staged: StagedGeneration
    /// The datasets that were converted, or taken over from an earlier candidate, by name.
    var datasets: [String: BuiltDataset]
    /// What was found in the export of every dataset that was asked for.
    var validations: [String: ValidationReport]
    /// What is published now.
    var previous: GenerationManifest?
    var catalogue: CatalogueDefinition
    /// The definitions of the datasets, by name.
    var pipelines: [String: PipelineDefinition]

    /// What publishing it would change, with the numbers of rows.
    var changes: CatalogueChanges {
      var changes = staged.changes
      for i in changes.datasets.indices {
        changes.datasets[i].rows = datasets[changes.datasets[i].name]?.rows
      }
      return changes
    }
  }

  /// The main path: read the definitions, run each dataset, keep the others, stage.
  ///
  /// - Returns: `nil` if nothing could be staged; the report says why.
  func build(
    _ project: Project, _ store: GenerationStore, _ mode: BuildMode, _ workspace: Workspace,
    _ tell: @escaping (String) -> Void, _ report: inout RunReport
  ) throws(Failure) -> Build? {
    options.log?.enter(.definitions)
    var definitions = try ProjectDefinitions(
      project, asked: options.datasets, readsCodes: false)
    definitions.diagnostics += definitions.compareIdentity(with: try store.current)
    report.diagnostics += definitions.diagnostics
    report.datasets = definitions.names.map { .init(name: $0, status: .failed) }
    guard let catalogue = definitions.catalogue else { return nil }
    let design = try SiteFiles.design(project, catalogue)
    var builder = try store.begin(in: mode.folder)
    builder.issued = definitions.decisions.issued
    builder.identities = definitions.decisions.identities
    builder.moment = options.moment
    report.diagnostics += earlierThanPublished(builder.previous)
    var build = CatalogueBuild(
      options: options, mode: mode, project: project, workspace: workspace,
      definitions: definitions, catalogue: catalogue, tell: tell, builder: builder)
    build.report = report
    defer { report = build.report }
    do throws(Failure) {
      try build.run()
      guard !build.records.isEmpty || !build.builder.isEmpty else {
        try build.builder.discard()
        return nil
      }
      let staged = try build.builder.stage(
        catalogue: catalogue.record, design: design, datasets: build.records,
        toolVersion: Version.current, date: options.date)
      return Build(
        staged: staged, datasets: build.built, validations: build.validations,
        previous: build.builder.previous, catalogue: catalogue,
        pipelines: Dictionary(definitions.pipelines.map { ($0.name, $0) }) { $1 })
    } catch {
      try build.builder.discard()
      throw error
    }
  }
}
