// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikRun

/// `hergebruik worker`: the process in which datasets are converted and judged; for programs.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Do tasks that come in on standard input; for programs.",
    discussion: """
      A run starts these by itself. docs/workers.md describes the messages.

      Example: a worker that gets no task ends at once.

        hergebruik worker </dev/null
      """,
    shouldDisplay: false)

  @Option(help: ArgumentHelp("The process that it ends with.", valueName: "n"))
  var parent: Int32?

  @Option(
    help: ArgumentHelp("The descriptor that exports see as standard input.", valueName: "n"))
  var input: Int32?

  @Option(
    help: ArgumentHelp(
      "A folder that is not there yet, for all that one task writes.", valueName: "dir"))
  var attempt: String?

  @Option(help: ArgumentHelp("The version that this program must have.", valueName: "version"))
  var expect: String?

  func run() throws {
    try Worker(formats: Formats.registered, environment: Console.environment)
      .run(.init(parent: parent, input: input, attempt: attempt, version: expect))
  }
}
