// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikCommands

/// The program.
@main
struct Hergebruik {
  static func main() { CommandLineTool.main() }
}
