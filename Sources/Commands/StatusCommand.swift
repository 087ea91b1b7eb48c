// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik status`: how it stands, at eight in the morning.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "How it stands with every dataset, the worst first.",
    usage: "hergebruik status [--json] [--prometheus <file>] [--language <language>]",
    discussion: """
      Reads the project and what earlier runs left; runs nothing, reads no export and
      needs no key. For each dataset: how old it is and how often it should be new,
      the last good night, the last refusal with its remedy, how long the signature
      holds, and questions that wait. What is not known is never called good.

      Exit codes:
        0  nothing is wrong (what is to be done in time is told)
        1  something is wrong, or not known
        2  usage, or no project here
        4  a file could not be read or written

      Examples:
        hergebruik status
        hergebruik status --project /srv/opendata --json > status.json
        hergebruik status --prometheus /var/lib/node_exporter/hergebruik.prom
      """)

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Flag(help: "Print it as JSON on standard output.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write it for Prometheus' node_exporter; the file is replaced whole.", valueName: "file"))
  var prometheus: String?

  @Option(
    help: ArgumentHelp("The language: nl or en.", valueName: "language"),
    transform: Language.argument)
  var language: Language?

  @Option(help: ArgumentHelp("The day (default: today).", valueName: "YYYY-MM-DD"))
  var date: String?

  func validate() throws { try AmsterdamDate.checkArgument(date) }

  func run() throws {
    let project = try Project(directory: project, formats: Formats.registered)
    let status = try ProjectStatus(project, on: date ?? AmsterdamDate.today())
    if let prometheus {
      try WholeFile.write(StatusFiles.prometheus(status), to: prometheus, mode: 0o644)
    }
    if json {
      try Console.writeResult(StatusFiles.json(status).document)
    } else {
      let printer = StatusPrinter(
        status, in: language ?? Console.language, width: Console.width(.output) ?? 80)
      Console.write(printer.text, to: .output)
    }
    guard status.exitCode == 0 else { throw ExitCode(status.exitCode) }
  }
}

extension Language {
  /// Reads an argument.
  static func argument(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text) else {
      throw ValidationError("The language is nl or en.")
    }
    return language
  }
}

extension AmsterdamDate {
  /// Refuses an argument that is no day.
  static func checkArgument(_ date: String?) throws {
    if let date, !isValid(date) {
      throw ValidationError("'\(date)' must be a day that exists, written as YYYY-MM-DD.")
    }
  }
}
