// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik history`: what became of the catalogue, or of one dataset.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "What was published when, what happened, and why it was refused.",
    usage: "hergebruik history [<dataset>] [--json] [--language <language>]",
    discussion: """
      Lists the generations on disk, the newest first, with what changed in each;
      'keep' in catalog.yaml says how many stay. Of one dataset it tells the nights on
      which it was refused too. It writes nothing.

      Examples:
        hergebruik history
        hergebruik history bomen
      """)

  @Argument(help: "The dataset (default: all).")
  var dataset: String?

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Flag(help: "Print it as JSON on standard output.")
  var json = false

  @Option(
    help: ArgumentHelp("The language: nl or en.", valueName: "language"),
    transform: Language.argument)
  var language: Language?

  func run() throws {
    let project = try Project(directory: project, formats: Formats.registered)
    let history = try ProjectHistory(project, of: dataset)
    if json { return try Console.writeResult(HistoryPrinter.json(history).document) }
    let printer = HistoryPrinter(in: language ?? Console.language)
    Console.write(printer.text(history, of: dataset), to: .output)
  }
}
