// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import Foundation
package import HergebruikFormat
package import HergebruikModel
package import HergebruikRun
import HergebruikSystem
internal import HergebruikValues
import Synchronization

/// Builds a candidate, and another whenever the files that it is made of change.
///
/// A candidate that cannot be built leaves the last good one on show, with what is wrong.
package final class PreviewSession: Sendable {
  /// What came of building once more.
  package struct Rebuild: Sendable {
    /// The datasets that were built again; nil for all.
    package var changed: Set<String>?
    /// What is shown now.
    package var desk: DeskRecord
    /// Seconds that it took.
    package var seconds: Double
    /// What a person has to know at once: why something could not be built.
    package var problems: [Diagnostic]
  }

  /// How often files are looked at, in seconds. What is being written stays alone for as long, twice, before it is
  /// read.
  static let interval = 0.25
  /// How long the folder of a candidate that was replaced stays for requests that were on their way, in seconds.
  private static let grace = 2.0

  /// What is on show.
  package let stage: PreviewStage
  private let options: RunOptions
  private let candidate: Mutex<Candidate>
  private let watch: ProjectWatch
  private let first: ProjectState
  private let stopped = DispatchSemaphore(value: 0)

  /// Builds the first candidate; an export that somebody is writing is waited for.
  ///
  /// - Parameter isStopped: Asked while that is waited for.
  /// - Throws: `Failure` where no candidate could be built at all.
  package init(_ options: RunOptions, isStopped: () -> Bool = { false }) throws(Failure) {
    var watch = try ProjectWatch(options)
    while true {
      let state = watch.look()
      do throws(Failure) {
        let built = try Runner(options: options).candidate()
        do throws(Failure) {
          stage = try PreviewStage(root: built.folder, desk: built.desk)
        } catch {
          try built.remove()
          throw error
        }
        candidate = Mutex(built)
        first = state
        break
      } catch {
        guard error.isOfMoment, !isStopped() else { throw error }
        Thread.sleep(forTimeInterval: Self.interval)
      }
    }
    self.options = options
    self.watch = watch
  }

  /// The candidate on show.
  package var current: Candidate { candidate.withLock { $0 } }

  /// How many files are watched.
  package var watchedFiles: Int { first.fileCount }

  /// Follows the files until `stop`; `told` is called after each build, on a thread of its own.
  ///
  /// - Throws: `Failure` with `input-output` where no thread can be had.
  package func follow(_ told: @escaping @Sendable (Rebuild) -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
      let error = WorkThread.start("follow", stackSize: 8 << 20) {
        self.loop(told)
        continuation.resume()
      }
      guard error != 0 else { return }
      continuation.resume(
        throwing: Failure(
          .inputOutput,
          "no thread can be started to follow the files: \(SystemError.words(error))",
          hint: "Look at the limits of this user for processes (ulimit -u)."))
    }
  }

  /// Ends `follow`, after the build that is under way.
  package func stop() { stopped.signal() }

  /// Removes all that it has on disk; nothing may follow any more.
  ///
  /// - Throws: `Failure` with `input-output`.
  package func remove() throws(Failure) { try current.remove() }
}

// MARK: - On its thread

extension PreviewSession {
  /// What the loop knows.
  private struct Memory {
    /// The files as they were when the last build began.
    var built: ProjectState
    /// The files as they were a moment ago.
    var seen: ProjectState
    /// The datasets that are not built as they are now; nil for all.
    var pending: Set<String>?
    /// Whether that is because somebody was writing: then they are built again though no file changes any more.
    var mustRetry: Bool
    var retired: [(candidate: Candidate, since: ContinuousClock.Instant)] = []
  }

  private func loop(_ told: (Rebuild) -> Void) {
    var watch = watch
    let disturbed = current.report.disturbed
    var memory = Memory(
      built: first, seen: first, pending: disturbed, mustRetry: !disturbed.isEmpty)
    var pause = Self.interval
    while stopped.wait(timeout: .now() + pause) == .timedOut {
      let start = ContinuousClock.now
      let now = watch.look()
      // A large project, or a slow disk, is not looked at all the time.
      pause = max(Self.interval, (ContinuousClock.now - start) / .seconds(1) * 4)
      defer { memory.seen = now }
      discardOld(&memory)
      guard memory.mustRetry || now != memory.built else {
        stage.setBuilding(false)
        continue
      }
      stage.setBuilding(true)
      // Somebody may still be writing.
      guard now == memory.seen else { continue }
      told(rebuild(now, &memory))
    }
  }

  private func rebuild(_ now: ProjectState, _ memory: inout Memory) -> Rebuild {
    let (start, old) = (ContinuousClock.now, current)
    switch now.change(since: memory.built) {
    case .datasets(let names): memory.pending?.formUnion(names)
    case .everything: memory.pending = nil
    case nil: break
    }
    memory.built = now
    let changed = memory.pending
    var (desk, problems): (DeskRecord, [Diagnostic])
    let revision = stage.scene.desk.record.revision + 1
    do throws(Failure) {
      let next = try Runner(options: options).candidate(after: old, changed: changed)
      desk = next.desk
      desk.revision = revision
      try stage.show(root: next.folder, desk: desk)
      candidate.withLock { $0 = next }
      memory.retired.append((old, .now))
      memory.pending = next.report.disturbed
      memory.mustRetry = !next.report.disturbed.isEmpty
      problems = desk.datasets.flatMap(\.failure)
    } catch {
      desk = stage.scene.desk.record
      (desk.isOld, desk.problems, desk.revision) = (true, error.diagnostics, revision)
      problems = error.diagnostics
      memory.mustRetry = error.isOfMoment
      do throws(Failure) {
        try stage.show(root: nil, desk: desk)
      } catch {
        problems += error.diagnostics
      }
    }
    return Rebuild(
      changed: changed, desk: desk, seconds: (ContinuousClock.now - start) / .seconds(1),
      problems: problems)
  }

  /// Removes candidates that were replaced long enough ago; what cannot be removed goes with all the rest at the end.
  private func discardOld(_ memory: inout Memory) {
    memory.retired.removeAll { old in
      guard old.since.duration(to: .now) > .seconds(Self.grace) else { return false }
      try? old.candidate.retire()
      return true
    }
  }
}

extension Failure {
  /// Whether it is gone once somebody has finished writing.
  fileprivate var isOfMoment: Bool { diagnostics.contains { $0.code == .sourceChanged } }
}

extension RunReport {
  /// The datasets whose export changed while it was read.
  fileprivate var disturbed: Set<String> {
    Set(diagnostics.filter { $0.code == .sourceChanged }.compactMap(\.dataset))
  }
}
