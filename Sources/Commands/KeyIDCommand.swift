// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikModel

/// `hergebruik key id NAME`: names a key without telling it.
struct KeyIDCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "id",
    abstract: "Print eight digits that name a key and tell nothing about it.",
    discussion: """
      The same key has the same id on every machine: compare them after a move.

      Example:
        hergebruik key id parkeren-2026
      """)

  @OptionGroup var arguments: KeyArguments

  func run() throws {
    let store = KeyStore(
      environment: Console.environment, projectDirectory: arguments.projectDirectory)
    let key = try store.load(arguments.name)
    try Console.writeResult(key.identifier + "\n")
  }
}
