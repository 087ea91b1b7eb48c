// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition

/// The root of the commands.
struct HergebruikCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hergebruik",
    abstract: "Publishes municipal exports as open data, with personal fields pseudonymised.",
    discussion: """
      Examples:
        hergebruik init bomen.csv         propose a pipeline for an export
        hergebruik scan bomen.csv         look for personal data in an export
        hergebruik check                  read all files, report every problem
        hergebruik validate bomen         read an export, report every problem
        hergebruik run                    publish every dataset
        hergebruik status                 how it stands with every dataset
        hergebruik history                what was published when
        hergebruik diff bomen             what a run would change
        hergebruik run bomen --dry-run    everything but publishing, one dataset
        hergebruik risk parkeren          how well the rows hide persons
        hergebruik key new parkeren-2026  make a key for pseudonyms

      Exit codes:
        0  published, or nothing changed
        1  data did not validate
        2  usage or configuration
        3  refused for privacy
        4  input, output or an internal fault; the others are published
        5  another run is under way
      """,
    version: Version.current,
    subcommands: [
      InitCommand.self, ScanCommand.self, RunCommand.self, StatusCommand.self,
      CheckCommand.self,
      ValidateCommand.self, PreviewCommand.self, DiffCommand.self, HistoryCommand.self,
      RollbackCommand.self, WithdrawCommand.self, PurgeCommand.self,
      RiskCommand.self, SignOffCommand.self,
      KeyCommand.self, WorkerCommand.self,
    ])
}
