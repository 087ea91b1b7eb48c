// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikModel
internal import HergebruikPipeline
internal import HergebruikPreview

/// `hergebruik preview`: builds a candidate and serves it to this machine alone.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Build the catalogue without publishing it, and serve it on this machine.",
    usage: "hergebruik preview [<datasets> ...] [<options>]",
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
    let stop = StopSignal()
    let candidate = try Runner(options: options).candidate()
    line?.finish()
    do {
      Console.diagnose(candidate.report.diagnostics)
      Console.write(candidate.changes.lines.map { $0 + "\n" }.joined(), to: .output)
      let server = try PreviewServer(
        root: candidate.folder, port: port, changes: candidate.changes)
      if !stop.isRaised { try await serve(server, until: stop) }
    } catch {
      try candidate.remove()
      throw error
    }
    try candidate.remove()
  }

  private func serve(_ server: PreviewServer, until stop: StopSignal) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run { address in
          Console.write(
            """

            Open \(address) in a browser on this machine.
            What would change: \(address)_preview/
            Nothing is published until 'hergebruik run'. Ctrl-C stops the preview.

            """, to: .output)
        }
      }
      group.addTask {
        await stop.wait()
        await server.stop()
      }
      try await group.next()
      group.cancelAll()
    }
  }
}
