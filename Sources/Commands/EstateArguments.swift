// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikRun
internal import HergebruikSystem

/// Many projects at once, or one of those.
struct EstateArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with a project in each of its folders: all of them are run.", valueName: "dir"))
  var estate: String?

  @Option(help: .hidden)
  var memberOf: Int32?

  /// What a project of an estate is told: it ends with whoever runs the estate, and has its turn among others.
  ///
  /// Descriptor 3 is what it is told, and 4 is what it asks.
  func join(_ options: inout RunOptions) {
    guard let memberOf else { return }
    ProcessFamily.endWith(parent: memberOf)
    if let engine = options.engine {
      options.engine = .shared(reading: 3, writing: 4, program: engine.program)
    } else {
      options.turns = WorkTurns(reading: 3, writing: 4)
    }
  }
}
