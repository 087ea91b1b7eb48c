// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikValues

/// Gives tasks to worker processes, and bounds each: several small ones side by side, a large one by itself.
///
/// One thread looks at all of them, and waits for none longer than a tenth of a second.
struct WorkerPool {
  /// A task that waits for its turn.
  struct Planned {
    var task: DatasetTask
    /// About how many bytes it has to read; nil where that is not known.
    var size: Int?
  }

  /// What the pool tells while it works.
  struct Watch {
    /// Told how far a dataset is.
    var progress: RunOptions.Progress?
    /// Told what is under way: the datasets and their stages.
    var stages: ([(dataset: String, stage: TaskStage)]) -> Void
    /// Makes the folder of a task empty again, before it is done once more.
    var renew: (DatasetTask) throws(Failure) -> Void
    /// Told what begins and ends; nil where nobody reads it.
    var log: RunLog?
  }

  private let program: String
  private let environment: [String: String]
  private let limits: RunLimits
  private let whole: DatasetTask.Share
  private let deadline: ContinuousClock.Instant
  private let isStopped: () -> Bool
  /// Turns among other runs of an estate; nil where the machine is this run's alone.
  private let turns: WorkTurns?
  private let tasks: [Planned]
  private var waiting: [Int] = []
  private var isLarge: Set<Int> = []
  private var slots = 1
  /// What each of several has.
  private var smallShare: DatasetTask.Share
  private var workers: [WorkerProcess] = []
  private var results: [DatasetResult?]
  private var told: ContinuousClock.Instant?

  /// Prepares it; nothing is started yet.
  ///
  /// - Parameters:
  ///   - began: When the run began, for its limit.
  ///   - whole: All that tasks may use together.
  ///   - isStopped: Asked whether to stop.
  ///   - turns: Asked whether a dataset may begin; nil where nobody else has datasets.
  init(
    _ tasks: [Planned], program: String, environment: [String: String], limits: RunLimits,
    whole: DatasetTask.Share, began: ContinuousClock.Instant, isStopped: @escaping () -> Bool,
    turns: WorkTurns? = nil
  ) {
    (self.tasks, self.program, self.environment) = (tasks, program, environment)
    (self.limits, self.whole, self.isStopped) = (limits, whole, isStopped)
    self.turns = turns
    deadline = began + .seconds(limits.run)
    results = Array(repeating: nil, count: tasks.count)
    smallShare = whole
    plan()
  }

  /// Decides what is done by itself, and what side by side.
  private mutating func plan() {
    isLarge = Set(tasks.indices.filter { TaskSize.isLarge(tasks[$0].size) })
    let small = tasks.count - isLarge.count
    slots = TaskSize.places(whole)
    // Beside those of others none has more than its part, however few there are here.
    if turns == nil { slots = max(1, min(slots, small)) }
    smallShare = .init(
      jobs: max(1, whole.jobs / slots), memory: whole.memory / slots)
    // The largest first: what is begun last should not take longest.
    waiting = tasks.indices.sorted {
      (isLarge.contains($0) ? 1 : 0, tasks[$0].size ?? .max, $1)
        > (isLarge.contains($1) ? 1 : 0, tasks[$1].size ?? .max, $0)
    }
  }

  /// Does all tasks; what came of each, in their order.
  mutating func perform(_ watch: Watch) -> [DatasetResult] {
    while !waiting.isEmpty || workers.contains(where: { $0.assignment != nil }) {
      begin(watch)
      wait()
      for worker in workers { follow(worker, watch) }
      workers.removeAll { $0.isRetired }
      tell(watch)
      bound()
    }
    for worker in workers { worker.closeForGood() }
    for worker in workers {
      // Not within the optional call: without a log nobody would wait for it.
      let end = worker.finish()
      watch.log?.end(worker: worker.process, end)
    }
    return zip(tasks, results).map { planned, result in
      result ?? failed(planned.task, [Diagnostic(.selfCheck, "the task was forgotten")])
    }
  }

  /// Says what is under way, five times a second at most.
  private mutating func tell(_ watch: Watch) {
    let now = ContinuousClock.now
    if let told, told.duration(to: now) < .milliseconds(200) { return }
    told = now
    watch.stages(
      workers.compactMap { worker in
        worker.assignment.map { (tasks[$0.number].task.dataset, $0.stage) }
      })
  }

  // MARK: Giving

  /// Gives out what there is room for.
  private mutating func begin(_ watch: Watch) {
    while let next = waiting.first {
      let busy = workers.filter { $0.assignment != nil }
      let isAlone = isLarge.contains(next)
      guard isAlone ? busy.isEmpty : busy.count < slots,
        !busy.contains(where: { isLarge.contains($0.assignment?.number ?? -1) })
      else { return }
      guard turns?.take(alone: isAlone) ?? true else { return }
      do throws(Failure) {
        let worker = try idle(watch)
        var task = tasks[next].task
        task.share = isAlone ? whole : smallShare
        try worker.send(task)
        waiting.removeFirst()
        worker.assignment = .init(number: next, share: task.share, began: .now)
        worker.assignment?.log = watch.log.map {
          DatasetLog($0, task, task.share, process: worker.process)
        }
      } catch {
        turns?.giveBack()
        // As many as can be had; where there is none, nothing can be done.
        guard busy.isEmpty else {
          slots = busy.count
          return
        }
        for number in waiting { results[number] = failed(tasks[number].task, error.diagnostics) }
        waiting = []
      }
    }
  }

  private mutating func idle(_ watch: Watch) throws(Failure) -> WorkerProcess {
    if let worker = workers.first(where: { $0.assignment == nil && !$0.isClosing }) {
      return worker
    }
    let worker = try WorkerProcess(program: program, environment: environment)
    workers.append(worker)
    watch.log?.begin(worker: worker.process)
    return worker
  }

  // MARK: Taking

  private func wait() {
    var poll = Poll()
    for worker in workers { worker.enter(&poll) }
    if let turns { poll.add(turns.reading, for: .reading) }
    // Whatever it says, all is looked at.
    _ = poll.wait(milliseconds: 100)
  }

  /// Takes what a worker says.
  private mutating func follow(_ worker: WorkerProcess, _ watch: Watch) {
    let (messages, end) = worker.pump()
    for message in messages {
      guard let number = worker.assignment?.number else { continue }
      switch message {
      case .stage(let stage):
        worker.assignment?.stage = stage
        worker.assignment?.log?.enter(stage)
      case .progress(let rows, let bytes, let total):
        worker.assignment?.rows = rows
        worker.assignment?.log?.progress(rows: rows, bytes: bytes, total: total)
        watch.progress?(tasks[number].task.dataset, rows, bytes, total)
      case .result(let result): take(result, from: worker, watch)
      }
    }
    guard let end else { return }
    worker.isRetired = true
    watch.log?.end(worker: worker.process, end)
    if let assignment = worker.assignment {
      assignment.log?.lose()
      let cause =
        assignment.verdict ?? .ended(end, ranOutOfMemory: worker.ranOutOfMemory)
      lose(assignment, cause, worker)
      worker.assignment = nil
      turns?.giveBack()
    }
  }

  private mutating func take(
    _ result: DatasetResult, from worker: WorkerProcess, _ watch: Watch
  ) {
    guard let assignment = worker.assignment else { return }
    worker.assignment = nil
    turns?.giveBack()
    // What is too large for a part of the memory may fit in all of it.
    let wantsMore = result.diagnostics.contains {
      $0.severity == .error && [.memoryExceeded, .recordTooLarge].contains($0.code)
    }
    if wantsMore, assignment.share != whole {
      // No result may depend on what ran beside it: once more, with everything.
      do throws(Failure) {
        try watch.renew(tasks[assignment.number].task)
        isLarge.insert(assignment.number)
        waiting.append(assignment.number)
        assignment.log?.repeatWhole()
        return
      } catch {
        results[assignment.number] = failed(tasks[assignment.number].task, error.diagnostics)
        return
      }
    }
    results[assignment.number] = result
    assignment.log?.end(result)
    // What a large one took of memory is given back with its process.
    if isLarge.contains(assignment.number), !waiting.isEmpty { worker.closeForGood() }
  }

  // MARK: Bounds

  /// Ends who takes too long, or too much.
  private mutating func bound() {
    let now = ContinuousClock.now
    let end: CrashReport.Cause? =
      isStopped() || turns?.isOver == true
      ? .stopped : now > deadline ? .runTime(limits.run) : nil
    for worker in workers {
      guard let assignment = worker.assignment, assignment.verdict == nil,
        let verdict = end ?? verdict(assignment, worker, now)
      else { continue }
      worker.assignment?.verdict = verdict
      worker.kill()
    }
    guard let end else { return }
    for number in waiting {
      let report = CrashReport(file: tasks[number].task.definition.file, stage: nil, cause: end)
      results[number] = failed(tasks[number].task, [report.diagnostic])
    }
    waiting = []
  }

  /// Why a worker has to end; nil where it may go on.
  private func verdict(
    _ assignment: WorkerProcess.Assignment, _ worker: WorkerProcess,
    _ now: ContinuousClock.Instant
  ) -> CrashReport.Cause? {
    if assignment.began.duration(to: now) > .seconds(limits.time) { return .time(limits.time) }
    guard let memory = ProcessFamily.memory(of: worker.process), memory > limits.memory else {
      return nil
    }
    return .memory(limits.memory)
  }

  /// Enters that a worker did not come back.
  private mutating func lose(
    _ assignment: WorkerProcess.Assignment, _ cause: CrashReport.Cause, _ worker: WorkerProcess
  ) {
    let task = tasks[assignment.number].task
    var told = [
      CrashReport(
        file: task.definition.file, stage: assignment.stage, rows: assignment.rows, cause: cause
      ).diagnostic
    ]
    do throws(Failure) {
      try task.places.sweep(task.dataset, process: worker.process)
    } catch {
      told += error.diagnostics
    }
    results[assignment.number] = failed(task, told)
  }

  private func failed(_ task: DatasetTask, _ diagnostics: [Diagnostic]) -> DatasetResult {
    DatasetResult(
      dataset: task.dataset, built: nil, entry: .init(name: task.dataset, status: .failed),
      diagnostics: diagnostics.stamped(task.dataset))
  }
}
