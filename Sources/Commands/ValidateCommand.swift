// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikRun

/// `hergebruik validate`: asks of an export all that a run asks, and writes nothing.
struct ValidateCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Read exports and report what is wrong with them.",
    usage: "hergebruik validate [<datasets> ...] [<options>]",
    discussion: """
      Asks all that a run asks of the export: constraints, keys, steps, checks, and
      how far it differs from what is published. It needs no key and no sign-off,
      stands in the way of no run and writes nothing. How well persons are hidden,
      and what the privacy gate says, 'hergebruik run --dry-run' tells.

      Examples:
        hergebruik validate bomen
        hergebruik validate --project /srv/opendata --json
        hergebruik validate bomen --sarif > problems.sarif
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var work: WorkArguments
  var logging: LogArguments { work.logging }

  @Flag(
    help:
      "Let a table differ from the published one by more than its pipeline allows."
  )
  var acceptChange = false

  @Flag var form: ReportForm?

  @Flag(help: "Print problems only.")
  var quiet = false

  func run() throws {
    let printer = ReportPrinter(form: form, isQuiet: quiet, project: project.project)
    try work.show(project, isDryRun: true, acceptsChange: acceptChange, printer) { $0.validate() }
  }
}
