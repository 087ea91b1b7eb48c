// SPDX-License-Identifier: EUPL-1.2

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
      let note = lock.note
      let workspace = try Workspace(project)
      let store = GenerationStore(catalog: project.catalog)
      report.diagnostics += store.cleanUp()
      guard
        let build = try build(
          project, store, in: nil, workspace, { note.tell($0) }, &report)
      else {
        return report
      }
      options.log?.enter(options.isDryRun ? .settle : .publish)
      if options.isDryRun {
        report.enter(build.changes, build, published: false)
        try build.staged.discard()
      } else {
        report.enter(build.changes, build, published: true)
        if case .published(let name) = try build.staged.publish(
          keep: build.catalogue.keep, &report.diagnostics)
        {
          report.generation = name
        }
        options.log?.enter(.settle)
        try settle(project, build, store, &report)
      }
    } catch {
      report.fail(error)
    }
    return report
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
  /// - Returns: nil where nothing could be staged; the report says why.
  func build(
    _ project: Project, _ store: GenerationStore, in place: CandidatePlace?,
    _ workspace: Workspace, _ tell: @escaping (String) -> Void,
    _ report: inout RunReport
  ) throws(Failure) -> Build? {
    options.log?.enter(.definitions)
    let definitions = try ProjectDefinitions(
      project, asked: options.datasets, readsCodes: false)
    report.diagnostics += definitions.diagnostics
    report.datasets = definitions.names.map { .init(name: $0, status: .failed) }
    guard let catalogue = definitions.catalogue else { return nil }
    let design = try SiteFiles.design(project, catalogue)
    let decisions = definitions.decisions
    var builder = try store.begin(in: place?.folder)
    builder.issued = decisions.issued
    report.diagnostics += earlierThanPublished(builder.previous)
    do throws(Failure) {
      let (built, validations) = try convert(
        definitions, catalogue, &builder, in: place, project, workspace, tell, &report)
      let records = definitions.names.compactMap { built[$0]?.record }
      try keepTheOthers(
        &builder, besides: records, tried: Set(definitions.names), of: project, decisions, &report)
      guard !records.isEmpty || !builder.isEmpty else {
        try builder.discard()
        return nil
      }
      let staged = try builder.stage(
        catalogue: catalogue.record, design: design, datasets: records,
        toolVersion: Version.current, date: options.date)
      return Build(
        staged: staged, datasets: built, validations: validations, previous: builder.previous,
        catalogue: catalogue)
    } catch {
      try builder.discard()
      throw error
    }
  }

  /// Has the datasets converted and judged that have to be, and enters what came of them in their order.
  ///
  /// - Throws: `Failure` where what was written of one that failed cannot be removed.
  private func convert(
    _ definitions: ProjectDefinitions, _ catalogue: CatalogueDefinition,
    _ builder: inout GenerationBuilder, in place: CandidatePlace?, _ project: Project,
    _ workspace: Workspace, _ tell: @escaping (String) -> Void, _ report: inout RunReport
  ) throws(Failure) -> (built: [String: BuiltDataset], validations: [String: ValidationReport]) {
    let results = try perform(definitions, catalogue, builder, in: place, project, workspace, tell)
    tell("pages and metadata of the catalogue")
    options.log?.enter(.pages)
    let pipelines = Dictionary(
      definitions.pipelines.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    var (built, validations): ([String: BuiltDataset], [String: ValidationReport]) = ([:], [:])
    for name in definitions.names {
      let pipeline = pipelines[name]
      let published = builder.published(name)?.record
      if let withdrawal = definitions.decisions.withdrawal(of: name, published: published) {
        report.enter(withdrawal, dataset: name, options.project)
        if published == nil, let pipeline {
          builder.withdraw(pipeline.announced(on: options.date), withdrawal)
        }
        continue
      }
      if pipeline != nil, let same = place?.unchanged(name), let earlier = place?.earlier {
        try builder.adopt(same.record, from: earlier.folder)
        report.add(same.told, dataset: name)
        (built[name], validations[name]) = (same, same.validation)
        continue
      }
      if let pipeline, let lowered = self.lowered(pipeline, definitions, builder) {
        report.add([lowered], dataset: name)
      }
      let result = results[name]
      if let result {
        report.enter(result)
        built[name] = result.built
        built[name]?.signOffFlags = pipelines[name]?.signOffFlags ?? []
        if result.built == nil { try builder.removeFolder(of: name) }
      }
      validations[name] =
        result?.validation
        ?? report.writeValidation(
          name, pipeline, nil, workspace, date: options.date)
      built[name]?.validation = validations[name]
      built[name]?.told = report.diagnostics.filter { $0.dataset == name }
      if built[name] == nil, let earlier = place?.earlier, var old = earlier.built[name] {
        try builder.adopt(old.record, from: earlier.folder)
        old.failure = report.diagnostics.filter { $0.dataset == name }
        built[name] = old
      }
    }
    return (built, validations)
  }

  /// Does what has to be done; what came of each dataset, by name.
  private func perform(
    _ definitions: ProjectDefinitions, _ catalogue: CatalogueDefinition,
    _ builder: GenerationBuilder, in place: CandidatePlace?, _ project: Project,
    _ workspace: Workspace, _ tell: @escaping (String) -> Void
  ) throws(Failure) -> [String: DatasetResult] {
    var list = try TaskList(
      options: options, project: project, workspace: workspace, catalogue: catalogue)
    list.tell = tell
    list.renew = { name throws(Failure) in
      try builder.removeFolder(of: name)
      _ = try builder.folder(of: name)
    }
    var tasks: [WorkerPool.Planned] = []
    for pipeline in definitions.pipelines
    where place?.unchanged(pipeline.name) == nil && lowered(pipeline, definitions, builder) == nil {
      let published = builder.published(pipeline.name)
      let withdrawal = definitions.decisions.withdrawal(
        of: pipeline.name, published: published?.record)
      guard withdrawal == nil else { continue }
      tasks.append(
        list.planned(
          pipeline, place == nil ? .run : .preview, target: try builder.folder(of: pipeline.name),
          // Of what was withdrawn nothing is left to compare with.
          published: published?.record.withdrawal == nil ? published : nil))
    }
    return Dictionary(
      list.perform(tasks).map { ($0.dataset, $0) }, uniquingKeysWith: { $1 })
  }

  /// Carries over what is published now and was not rebuilt: not asked for, failed, or orphaned. One that failed and
  /// is older than its frequency allows is marked as behind schedule; the data of one that is withdrawn go.
  private func keepTheOthers(
    _ builder: inout GenerationBuilder, besides rebuilt: [DatasetRecord], tried: Set<String>,
    of project: Project, _ decisions: DecisionBook, _ report: inout RunReport
  ) throws(Failure) {
    let known = Set(try project.datasetNames())
    let fresh = Set(rebuilt.map(\.name))
    for dataset in builder.previous?.datasets ?? [] where !fresh.contains(dataset.name) {
      // Of one that nobody tried nothing new is known.
      let isOverdue =
        tried.contains(dataset.name) && dataset.withdrawal == nil
        ? dataset.isOverdue(on: options.date) : nil
      let withdrawal = decisions.withdrawal(of: dataset.name, published: dataset)
      if let withdrawal, withdrawal != dataset.withdrawal {
        builder.withdraw(dataset, withdrawal)
      } else {
        _ = builder.carryOver(dataset.name, isOverdue: isOverdue)
      }
      guard !known.contains(dataset.name), withdrawal == nil else { continue }
      report.add(
        [
          Diagnostic(
            .datasetOrphaned, severity: .warning, at: .init(file: project.pipelines),
            "'\(dataset.name)' is published, but has no folder under pipelines any more",
            hint:
              "It stays published as it is. Put the folder back, with its pipeline.yaml, or take the data away:\n"
              + "hergebruik withdraw \(dataset.name)")
        ], dataset: dataset.name)
    }
  }
}
