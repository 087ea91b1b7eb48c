// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik rollback`: goes back to an earlier generation, and stays there.
struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Go back to an earlier generation, and hold it there.",
    usage: "hergebruik rollback [<generation>] --reason <text> | --release",
    discussion: """
      Publishes the data of an earlier generation as a new one, which harvesters see
      as new; default is the one before what is online. From then on runs try, publish
      nothing, and say so, until '--release'. The decision stands in
      pipelines/decisions.yaml, which belongs in version control.

      A dataset stays as it is where its data may not be published today: withdrawn,
      removed for good, not open any more, or about persons without a signature that
      holds and is older than the data. The exit code is 3 then; the others go back.

      Examples:
        hergebruik history
        hergebruik rollback --reason "Verkeerde export."
        hergebruik rollback 2026-11-27T013000Z --reason "Verkeerde jaargang."
        hergebruik rollback --release
      """)

  @Argument(help: "The generation, as 'hergebruik history' names it.")
  var generation: String?

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Option(help: ArgumentHelp("Why; runs say it until the release.", valueName: "text"))
  var reason: String?

  @Flag(help: "Let runs publish again.")
  var release = false

  @Option(
    help: ArgumentHelp("The language: nl or en.", valueName: "language"),
    transform: Language.argument)
  var language: Language?

  func validate() throws {
    guard !release else {
      guard generation == nil, reason == nil else {
        throw ValidationError("'--release' goes alone: it lets the next run publish.")
      }
      return
    }
    guard reason?.contains(where: \.isLetter) == true else {
      throw ValidationError("Say why, for who comes after you: --reason \"…\".")
    }
  }

  func run() throws {
    let rollback = Rollback(try Intervention(byHandIn: project))
    let language = language ?? Console.language
    if release {
      try rollback.release()
      return Console.write(HistoryWords.released.text(in: language) + "\n", to: .output)
    }
    let outcome = try rollback.back(to: generation, reason: reason ?? "")
    Console.diagnose(outcome.diagnostics)
    var texts = [HistoryWords.wentBack(to: outcome.target, outcome.datasets)]
    if let generation = outcome.generation { texts.append(HistoryWords.generation(generation)) }
    texts.append(HistoryWords.written)
    Console.write(texts.map { $0.text(in: language) + "\n" }.joined(), to: .output)
    let code = DiagnosticCode.exitCode(for: outcome.diagnostics)
    guard code == 0 else { throw ExitCode(code) }
  }
}
