// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// How a process ended.
package enum ProcessEnd: Hashable, Sendable {
  /// By itself, with an exit code.
  case exit(Int32)
  /// By a signal.
  case signal(Int32)

  /// What is known of a process that this one started.
  package enum State: Sendable {
    case running
    case ended(ProcessEnd)
    /// It is none of ours, or was asked for before.
    case unknown
  }

  /// Asks how a process is, which is forgotten by the system once it is known to have ended.
  ///
  /// - Parameter waiting: Whether its end is waited for.
  ///
  /// Source: waitpid(2).
  package static func state(of process: Int32, waiting: Bool = false) -> State {
    var status: Int32 = 0
    while true {
      let found = unsafe waitpid(process, &status, waiting ? 0 : WNOHANG)
      if found == 0 { return .running }
      if found < 0 {
        if errno == EINTR { continue }
        return .unknown
      }
      let signal = status & 0x7F
      return .ended(signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal))
    }
  }
}
