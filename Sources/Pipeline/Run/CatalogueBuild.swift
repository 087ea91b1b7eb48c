// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// One build of the catalogue under way: which datasets are converted, taken over, kept or withdrawn.
struct CatalogueBuild {
  let options: RunOptions
  let mode: BuildMode
  let project: Project
  let workspace: Workspace
  let definitions: ProjectDefinitions
  let catalogue: CatalogueDefinition
  /// Told what is under way, in words.
  let tell: (String) -> Void
  var builder: GenerationBuilder
  /// What a person has to know; begins with what was found in the definitions.
  var report = RunReport()
  /// The datasets that were converted, or taken over from an earlier candidate, by name.
  var built: [String: BuiltDataset] = [:]
  /// What was found in the export of each dataset, by name.
  private(set) var validations: [String: ValidationReport] = [:]

  init(
    options: RunOptions, mode: BuildMode, project: Project, workspace: Workspace,
    definitions: ProjectDefinitions, catalogue: CatalogueDefinition,
    tell: @escaping (String) -> Void, builder: GenerationBuilder
  ) {
    (self.options, self.mode, self.project, self.workspace) = (options, mode, project, workspace)
    (self.definitions, self.catalogue, self.tell) = (definitions, catalogue, tell)
    self.builder = builder
  }

  /// What was built, in the order of the definitions.
  var records: [DatasetRecord] { definitions.names.compactMap { built[$0]?.record } }

  /// Has the datasets converted and judged that have to be, enters what came of them in their order, and keeps the
  /// others.
  ///
  /// - Throws: `Failure` where what was written of one that failed cannot be removed.
  mutating func run() throws(Failure) {
    let results = try perform()
    tell("pages and metadata of the catalogue")
    options.log?.enter(.pages)
    let pipelines = Dictionary(
      definitions.pipelines.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    for name in definitions.names {
      guard try !isSettled(name, pipelines[name]) else { continue }
      try enter(results[name], of: name, pipelines[name])
    }
    try judgeTogether()
    try keepTheOthers()
  }

  /// Enters a dataset that is withdrawn, or that need not be built again; `false` if it is neither.
  private mutating func isSettled(
    _ name: String, _ pipeline: PipelineDefinition?
  ) throws(Failure) -> Bool {
    let published = builder.published(name)?.record
    if let withdrawal = definitions.decisions.withdrawal(of: name, published: published) {
      report.enter(withdrawal, dataset: name, options.project)
      if published == nil, let pipeline {
        builder.withdraw(pipeline.announced(on: options.date), withdrawal)
      }
      return true
    }
    if let pipeline, !pipeline.description.isPublishedHere {
      try describe(pipeline)
      return true
    }
    guard pipeline != nil, let same = mode.unchanged(name) else { return false }
    try builder.adopt(same.built.record, from: same.folder)
    report.add(same.built.told, dataset: name)
    (built[name], validations[name]) = (same.built, same.built.validation)
    return true
  }

  /// Enters what came of a dataset.
  private mutating func enter(
    _ result: DatasetResult?, of name: String, _ pipeline: PipelineDefinition?
  ) throws(Failure) {
    if let pipeline, let lowered = lowered(pipeline) { report.add([lowered], dataset: name) }
    if let result {
      report.enter(result)
      built[name] = result.built
      built[name]?.signOffFlags = pipeline?.signOffFlags ?? []
      if result.built == nil { try builder.removeFolder(of: name) }
    }
    validations[name] =
      result?.validation
      ?? report.writeValidation(name, pipeline, nil, workspace, date: options.date)
    built[name]?.validation = validations[name]
    built[name]?.told = report.diagnostics.filter { $0.dataset == name }
    if built[name] == nil, var old = mode.before(name) {
      try builder.adopt(old.built.record, from: old.folder)
      old.built.failure = report.diagnostics.filter { $0.dataset == name }
      built[name] = old.built
    }
  }

  /// Does what has to be done; what came of each dataset, by name.
  private func perform() throws(Failure) -> [String: DatasetResult] {
    var list = try TaskList(
      options: options, project: project, workspace: workspace, catalogue: catalogue)
    list.tell = tell
    let builder = builder
    list.renew = { name throws(Failure) in
      try builder.removeFolder(of: name)
      _ = try builder.folder(of: name)
    }
    list.adopt = { record, folder throws(Failure) in try builder.adopt(record, from: folder) }
    var tasks: [WorkerPool.Planned] = []
    for pipeline in definitions.pipelines
    where pipeline.description.isPublishedHere && mode.unchanged(pipeline.name) == nil
      && lowered(pipeline) == nil
    {
      let published = builder.published(pipeline.name)
      let withdrawal = definitions.decisions.withdrawal(
        of: pipeline.name, published: published?.record)
      guard withdrawal == nil else { continue }
      tasks.append(
        list.planned(
          pipeline, mode.kind, target: try builder.folder(of: pipeline.name),
          // Of what was withdrawn or only described nothing is there to compare with.
          published: published?.record.table == nil ? nil : published,
          kept: try kept(beside: pipeline)))
    }
    return Dictionary(
      list.perform(tasks).map { ($0.dataset, $0) }, uniquingKeysWith: { $1 })
  }

  /// That a dataset of which nothing is published any more would come back with a lower version than it had; `nil` if it
  /// would not.
  private func lowered(_ pipeline: PipelineDefinition) -> Diagnostic? {
    let published = builder.published(pipeline.name)?.record
    guard published == nil || published?.withdrawal != nil else { return nil }
    return definitions.decisions.lowered(pipeline)
  }

  /// Carries over what is published now and was not rebuilt: not asked for, failed, or orphaned. One that failed and
  /// is older than its frequency allows is marked as behind schedule; the data of one that is withdrawn go.
  private mutating func keepTheOthers() throws(Failure) {
    let (known, tried) = (Set(try project.datasetNames()), Set(definitions.names))
    let fresh = Set(records.map(\.name))
    for dataset in builder.previous?.datasets ?? [] where !fresh.contains(dataset.name) {
      // Of one that nobody tried nothing new is known.
      let isOverdue =
        tried.contains(dataset.name) && dataset.withdrawal == nil
        ? dataset.isOverdue(on: options.date) : nil
      let withdrawal =
        definitions.decisions.withdrawal(of: dataset.name, published: dataset)
        ?? replacement(of: dataset, known)
      if let withdrawal, withdrawal != dataset.withdrawal {
        builder.withdraw(dataset, withdrawal)
      } else {
        _ = builder.carryOver(dataset.name, isOverdue: isOverdue)
      }
      guard !known.contains(dataset.name), withdrawal == nil else { continue }
      report.add([orphaned(dataset)], dataset: dataset.name)
    }
  }

  /// That a dataset without a folder came back under another name: its data are there from now on; nil if it did not.
  private func replacement(
    of dataset: DatasetRecord, _ known: Set<String>
  ) -> DatasetRecord.Withdrawal? {
    guard !known.contains(dataset.name), dataset.withdrawal == nil,
      let other = records.first(where: {
        $0.description.statements?.replaces?.contains(dataset.name) == true
      })
    else { return nil }
    return .init(date: options.date, reason: CatalogueWords.replaced(by: other.description.title))
  }

  private func orphaned(_ dataset: DatasetRecord) -> Diagnostic {
    Diagnostic(
      .datasetOrphaned, severity: .warning, at: .init(file: project.pipelines),
      "'\(dataset.name)' is published, but has no folder under pipelines any more",
      hint:
        "It stays published as it is. Put the folder back, with its pipeline.yaml, or take the data away:\n"
        + "hergebruik withdraw \(dataset.name)")
  }
}
