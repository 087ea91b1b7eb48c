// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikValues
import Synchronization
import Testing

/// What a program left behind when it ended.
struct Outcome: Sendable {
  /// The exit code; the negative number of the signal where one ended it.
  var code: Int32
  var outputBytes: [UInt8]
  var errorBytes: [UInt8]
  /// The largest resident set in KiB, as last seen shortly before the end.
  var peak: Int

  /// Standard output as text.
  var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as text.
  var errors: String { String(decoding: errorBytes, as: UTF8.self) }
  /// Whether nothing was said but that the site has no accessibility statement.
  var lacksOnlyAStatement: Bool {
    errors.hasPrefix("warning: ") && errors.components(separatedBy: "warning: ").count == 2
      && !errors.contains("error: ") && errors.contains("[accessibility-statement-missing]")
  }
}

/// What can go wrong with a program as such.
enum ProgramFault: Error {
  case cannotStart(String, Int32)
  case tooSlow(String)
  case endedEarly(String)
}

/// A program under way: its pipes are drained on a thread of its own until it ends.
final class RunningProgram: Sendable {
  /// What to start.
  struct Start: Sendable {
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    var directory: String
    /// Standard input; nothing where nil.
    var input: [UInt8]? = nil
  }

  private struct State {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var outcome: Outcome?
    var isLate = false
  }

  /// Held while a program is started. Who feeds a program that has ended gets an error, no signal.
  private static let starting: Mutex<Void> = {
    Glibc.signal(SIGPIPE, SIG_IGN)
    return Mutex(())
  }()

  let process: pid_t
  private let state = Mutex(State())
  private let input: [UInt8]
  private let cost: ProgramCost

  /// Starts a program; it is killed where it lives longer than `seconds`, in which other tests have their turns.
  init(_ start: Start, within seconds: Int = 2400) throws {
    // One at a time: a program must not get the ends of another's pipes.
    let (process, stdin, output, errors) = try Self.starting.withLock { _ in
      let (output, errors, stdin) = (try Pipe(), try Pipe(), try Pipe())
      let process = try Self.spawn(start, stdin: stdin, output: output, errors: errors)
      for end in [stdin.reading, output.writing, errors.writing] { close(end) }
      return (process, stdin, output, errors)
    }
    self.process = process
    cost = ProgramCost(of: start.arguments)
    input = start.input ?? []
    for end in [stdin.writing, output.reading, errors.reading] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
    let deadline = ContinuousClock.now + .seconds(seconds)
    Thread.detachNewThread { [self] in
      pump(stdin.writing, output.reading, errors.reading, deadline)
    }
  }

  /// Sends a signal.
  func signal(_ number: Int32) {
    state.withLock { state in
      // Once it was waited for, the number may be another process's.
      if state.outcome == nil { kill(process, number) }
    }
  }

  /// Waits until it ends.
  ///
  /// - Throws: `ProgramFault.tooSlow` where it had to be killed for its time.
  func finish() async throws -> Outcome {
    while true {
      let (outcome, isLate) = state.withLock { ($0.outcome, $0.isLate) }
      if let outcome {
        if isLate { throw ProgramFault.tooSlow(outcome.errors) }
        return outcome
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Standard output so far.
  var outputSoFar: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }

  /// Whether it has ended.
  var hasEnded: Bool { state.withLock { $0.outcome != nil } }

  /// Waits for something to be true while the program runs.
  func wait(until condition: () throws -> Bool) async throws {
    while try !condition() {
      if let outcome = state.withLock({ $0.outcome }) {
        throw ProgramFault.endedEarly(outcome.errors)
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}

// MARK: - On its thread

extension RunningProgram {
  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw ProgramFault.cannotStart("pipe", errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (reading, writing) = (ends[0], ends[1])
    }
  }

  private static func spawn(
    _ start: Start, stdin: Pipe, output: Pipe, errors: Pipe
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (end, number) in [(stdin.reading, 0), (output.writing, 1), (errors.writing, 2)] {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
    }
    // The program itself gets the usual meaning of the signal back.
    var (attributes, signals) = (posix_spawnattr_t(), sigset_t())
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // Tests run on threads of Dispatch, which block all signals: our program must end by them all the same, and
    // the tools of tests never had them blocked.
    let isTool = !start.executable.contains("/hergebruik")
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    posix_spawnattr_setsigmask(&attributes, &unblocked)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | (isTool ? POSIX_SPAWN_SETSIGMASK : 0)))
    let words = ["env", "--chdir=\(start.directory)", start.executable] + start.arguments
    let arguments = words.map { strdup($0) }
    var shown = start.environment
    // A fault that scripts/mutate.py turned on is one of the program, not of the tests.
    shown["HERGEBRUIK_MUTANT"] = ProcessInfo.processInfo.environment["HERGEBRUIK_MUTANT"]
    let environment = shown.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in arguments + environment { free(text) } }
    var process = pid_t()
    let code = posix_spawnp(
      &process, "env", &actions, &attributes, arguments + [nil], environment + [nil])
    guard code == 0 else { throw ProgramFault.cannotStart(start.executable, code) }
    return process
  }

  /// Feeds and drains the pipes until both outputs are closed, then waits for the end.
  private func pump(
    _ stdin: Int32, _ output: Int32, _ errors: Int32, _ deadline: ContinuousClock.Instant
  ) {
    var (fed, peak) = (0, 0)
    var files = [
      pollfd(fd: stdin, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    while files[1].fd >= 0 || files[2].fd >= 0 {
      if ContinuousClock.now > deadline {
        state.withLock { $0.isLate = true }
        kill(process, SIGKILL)
        break
      }
      poll(&files, nfds_t(files.count), 20)
      peak = max(peak, highWater)
      if files[0].fd >= 0, files[0].revents != 0 || input.isEmpty, !feed(stdin, &fed) {
        close(stdin)
        files[0].fd = -1
      }
      for i in 1...2 where files[i].fd >= 0 && files[i].revents != 0 && !drain(files[i].fd, i) {
        close(files[i].fd)
        files[i].fd = -1
      }
    }
    for file in files where file.fd >= 0 { close(file.fd) }
    reap(peak: peak)
  }

  /// VmHWM of proc(5) in KiB. The kernel's `ru_maxrss` will not do: it has the parent's size in it.
  private var highWater: Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.split(separator: " ").dropLast().last ?? "") ?? 0
  }

  /// Writes what fits; false once all is written or nobody reads.
  private func feed(_ file: Int32, _ fed: inout Int) -> Bool {
    while fed < input.count {
      let count = input.withUnsafeBytes { bytes in
        write(file, bytes.baseAddress?.advanced(by: fed), bytes.count - fed)
      }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      fed += count
    }
    return false
  }

  /// Reads what is there; false at the end.
  private func drain(_ file: Int32, _ number: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      if count == 0 { return false }
      state.withLock { state in
        if number == 1 {
          state.output += buffer[..<count]
        } else {
          state.errors += buffer[..<count]
        }
      }
    }
  }

  private func reap(peak: Int) {
    var (status, usage) = (Int32(0), rusage())
    // WNOWAIT first: from the reaping on, no signal may go to this number.
    var info = siginfo_t()
    while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
    state.withLock { state in
      while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
      let signal = status & 0x7f
      state.outcome = Outcome(
        code: signal == 0 ? (status >> 8) & 0xff : -signal, outputBytes: state.output,
        errorBytes: state.errors, peak: peak)
    }
    cost.note(usage)
  }
}
