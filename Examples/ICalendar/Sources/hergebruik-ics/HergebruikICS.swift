// SPDX-License-Identifier: EUPL-1.2

import HergebruikCommands
import ICalendar

/// `hergebruik` with one format more: the same commands, options and exit codes.
@main
struct HergebruikICS {
  static func main() {
    CommandLineTool.main(adding: ICalendarExtractor.self)
  }
}
