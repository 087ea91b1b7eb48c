// SPDX-License-Identifier: EUPL-1.2

extension DatasetProfile {
  /// How many rows have a value within two bounds.
  public struct Bin: Codable, Hashable, Sendable {
    /// The smallest value that it has; nil where it is all below `to`.
    public var from: String?
    /// What its values are below; nil where it is all from `from` on.
    public var to: String?
    /// The rows; nil where they are too few to tell, or where too few would follow from them.
    public var count: Int?

    /// Makes a bin.
    public init(from: String?, to: String?, count: Int?) {
      (self.from, self.to, self.count) = (from, to, count)
    }
  }

  /// How many rows fall in each day, month or year: one bin follows the other, without a gap.
  public struct Periods: Codable, Hashable, Sendable {
    /// How long each period is.
    public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
      case day, month, year, decade, century
    }

    /// How long each period is.
    public var unit: Unit
    /// The periods, at most 60, between those before and those behind them, where there are any. Bounds are
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    public var bins: [Bin]

    /// Makes periods.
    public init(unit: Unit, bins: [Bin]) {
      (self.unit, self.bins) = (unit, bins)
    }
  }
}
