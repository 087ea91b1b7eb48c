// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// Does a task, in whatever process it is.
struct DatasetWork {
  let task: DatasetTask
  /// The formats that exports may have.
  let formats: ExtractorRegistry
  /// What looks for keys.
  let environment: [String: String]
  /// Told how far it is; nil where nobody watches.
  let progress: RunOptions.Progress?
  /// Told of each stage.
  let stage: (@Sendable (TaskStage) -> Void)?

  /// What came of it; what went wrong is in it.
  func perform() -> DatasetResult {
    stage?(.definition)
    let name = task.dataset
    var report = RunReport(datasets: [.init(name: name, status: .failed)])
    var result = DatasetResult(
      dataset: name, built: nil, entry: .init(name: name, status: .failed), diagnostics: [])
    let found = ValidationRecord()
    var pipeline: PipelineDefinition?
    do throws(Failure) {
      try carryOut(&pipeline, found, &report, &result)
    } catch {
      report.add(error.diagnostics, dataset: name)
    }
    if task.kind != .validate {
      stage?(.report)
      result.validation = report.writeValidation(
        name, pipeline, found, task.places.workspace, date: task.date)
    }
    // What a program said of its failure stays; all else is gone already.
    _ = Paths.removeFolder(task.places.scratch)
    (result.entry, result.diagnostics) = (report.datasets[0], report.diagnostics)
    return result
  }

  /// Does what is asked; the definition is known also where that fails.
  private func carryOut(
    _ pipeline: inout PipelineDefinition?, _ found: ValidationRecord, _ report: inout RunReport,
    _ result: inout DatasetResult
  ) throws(Failure) {
    let catalogue = try task.catalogue.map { text throws(Failure) in
      try CatalogueDefinition(text: text.text, file: text.file)
    }
    var read = try PipelineDefinition(
      text: task.definition.text, name: task.dataset, folder: task.places.definition,
      file: task.definition.file, defaultLicense: catalogue?.record.license ?? CodeLists.anyOpen,
      registry: formats)
    if let catalogue { read.expectPlaces(in: catalogue) }
    pipeline = read
    let run = try datasetRun()
    switch task.kind {
    case .run, .preview:
      guard let catalogue else { throw Failure(.selfCheck, "the task has no catalogue") }
      result.built = try build(read, run, catalogue, found, &report)
    case .validate:
      let (entry, diagnostics) = run.validated(read, since: task.published?.record)
      report.datasets[0] = entry
      report.add(diagnostics, dataset: task.dataset)
    }
  }

  private func datasetRun() throws(Failure) -> DatasetRun {
    try PrivateFolder.prepare(task.places.scratch)
    let project = try Project(directory: task.places.project, formats: formats)
    var options = RunOptions(
      project: task.places.project, acceptsChange: task.acceptsChange, date: task.date,
      jobs: task.share.jobs, memory: task.share.memory, environment: environment,
      formats: formats, progress: progress)
    options.stage = stage
    var run = DatasetRun(
      options: options, project: project, workspace: task.places.workspace,
      scratch: task.places.scratch)
    run.keptLevels = task.published?.record.levels
    return run
  }

  /// Converts and judges the dataset.
  private func build(
    _ pipeline: PipelineDefinition, _ run: DatasetRun, _ catalogue: CatalogueDefinition,
    _ found: ValidationRecord, _ report: inout RunReport
  ) throws(Failure) -> BuiltDataset {
    let target = task.places.target
    let previous = task.published.map { (record: $0.record, folder: $0.folder) }
    let outcome = try run.convert(pipeline, into: target, found)
    var record = try run.record(pipeline, outcome)
    stage?(.judge)
    let ofTable = run.tableProblems(pipeline, outcome.conversion, previous: previous?.record)
    // What stands in the export is told also where something else stops it.
    let remarks = outcome.conversion.source.remarks.filter { $0.severity != .error }
    if task.kind != .preview, !ofTable.isEmpty { throw Failure(ofTable + remarks) }
    let comparison = run.comparison(pipeline, record, in: target, previous: previous)
    stage?(.gate)
    let (verdict, privacy) = try run.judge(
      pipeline, outcome, record, in: target, catalogue, previous: previous,
      kept: (task.kept ?? []).map { ($0.record, $0.folder) }, comparison: comparison)
    stage?(.compare)
    let changes = run.changes(pipeline, record, previous: previous?.record, comparison)
    record.releases = changes.log
    record.versions = record.versions(
      after: previous?.record, most: pipeline.publication.versions, date: task.date)
    report.enter(verdict.checks, dataset: pipeline.name)
    let problems = ofTable + changes.problems + verdict.problems
    if task.kind == .preview {
      // A preview is for the publisher's eyes, and shows what a run would say.
      report.add(problems.map(\.asWarning), dataset: pipeline.name)
    } else {
      guard changes.problems.isEmpty, verdict.isPassed else {
        throw Failure(problems + remarks)
      }
    }
    // A preview has told already of a sign-off that cannot be read.
    let day = SignOff.day(ofRun: task.date)
    let ending = SignOff(of: pipeline).endingSoon(on: day).filter { told in
      !problems.contains { $0.code == told.code }
    }
    report.add(outcome.conversion.warnings + changes.warnings + ending, dataset: pipeline.name)
    return BuiltDataset(
      record: record,
      entry: .init(name: pipeline.name, outcome.conversion, gate: verdict.checks),
      rows: changes.rows, refusals: problems, privacy: privacy)
  }
}
