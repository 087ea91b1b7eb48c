// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikPipeline
internal import HergebruikPreview

/// `hergebruik preview`: builds a candidate and serves it to this machine alone.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Build the catalogue without publishing it, and serve it on this machine.",
    discussion: """
      Nobody else can reach it. Stop it with Ctrl-C; nothing is left behind.

      Examples:
        hergebruik preview
        hergebruik preview bomen --port 8081
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var work: WorkArguments

  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "n"))
  var port: UInt16 = 8080

  func run() async throws {
    let line = ProgressLine.onTerminal()
    let options = work.options(project, isDryRun: true, progress: line?.observer)
    try await PreviewServer(options: options, port: port).run()
  }
}
