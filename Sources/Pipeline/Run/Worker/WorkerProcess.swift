// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikValues

/// A worker from the side of who gives it tasks; used by one thread, which never waits for it.
final class WorkerProcess {
  /// How much of what it said on standard error is kept, in bytes.
  private static let keptErrors = 4 << 10
  /// The longest message that is taken, in bytes.
  private static let longest = 256 << 20

  let process: Int32
  /// What it does; nil where it waits.
  var assignment: Assignment?
  /// Whether it is over.
  var isRetired = false
  /// Whether it gets no more tasks.
  private(set) var isClosing = false

  private var pipes: MessagePipes
  private let errors: Int32
  private var errorText: [UInt8] = []

  /// A task that it has.
  struct Assignment {
    /// Its number among all tasks.
    var number: Int
    var share: DatasetTask.Share
    var began: ContinuousClock.Instant
    var stage = TaskStage.definition
    /// Rows that it had treated when it last said so.
    var rows = 0
    /// Why it was ended by us; nil where it was not.
    var verdict: CrashReport.Cause?
    /// Told of its stages; nil where nobody reads it.
    var log: DatasetLog?
  }

  /// Starts one.
  ///
  /// - Throws: `input-output` where the system gives no process, pipe or descriptor.
  init(program: String, environment: [String: String]) throws(Failure) {
    var open: [Int32] = []
    func pipe() throws(Failure) -> (reading: Int32, writing: Int32) {
      guard let ends = ProgramStart.pipe() else { throw Self.cannotStart(.last) }
      open += [ends.reading, ends.writing]
      return ends
    }
    do throws(Failure) {
      let (tasks, results, errors) = (try pipe(), try pipe(), try pipe())
      // Exports may come in on our standard input.
      let exports = FileAccess.duplicate(0)
      defer { if let exports { FileAccess.close(exports) } }
      var start = ProgramStart(
        path: program, arguments: ["hergebruik", "worker", "--parent", "\(ThisProcess.number)"],
        environment: environment.merging(Self.quiet) { $1 },
        descriptors: [tasks.reading, results.writing, errors.writing])
      if let exports {
        start.arguments += ["--input", "3"]
        start.descriptors.append(exports)
      }
      start.hasOwnSession = true
      guard let process = start.run() else { throw Self.cannotStart(.last) }
      self.process = process
      for end in [tasks.reading, results.writing, errors.writing] { FileAccess.close(end) }
      pipes = MessagePipes(
        input: tasks.writing, output: results.reading, longest: Self.longest)
      self.errors = errors.reading
      FileAccess.forbidWaiting(self.errors)
    } catch {
      for end in open { FileAccess.close(end) }
      throw error
    }
  }

  /// Swift's own story of a crash may show values, and takes long.
  private static let quiet = ["SWIFT_BACKTRACE": "enable=no"]

  private static func cannotStart(_ error: SystemError) -> Failure {
    Failure(
      .inputOutput, "no worker process can be started: \(error)",
      hint:
        "Look at the limits of this user for processes and open files (ulimit -u -n), and at the memory."
    )
  }

  /// Adds what is to be waited for.
  func enter(_ poll: inout Poll) {
    pipes.enter(&poll)
    poll.add(errors, for: .reading)
  }

  /// Gives it a task.
  ///
  /// - Throws: `self-check` where it cannot be written down.
  func send(_ task: DatasetTask) throws(Failure) {
    do {
      try pipes.send(task)
    } catch {
      throw Failure(.selfCheck, "a task cannot be written: \(error)")
    }
  }

  /// Takes what is there, without waiting; the messages, and how it ended where it did.
  func pump() -> (messages: [WorkerMessage], end: ProcessEnd?) {
    drainErrors()
    let (messages, state) = pipes.take(WorkerMessage.self)
    switch state {
    case .open: return (messages, nil)
    case .full: kill()
    case .over: break
    }
    return (messages, reap())
  }

  /// Whether it said that memory could not be had.
  var ranOutOfMemory: Bool {
    let text = String(decoding: errorText, as: UTF8.self)
    return text.contains("allocate") || text.contains("out of memory")
  }

  /// Ends it at once, and all that it started.
  func kill() {
    Signal.send(Signal.kill, to: process)
    ProcessFamily.endSession(process)
  }

  /// Lets it end, as it has nothing to do; how it ended.
  func finish() -> ProcessEnd {
    pipes.closeInput()
    return reap()
  }

  /// Gives it no more tasks: it ends by itself.
  func closeForGood() {
    pipes.closeInput()
    isClosing = true
  }

  private func drainErrors() {
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = FileAccess.read(errors, into: &bytes)
      guard count > 0 else { return }
      errorText += bytes[..<count]
      errorText = errorText.suffix(Self.keptErrors)
    }
  }

  /// Waits for its end, which has begun; five seconds, and then by force.
  private func reap() -> ProcessEnd {
    var end = ProcessEnd.exit(0)
    waiting: for turn in 0..<1000 {
      switch ProcessEnd.state(of: process) {
      case .ended(let how):
        end = how
        break waiting
      case .unknown: break waiting
      case .running: break
      }
      if turn == 500 { Signal.send(Signal.kill, to: process) }
      drainErrors()
      SystemTime.sleep(milliseconds: turn < 20 ? 1 : 10)
    }
    ProcessFamily.endSession(process)
    drainErrors()
    pipes.close()
    FileAccess.close(errors)
    return end
  }
}
