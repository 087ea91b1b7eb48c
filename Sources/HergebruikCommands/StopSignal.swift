// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ctrl-C and its like, caught so that what was begun can be tidied up.
///
/// A second signal ends the program at once.
final class StopSignal: Sendable {
  private struct State {
    var isRaised = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  nonisolated(unsafe) private var sources: [any DispatchSourceSignal] = []

  init() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        signal(number, SIG_DFL)
        self?.raise()
      }
      source.resume()
      sources.append(source)
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

  /// Does as if a signal came.
  func raise() {
    let waiting = state.withLock { state in
      state.isRaised = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
