// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik diff`: what a run would change.
struct DiffCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what a run would change in what is published.",
    usage: "hergebruik diff [<datasets> ...] [--json] [--exit-code] [<options>]",
    discussion: """
      Builds the datasets as a run does, in a private folder that is removed, and
      compares them with what is published: rows, cells, schema and metadata. It
      prints counts and names, never a cell, and publishes nothing.
      docs/changes.md tells which changes of the schema break programs.

      Examples:
        hergebruik diff bomen
        hergebruik diff bomen --json
        hergebruik diff --exit-code > changes.txt   exit code 1 where any differs
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var work: WorkArguments
  var logging: LogArguments { work.logging }

  @Flag(help: "Print the differences as JSON on standard output.")
  var json = false

  @Flag(help: "End with exit code 1 where there are differences.")
  var exitCode = false

  func run() throws {
    let line = json ? nil : ProgressLine.onTerminal()
    defer { line?.finish() }
    let options = work.options(project, isDryRun: true, progress: line?.observer)
    let candidate = try Runner(options: options).candidate()
    line?.finish()
    let differences = candidate.differences
    try candidate.remove()
    Console.diagnose(candidate.report.diagnostics)
    try Console.writeResult(
      json ? try DiffPrinter.json(differences) : DiffPrinter(differences).text)
    let code = candidate.report.exitCode
    guard code == 0 else { throw ExitCode(code) }
    if exitCode, differences.contains(where: \.isDifferent) { throw ExitCode(1) }
  }
}
