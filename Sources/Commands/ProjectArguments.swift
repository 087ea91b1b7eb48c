// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser

/// Which project, and which datasets of it.
struct ProjectArguments: ParsableArguments {
  @Argument(help: "The datasets; all where none is named.")
  var datasets: [String] = []

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."
}
