// SPDX-License-Identifier: EUPL-1.2

extension String {
  /// A day or a moment as a moment in UTC: a day begins at midnight.
  package var asMoment: String { utf8.count > 10 ? self : self + "T00:00:00Z" }
}
