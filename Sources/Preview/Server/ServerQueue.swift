// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import HergebruikSystem
import Synchronization

/// What the loop of a server and the threads that make its answers have in common.
final class ServerQueue: Sendable {
  private struct State {
    var jobs: [(number: Int, head: RequestHead)] = []
    var answers: [(number: Int, answer: Answer)] = []
    var isStopped = false
  }

  /// The most requests that wait for a thread.
  private static let mostJobs = 256

  private let state = Mutex(State())
  private let waiting = DispatchSemaphore(value: 0)
  /// A pipe that wakes the loop: the reading and the writing end.
  private let ends: (reading: Int32, writing: Int32)

  /// Makes an empty one; `nil` where no pipe can be had, with `SystemError.last`.
  init?() {
    guard let ends = ProgramStart.pipe() else { return nil }
    for end in [ends.reading, ends.writing] { FileAccess.forbidWaiting(end) }
    self.ends = ends
  }

  deinit {
    FileAccess.close(ends.reading)
    FileAccess.close(ends.writing)
  }

  /// What the loop looks at to be woken.
  var wakeDescriptor: Int32 { ends.reading }

  /// Whether the server is to end.
  var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Ends the server; nothing waits for answers that are being made.
  func stop(workers: Int) {
    state.withLock { state in
      state.isStopped = true
      state.jobs = []
    }
    for _ in 0..<workers { waiting.signal() }
    wake()
  }

  /// Asks for an answer to the connection of a number; false where too many wait.
  func ask(_ number: Int, _ head: RequestHead) -> Bool {
    let isTaken = state.withLock { state in
      guard state.jobs.count < Self.mostJobs else { return false }
      state.jobs.append((number, head))
      return true
    }
    if isTaken { waiting.signal() }
    return isTaken
  }

  /// Makes answers until the server stops.
  func work(_ handler: @Sendable (RequestHead) -> Answer) {
    while true {
      waiting.wait()
      let (job, isStopped) = state.withLock { state in
        (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isStopped)
      }
      if isStopped { return }
      guard let job else { continue }
      let answer = handler(job.head)
      state.withLock { $0.answers.append((job.number, answer)) }
      wake()
    }
  }

  /// The answers that were made since this was last asked, by the numbers of their connections.
  func takeAnswers() -> [(number: Int, answer: Answer)] {
    var bytes = [UInt8](repeating: 0, count: 64)
    while FileAccess.read(ends.reading, into: &bytes) > 0 {}
    return state.withLock { state in
      defer { state.answers = [] }
      return state.answers
    }
  }

  private func wake() {
    // Where the pipe is full the loop wakes anyway.
    _ = unsafe FileAccess.writeOnce([1 as UInt8].span.bytes, to: ends.writing)
  }
}
