// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikCommands
import HergebruikExtract
import ICalendar

/// `hergebruik` with one format more: the same commands, options and exit codes.
@main
struct HergebruikICS {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    let formats = ExtractorRegistry.builtIn.adding(ICalendarExtractor.self)
    exit(await CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), formats: formats))
  }
}
