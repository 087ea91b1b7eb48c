// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition

/// `hergebruik key`: the keys that pseudonyms are made with.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make and name the keys for pseudonyms.",
    discussion: """
      A key NAME is read from the first of these that is there:
        $CREDENTIALS_DIRECTORY/hergebruik-NAME
        $HERGEBRUIK_KEYS/NAME.key
        ~/.config/hergebruik/keys/NAME.key

      It is 32 raw bytes in a file of mode 0600, owned by the user that runs the
      program, and outside the project.

      Examples:
        hergebruik key new parkeren-2026
        hergebruik key id parkeren-2026
      """,
    subcommands: [KeyNewCommand.self, KeyIDCommand.self])
}

/// The name of a key, and the project that it must not be in.
struct KeyArguments: ParsableArguments {
  @Argument(help: "The key's name: small letters, digits and dashes.")
  var name: String

  @Option(help: ArgumentHelp("The project, in which no key may be.", valueName: "dir"))
  var project = "."

  /// The project; nil where there is none, as in a home folder: then a key may be anywhere.
  var projectDirectory: String? { Project.isPlausible(project) ? project : nil }
}
