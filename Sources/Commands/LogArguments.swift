// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikRun
internal import Logging

/// Whether a command tells what it does, and in which form.
struct LogArguments: ParsableArguments {
  /// The form of a log.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    /// A line for people.
    case text
    /// An object of JSON on each line.
    case json
  }

  @Flag(
    name: .shortAndLong,
    help: "Tell on standard error what is done, and how long it takes; -vv tells more.")
  var verbose: Int

  @Option(
    help: ArgumentHelp(
      "The form of that: text, or json for programs, in which problems are told so too.",
      valueName: "form"))
  var logFormat: Form?

  /// The log that was asked for; nil where none was.
  var log: CommandLog? {
    guard verbose > 0 || logFormat != nil else { return nil }
    let form = logFormat ?? .text
    let logger = Logger(label: "hergebruik") { _ in
      ConsoleLogHandler(
        form: form, logLevel: verbose > 1 ? .debug : .info,
        write: { Console.steer($0, on: .error) })
    }
    return CommandLog(run: RunLog(logger), form: form)
  }
}

/// A command that can tell what it does.
protocol LoggedCommand: ParsableCommand {
  /// Whether it does.
  var logging: LogArguments { get }
}

extension LoggedCommand {
  /// What it tells that to; nil where nobody asked.
  var log: CommandLog? { logging.log }
}

/// The log of the command that is under way.
struct CommandLog: Sendable {
  /// What is told.
  let run: RunLog
  /// How it is written.
  let form: LogArguments.Form

  /// Of the command that this task performs; nil where nobody asked.
  @TaskLocal static var current: CommandLog?
}
