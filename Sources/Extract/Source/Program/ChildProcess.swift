// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
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

  /// Where a name without a slash is looked for.
  static let searchPath = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"]
  /// How much of standard error is kept.
  private static let keptErrors = 16 << 10

  private let launch: Launch
  private let process: Int32
  private var output: Int32
  private var errors: Int32
  private let deadline: Double
  private var end: ProcessEnd?
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
    defer { for end in [outputPipe.1, errorPipe.1, inputEnd] { FileAccess.close(end) } }
    var start = ProgramStart(
      path: path, arguments: [launch.program] + launch.arguments, environment: launch.environment,
      descriptors: [inputEnd, outputPipe.1, errorPipe.1])
    start.directory = launch.directory
    guard let process = start.run() else {
      let reason = SystemError.last
      FileAccess.close(outputPipe.0)
      FileAccess.close(errorPipe.0)
      throw Failure(
        .inputOutput, at: .init(file: launch.program), "the program cannot be started: \(reason)",
        hint: "Check its path, and that this user may run it.")
    }
    self.process = process
    ProcessFamily.enter(process)
    (output, errors) = (outputPipe.0, errorPipe.0)
    deadline = SystemTime.monotonic + launch.timeout
  }

  deinit {
    stop()
    ProcessFamily.leave(process)
    for descriptor in [output, errors] where descriptor >= 0 {
      FileAccess.close(descriptor)
    }
  }

  /// Appends what it wrote; `end` once it closed its output.
  ///
  /// - Throws: `source-timeout` where it takes too long.
  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    while true {
      guard output >= 0 else { return .end }
      var poll = Poll(reading: [output, errors])
      let left = deadline - SystemTime.monotonic
      guard left > 0 else { throw timedOut() }
      guard poll.wait(milliseconds: Int32(min(left * 1000 + 1, 60_000))) else {
        throw unreadable()
      }
      if poll.isReady(1) { keepErrors() }
      guard poll.isReady(0) else { continue }
      var count = 0
      buffer.append(upTo: limit) { room in
        count = FileAccess.read(output, into: &room)
        return max(count, 0)
      }
      if count > 0 { return .bytes }
      guard count == 0 else { throw unreadable() }
      FileAccess.close(output)
      output = -1
    }
  }

  /// Waits for its end, which comes soon once it closed its output.
  ///
  /// - Throws: `source-timeout`.
  func wait() throws(Failure) -> ProcessEnd {
    while true {
      if let end {
        // What it left running in its group ends with it.
        Signal.send(Signal.kill, toGroup: process)
        ProcessFamily.leave(process)
        return end
      }
      keepErrors(waiting: 20)
      look()
      if end == nil, SystemTime.monotonic > deadline { throw timedOut() }
    }
  }

  /// Ends it and all of its group: first by asking, then by force.
  func stop() {
    guard end == nil else { return }
    Signal.send(Signal.terminate, toGroup: process)
    for _ in 0..<100 where end == nil {
      look()
      if end == nil { SystemTime.sleep(milliseconds: 10) }
    }
    Signal.send(Signal.kill, toGroup: process)
    if end == nil { look(waiting: true) }
  }

  private func look(waiting: Bool = false) {
    if case .ended(let end) = ProcessEnd.state(of: process, waiting: waiting) { self.end = end }
  }

  private func keepErrors(waiting milliseconds: Int32 = 0) {
    guard errors >= 0 else {
      SystemTime.sleep(milliseconds: Int(milliseconds))
      return
    }
    var poll = Poll(reading: [errors])
    guard poll.wait(milliseconds: milliseconds), poll.isReady(0) else { return }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = FileAccess.read(errors, into: &bytes)
    if count > 0 {
      errorText += bytes[..<count]
      errorText = errorText.suffix(Self.keptErrors)
    } else {
      FileAccess.close(errors)
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
}

// MARK: - Starting

extension ChildProcess {
  private static func find(_ launch: Launch) -> String? {
    let program = launch.program
    if program.contains("/") {
      let path = program.hasPrefix("/") ? program : "\(launch.directory)/\(program)"
      return Paths.real(path).flatMap { Paths.canRun($0) ? $0 : nil }
    }
    return searchPath.map { "\($0)/\(program)" }.first(where: Paths.canRun)
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
    defer { FileAccess.close(ends.1) }
    guard input.count <= 1 << 15,
      unsafe FileAccess.write(input.span.bytes, to: ends.1)
    else {
      FileAccess.close(ends.0)
      throw Failure(.inputOutput, "the program cannot be told what to do: it would be too much")
    }
    return ends.0
  }
}
