// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// Runs all projects of an estate, each in a process of its own, and shares out the machine, or an engine, among them.
package final class EstateRun {
  /// What a run of an estate is asked.
  package struct Options: Sendable {
    /// The folder of the estate.
    package var folder: String
    /// The program itself.
    package var program: String
    /// What each project gets besides its name: options of `hergebruik run`.
    package var arguments: [String]
    /// The day of the run, `YYYY-MM-DD`.
    package var date: String
    /// Threads over all projects; of each dataset where there is an engine.
    package var jobs: Int
    /// Bytes of memory over all projects; of each dataset where there is an engine.
    package var memory: Int
    package var environment: [String: String]
    /// What has datasets converted elsewhere; nil where this machine does.
    package var engine: Engine?

    /// Makes options.
    package init(
      folder: String, program: String, arguments: [String], date: String, jobs: Int, memory: Int,
      environment: [String: String], engine: Engine?
    ) {
      (self.folder, self.program, self.arguments) = (folder, program, arguments)
      (self.date, self.jobs, self.memory) = (date, jobs, memory)
      (self.environment, self.engine) = (environment, engine)
    }
  }

  /// So many projects are under way at once where an engine does the work.
  private static let mostWithEngine = 64

  private let options: Options
  /// Held as long as this lives.
  private let lock: FileDescriptor
  private var waiting: ArraySlice<String>
  private var members: [Int: EstateMember] = [:]
  private var begun = 0
  private var turns: TurnGiver
  private var connection: EngineConnection?
  private var relay: EngineRelay?
  private var done: [EstateReport.Project] = []
  private let began = ContinuousClock.now

  /// Finds the projects: the folders of the estate that have `pipelines/catalog.yaml`.
  ///
  /// - Throws: `project-missing` where there is none, `locked` where another run of the estate is under way, else
  ///   `input-output`.
  package init(_ options: Options) throws(Failure) {
    self.options = options
    let names = try SystemCall.names(in: options.folder).filter { name in
      FileStatus("\(options.folder)/\(name)/pipelines/catalog.yaml")?.isFile == true
    }
    guard !names.isEmpty else {
      throw Failure(
        .projectMissing, at: .init(file: options.folder),
        "no folder here is a project, with pipelines/catalog.yaml",
        hint: "An estate has a folder for each project; name the folder that they are in.")
    }
    waiting = names[...]
    turns = TurnGiver(
      places: TaskSize.places(.init(jobs: options.jobs, memory: options.memory)))
    let folder = "\(options.folder)/.hergebruik"
    try PrivateFolder.prepare(folder)
    guard
      let lock = FileDescriptor(
        folder + "/lock", for: .readingAndWriting, [.create, .noLink], mode: 0o600)
    else { throw SystemCall.failure("the lock cannot be opened", path: folder + "/lock") }
    guard lock.lock() else {
      guard SystemError.last == .wouldWait else {
        throw SystemCall.failure("the lock cannot be taken", path: folder + "/lock")
      }
      throw Failure(
        .locked, at: .init(file: folder + "/lock"), "another run of this estate is under way",
        hint: "Wait until it ends; its lock goes with it.")
    }
    self.lock = lock
  }

  /// Runs them all; what goes wrong with one is in the report, and stops no other.
  ///
  /// - Parameter told: Told what came of each, as soon as it is there.
  /// - Throws: `Failure` where the report cannot be written, or the engine cannot be started.
  package func run(_ told: (EstateReport.Project) -> Void) throws(Failure) -> EstateReport {
    if let engine = options.engine {
      let connection = try EngineConnection(
        engine, jobs: options.jobs, environment: options.environment,
        log: "\(options.folder)/.hergebruik/spark.log")
      (self.connection, relay) = (connection, EngineRelay(connection))
    }
    while !waiting.isEmpty || !members.isEmpty {
      begin(told)
      wait()
      for number in members.keys.sorted() {
        if let member = members[number] { try follow(number, member, told) }
      }
      while let number = turns.next() { members[number]?.answer([WorkTurns.Byte.granted]) }
      for (number, line) in try relay?.pump() ?? [] { members[number]?.answer(line) }
    }
    connection?.finish()
    try WholeFile.write(
      report.json.document, to: EstateReport.path(in: options.folder), mode: 0o600)
    return report
  }

  /// What is known now.
  private var report: EstateReport {
    EstateReport(
      date: options.date,
      projects: done.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) },
      seconds: began.duration(to: .now) / .seconds(1))
  }

  /// So many projects are under way at once: each holds its definitions in memory, and waits for turns.
  private var most: Int { relay == nil ? max(8, 2 * turns.places) : Self.mostWithEngine }

  private func begin(_ told: (EstateReport.Project) -> Void) {
    while members.count < most, let name = waiting.first {
      do throws(Failure) {
        members[begun] = try EstateMember(
          name, folder: options.folder, program: options.program, arguments: options.arguments,
          environment: options.environment)
        begun += 1
      } catch {
        // As many as can be had; where there is none, nothing can be done.
        guard members.isEmpty else { return }
        enter(
          .init(
            name: name, exitCode: 4, seconds: 0, generation: nil, datasets: [],
            problems: error.diagnostics.map { .init(code: $0.code, severity: $0.severity) }),
          told)
      }
      waiting.removeFirst()
    }
  }

  private func wait() {
    var poll = Poll()
    for member in members.values { member.enter(&poll) }
    connection?.enter(&poll)
    // Whatever it says, all is looked at.
    _ = poll.wait(milliseconds: 100)
  }

  /// Takes what a member asks, and what came of it.
  private func follow(
    _ number: Int, _ member: EstateMember, _ told: (EstateReport.Project) -> Void
  ) throws(Failure) {
    let asked = member.questions()
    if relay != nil {
      if !asked.isEmpty { member.answer(try relay?.ask(number, asked) ?? []) }
    } else {
      for byte in asked {
        switch byte {
        case WorkTurns.Byte.some: turns.ask(number, .some)
        case WorkTurns.Byte.all: turns.ask(number, .all)
        case WorkTurns.Byte.done: turns.giveBack(number)
        default: throw Failure(.selfCheck, "a run asked for something that is no turn")
        }
      }
    }
    guard let outcome = member.outcome() else { return }
    members[number] = nil
    turns.leave(number)
    enter(outcome, told)
  }

  private func enter(_ outcome: EstateReport.Project, _ told: (EstateReport.Project) -> Void) {
    done.append(outcome)
    told(outcome)
  }
}
