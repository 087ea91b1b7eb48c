// SPDX-License-Identifier: EUPL-1.2

/// How long private files stay, in days.
package struct Retention: Hashable, Sendable {
  /// Reports of runs, after the last one of their day was written.
  package var reportDays = 90
  /// Downloads, after they were last used.
  package var downloadDays = 30
}
