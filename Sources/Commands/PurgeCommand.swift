// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik purge`: removes data for good.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Remove data for good: also from older generations, reports and quarantine.",
    usage: "hergebruik purge <dataset> | <dataset>/<day> | <generation> --reason <text>",
    discussion: """
      A dataset is withdrawn and all that was kept of it goes. Of a version, which is
      the data that a dataset had since a day, and of a generation the data go that
      are not online any more. Generations that have them go whole, so there is less
      to go back to. The page says that they were removed and why. The decision, and
      what went by numbers, stand in pipelines/decisions.yaml: keep it in version
      control.
      Killed halfway, the next command completes it.

      The export itself, version control, backups, the web server and copies that
      others fetched are out of reach.

      Examples:
        hergebruik purge parkeren --reason "Namen gepubliceerd."
        hergebruik purge bomen/2026-11-01 --reason "Namen gepubliceerd."
        hergebruik purge 2026-11-27T013000Z --reason "Namen gepubliceerd."
      """)

  @Argument(help: "What: a dataset, a dataset and a day, or a generation.")
  var what: String

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Option(help: ArgumentHelp("Why, in Dutch; the page shows it.", valueName: "text"))
  var reason: String?

  @Option(
    help: ArgumentHelp("The language: nl or en.", valueName: "language"),
    transform: Language.argument)
  var language: Language?

  func validate() throws {
    if let reason, !reason.contains(where: \.isLetter) {
      throw ValidationError("Say why in words: --reason \"…\".")
    }
  }

  func run() throws {
    let purge = Purge(try Intervention(byHandIn: project))
    let outcome = try purge.remove(what, reason: reason)
    Console.diagnose(outcome.diagnostics)
    var texts = [HistoryWords.removed(what, outcome.removed)]
    if let generation = outcome.generation { texts.append(HistoryWords.generation(generation)) }
    texts += [HistoryWords.written, HistoryWords.notReached]
    let language = language ?? Console.language
    Console.write(texts.map { $0.text(in: language) + "\n" }.joined(), to: .output)
  }
}
