// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What a person meets at the command line.
@Suite("Command line")
struct CommandLineTests {
  private func work() throws -> Workdir {
    let work = try Workdir()
    try work.dataset("a", csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
    try work.write("pipelines/a/a.csv", "x\n1\n")
    return work
  }

  @Test(
    "explains every command in 80 columns, with examples",
    arguments: [[], ["run"], ["check"], ["preview"], ["key"], ["key", "new"], ["key", "id"]])
  func help(command: [String]) async throws {
    let work = try Workdir(catalogue: false)
    let outcome = try await Turns.shared.take {
      try await work.start(command + ["--help"]).finish()
    }
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("Example"))
    #expect(outcome.output.contains("hergebruik \(command.joined(separator: " "))"))
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(try work.tree(".").isEmpty)
  }

  @Test("says its version")
  func version() async throws {
    let outcome = try await work().run("--version")
    #expect(outcome.code == 0)
    #expect(outcome.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test(
    "ends with 2 where it is used wrongly, and says how to use it",
    arguments: [
      (["run", "--kwiet"], "--kwiet"), (["rnu"], "rnu"),
      (["run", "--date", "2026-02-30"], "--date"),
      (["run", "--jobs", "0"], "--jobs"), (["run", "--memory", "1M"], "--memory"),
      (["run", "b"], "there is no dataset 'b'"), (["check", "b"], "there is no dataset 'b'"),
      (["key", "id", "../x"], "name"),
    ])
  func usage(arguments: [String], word: String) async throws {
    let work = try work()
    let outcome = try await Turns.shared.take { try await work.start(arguments).finish() }
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(word))
    #expect(!work.isPublished)
  }

  @Test("says what to do outside a project", arguments: ["run", "check", "preview"])
  func outside(command: String) async throws {
    let work = try Workdir(catalogue: false)
    let outcome = try await work.run(command)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("[project-missing]"))
    #expect(outcome.unwrappedErrors.contains("--project DIR"))
    #expect(try work.tree(".").isEmpty)
  }

  /// What `--json` prints.
  private struct Report: Decodable {
    struct Dataset: Decodable {
      var name: String
      var status: String
      var rows: Int?
    }

    struct Problem: Decodable {
      var code: String
      var severity: String
      var dataset: String?
      var file: String?
      var line: Int?
      var summary: String
      var hint: String?
    }

    var version: String
    var exitCode: Int32
    var generation: String?
    var datasets: [Dataset]
    var diagnostics: [Problem]
  }

  @Test("prints its report as JSON")
  func json() async throws {
    let work = try work()
    let good = try await work.run("run", "--json")
    let report = try JSONDecoder().decode(Report.self, from: Data(good.outputBytes))
    #expect((good.code, good.errors) == (0, ""))
    #expect(report.exitCode == 0)
    #expect(try report.generation == work.generations().first)
    #expect(report.datasets.map { "\($0.name) \($0.status) \($0.rows ?? 0)" } == ["a published 1"])
    #expect(report.diagnostics.isEmpty)

    try work.write("pipelines/a/a.csv", "x\n1,2\n")
    let bad = try await work.run("run", "--json")
    let failed = try JSONDecoder().decode(Report.self, from: Data(bad.outputBytes))
    #expect((bad.code, failed.exitCode) == (1, 1))
    #expect(failed.datasets.map(\.status) == ["failed"])
    let problem = try #require(failed.diagnostics.first)
    #expect(problem.code == "extra-cell")
    #expect(problem.severity == "error")
    #expect(problem.dataset == "a")
    #expect(problem.file == "pipelines/a/a.csv")
    #expect(problem.line == 2)
    #expect(problem.hint?.isEmpty == false)
  }

  @Test("does everything but publishing where it is asked to")
  func dryRun() async throws {
    let work = try work()
    let first = try await work.run("run", "--dry-run")
    #expect((first.code, first.errors) == (0, ""))
    #expect(first.output.contains("a: ready, 1 row"))
    #expect(!work.isPublished)
    #expect(try await work.run("run").code == 0)
    let (tree, generations) = (try work.tree(), try work.generations())
    #expect(try await work.run("run", "--dry-run").output.contains("a: unchanged, 1 row"))
    try work.write("pipelines/a/a.csv", "x\n1\n2\n")
    #expect(try await work.run("run", "--dry-run").output.contains("a: ready, 2 rows"))
    #expect(try work.generations() == generations)
    #expect(try differences(tree, work.tree()).isEmpty)
    try work.write("pipelines/a/a.csv", "x\n1,2\n")
    #expect(try await work.run("run", "--dry-run").code == 1)
  }

  @Test("ends with 4 where its report cannot be written, and says so", arguments: ["run", "check"])
  func fullOutput(command: String) async throws {
    let work = try work()
    let outcome = try await work.run(
      tool: "/bin/sh", ["-c", "exec \"$0\" \(command) --json > /dev/full", Repository.program])
    #expect(outcome.code == 4)
    #expect(outcome.errors.contains("[input-output]"))
    #expect(outcome.unwrappedErrors.contains("No space left on device"))
  }

  @Test("says what to do in a project without datasets", arguments: ["run", "check", "preview"])
  func empty(command: String) async throws {
    let work = try Workdir()
    let outcome = try await work.run(command)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("[dataset-unknown]"))
    #expect(!work.isPublished)
  }

  @Test("prints nothing on success where it should be quiet, and problems all the same")
  func quiet() async throws {
    let work = try work()
    let first = try await work.run("run", "--quiet")
    #expect((first.code, first.output, first.errors) == (0, "", ""))
    #expect(work.isPublished)
    let second = try await work.run("run", "--quiet")
    #expect((second.code, second.output, second.errors) == (0, "", ""))
    try work.write("pipelines/a/a.csv", "y\n1\n")
    let third = try await work.run("run", "--quiet")
    #expect(third.code != 0)
    #expect(third.output.isEmpty)
    #expect(third.errors.contains("[missing-label]"))
  }

  @Test("makes a key once, privately, and tells it by the same id")
  func keys() async throws {
    let work = try work()
    let made = try await work.run("key", "new", "proef")
    #expect((made.code, made.errors) == (0, ""))
    let key = try bytes(ofFile: work.keys + "/proef.key")
    #expect(key.count == 32)
    #expect(try work.mode("../keys/proef.key") == 0o600)
    let told = try await work.run("key", "id", "proef")
    #expect(told.code == 0)
    let id = try #require(made.output.firstMatch(of: /\(id ([^)]+)\)/)).output.1
    #expect(told.output.contains(id))
    let again = try await work.run("key", "new", "proef")
    #expect(again.code != 0)
    #expect(again.errors.contains("[key-exists]"))
    #expect(try bytes(ofFile: work.keys + "/proef.key") == key)
  }

  @Test("does its work where nobody reads what it says")
  func closedOutput() async throws {
    let work = try work()
    let outcome = try await work.run(
      tool: "/bin/sh",
      [
        "-c", "exec 3>&1; { sleep 0.2; \"$0\" run; echo \"code $?\" >&3; } | true",
        Repository.program,
      ])
    #expect(outcome.output == "code 0\n")
    #expect(try work.published("a") == [["x"], ["1"]])
  }
}
