// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
internal import HergebruikModel
internal import HergebruikSystem
internal import HergebruikValues

/// A worker from the side of who gives it tasks; used by one thread, which never waits for it.
final class WorkerProcess {
  /// How it ended.
  enum End: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  /// How much of what it said on standard error is kept, in bytes.
  private static let keptErrors = 4 << 10
  /// The longest message that is taken, in bytes.
  private static let longest = 256 << 20

  let process: pid_t
  /// What it does; nil where it waits.
  var assignment: Assignment?
  /// Whether it is over.
  var isRetired = false
  /// Whether it gets no more tasks.
  private(set) var isClosing = false

  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private var unsent: ArraySlice<UInt8> = []
  private var received: [UInt8] = []
  private var searched = 0
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
      guard let ends = ProgramStart.pipe() else { throw Self.cannotStart(errno) }
      open += [ends.reading, ends.writing]
      return ends
    }
    do throws(Failure) {
      let (tasks, results, errors) = (try pipe(), try pipe(), try pipe())
      // Exports may come in on our standard input.
      let exports = fcntl(0, F_DUPFD_CLOEXEC, 10)
      defer { if exports >= 0 { close(exports) } }
      var start = ProgramStart(
        path: program, arguments: ["hergebruik", "worker", "--parent", "\(getpid())"],
        environment: environment.merging(Self.quiet) { $1 },
        descriptors: [tasks.reading, results.writing, errors.writing])
      if exports >= 0 {
        start.arguments += ["--input", "3"]
        start.descriptors.append(exports)
      }
      start.hasOwnSession = true
      guard let process = start.run() else { throw Self.cannotStart(errno) }
      self.process = process
      for end in [tasks.reading, results.writing, errors.writing] { close(end) }
      (input, output, self.errors) = (tasks.writing, results.reading, errors.reading)
      for end in [input, output, self.errors] {
        _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      }
    } catch {
      for end in open { close(end) }
      throw error
    }
  }

  /// Swift's own story of a crash may show values, and takes long.
  private static let quiet = ["SWIFT_BACKTRACE": "enable=no"]

  private static func cannotStart(_ error: Int32) -> Failure {
    Failure(
      .inputOutput, "no worker process can be started: \(SystemError.words(error))",
      hint:
        "Look at the limits of this user for processes and open files (ulimit -u -n), and at the memory."
    )
  }

  /// What is to be waited for.
  var polls: [pollfd] {
    var polls = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    if !unsent.isEmpty { polls.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    return polls
  }

  /// Gives it a task.
  ///
  /// - Throws: `self-check` where it cannot be written down.
  func send(_ task: DatasetTask) throws(Failure) {
    do {
      unsent += try MessageCoder.encoder.encode(task) + [0x0A]
    } catch {
      throw Failure(.selfCheck, "a task cannot be written: \(error)")
    }
    feed()
  }

  /// Takes what is there, without waiting; the messages, and how it ended where it did.
  func pump() -> (messages: [WorkerMessage], end: End?) {
    feed()
    drainErrors()
    var isOver = drainOutput()
    var messages: [WorkerMessage] = []
    while let end = received[searched...].firstIndex(of: 0x0A) {
      let line = Data(received[..<end])
      received.removeSubrange(...end)
      searched = 0
      do {
        messages.append(try MessageCoder.decoder.decode(WorkerMessage.self, from: line))
      } catch {
        // What it says cannot be trusted any more.
        kill()
        isOver = true
      }
    }
    searched = received.count
    return (messages, isOver ? reap() : nil)
  }

  /// Whether it said that memory could not be had.
  var ranOutOfMemory: Bool {
    let text = String(decoding: errorText, as: UTF8.self)
    return text.contains("allocate") || text.contains("out of memory")
  }

  /// Ends it at once, and all that it started.
  func kill() {
    Glibc.kill(process, SIGKILL)
    ProcessFamily.endSession(process)
  }

  /// Lets it end, as it has nothing to do; how it ended.
  func finish() -> End {
    closeInput()
    return reap()
  }

  /// Gives it no more tasks: it ends by itself.
  func closeForGood() {
    closeInput()
    isClosing = true
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  private func feed() {
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { bytes in
        FileAccess.uninterrupted { write(input, bytes.baseAddress, bytes.count) }
      }
      // Where it is gone, its end says so.
      guard count > 0 else { return }
      unsent = unsent.dropFirst(count)
    }
  }

  /// Reads what it says; whether there will be no more.
  private func drainOutput() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while received.count <= Self.longest {
      let count = bytes.withUnsafeMutableBytes { FileAccess.read(output, into: $0) }
      guard count > 0 else { return count == 0 || errno != EAGAIN }
      received += bytes[..<count]
    }
    kill()
    return true
  }

  private func drainErrors() {
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = bytes.withUnsafeMutableBytes { FileAccess.read(errors, into: $0) }
      guard count > 0 else { return }
      errorText += bytes[..<count]
      errorText = errorText.suffix(Self.keptErrors)
    }
  }

  /// Waits for its end, which has begun; five seconds, and then by force.
  private func reap() -> End {
    var status: Int32 = 0
    for turn in 0..<1000 {
      let found = waitpid(process, &status, WNOHANG)
      if found == process || found < 0 && errno != EINTR { break }
      if turn == 500 { Glibc.kill(process, SIGKILL) }
      drainErrors()
      usleep(turn < 20 ? 500 : 10_000)
    }
    ProcessFamily.endSession(process)
    drainErrors()
    closeInput()
    close(output)
    close(errors)
    let signal = status & 0x7F
    return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }
}

/// How messages are written and read on both sides.
enum MessageCoder {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
