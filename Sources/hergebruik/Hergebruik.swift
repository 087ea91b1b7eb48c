// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import HergebruikCommands

/// The program.
@main
struct Hergebruik {
  static func main() async {
    exit(await CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
  }
}
