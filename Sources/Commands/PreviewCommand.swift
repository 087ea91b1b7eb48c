// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikPreview
internal import HergebruikRun

/// `hergebruik preview`: builds a candidate and serves it to this machine alone, or writes it as files.
struct PreviewCommand: AsyncParsableCommand, LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Build the catalogue without publishing it, and serve it on this machine.",
    usage: "hergebruik preview [<datasets> ...] [--export <dir>] [<options>]",
    discussion: """
      A bar below each page says what a run would do with the dataset, and leads
      to what changes: rows, schema, metadata, the checks of the gate, the risks,
      and the command that publishes it. The preview publishes nothing itself.

      It follows the exports, pipeline files, code lists and sign-offs: a page in
      the browser loads again by itself when they change. It opens only with the
      address that is printed, which has a token: keep that to yourself. Stop it
      with Ctrl-C; nothing is left behind.

      Rows of a dataset that the gate refuses for what points at one person are
      shown with --show-refused-rows only.

      --export writes the same pages as files, for a colleague. They are not public
      yet: the files are for this user alone (mode 0600), and data that the gate
      refuses for what is in them stay out. Hand them on with care. Of each dataset
      about persons they have the report for the FG, and a form that
      'hergebruik sign-off --from' takes when it is filled in.

      Examples:
        hergebruik preview
        hergebruik preview bomen --port 8081
        hergebruik preview bomen --export /tmp/voorbeeld
      """)

  @OptionGroup var project: ProjectArguments
  @OptionGroup var work: WorkArguments
  var logging: LogArguments { work.logging }

  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "n"))
  var port: UInt16 = 8080

  @Option(
    help: ArgumentHelp(
      "Write the preview to a new or empty folder instead of serving it.", valueName: "dir"))
  var export: String?

  @Flag(
    help:
      "Show rows of datasets that the gate refuses for what points at one person, too."
  )
  var showRefusedRows = false

  func validate() throws {
    if showRefusedRows, export != nil {
      throw ValidationError(
        "--show-refused-rows is for the screen: rows that the gate refuses are never written to a copy."
      )
    }
  }

  func run() async throws {
    let line = ProgressLine.onTerminal()
    let options = work.options(project, isDryRun: true, progress: line?.observer)
    if let export {
      try write(options, to: export, line)
    } else {
      try await serve(options, line)
    }
  }

  private func write(_ options: RunOptions, to folder: String, _ line: ProgressLine?) throws {
    let catalog = try Project(directory: options.project, formats: options.formats).catalog
    let export = try PreviewExport(to: folder, outside: catalog)
    let candidate = try Runner(options: options).candidate()
    line?.finish()
    do {
      Console.diagnose(candidate.report.diagnostics)
      Console.write(candidate.desk.lines.map { $0 + "\n" }.joined(), to: .output)
      let count = try export.write(candidate)
      Console.write(
        """

        \(count) files are in \(folder).
        Open \(folder)/index.html, and \(folder)/_preview/index.html.
        For the FG, of each dataset about persons: _preview/NAME/report.html and form.yaml.
        This is not public yet: hand it only to who may see it.

        """, to: .output)
    } catch {
      try candidate.remove()
      throw error
    }
    try candidate.remove()
    guard candidate.report.exitCode == 0 else { throw ExitCode(candidate.report.exitCode) }
  }

  private func serve(_ options: RunOptions, _ line: ProgressLine?) async throws {
    let stop = StopSignal()
    var options = options
    options.isStopped = { stop.isRaised }
    let session = try PreviewSession(options) { stop.isRaised }
    line?.finish()
    do {
      Console.diagnose(session.current.report.diagnostics)
      Console.write(session.current.desk.lines.map { $0 + "\n" }.joined(), to: .output)
      let server = try PreviewServer(
        session.stage, port: port, showsRefusedRows: showRefusedRows)
      if !stop.isRaised { try await serve(server, session, until: stop) }
    } catch {
      try session.remove()
      throw error
    }
    try session.remove()
  }

  private func serve(
    _ server: PreviewServer, _ session: PreviewSession, until stop: StopSignal
  ) async throws {
    let files = session.watchedFiles
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Where the port is taken the server ends by itself, and nobody may wait for the signal any more.
        defer {
          session.stop()
          stop.raise()
        }
        try await server.run { address in
          Console.write(
            """

            Open \(address.opening()) in a browser.
            What would change: \(address.opening("_preview/"))
            Who has these addresses can see the preview: keep them to yourself.
            Watching \(files) files; what changes shows by itself.
            Nothing is published until 'hergebruik run'. Ctrl-C stops the preview.

            """, to: .output)
        }
      }
      group.addTask {
        // Ends only after a build that is under way: its folder is removed next.
        try await session.follow { rebuild in
          Console.diagnose(rebuild.problems)
          Console.write(RebuildPrinter.line(rebuild), to: .output)
        }
      }
      group.addTask {
        await stop.wait()
        server.stop()
      }
      try await group.waitForAll()
    }
  }
}
