// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik risk`: how well hidden persons are, without publishing.
struct RiskCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Show how well the rows of a dataset hide the persons in them.",
    usage: "hergebruik risk <dataset> [--json] [<options>]",
    discussion: """
      Reads the export and treats it as a run does, with a random key that is thrown
      away; publishes nothing. Needs 'privacy: quasi' on the fields that tell about
      a person together with others.

      Examples:
        hergebruik risk parkeervergunningen
        hergebruik risk parkeervergunningen --population inwoners.csv --json
      """)

  @Argument(help: "The dataset.")
  var dataset: String

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @OptionGroup var work: WorkArguments
  var logging: LogArguments { work.logging }

  @Option(
    help: ArgumentHelp(
      "How many persons of the population have each combination: a CSV file.", valueName: "file"))
  var population: String?

  @Flag(help: "Print the figures as JSON on standard output.")
  var json = false

  func run() throws {
    let line = json ? nil : ProgressLine.onTerminal()
    var arguments = ProjectArguments()
    (arguments.datasets, arguments.project) = ([dataset], project)
    let options = work.options(arguments, isDryRun: true, progress: line?.observer)
    defer { line?.finish() }
    let assessment = try RiskAssessment(options, population: population)
    line?.finish()
    Console.diagnose(assessment.warnings)
    try Console.writeResult(
      json ? assessment.figures.json.document : RiskPrinter(assessment).text)
  }
}
