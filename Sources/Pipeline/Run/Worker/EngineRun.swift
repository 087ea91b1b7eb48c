// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// Has tasks done by workers that an engine starts, and takes over the attempts that it gives back.
///
/// An engine may do a task twice, or again: each attempt has a folder of its own, and what was not given back goes.
struct EngineRun {
  let engine: Engine
  let options: RunOptions
  let project: Project
  let workspace: Workspace
  let limits: RunLimits
  /// The folder that relative paths start at, absolute.
  let directory: String
  /// When the run began, for its limit.
  let began: ContinuousClock.Instant
  /// Told what is under way, in words.
  let tell: (String) -> Void
  /// Takes over the files of a dataset from the folder of an attempt.
  let adopt: (DatasetRecord, String) throws(Failure) -> Void

  /// What came of each task, in their order.
  func perform(_ tasks: [WorkerPool.Planned]) -> [DatasetResult] {
    do throws(Failure) {
      let attempts = try HeldFolder(unique: "\(project.privateFolder)/attempts-")
      defer {
        do throws(Failure) {
          try HeldFolder.remove(attempts.path)
        } catch {
          // Something is written into it still: the next run removes it.
        }
        withExtendedLifetime(attempts) {}
      }
      let connection = try EngineConnection(
        engine, jobs: options.jobs, environment: options.environment,
        log: "\(project.privateFolder)/spark.log")
      var state = State(tasks)
      do throws(Failure) {
        try submit(tasks, connection, attempts: absolute(attempts.path))
        follow(&state, connection, attempts.path)
      } catch {
        state.fail(error.diagnostics)
      }
      connection.finish()
      return state.settled
    } catch {
      var state = State(tasks)
      state.fail(error.diagnostics)
      return state.settled
    }
  }

  /// What is known of each task.
  private struct State {
    let tasks: [WorkerPool.Planned]
    var results: [DatasetResult?]
    var outstanding: Set<Int>

    init(_ tasks: [WorkerPool.Planned]) {
      self.tasks = tasks
      results = Array(repeating: nil, count: tasks.count)
      outstanding = Set(tasks.indices)
    }

    /// Every task that nothing is known of fails for the same reason.
    mutating func fail(_ diagnostics: [Diagnostic]) {
      fail { _ in diagnostics }
    }

    mutating func fail(_ diagnostics: (DatasetTask) -> [Diagnostic]) {
      for number in outstanding {
        let task = tasks[number].task
        results[number] = DatasetResult.failed(task.dataset, diagnostics(task))
      }
      outstanding = []
    }

    var settled: [DatasetResult] {
      zip(tasks, results).map { planned, result in
        result
          ?? DatasetResult.failed(
            planned.task.dataset, [Diagnostic(.selfCheck, "the task was forgotten")])
      }
    }
  }

  private func submit(
    _ tasks: [WorkerPool.Planned], _ connection: EngineConnection, attempts: String
  ) throws(Failure) {
    // The largest first: what is begun last should not take longest.
    let order = tasks.indices.sorted {
      (tasks[$0].size ?? .max, $1) > (tasks[$1].size ?? .max, $0)
    }
    for number in order {
      let task = tasks[number].task
      let line: String
      do {
        line = String(decoding: try MessageCoder.encoder.encode(task), as: UTF8.self)
      } catch {
        throw Failure(.selfCheck, "a task cannot be written: \(error)")
      }
      try connection.send(
        .init(
          submit: .init(
            number: number, project: absolute(options.project), dataset: task.dataset, task: line,
            attempts: attempts, program: engine.program, version: Version.current,
            keys: options.environment["HERGEBRUIK_KEYS"].map(absolute),
            limits: .init(time: limits.time, memory: limits.memory))))
    }
  }

  private func follow(_ state: inout State, _ connection: EngineConnection, _ attempts: String) {
    let deadline = began + .seconds(limits.run)
    while !state.outstanding.isEmpty {
      let left = state.outstanding.sorted().prefix(20).map { state.tasks[$0].task.dataset }
      tell("\(state.outstanding.count) datasets at the engine: \(left.joined(separator: ", "))")
      connection.wait()
      let (replies, isOver) = connection.pump()
      for reply in replies {
        if let answer = reply.answer, state.outstanding.remove(answer.number) != nil {
          let task = state.tasks[answer.number].task
          state.results[answer.number] = settle(answer, task, attempts)
        }
        if let refused = reply.refused {
          state.fail([
            Diagnostic(
              .engineFailed, at: .init(file: refused.file), refused.summary, hint: refused.hint)
          ])
        }
      }
      let isStopped = options.isStopped?() ?? false
      if isStopped || .now > deadline {
        connection.kill()
        let cause: CrashReport.Cause = isStopped ? .stopped : .runTime(limits.run)
        state.fail { task in
          [CrashReport(file: task.definition.file, stage: nil, cause: cause).diagnostic]
        }
      }
      if isOver {
        state.fail([
          Diagnostic(
            .engineFailed, at: .init(file: "\(project.privateFolder)/spark.log"),
            "the engine ended before all datasets were done",
            hint: "What was published stays as it is. Read that file, and run again.")
        ])
      }
    }
  }

  /// What an answer says of a task; its files and reports are in their places then.
  private func settle(
    _ answer: EngineAnswer, _ task: DatasetTask, _ attempts: String
  ) -> DatasetResult {
    do throws(Failure) {
      switch answer.outcome {
      case .done: return try take(answer, task, attempts)
      case .ended:
        let end: ProcessEnd = answer.signal.map { .signal($0) } ?? .exit(answer.exit ?? 1)
        return try lose(
          answer, task, .ended(end, ranOutOfMemory: answer.ranOutOfMemory ?? false))
      case .time: return try lose(answer, task, .time(limits.time))
      case .memory: return try lose(answer, task, .memory(limits.memory))
      case .lost:
        try Quarantine.remove(workspace.quarantine(task.dataset))
        return DatasetResult.failed(
          task.dataset,
          [
            Diagnostic(
              .engineFailed, at: .init(file: task.definition.file),
              "no worker of the engine could do it: \(answer.why ?? "it did not say why")",
              hint: "What was published stays as it is. Look at the machines of the cluster.")
          ])
      }
    } catch {
      return DatasetResult.failed(task.dataset, error.diagnostics)
    }
  }

  private func take(
    _ answer: EngineAnswer, _ task: DatasetTask, _ attempts: String
  ) throws(Failure) -> DatasetResult {
    guard let name = answer.attempt, !name.isEmpty, !name.hasPrefix("."), !name.contains("/"),
      let line = answer.message
    else { throw Failure(.selfCheck, "the engine's answer lacks the result or its place") }
    let message: WorkerMessage
    do {
      message = try MessageCoder.decoder.decode(WorkerMessage.self, from: Data(line.utf8))
    } catch {
      throw Failure(
        .engineFailed, "what a worker of the engine said cannot be read",
        hint: "Use the same version of the program everywhere.")
    }
    guard case .result(let result) = message, result.dataset == task.dataset else {
      throw Failure(.selfCheck, "the engine's answer is about something else")
    }
    let attempt = Attempt(folder: "\(attempts)/\(name)", dataset: task.dataset)
    try attempt.take(into: workspace, date: task.date)
    if let built = result.built { try adopt(built.record, attempt.folder) }
    return result
  }

  private func lose(
    _ answer: EngineAnswer, _ task: DatasetTask, _ cause: CrashReport.Cause
  ) throws(Failure) -> DatasetResult {
    try Quarantine.remove(workspace.quarantine(task.dataset))
    let report = CrashReport(
      file: task.definition.file, stage: answer.stage, rows: answer.rows ?? 0, cause: cause)
    return DatasetResult.failed(task.dataset, [report.diagnostic])
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : path == "." ? directory : "\(directory)/\(path)"
  }
}
