// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikModel

/// `hergebruik key new NAME`: makes a key.
struct KeyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a key of 32 bytes from the kernel's generator.",
    discussion: """
      An existing key is never overwritten.

      Example:
        hergebruik key new parkeren-2026
      """)

  @OptionGroup var arguments: KeyArguments

  func run() throws {
    let store = KeyStore(
      environment: Console.environment, projectDirectory: arguments.projectDirectory)
    let (path, key) = try store.create(arguments.name)
    Console.write(
      """
      Made key '\(arguments.name)' (id \(key.identifier)): \(path)

      Now:
      1. Copy this file to the vault where your organisation keeps secrets. Without
         it the pseudonyms of the next release cannot match those of the last.
      2. Never put it in git, in mail or in the project. Who has the key can look up
         who is behind a pseudonym.
      3. Name it in pipeline.yaml: privacy: {pseudonym: {key: \(arguments.name)}}

      """, to: .output)
  }
}
