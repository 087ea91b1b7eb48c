// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// A dataset that traps, hangs, eats memory, overflows its stack or is killed: it fails alone.
///
/// The program is `hergebruik-drill`: the real commands, and one format more, which goes wrong.
@Suite("Workers")
struct WorkerTests {
  /// A project of three datasets, of which the one in the middle goes wrong.
  private func work(_ way: String, limits: String = "") throws -> Workdir {
    let work = try Workdir()
    if !limits.isEmpty {
      try work.write("pipelines/catalog.yaml", Workdir.catalogue + "limits: \(limits)\n")
    }
    for name in ["appel", "peer"] {
      try work.dataset(
        name, csv: "path: export.csv", fields: ["source: a, privacy: none, treat: keep"])
      try work.write("pipelines/\(name)/export.csv", "a\n\(name)\n")
    }
    try work.dataset(
      "fout", extract: "drill: {path: export.csv, way: \(way)}",
      fields: ["source: a, privacy: none, treat: keep"])
    try work.write("pipelines/fout/export.csv", "a\nGeheimstra\n")
    return work
  }

  private func start(
    _ work: Workdir, _ arguments: [String], within seconds: Int = 2400
  ) throws -> RunningProgram {
    try RunningProgram(
      .init(
        executable: Repository.products + "/hergebruik-drill", arguments: arguments,
        environment: work.environment, directory: work.project), within: seconds)
  }

  private func run(_ work: Workdir, _ arguments: String...) async throws -> Outcome {
    try await Turns.shared.take { try await self.start(work, arguments).finish() }
  }

  /// Checks that the others are published, and that nothing is left of the one that went wrong.
  private func expectAlone(_ work: Workdir, _ outcome: Outcome, code: String) throws {
    #expect(outcome.code == 4, "\(outcome.errors)")
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("Geheimstra"))
    for name in ["appel", "peer"] { #expect(try work.published(name) == [["a"], [name]]) }
    #expect(!work.exists("catalog/current/datasets/fout"))
    #expect(!(try work.generations().contains { $0.hasPrefix(".") }))
    #expect(try work.tree(".hergebruik/work").isEmpty)
    #expect(!work.exists(".hergebruik/quarantine/fout.csv"))
    let reports = try work.tree(".hergebruik/runs").keys
    #expect(reports.contains { $0.hasSuffix("/fout.validation.json") }, "\(reports)")
  }

  @Test(
    "publishes the others where one goes wrong, and says how",
    arguments: [
      ("trap", "a check of the program itself failed"), ("stack", "stack is full"),
      ("kill", "signal 9"), ("leave", "exit code 7"),
    ])
  func crashes(way: String, words: String) async throws {
    let work = try work(way)
    let outcome = try await run(work, "run")
    try expectAlone(work, outcome, code: "dataset-crashed")
    let told = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains(words), "\(told)")
    #expect(outcome.errors.contains("pipelines/fout/pipeline.yaml"))
    // The lock is free, and the next night as good as this one.
    try work.dataset(
      "fout", csv: "path: export.csv", fields: ["source: a, privacy: none, treat: keep"])
    let next = try await run(work, "run")
    #expect(next.code == 0, "\(next.errors)")
    #expect(try work.published("fout") == [["a"], ["Geheimstra"]])
  }

  @Test("ends who takes too long, busy or waiting", arguments: ["hang", "sleep"])
  func time(way: String) async throws {
    let work = try work(way, limits: "{time: PT8S}")
    let outcome = try await run(work, "run")
    try expectAlone(work, outcome, code: "dataset-timeout")
    #expect(outcome.errors.contains("8 seconds"), "\(outcome.errors)")
  }

  @Test("ends a run at its end, and publishes what is done")
  func runTime() async throws {
    let work = try work("sleep", limits: "{run: PT15S}")
    let outcome = try await run(work, "run")
    try expectAlone(work, outcome, code: "dataset-timeout")
    #expect(outcome.errors.contains("15 seconds"), "\(outcome.errors)")
  }

  @Test("ends who takes too much memory")
  func memory() async throws {
    let work = try work("memory", limits: "{memory: 400M}")
    let outcome = try await run(work, "run")
    try expectAlone(work, outcome, code: "dataset-crashed")
    #expect(outcome.errors.contains("memory"), "\(outcome.errors)")
  }

  @Test("keeps what was published of one that goes wrong")
  func keeps() async throws {
    let work = try work("trap")
    try work.dataset(
      "fout", csv: "path: export.csv", fields: ["source: a, privacy: none, treat: keep"])
    #expect(try await run(work, "run").code == 0)
    try work.dataset(
      "fout", extract: "drill: {path: export.csv, way: trap}",
      fields: ["source: a, privacy: none, treat: keep"])
    #expect(try await run(work, "run").code == 4)
    #expect(try work.published("fout") == [["a"], ["Geheimstra"]])
  }

  @Test("tells of it in validate and in a preview as well", arguments: ["validate", "preview"])
  func others(command: String) async throws {
    let work = try work("trap")
    let outcome = try await run(
      work, command, command == "preview" ? "--export=\(work.path)/voorbeeld" : "--quiet")
    #expect(outcome.code == 4)
    #expect(outcome.errors.contains("[dataset-crashed]"), "\(outcome.errors)")
    if command == "preview" {
      #expect(
        FileManager.default.fileExists(
          atPath: "\(work.path)/voorbeeld/datasets/appel/appel.csv.gz"))
    }
    #expect(!(try work.tree(".hergebruik").keys.contains { $0.hasPrefix("preview-") }))
  }

  @Test("takes its workers, and what they started, with it where it is killed")
  func parentKilled() async throws {
    let work = try work("sleep")
    let mark = "\(Int.random(in: 1_000_000..<9_000_000))"
    try work.dataset(
      "peer", csv: "command: {run: [sh, -c, 'echo a; sleep \(mark); echo x']}",
      fields: ["source: a, privacy: none, treat: keep"])
    let started = try start(work, ["run", "--jobs", "4"])
    try await started.wait { Self.processes(with: "sleep \(mark)") >= 2 }
    started.signal(SIGKILL)
    #expect(try await started.finish().code == -SIGKILL)
    for _ in 0..<400 where Self.processes(with: mark) + Self.processes(in: work.project) > 0 {
      try await Task.sleep(for: .milliseconds(25))
    }
    #expect(Self.processes(with: mark) == 0)
    #expect(Self.processes(in: work.project) == 0)
  }

  @Test("takes with it what a worker started that went wrong")
  func orphans() async throws {
    let work = try work("sleep", limits: "{time: PT8S}")
    let mark = "\(Int.random(in: 1_000_000..<9_000_000))"
    try work.dataset(
      "fout", csv: "command: {run: [sh, -c, 'echo a; sleep \(mark); echo x'], timeout: PT1H}",
      fields: ["source: a, privacy: none, treat: keep"])
    let outcome = try await run(work, "run")
    try expectAlone(work, outcome, code: "dataset-timeout")
    #expect(Self.processes(with: mark) == 0)
  }

  @Test("tells who has the lock, since when, and what is done")
  func holder() async throws {
    let work = try work("sleep", limits: "{time: PT10M}")
    let started = try start(work, ["run", "fout"])
    try await started.wait {
      try work.exists(".hergebruik/lock") && work.text(".hergebruik/lock").contains("fout (")
    }
    // Without waiting for a turn, in which the first would reach its end.
    let second = try await start(work, ["run"]).finish()
    #expect(second.code == 5)
    let user = String(cString: getpwuid(getuid()).pointee.pw_name)
    let told = second.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("process \(started.process) of \(user), since "), "\(told)")
    #expect(told.contains("at fout ("), "\(told)")
    started.signal(SIGTERM)
    #expect(try await started.finish().code == -SIGTERM)
  }

  @Test("gives the same bytes and the same report, whatever runs beside what")
  func order() async throws {
    let work = try Workdir()
    for number in 1...9 {
      try work.dataset(
        "set\(number)", csv: "path: export.csv", fields: ["source: a, privacy: none, treat: keep"])
      let rows = (0..<(number * 700 % 1900)).map { "waarde \($0 &* number)\n" }.joined()
      try work.write("pipelines/set\(number)/export.csv", "a\n\(rows)1\n")
    }
    try work.write("pipelines/set4/export.csv", "b\n1\n")
    let first = try await work.run("run", "--jobs", "1", "--date", "2026-11-01")
    let tree = try work.tree("catalog/current/datasets")
    try work.remove("catalog")
    let second = try await work.run("run", "--jobs", "4", "--date", "2026-11-01")
    #expect((first.code, first.errors) == (second.code, second.errors))
    func lines(_ outcome: Outcome) -> [Substring] {
      outcome.output.split(separator: "\n").filter { !$0.hasPrefix("New generation") }
    }
    #expect(lines(first) == lines(second) && lines(first).count == 9)
    #expect(try differences(tree, work.tree("catalog/current/datasets")).isEmpty)
  }

  @Test("says so where there is no thread or no process to be had, and ends")
  func limits() async throws {
    let work = try work("trap")
    try work.remove("pipelines/fout")
    // A user without any other process, so that the limit is this run's alone.
    guard getuid() == 0, FileManager.default.fileExists(atPath: "/usr/bin/setpriv") else { return }
    _ = try await work.run(tool: "chown", ["-R", "65533:65533", work.path])
    for limit in 1...10 {
      let outcome = try await work.run(
        tool: "timeout",
        [
          "60", "prlimit", "--nproc=\(limit):\(limit)", "setpriv", "--reuid=65533",
          "--regid=65533", "--clear-groups", Repository.program, "run",
        ])
      #expect(outcome.code == 0 || outcome.code == 4, "\(limit): \(outcome.code) \(outcome.errors)")
      if outcome.code == 4 {
        #expect(outcome.errors.contains("can be started"), "\(outcome.errors)")
      }
    }
  }

  @Test(
    "refuses what is no task, or one of another version",
    arguments: ["{}", "nonsense", #"{"version": 2}"#])
  func notATask(line: String) async throws {
    let work = try Workdir()
    let outcome = try await work.run("worker", input: Array("\(line)\n".utf8))
    #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("[usage-error]"), "\(outcome.errors)")
    let nothing = try await work.run("worker", input: [])
    #expect(nothing.code == 0 && nothing.output.isEmpty && nothing.errors.isEmpty)
  }

  @Test("says so where memory is refused")
  func refusedMemory() async throws {
    let work = try work("memory")
    let outcome = try await work.run(
      tool: "prlimit", ["--as=1500000000", Repository.products + "/hergebruik-drill", "run"])
    try expectAlone(work, outcome, code: "dataset-crashed")
    #expect(outcome.errors.contains("no memory"), "\(outcome.errors)")
  }

  @Test("is an error where the command line cannot be read, and no help")
  func withoutProc() async throws {
    guard getuid() == 0 else { return }
    let work = try work("trap")
    let outcome = try await work.run(
      tool: "unshare",
      ["-m", "sh", "-c", "mount -t tmpfs tmpfs /proc && exec '\(Repository.program)' run"])
    // Where no mount may be made, nothing is shown by this.
    guard !outcome.errors.contains("mount:"), !outcome.errors.contains("unshare:") else { return }
    #expect(outcome.code == 4, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("/proc"), "\(outcome.errors)")
  }

  /// How many processes have a text in their arguments.
  private static func processes(with text: String) -> Int {
    processes { process in
      let bytes = (try? bytes(ofFile: "/proc/\(process)/cmdline")) ?? []
      return String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self).contains(text)
    }
  }

  /// How many processes have a folder as their own.
  private static func processes(in folder: String) -> Int {
    processes {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/cwd")) == folder
    }
  }

  private static func processes(_ isMeant: (Int) -> Bool) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int($0) }.count { isMeant($0) }
  }
}
