// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import FoundationEssentials
import HergebruikDefinition
import HergebruikFormat
import HergebruikRun
import Testing

@testable import HergebruikCommands

@Suite("Command line")
struct CommandLineToolTests {
  /// A project with one dataset, in a folder that `body` gets and that is removed.
  private func withProject(
    treat: String = "keep", privacy: String = "none", _ body: (String) async throws -> Void
  ) async throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.path + "/hergebruik-\(UUID().uuidString)"
    defer { #expect(throws: Never.self) { try files.removeItem(atPath: folder) } }
    try files.createDirectory(
      atPath: folder + "/pipelines/bomen", withIntermediateDirectories: true)
    try Data(
      """
      version: 1
      baseURL: https://data.voorbeeldstad.nl
      title: T
      description: D
      publisher: {name: G, uri: "https://identifier.overheid.nl/tooi/id/gemeente/gm9999"}
      contactPoint: {name: T, email: a@b.nl}
      license: CC0-1.0
      """.utf8
    ).write(to: URL(filePath: folder + "/pipelines/catalog.yaml"))
    try Data(
      """
      version: 1
      extract: {csv: {path: a.csv}}
      fields: [{source: a, privacy: \(privacy), treat: \(treat)}]
      metadata: {title: T, description: D, theme: ENVI}
      """.utf8
    ).write(to: URL(filePath: folder + "/pipelines/bomen/pipeline.yaml"))
    try await body(folder)
  }

  @Test(
    "ends with 2 where it is used wrongly",
    arguments: [
      ["nope"], ["run", "--jobs", "0"], ["run", "--jobs", "x"], ["run", "--date", "2025-02-29"],
      ["run", "--memory", "1M"], ["run", "--memory", "lots"], ["check", "--quiet"], ["key", "new"],
      ["key", "id", "../x"], ["preview", "--port", "70000"], ["scan"],
      ["check", "--project", "/nonexistent"],
    ])
  func usage(arguments: [String]) async {
    #expect(CommandLineTool.run(arguments) == 2)
  }

  @Test(
    "ends with 0 where help or the version is asked",
    arguments: [["--help"], ["--version"], ["run", "-h"], ["help", "key"], []])
  func help(arguments: [String]) async {
    #expect(CommandLineTool.run(arguments) == 0)
  }

  @Test("checks a project, and ends with 0, 2 or 3")
  func check() async throws {
    try await withProject { folder in
      #expect(CommandLineTool.run(["check", "--project", folder]) == 0)
      #expect(CommandLineTool.run(["check", "bomen", "--project", folder, "--json"]) == 0)
      #expect(CommandLineTool.run(["check", "boom", "--project", folder]) == 2)
    }
    try await withProject(treat: "kep") { folder in
      #expect(CommandLineTool.run(["check", "--project", folder]) == 2)
    }
    try await withProject(privacy: "direct") { folder in
      #expect(CommandLineTool.run(["check", "--project", folder]) == 3)
    }
  }

  @Test("ends with 5 where another run has the lock")
  func locked() async throws {
    try await withProject { folder in
      let lock = try RunLock(Project(directory: folder))
      let code = CommandLineTool.run(["run", "--project", folder, "--quiet"])
      withExtendedLifetime(lock) {}
      #expect(code == 5)
    }
  }

  @Test("passes every option on to the run")
  func options() throws {
    let parsed = try HergebruikCommand.parseAsRoot([
      "run", "a", "b", "--project", "p", "--dry-run", "--date", "2026-03-01", "--jobs", "3",
      "--memory", "64M", "--json", "--quiet",
    ])
    let command = try #require(parsed as? RunCommand)
    let options = command.work.options(command.project, isDryRun: command.dryRun, progress: nil)
    #expect(options.project == "p")
    #expect(options.datasets == ["a", "b"])
    #expect(options.isDryRun)
    #expect(options.date == "2026-03-01")
    #expect(options.jobs == 3)
    #expect(options.memory == 64 << 20)
    #expect(command.form == .json && command.quiet)
    let plain = try #require(try HergebruikCommand.parseAsRoot(["run"]) as? RunCommand)
    let defaults = plain.work.options(plain.project, isDryRun: plain.dryRun, progress: nil)
    #expect(defaults.project == ".")
    #expect(defaults.datasets.isEmpty && !defaults.isDryRun)
    #expect(defaults.memory == 512 << 20)
    #expect(defaults.jobs >= 1)
    #expect(AmsterdamDate.isValid(defaults.date))
  }

  @Test("explains every command with an example, in lines of 80 characters")
  func examples() {
    let commands: [any ParsableCommand.Type] =
      [HergebruikCommand.self, KeyNewCommand.self, KeyIDCommand.self]
      + HergebruikCommand.configuration.subcommands
    #expect(commands.count == 19)
    for command in commands {
      let discussion = command.configuration.discussion
      #expect(discussion.contains("Example"), "\(command)")
      #expect(discussion.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(command)")
      #expect(!command.configuration.abstract.isEmpty, "\(command)")
    }
  }

  @Test("prints a report as JSON and as text")
  func reports() throws {
    var report = RunReport(datasets: [.init(name: "bomen", status: .checked)])
    #expect(ReportPrinter.summary(report) == "1 dataset: no problems found\n")
    report.datasets.append(.init(name: "afval", status: .checked))
    #expect(ReportPrinter.summary(report) == "2 datasets: no problems found\n")
    report.datasets = [
      .init(name: "bomen", status: .published, rows: 12, quarantined: 1, byteSize: 345),
      .init(name: "afval", status: .failed),
    ]
    report.diagnostics = [
      Diagnostic(.typeError, at: .init(file: "a/b.csv", line: 2, row: 1), "no date", hint: "x")
    ]
    #expect(
      ReportPrinter.summary(report)
        == "bomen: published, 12 rows, 345 bytes, 1 left out (see .hergebruik/quarantine/bomen.csv)\nafval: failed\n"
    )
    #expect(
      ReportPrinter.json(report) == """
        {
          "datasets": [
            {
              "byteSize": 345,
              "name": "bomen",
              "quarantined": 1,
              "rows": 12,
              "status": "published"
            },
            {
              "name": "afval",
              "status": "failed"
            }
          ],
          "diagnostics": [
            {
              "code": "type-error",
              "file": "a/b.csv",
              "hint": "x",
              "line": 2,
              "row": 1,
              "severity": "error",
              "summary": "no date"
            }
          ],
          "exitCode": 1,
          "version": "0.1.0"
        }

        """)
  }
}
