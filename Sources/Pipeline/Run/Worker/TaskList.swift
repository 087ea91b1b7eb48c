// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// Makes tasks of a project's datasets, and has them done: in workers where the run may start any, else in this process.
struct TaskList {
  private let options: RunOptions
  private let project: Project
  private let workspace: Workspace
  private let catalogue: CatalogueDefinition?
  private let directory: String
  private let began = ContinuousClock.now
  /// Told what is under way, in words.
  var tell: (String) -> Void = { _ in }
  /// Makes the folder of a dataset empty again.
  var renew: (String) throws(Failure) -> Void = { _ in }
  /// Takes over the files of a dataset from the folder of an attempt that an engine made.
  var adopt: (DatasetRecord, String) throws(Failure) -> Void = { _, _ in }

  /// Prepares it.
  ///
  /// - Throws: `input-output` where the current folder is gone.
  init(
    options: RunOptions, project: Project, workspace: Workspace, catalogue: CatalogueDefinition?
  ) throws(Failure) {
    (self.options, self.project) = (options, project)
    (self.workspace, self.catalogue) = (workspace, catalogue)
    guard let directory = Paths.real(".") else {
      throw SystemCall.failure("the current folder cannot be found", path: ".")
    }
    self.directory = directory
  }

  /// What has to be done for a dataset.
  ///
  /// - Parameters:
  ///   - target: An empty folder for its files.
  ///   - kept: What else is online that it is compared with.
  func planned(
    _ pipeline: PipelineDefinition, _ kind: DatasetTask.Kind, target: String = "",
    published: (record: DatasetRecord, folder: String)?, kept: [DatasetTask.Published] = []
  ) -> WorkerPool.Planned {
    let task = DatasetTask(
      kind: kind, dataset: pipeline.name,
      definition: .init(file: pipeline.file, text: pipeline.text),
      catalogue: catalogue.map { .init(file: $0.file, text: $0.text) },
      places: .init(
        directory: directory, project: options.project, definition: pipeline.folder,
        target: target, workspace: workspace, scratch: workspace.scratch(of: pipeline.name)),
      share: .init(jobs: options.jobs, memory: options.memory),
      published: published.map { .init(record: $0.record, folder: $0.folder) },
      kept: kept.isEmpty ? nil : kept,
      date: options.date, acceptsChange: options.acceptsChange)
    return .init(task: task, size: TaskSize.of(pipeline, published: published?.record))
  }

  /// What came of each task, in their order.
  func perform(_ tasks: [WorkerPool.Planned]) -> [DatasetResult] {
    guard !tasks.isEmpty else { return [] }
    if let engine = options.engine {
      return EngineRun(
        engine: engine, options: options, project: project, workspace: workspace,
        limits: catalogue?.limits ?? RunLimits(), directory: directory, began: began, tell: tell,
        adopt: adopt
      ).perform(tasks)
    }
    guard let program = options.worker else {
      return tasks.map { performHere($0.task) }
    }
    var pool = WorkerPool(
      tasks, program: program, environment: options.environment,
      limits: catalogue?.limits ?? RunLimits(),
      whole: .init(jobs: options.jobs, memory: options.memory), began: began,
      isStopped: options.isStopped ?? { false }, turns: options.turns)
    let renew = renew
    return pool.perform(
      .init(
        progress: options.progress,
        stages: { stages in
          tell(stages.map { "\($0.dataset) (\($0.stage.rawValue))" }.joined(separator: ", "))
        }, renew: { task throws(Failure) in try renew(task.dataset) }, log: options.log))
  }

  /// What came of a task, done in this process.
  private func performHere(_ task: DatasetTask) -> DatasetResult {
    let log = options.log.map { DatasetLog($0, task, task.share, process: ThisProcess.number) }
    let watcher = options.progress
    let progress: RunOptions.Progress = { dataset, rows, bytes, total in
      watcher?(dataset, rows, bytes, total)
      log?.progress(rows: rows, bytes: bytes, total: total)
    }
    let stage: @Sendable (TaskStage) -> Void = { log?.enter($0) }
    let result = DatasetWork(
      task: task, formats: options.formats, environment: options.environment,
      progress: progress, stage: stage
    ).perform()
    log?.end(result)
    return result
  }
}

extension DatasetTask.Places {
  /// Removes what a worker that died left of a dataset; the folder with its files is its builder's.
  ///
  /// - Parameter process: The worker.
  /// - Throws: `input-output`.
  func sweep(_ dataset: String, process: Int32) throws(Failure) {
    try Quarantine.remove(workspace.quarantine(dataset))
    var left = [scratch]
    for name in try SystemCall.names(in: workspace.downloads) where name.contains(".\(process).") {
      left.append("\(workspace.downloads)/\(name)")
    }
    for path in left where FileStatus(path) != nil {
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw Failure(
          .inputOutput, at: .init(file: path),
          "what a dataset left behind cannot be removed: \(error)",
          hint: "Remove it by hand; nothing that is published is in it.")
      }
    }
  }
}
