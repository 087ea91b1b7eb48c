// SPDX-License-Identifier: EUPL-1.2

extension DatasetProfile {
  /// How many rows have a value within two bounds.
  package struct Bin: Codable, Hashable, Sendable {
    /// The smallest value that it has; nil where it is all below `to`.
    package var from: String?
    /// What its values are below; nil where it is all from `from` on.
    package var to: String?
    /// The rows; nil where they are too few to tell, or where too few would follow from them.
    package var count: Int?

    /// Makes a bin.
    package init(from: String?, to: String?, count: Int?) {
      (self.from, self.to, self.count) = (from, to, count)
    }
  }

  /// How many rows fall in each day, month or year: one bin follows the other, without a gap.
  package struct Periods: Codable, Hashable, Sendable {
    /// How long each period is.
    package enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
      case day, month, year, decade, century
    }

    /// How long each period is.
    package var unit: Unit
    /// The periods, at most 60, between those before and those behind them, where there are any. Bounds are
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    package var bins: [Bin]

    /// Makes periods.
    package init(unit: Unit, bins: [Bin]) {
      (self.unit, self.bins) = (unit, bins)
    }
  }
}
