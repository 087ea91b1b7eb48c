// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikModel
import HergebruikSystem

/// A program that writes to a pipe: its own process group, no shell, nothing of ours but what is listed.
///
/// It is read by pulling, on the thread that reads the export; see docs/adr/0035-processes-of-our-own.md for why this is
/// not swift-subprocess.
final class ChildProcess {
  /// What is started.
  struct Launch {
    /// A path, or a name that is looked for in `searchPath`.
    var program: String
    var arguments: [String]
    var environment: [String: String]
    var directory: String
    /// Seconds until it is ended.
    var timeout: Double
    /// What it reads on standard input; nothing where empty.
    var input: [UInt8] = []
  }

  /// How it ended.
  enum End {
    case exit(Int32)
    case signal(Int32)
  }

  /// Where a name without a slash is looked for.
  static let searchPath = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"]
  /// How much of standard error is kept.
  private static let keptErrors = 16 << 10

  private let launch: Launch
  private let process: pid_t
  private var output: Int32
  private var errors: Int32
  private let deadline: Double
  private var end: End?
  /// The last that it wrote to standard error.
  private(set) var errorText: [UInt8] = []

  /// Starts it.
  ///
  /// - Throws: `input-output` where it cannot be started.
  init(_ launch: Launch) throws(Failure) {
    self.launch = launch
    guard let path = Self.find(launch) else {
      throw Failure(
        .inputOutput, at: .init(file: launch.program),
        "the program is not there, or may not be run",
        hint:
          "Write its whole path, or put it in one of \(Self.searchPath.joined(separator: ", ")).")
    }
    let (outputPipe, errorPipe) = (try Self.pipe(), try Self.pipe())
    let inputEnd = try Self.inputEnd(launch.input)
    defer { for descriptor in [outputPipe.1, errorPipe.1, inputEnd] { close(descriptor) } }
    var start = ProgramStart(
      path: path, arguments: [launch.program] + launch.arguments, environment: launch.environment,
      descriptors: [inputEnd, outputPipe.1, errorPipe.1])
    start.directory = launch.directory
    guard let process = start.run() else {
      let reason = SystemError.last
      close(outputPipe.0)
      close(errorPipe.0)
      throw Failure(
        .inputOutput, at: .init(file: launch.program), "the program cannot be started: \(reason)",
        hint: "Check its path, and that this user may run it.")
    }
    self.process = process
    ProcessFamily.enter(process)
    (output, errors) = (outputPipe.0, errorPipe.0)
    deadline = Self.now + launch.timeout
  }

  deinit {
    stop()
    ProcessFamily.leave(process)
    for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
  }

  /// Appends what it wrote; `end` once it closed its output.
  ///
  /// - Throws: `source-timeout` where it takes too long.
  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    while true {
      guard output >= 0 else { return .end }
      var polls = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      ]
      let left = deadline - Self.now
      guard left > 0 else { throw timedOut() }
      let ready = poll(&polls, 2, Int32(min(left * 1000 + 1, 60_000)))
      guard ready >= 0 || errno == EINTR else { throw unreadable() }
      if polls[1].revents != 0 { keepErrors() }
      guard polls[0].revents != 0 else { continue }
      var count = 0
      buffer.append(upTo: limit) { room in
        count = Glibc.read(output, room.baseAddress, room.count)
        return max(count, 0)
      }
      if count > 0 { return .bytes }
      guard count == 0 || errno == EINTR else { throw unreadable() }
      if count == 0 {
        close(output)
        output = -1
      }
    }
  }

  /// Waits for its end, which comes soon once it closed its output.
  ///
  /// - Throws: `source-timeout`.
  func wait() throws(Failure) -> End {
    while true {
      if let end {
        // What it left running in its group ends with it.
        kill(-process, SIGKILL)
        ProcessFamily.leave(process)
        return end
      }
      keepErrors(waiting: 20)
      look(WNOHANG)
      if end == nil, Self.now > deadline { throw timedOut() }
    }
  }

  /// Ends it and all of its group: first by asking, then by force.
  func stop() {
    guard end == nil else { return }
    kill(-process, SIGTERM)
    for _ in 0..<100 where end == nil {
      look(WNOHANG)
      if end == nil { usleep(10_000) }
    }
    kill(-process, SIGKILL)
    if end == nil { look(0) }
  }

  private func look(_ options: Int32) {
    var status: Int32 = 0
    guard waitpid(process, &status, options) == process else { return }
    let signal = status & 0x7F
    end = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }

  private func keepErrors(waiting milliseconds: Int32 = 0) {
    guard errors >= 0 else {
      usleep(UInt32(milliseconds) * 1000)
      return
    }
    var ready = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, milliseconds) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(errors, &bytes, bytes.count)
    if count > 0 {
      errorText += bytes[..<count]
      errorText = errorText.suffix(Self.keptErrors)
    } else if count == 0 || errno != EINTR {
      close(errors)
      errors = -1
    }
  }

  private func timedOut() -> Failure {
    stop()
    return Failure(
      .sourceTimeout, at: .init(file: launch.program),
      "the program was not ready within \(Int(launch.timeout)) seconds, and was ended",
      hint: "Look why it is slow; where it needs that long, raise 'timeout'.")
  }

  private func unreadable() -> Failure {
    Failure(
      .inputOutput, at: .init(file: launch.program),
      "what the program writes cannot be read: \(SystemError.last)")
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

// MARK: - Starting

extension ChildProcess {
  private static func find(_ launch: Launch) -> String? {
    let program = launch.program
    if program.contains("/") {
      let path = program.hasPrefix("/") ? program : "\(launch.directory)/\(program)"
      guard let whole = realpath(path, nil) else { return nil }
      defer { free(whole) }
      return access(whole, X_OK) == 0 ? String(cString: whole) : nil
    }
    return searchPath.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  private static func pipe() throws(Failure) -> (Int32, Int32) {
    guard let ends = ProgramStart.pipe() else {
      throw Failure(.inputOutput, "no pipe could be made: \(SystemError.last)")
    }
    return (ends.reading, ends.writing)
  }

  /// What the program reads, in memory only: it may hold a password. It fits in a pipe.
  private static func inputEnd(_ input: [UInt8]) throws(Failure) -> Int32 {
    let ends = try pipe()
    defer { close(ends.1) }
    guard input.count <= 1 << 15, write(ends.1, input, input.count) == input.count else {
      close(ends.0)
      throw Failure(.inputOutput, "the program cannot be told what to do: it would be too much")
    }
    return ends.0
  }
}
