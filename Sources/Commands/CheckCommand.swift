// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikRun

/// `hergebruik check`: reads every file and touches nothing.
struct CheckCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read the files of the catalogue, pipelines and site, and report every problem.",
    usage: "hergebruik check [<datasets> ...] [--json | --sarif] [<options>]",
    discussion: """
      Reads no export and needs no key. Exit code 0 where no problem was found, 2 or
      3 where one was. A sign-off that is missing is a warning: a run would stop.

      Examples:
        hergebruik check
        hergebruik check parkeervergunningen
        hergebruik check --project /srv/opendata --json
        hergebruik check --sarif > problems.sarif
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var logging: LogArguments

  @Flag var form: ReportForm?

  func run() throws {
    let report: RunReport
    do throws(Failure) {
      let opened = try Project(directory: project.project, formats: Formats.registered)
      var definitions = try ProjectDefinitions(opened, asked: project.datasets)
      definitions.readSite(of: opened)
      definitions.compareIdentity(in: opened)
      report = definitions.report(on: AmsterdamDate.today())
    } catch {
      report = RunReport(diagnostics: error.diagnostics)
    }
    CommandLog.current?.run.enter(report)
    try ReportPrinter(form: form, isQuiet: false, project: project.project).show(report)
  }
}
