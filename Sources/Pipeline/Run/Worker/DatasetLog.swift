// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import Logging
internal import Synchronization

/// Tells a log of one task: its stages, how long each takes, and how far it is. Any thread may use it.
final class DatasetLog: Sendable {
  private struct State {
    var stage = TaskStage.definition
    var began = ContinuousClock.now
    var told = ContinuousClock.now
  }

  private let log: RunLog
  private let dataset: String
  /// The process that does it: a worker, or this one.
  private let process: Int32
  private let began = ContinuousClock.now
  private let state = Mutex(State())

  /// Tells that a task begins.
  init(_ log: RunLog, _ task: DatasetTask, _ share: DatasetTask.Share, process: Int32) {
    (self.log, dataset, self.process) = (log, task.dataset, process)
    tell(
      .info, "dataset began",
      [
        "kind": .string(task.kind.rawValue), "jobs": RunLog.number(share.jobs),
        "memory": RunLog.number(share.memory),
      ])
  }

  /// It begins a stage, and with it ends the one before; each task begins with the definition.
  func enter(_ stage: TaskStage) {
    state.withLock { state in
      if stage != state.stage { endStage(state) }
      (state.stage, state.began) = (stage, .now)
    }
    tell(.debug, "stage began", ["stage": .string(stage.rawValue)])
  }

  /// How far it is; told once a second.
  func progress(rows: Int, bytes: Int, total: Int?) {
    let isDue = state.withLock { state in
      guard state.told.duration(to: .now) >= .seconds(1) else { return false }
      state.told = .now
      return true
    }
    guard isDue else { return }
    var figures: Logger.Metadata = [
      "rows": RunLog.number(rows), "bytes": RunLog.number(bytes),
      "seconds": RunLog.seconds(began),
    ]
    figures["total"] = total.map(RunLog.number)
    tell(.debug, "progress", figures)
  }

  /// It is done: what came of it is not published yet.
  func end(_ result: DatasetResult) {
    let entry = result.built?.entry ?? result.entry
    let errors = result.diagnostics.filter { $0.severity == .error }.count
    var figures = ended
    figures["rows"] = entry.rows.map(RunLog.number)
    figures["bytes"] = entry.byteSize.map(RunLog.number)
    figures["errors"] = RunLog.number(errors)
    figures["warnings"] = RunLog.number(
      result.diagnostics.filter { $0.severity == .warning }.count)
    tell(errors == 0 ? .info : .warning, "dataset ended", figures)
  }

  /// It is begun once more, with all memory: a part of it was too little.
  func repeatWhole() { tell(.info, "dataset needs more memory", ended) }

  /// Whoever did it did not come back.
  func lose() {
    var figures = ended
    figures["stage"] = state.withLock { .string($0.stage.rawValue) }
    tell(.warning, "dataset lost", figures)
  }

  /// Ends the stage that is under way; how long all took.
  private var ended: Logger.Metadata {
    state.withLock { endStage($0) }
    return ["seconds": RunLog.seconds(began)].merging(RunLog.memory(of: process)) { $1 }
  }

  private func endStage(_ state: State) {
    var figures = RunLog.memory(of: process)
    figures["stage"] = .string(state.stage.rawValue)
    figures["seconds"] = RunLog.seconds(state.began)
    tell(.info, "stage ended", figures)
  }

  private func tell(_ level: Logger.Level, _ event: Logger.Message, _ figures: Logger.Metadata) {
    log.tell(
      level, event,
      figures.merging(["dataset": .string(dataset), "worker": RunLog.number(process)]) { $1 })
  }
}
