// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import HergebruikCommands

/// The program.
@main
struct Hergebruik {
  static func main() async {
    // Whoever reads along may leave early ('| head', a browser): that ends nothing here.
    signal(SIGPIPE, SIG_IGN)
    exit(await CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
  }
}
