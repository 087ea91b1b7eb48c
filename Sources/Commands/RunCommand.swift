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
        hergebruik run --estate /srv/gemeenten

      As a line of a crontab, every night at half past two:
        30 2 * * *  hergebruik run --project /srv/opendata --quiet
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var work: WorkArguments
  @OptionGroup var engine: EngineArguments
  @OptionGroup var estate: EstateArguments
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

  func validate() throws {
    guard estate.estate != nil else { return }
    guard project.datasets.isEmpty, project.project == "." else {
      throw ValidationError("With --estate, all datasets of all its projects are run.")
    }
    guard form != .sarif, logging.log == nil else {
      throw ValidationError("--sarif, -v and --log-format are for one project: --project DIR.")
    }
  }

  func run() throws {
    if let folder = estate.estate { return try run(estate: folder) }
    let printer = ReportPrinter(
      form: form, isQuiet: quiet, project: project.project, isNight: true)
    try work.show(
      project, isDryRun: dryRun, acceptsChange: acceptChange, engine: engine.chosen,
      estate: estate, printer
    ) { $0.run() }
  }

  /// Runs all projects of an estate.
  private func run(estate folder: String) throws {
    let options = work.options(project, isDryRun: dryRun, engine: engine.chosen, progress: nil)
    var arguments = [
      "--json", "--date", options.moment ?? options.date, "--jobs", "\(options.jobs)", "--memory",
      "\(options.memory)",
    ]
    if dryRun { arguments.append("--dry-run") }
    if acceptChange { arguments.append("--accept-change") }
    arguments += engine.arguments
    let printer = EstatePrinter(isJSON: form == .json, isQuiet: quiet)
    let run = try EstateRun(
      .init(
        folder: folder, program: Program.itself ?? "hergebruik", arguments: arguments,
        date: options.date, jobs: options.jobs, memory: options.memory,
        environment: options.environment, engine: options.engine))
    try printer.show(try run.run { printer.show($0) })
  }
}
