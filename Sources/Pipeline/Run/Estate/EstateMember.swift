// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// The run of one project of an estate: a process of its own, so that it ends no other, however it ends.
final class EstateMember {
  /// The longest report that is taken, in bytes.
  private static let longest = 256 << 20

  let name: String
  private let process: Int32
  private let began = ContinuousClock.now
  /// Where its report comes in.
  private let output: Int32
  /// Where it asks and says; 4 for it.
  let asking: Int32
  /// Where it is answered; 3 for it.
  let answering: Int32
  private var report: [UInt8] = []
  private var isReportRead = false
  private var unsent: ArraySlice<UInt8> = []

  /// Starts it.
  ///
  /// - Parameter arguments: Of `hergebruik run`, but for the project.
  /// - Throws: `input-output` where the system gives no process or pipe.
  init(
    _ name: String, folder: String, program: String, arguments: [String],
    environment: [String: String]
  ) throws(Failure) {
    self.name = name
    var open: [Int32] = []
    func pipe() throws(Failure) -> (reading: Int32, writing: Int32) {
      guard let ends = ProgramStart.pipe() else { throw Self.cannotStart(name) }
      open += [ends.reading, ends.writing]
      return ends
    }
    do throws(Failure) {
      let (result, answers, questions) = (try pipe(), try pipe(), try pipe())
      guard let nothing = FileAccess.open("/dev/null", for: .readingAndWriting),
        let moved = FileAccess.duplicate(nothing), FileAccess.close(nothing)
      else { throw Self.cannotStart(name) }
      defer { FileAccess.close(moved) }
      let start = ProgramStart(
        path: program,
        arguments: ["hergebruik", "run", "--project", "\(folder)/\(name)"] + arguments
          + ["--member-of", "\(ThisProcess.number)"],
        environment: environment,
        descriptors: [moved, result.writing, moved, answers.reading, questions.writing])
      guard let process = start.run() else { throw Self.cannotStart(name) }
      self.process = process
      for end in [result.writing, answers.reading, questions.writing] { FileAccess.close(end) }
      (output, answering, asking) = (result.reading, answers.writing, questions.reading)
      for end in [output, answering, asking] { FileAccess.forbidWaiting(end) }
    } catch {
      for end in open { FileAccess.close(end) }
      throw error
    }
  }

  private static func cannotStart(_ name: String) -> Failure {
    let reason = SystemError.last
    return Failure(
      .inputOutput, "the run of '\(name)' cannot be started: \(reason)",
      hint: "Look at the limits of this user for processes and open files (ulimit -u -n).")
  }

  /// Adds what is to be waited for.
  func enter(_ poll: inout Poll) {
    if !isReportRead { poll.add(output, for: .reading) }
    poll.add(asking, for: .reading)
    if !unsent.isEmpty { poll.add(answering, for: .writing) }
  }

  /// Answers it.
  func answer(_ bytes: some Sequence<UInt8>) {
    unsent += bytes
    FileAccess.write(someOf: &unsent, to: answering)
  }

  /// What it asked since the last time, without waiting.
  func questions() -> [UInt8] {
    FileAccess.write(someOf: &unsent, to: answering)
    var said: [UInt8] = []
    // That it is over says its end.
    _ = FileAccess.drain(asking, into: &said)
    return said
  }

  /// What came of it; nil as long as it runs.
  func outcome() -> EstateReport.Project? {
    if !isReportRead {
      switch FileAccess.drain(output, into: &report, upTo: Self.longest) {
      case .open: break
      case .over: isReportRead = true
      case .full:
        isReportRead = true
        Signal.send(Signal.kill, to: process)
      }
    }
    // Its own end is waited for, not that of a worker that has the pipe still.
    guard case .ended(let end) = ProcessEnd.state(of: process) else { return nil }
    _ = FileAccess.drain(output, into: &report, upTo: Self.longest)
    for descriptor in [output, asking, answering] { FileAccess.close(descriptor) }
    return EstateReport.Project(
      name, report: report, end, seconds: began.duration(to: .now) / .seconds(1))
  }
}

extension EstateReport.Project {
  /// The members of a report of `hergebruik run --json` that are used.
  private struct Told: Decodable {
    struct Dataset: Decodable {
      var name: String
      var status: RunReport.Status
      var rows: Int?
    }
    struct Problem: Decodable {
      var code: String
      var severity: String
      var dataset: String?
    }
    var generation: String?
    var datasets: [Dataset]
    var diagnostics: [Problem]
  }

  /// Reads what a run said, and how it ended.
  init(_ name: String, report: [UInt8], _ end: ProcessEnd, seconds: Double) {
    self.init(
      name: name, exitCode: 4, seconds: seconds, generation: nil, datasets: [], problems: [])
    do {
      let told = try JSONDecoder().decode(Told.self, from: Data(report))
      generation = told.generation
      datasets = told.datasets.map { .init(name: $0.name, status: $0.status, rows: $0.rows) }
      for problem in told.diagnostics {
        guard let code = DiagnosticCode(rawValue: problem.code),
          let severity = Diagnostic.Severity(rawValue: problem.severity)
        else { continue }
        let found = EstateReport.Problem(code: code, severity: severity, dataset: problem.dataset)
        if !problems.contains(found) { problems.append(found) }
      }
      if case .exit(let code) = end { exitCode = code }
    } catch {
      // It ended before it could say anything: a fault of the program, or somebody's hand.
      problems = [.init(code: .selfCheck, severity: .error, dataset: nil)]
      if case .exit(let code) = end, code != 0 { exitCode = code }
    }
  }
}
