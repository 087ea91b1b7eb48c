// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
package import HergebruikExtract
package import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikValues
internal import Synchronization

/// The other side of `hergebruik worker`: does the tasks that come in on standard input, one JSON message a line, and
/// writes what comes of them to standard output. docs/workers.md describes the messages.
package struct Worker: Sendable {
  /// How a worker is started.
  package struct Start: Sendable {
    /// The process that it ends with; nil where it only ends when its standard input does.
    package var parent: Int32?
    /// A descriptor with what exports see as standard input; nothing where nil.
    package var input: Int32?
    /// A folder that is not there yet, for all that its one task writes; where the task says if nil.
    package var attempt: String?
    /// The version that this program must have; any where nil.
    package var version: String?

    /// Makes a start.
    package init(
      parent: Int32?, input: Int32?, attempt: String? = nil, version: String? = nil
    ) {
      (self.parent, self.input) = (parent, input)
      (self.attempt, self.version) = (attempt, version)
    }
  }

  private let formats: ExtractorRegistry
  private let environment: [String: String]

  /// Makes a worker.
  package init(formats: ExtractorRegistry, environment: [String: String]) {
    (self.formats, self.environment) = (formats, environment)
  }

  /// Works until there are no more tasks; the exit code.
  ///
  /// - Throws: `Failure` with `input-output` where messages cannot be read, `usage-error` where they are none or this
  ///   is another version.
  package func run(_ start: Start) throws(Failure) {
    if let parent = start.parent { ProcessFamily.endWith(parent: parent) }
    guard start.version ?? Version.current == Version.current else {
      throw Failure(
        .usage, "this program is version \(Version.current), and another was asked for",
        hint: "Install the same version on every machine: another may publish other bytes.")
    }
    // What is left of a worker that died may hold cells.
    ThisProcess.forbidCoreFiles()
    Self.preferForEnding()
    let lines = try MessageLines(start.input)
    while let line = try lines.next() {
      var task = try Self.task(line)
      guard ThisProcess.enter(folder: task.places.directory) else {
        throw SystemCall.failure(
          "the folder of the task cannot be entered", path: task.places.directory)
      }
      if let folder = start.attempt {
        let attempt = Attempt(folder: folder, dataset: task.dataset)
        task.places = attempt.places(task.places)
        do throws(Failure) {
          try attempt.prepare()
        } catch {
          lines.write(.result(.failed(task.dataset, error.diagnostics)))
          continue
        }
      }
      let work = DatasetWork(
        task: task, formats: formats, environment: environment,
        progress: Self.throttled { lines.write($0) },
        stage: { lines.write(.stage($0)) })
      lines.write(.result(work.perform()))
      if let failure = lines.failure { throw failure }
    }
  }

  /// Where memory runs out on the machine, a worker is a better choice than whoever publishes.
  ///
  /// Source: proc_pid_oom_score_adj(5); raising it needs no rights.
  private static func preferForEnding() {
    guard let file = FileDescriptor("/proc/self/oom_score_adj", for: .writing) else { return }
    // Where the system has no such file, or refuses, it chooses as it always did.
    _ = file.write(Array("500".utf8))
  }

  private static func task(_ line: Data) throws(Failure) -> DatasetTask {
    do {
      let head = try MessageCoder.decoder.decode(Head.self, from: line)
      guard head.version == DatasetTask.version else {
        throw Failure(
          .usage,
          "the task is of version \(head.version), and this worker does \(DatasetTask.version)",
          hint: "Use the same version of the program on both sides.")
      }
      return try MessageCoder.decoder.decode(DatasetTask.self, from: line)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(
        .usage, "what came in on standard input is no task for a worker",
        hint: "'hergebruik worker' is for programs: docs/workers.md describes the messages.")
    }
  }

  /// What every version of a task has.
  private struct Head: Decodable {
    var version: Int
  }

  /// Passes on ten messages a second.
  private static func throttled(
    _ write: @escaping @Sendable (WorkerMessage) -> Void
  ) -> RunOptions.Progress {
    let last = Mutex<ContinuousClock.Instant?>(nil)
    return { _, rows, bytes, total in
      let isDue = last.withLock { last in
        if let then = last, then.duration(to: .now) < .milliseconds(100) { return false }
        last = .now
        return true
      }
      if isDue { write(.progress(rows: rows, bytes: bytes, total: total)) }
    }
  }
}

/// Messages on the descriptors that were standard input and output, which are then closed to all else: what a library
/// prints cannot get between them.
private final class MessageLines: Sendable {
  private struct State {
    var rest = Data()
    var failure: Failure?
  }

  private let input: Int32
  private let output: Int32
  private let state = Mutex(State())

  init(_ exports: Int32?) throws(Failure) {
    guard let input = FileAccess.duplicate(0), let output = FileAccess.duplicate(1),
      let own = exports ?? FileAccess.open("/dev/null", for: .reading),
      FileAccess.replace(0, with: own), FileAccess.replace(1, with: 2)
    else {
      throw SystemCall.failure("the worker cannot arrange its descriptors", path: "/dev/null")
    }
    (self.input, self.output) = (input, output)
    if own > 2 { FileAccess.close(own) }
  }

  /// What stopped a message from being written.
  var failure: Failure? { state.withLock { $0.failure } }

  /// The next line; nil at the end.
  func next() throws(Failure) -> Data? {
    var rest = state.withLock { state in
      defer { state.rest = Data() }
      return state.rest
    }
    var searched = 0
    while true {
      if let end = rest[(rest.startIndex + searched)...].firstIndex(of: 0x0A) {
        let line = Data(rest[..<end])
        let after = Data(rest[(end + 1)...])
        state.withLock { $0.rest = after }
        return line
      }
      searched = rest.count
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = FileAccess.read(input, into: &bytes)
      guard count >= 0 else {
        throw SystemCall.failure("tasks cannot be read", path: "standard input")
      }
      guard count > 0 else { return nil }
      rest.append(contentsOf: bytes[..<count])
    }
  }

  func write(_ message: WorkerMessage) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do {
        var line = try MessageCoder.encoder.encode(message)
        line.append(0x0A)
        guard FileAccess.write(line.bytes, to: output) else {
          state.failure = SystemCall.failure(
            "what came of a task cannot be told", path: "standard output")
          return
        }
      } catch {
        state.failure = Failure(.selfCheck, "what came of a task cannot be written: \(error)")
      }
    }
  }
}
