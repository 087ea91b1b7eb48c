// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik scan`: looks for personal data.
struct ScanCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Look for personal data in an export, or in a dataset.",
    usage: "hergebruik scan <target> [--json] [<options>]",
    discussion: """
      Reads every cell, and prints what each column seems to hold, as counts. It
      never prints a cell. Of a dataset it reads the export beside what the pipeline
      says of each column, and the files that are published now. Exit code 3 where
      something was found that is likely or certain, and that no pipeline accounts
      for. What cannot be found stands in docs/detectors.md.

      Examples:
        hergebruik scan /srv/exports/bomen.csv
        hergebruik scan parkeervergunningen
        hergebruik scan parkeervergunningen --project /srv/opendata --json
      """)

  @Argument(help: "A dataset of the project, or an export.")
  var target: String

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @OptionGroup var logging: LogArguments

  @Flag(help: "Print the report as JSON on standard output.")
  var json = false

  func run() throws {
    let line = ProgressLine.onTerminal()
    let scan = Scan(
      of: target, project: project, environment: Console.environment,
      formats: Formats.registered, progress: line?.observer)
    defer { line?.finish() }
    let report = try scan.run()
    line?.finish()
    if json {
      try Console.writeResult(ScanPrinter.json(report))
    } else {
      try Console.writeResult(ScanPrinter.text(report))
      Console.diagnose(report.diagnostics)
    }
    guard report.exitCode == 0 else { throw ExitCode(report.exitCode) }
  }
}
