// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
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
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    signalPipe.store(ends[1], ordering: .releasing)
    let reading = ends[0]
    let error = WorkThread.start("signals") { [self] in watch(reading) }
    guard error == 0 else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(signalPipe.load(ordering: .acquiring), &byte, 1)
        errno = saved
      }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
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
    var number = UInt8(0)
    while read(reading, &number, 1) != 1 {}
    raise()
    var files = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
    let deadline = ContinuousClock.now + grace
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      if left <= 0 {
        Console.write(
          "The preview could not be tidied up in time and ends now; the next command removes what is left.\n",
          to: .error)
        break
      }
      if poll(&files, 1, Int32(min(left, 1000)) + 1) > 0, read(reading, &number, 1) == 1 { break }
    }
    signal(Int32(number), SIG_DFL)
    kill(getpid(), Int32(number))
    // Where the signal is blocked.
    Thread.sleep(forTimeInterval: 1)
    _exit(128 + Int32(number))
  }
}

/// Where the handler of a signal writes its number; all else a handler may not do.
private let signalPipe = Atomic<Int32>(-1)
