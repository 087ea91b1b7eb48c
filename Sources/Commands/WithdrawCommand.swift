// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik withdraw`: takes published data away at once.
struct WithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take published datasets away, and leave a page that says so.",
    usage: "hergebruik withdraw <datasets> ... [--reason <text>] [--undo]",
    discussion: """
      The data, their description by fields and all figures go at once; the title
      stays, with the day and the reason. No run publishes the dataset until it is
      allowed again with --undo: the decision stands in pipelines/NAME/decisions.yaml,
      which belongs in version control. Where a run is under way, this waits a minute
      for it. Older generations on disk still hold the data: 'hergebruik purge'
      removes them too.

      Examples:
        hergebruik withdraw parkeren --reason "Er stond een fout in."
        hergebruik withdraw parkeren --reason "Er stond een fout in." \\
          --reason-en "There was an error in it."
        hergebruik withdraw parkeren --undo && hergebruik run parkeren
      """)

  @Argument(help: "The datasets.")
  var datasets: [String]

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Option(help: ArgumentHelp("Why, in Dutch; the page shows it.", valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp("Why, in English.", valueName: "text"))
  var reasonEn: String?

  @Option(help: ArgumentHelp("The day (default: today).", valueName: "YYYY-MM-DD"))
  var date: String?

  @Flag(help: "Allow the datasets again; the next run publishes them.")
  var undo = false

  func validate() throws {
    guard !datasets.isEmpty else { throw ValidationError("Name the datasets to withdraw.") }
    guard reason != nil || reasonEn == nil else {
      throw ValidationError("Give the reason in Dutch too: --reason.")
    }
    guard !undo || reason == nil else {
      throw ValidationError("'--reason' says why data are taken away; leave it out with '--undo'.")
    }
    try AmsterdamDate.checkArgument(date)
  }

  func run() throws {
    let withdrawal = Withdrawal(try Intervention(byHandIn: project, on: date))
    let reason = reason.map { LocalizedText(nl: $0, en: reasonEn) }
    let outcome =
      try undo ? withdrawal.undo(datasets) : withdrawal.withdraw(datasets, reason: reason)
    Console.diagnose(outcome.warnings)
    let what = undo ? "may be published again by a run" : "withdrawn"
    var text = datasets.map { "\($0): \(what)\n" }.joined()
    if let generation = outcome.generation { text += "New generation: \(generation)\n" }
    if !undo {
      text +=
        "Written: \(datasets.map { "pipelines/\($0)/decisions.yaml" }.joined(separator: ", ")); "
      text += "keep it in version control.\n"
      text +=
        "Older generations, reports and quarantine still hold the data. To remove them for good:\n"
      text += datasets.map { "  hergebruik purge \($0) --reason \"…\"\n" }.joined()
    }
    Console.write(text, to: .output)
  }
}

extension Intervention {
  /// One that a person asks for on the command line; it waits for a run that is under way.
  ///
  /// - Parameters:
  ///   - directory: The project.
  ///   - date: The day, `YYYY-MM-DD`; `nil` for now.
  init(byHandIn directory: String, on date: String? = nil) throws {
    self.init(
      project: try Project(directory: directory, formats: Formats.registered),
      date: date ?? AmsterdamDate.today(), moment: date == nil ? AmsterdamDate.moment() : nil,
      waiting: Console.waitForRun)
  }
}
