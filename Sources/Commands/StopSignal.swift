// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem
internal import Synchronization

/// Ctrl-C and its like, caught so that what was begun can be tidied up.
///
/// The signal always ends the program: by itself where nothing hangs, after `grace` where something does, and at once
/// with the second signal. A thread of its own sees to that, which needs neither Swift's pool nor Dispatch's.
final class StopSignal: Sendable {
  private struct State {
    var isRaised = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// How long tidying up may take.
  private let grace: Duration
  private let state = Mutex(State())

  /// Catches INT, TERM and HUP from now on; nothing is caught where the system has no pipe or no thread for it, and a
  /// signal does what it always does.
  init(grace: Duration = .seconds(10)) {
    self.grace = grace
    guard let pipe = ProgramStart.pipe() else { return }
    FileAccess.forbidWaiting(pipe.writing)
    let error = WorkThread.start("signals") { [self] in watch(pipe.reading) }
    guard error == 0 else { return }
    Signal.tellRequests(to: pipe.writing)
  }

  /// Whether a signal came.
  var isRaised: Bool { state.withLock { $0.isRaised } }

  /// Waits for a signal.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isRaised = state.withLock { state in
        if !state.isRaised { state.waiting.append(continuation) }
        return state.isRaised
      }
      if isRaised { continuation.resume() }
    }
  }

  /// Does as if a signal came, but for that it ends nothing.
  func raise() {
    let waiting = state.withLock { state in
      state.isRaised = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// On its thread: waits for a first signal, then for a second or for the end of the grace.
  private func watch(_ reading: Int32) {
    var number: Int32
    repeat { number = Self.next(reading) ?? 0 } while number == 0
    raise()
    var poll = Poll(reading: [reading])
    let deadline = ContinuousClock.now + grace
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      if left <= 0 {
        Console.write(
          "The preview could not be tidied up in time and ends now; the next command removes what is left.\n",
          to: .error)
        break
      }
      if poll.wait(milliseconds: Int32(min(left, 1000)) + 1), poll.isReady(0),
        let second = Self.next(reading)
      {
        number = second
        break
      }
    }
    ThisProcess.end(by: number)
  }

  /// The number of the next signal, which this waits for; `nil` if none can be had.
  private static func next(_ pipe: Int32) -> Int32? {
    var byte = [UInt8(0)]
    let count = FileAccess.read(pipe, into: &byte)
    return count == 1 ? Int32(byte[0]) : nil
  }
}
