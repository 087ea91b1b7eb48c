// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import Synchronization

/// Signals: their numbers, and what this process does with them.
///
/// Source: signal(7).
package enum Signal {
  /// It gave up by itself.
  package static let abort = SIGABRT
  /// Memory that is not there.
  package static let busError = SIGBUS
  /// Arithmetic that is impossible.
  package static let arithmetic = SIGFPE
  /// The terminal went.
  package static let hangUp = SIGHUP
  /// An instruction that is none.
  package static let illegalInstruction = SIGILL
  /// Ctrl-C.
  package static let interrupt = SIGINT
  /// The end, by force.
  package static let kill = SIGKILL
  /// Memory that is not its own.
  package static let segmentation = SIGSEGV
  /// The end, on request.
  package static let terminate = SIGTERM
  /// A check of the program failed.
  package static let trap = SIGTRAP

  /// The signals by which a person or the system asks for the end.
  package static let requests = [interrupt, terminate, hangUp]

  /// The system's words for one.
  package static func words(_ number: Int32) -> String { unsafe String(cString: strsignal(number)) }

  /// Sends one to a process.
  package static func send(_ number: Int32, to process: Int32) { Glibc.kill(process, number) }

  /// Sends one to a process group.
  package static func send(_ number: Int32, toGroup group: Int32) { Glibc.kill(-group, number) }

  /// Makes errors of calls of what would end the process: a reader that left, and a file that may not grow any more.
  package static func ignoreBrokenWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Lets through those that ask for the end, which whoever started the process may have blocked.
  package static func unblockRequests() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in requests { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// From now on, writes the number of each that asks for the end, as a byte, to a pipe that does not wait.
  package static func tellRequests(to pipe: Int32) {
    signalPipe.store(pipe, ordering: .releasing)
    for number in requests {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(signalPipe.load(ordering: .acquiring), &byte, 1)
        errno = saved
      }
      action.sa_flags = SA_RESTART
      unsafe sigaction(number, &action, nil)
    }
  }
}

/// Where the handler of a signal writes its number; all else a handler may not do.
private let signalPipe = Atomic<Int32>(-1)
