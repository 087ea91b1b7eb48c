// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem

/// Lines to and from an engine; used by one thread, which never waits for it.
final class EngineConnection {
  /// The longest line that is taken, in bytes.
  private static let longest = 512 << 20

  /// The engine's process, which leads a session of its own; nil where another started it.
  private let process: Int32?
  private var input: Int32
  private let output: Int32
  private var unsent: ArraySlice<UInt8> = []
  private var received: [UInt8] = []
  private var searched = 0

  /// Connects to an engine, and starts it where nobody did.
  ///
  /// - Parameters:
  ///   - jobs: The threads of each task, for which an engine that is started keeps cores free.
  ///   - log: A file, mode 0600, for what a program that is started says on standard error.
  /// - Throws: `engine-failed` or `input-output`.
  init(
    _ engine: Engine, jobs: Int, environment: [String: String], log: String
  ) throws(Failure) {
    switch engine {
    case .shared(let reading, let writing, _):
      (process, input, output) = (nil, writing, reading)
    case .spark(let application, let master, _):
      (process, input, output) = try Self.start(
        application, ["--master", master, "--cores", "\(jobs)"], environment, log: log)
    }
    for end in [input, output] { FileAccess.forbidWaiting(end) }
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
      unsent += try MessageCoder.encoder.encode(request) + [0x0A]
    } catch {
      throw Failure(.selfCheck, "a request to the engine cannot be written: \(error)")
    }
    feed()
  }

  /// Adds what is to be waited for.
  func enter(_ poll: inout Poll) {
    poll.add(output, for: .reading)
    if !unsent.isEmpty { poll.add(input, for: .writing) }
  }

  /// Waits until it says something or takes more, a tenth of a second at most.
  func wait() {
    var poll = Poll()
    enter(&poll)
    // Whatever it says, all is looked at.
    _ = poll.wait(milliseconds: 100)
  }

  /// Takes what is there, without waiting; whether it said its last.
  func pump() -> (replies: [EngineReply], isOver: Bool) {
    feed()
    var isOver = drain()
    var replies: [EngineReply] = []
    while let end = received[searched...].firstIndex(of: 0x0A) {
      let line = Data(received[..<end])
      received.removeSubrange(...end)
      searched = 0
      do {
        replies.append(try MessageCoder.decoder.decode(EngineReply.self, from: line))
      } catch {
        // What it says cannot be trusted any more.
        kill()
        isOver = true
      }
    }
    searched = received.count
    return (replies, isOver)
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
    if input >= 0 { FileAccess.close(input) }
    input = -1
    defer { FileAccess.close(output) }
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
      _ = drain()
      SystemTime.sleep(milliseconds: 10)
    }
    ProcessFamily.endSession(process)
    return end
  }

  private func feed() {
    while !unsent.isEmpty {
      let count = unsafe FileAccess.writeOnce(unsent.span.bytes, to: input)
      // Where it is gone, its end says so.
      guard count > 0 else { return }
      unsent = unsent.dropFirst(count)
    }
  }

  /// Reads what it says; whether there will be no more.
  private func drain() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while received.count <= Self.longest {
      let count = FileAccess.read(output, into: &bytes)
      guard count > 0 else { return count == 0 || SystemError.last != .wouldWait }
      received += bytes[..<count]
    }
    kill()
    return true
  }
}
