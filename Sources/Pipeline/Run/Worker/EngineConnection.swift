// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem

/// Lines to and from an engine; used by one thread, which never waits for it.
final class EngineConnection {
  /// The longest line that is taken, in bytes.
  private static let longest = 512 << 20

  /// The engine's process, which leads a session of its own; nil where another started it.
  private let process: Int32?
  private var pipes: MessagePipes

  /// Connects to an engine, and starts it where nobody did.
  ///
  /// - Parameters:
  ///   - jobs: The threads of each task, for which an engine that is started keeps cores free.
  ///   - log: A file, mode 0600, for what a program that is started says on standard error.
  /// - Throws: `engine-failed` or `input-output`.
  init(
    _ engine: Engine, jobs: Int, environment: [String: String], log: String
  ) throws(Failure) {
    let ends: (input: Int32, output: Int32)
    switch engine {
    case .shared(let reading, let writing, _):
      (process, ends) = (nil, (writing, reading))
    case .spark(let application, let master, _):
      let started = try Self.start(
        application, ["--master", master, "--cores", "\(jobs)"], environment, log: log)
      (process, ends) = (started.process, (started.input, started.output))
    }
    pipes = MessagePipes(input: ends.input, output: ends.output, longest: Self.longest)
  }

  private static func start(
    _ application: String, _ arguments: [String], _ environment: [String: String], log: String
  ) throws(Failure) -> (process: Int32, input: Int32, output: Int32) {
    guard let path = find(application, environment) else {
      throw Failure(
        .engineFailed, "the program '\(application)' is not on this machine",
        hint:
          "Install it with 'pip install ./engines/spark' in the environment that the run has, or name its path with "
          + "--application.")
    }
    guard
      let errors = FileAccess.open(log, for: .writing, [.create, .emptied, .noLink], mode: 0o600),
      let moved = FileAccess.duplicate(errors), FileAccess.close(errors)
    else { throw SystemCall.failure("the log of Spark cannot be opened", path: log) }
    defer { FileAccess.close(moved) }
    guard let requests = ProgramStart.pipe() else { throw cannotStart(path) }
    guard let replies = ProgramStart.pipe() else {
      let failure = cannotStart(path)
      for end in [requests.reading, requests.writing] { FileAccess.close(end) }
      throw failure
    }
    var start = ProgramStart(
      path: path, arguments: [application] + arguments, environment: environment,
      descriptors: [requests.reading, replies.writing, moved])
    start.hasOwnSession = true
    let process = start.run()
    let failure = process == nil ? cannotStart(path) : nil
    for end in [requests.reading, replies.writing] { FileAccess.close(end) }
    guard let process else {
      for end in [requests.writing, replies.reading] { FileAccess.close(end) }
      throw failure ?? cannotStart(path)
    }
    return (process, requests.writing, replies.reading)
  }

  private static func cannotStart(_ path: String) -> Failure {
    let reason = SystemError.last
    return Failure(
      .engineFailed, at: .init(file: path), "the engine cannot be started: \(reason)",
      hint: "Look whether this user may run it.")
  }

  /// The path of a program that is named by its path, or found as a shell does.
  private static func find(_ program: String, _ environment: [String: String]) -> String? {
    if program.contains("/") { return Paths.canRun(program) ? program : nil }
    return (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
      .first(where: Paths.canRun)
  }

  /// Sends a request.
  ///
  /// - Throws: `self-check` where it cannot be written down.
  func send(_ request: EngineRequest) throws(Failure) {
    do {
      try pipes.send(request)
    } catch {
      throw Failure(.selfCheck, "a request to the engine cannot be written: \(error)")
    }
  }

  /// Adds what is to be waited for.
  func enter(_ poll: inout Poll) { pipes.enter(&poll) }

  /// Waits until it says something or takes more, a tenth of a second at most.
  func wait() {
    var poll = Poll()
    enter(&poll)
    // Whatever it says, all is looked at.
    _ = poll.wait(milliseconds: 100)
  }

  /// Takes what is there, without waiting; whether it said its last.
  func pump() -> (replies: [EngineReply], isOver: Bool) {
    let (replies, state) = pipes.take(EngineReply.self)
    switch state {
    case .open: return (replies, false)
    case .full: kill()
    case .over: break
    }
    return (replies, true)
  }

  /// Ends it at once, and all that it started.
  func kill() {
    guard let process else { return }
    Signal.send(Signal.kill, to: process)
    ProcessFamily.endSession(process)
  }

  /// Lets it end; how it ended, and nil where that is not ours to know. It has half a minute.
  @discardableResult
  func finish() -> ProcessEnd? {
    pipes.closeInput()
    defer { pipes.close() }
    guard let process else { return nil }
    var end: ProcessEnd?
    waiting: for turn in 0..<3100 {
      switch ProcessEnd.state(of: process) {
      case .ended(let how):
        end = how
        break waiting
      case .unknown: break waiting
      case .running: break
      }
      if turn == 3000 { Signal.send(Signal.kill, to: process) }
      if pipes.drain() == .full { kill() }
      SystemTime.sleep(milliseconds: 10)
    }
    ProcessFamily.endSession(process)
    return end
  }
}
