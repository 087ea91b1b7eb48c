// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikRun

/// `hergebruik run`: the nightly command.
struct RunCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read, treat and publish datasets.",
    usage: "hergebruik run [<datasets> ...] [<options>]",
    discussion: """
      One failing dataset does not stop the others: it keeps its last good version.
      A second run of the same project at the same time ends with exit code 5.

      Examples:
        hergebruik run
        hergebruik run bomen subsidies --dry-run
        hergebruik run --project /srv/opendata --quiet
        hergebruik run bomen --accept-change
        hergebruik run --json > report.json
        hergebruik run --engine spark --master spark://10.0.0.1:7077

      As a line of a crontab, every night at half past two:
        30 2 * * *  hergebruik run --project /srv/opendata --quiet
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var work: WorkArguments
  @OptionGroup var engine: EngineArguments
  var logging: LogArguments { work.logging }

  @Flag(help: "Do everything but publishing.")
  var dryRun = false

  @Flag(
    help:
      "Publish a table that differs from the published one by more than its pipeline allows, this once."
  )
  var acceptChange = false

  @Flag var form: ReportForm?

  @Flag(help: "Print problems only.")
  var quiet = false

  func run() throws {
    let printer = ReportPrinter(form: form, isQuiet: quiet, project: project.project)
    try work.show(
      project, isDryRun: dryRun, acceptsChange: acceptChange, engine: engine.chosen, printer
    ) { $0.run() }
  }
}
