// SPDX-License-Identifier: EUPL-1.2

/// What is known of the cells of a published table, from one pass over it.
public struct DatasetProfile: Codable, Hashable, Sendable {
  /// A field.
  public struct Field: Codable, Hashable, Sendable {
    /// Its published name.
    public var name: String
    /// Cells that are empty.
    public var missing: Int
    /// Distinct values, empty cells aside.
    public var distinct: DistinctCount
    /// The smallest value, for numbers, dates and times; nil where there is none.
    public var minimum: String?
    /// The largest value.
    public var maximum: String?
    /// Of numbers, exactly; nil where one, or the sum, has more than 36 digits, or where one is infinite.
    public var sum: String?
    /// Of numbers; nil where the sum is.
    public var mean: Double?
    /// Of numbers: the values below which 5, 25, 50, 75 and 95 % of them are, to within 0.5 % of each.
    /// Nil too where one is 10^36 or more.
    public var quantiles: Quantiles?
    /// The values and how often each occurs, the most frequent first; nil where there are more than a hundred, and
    /// without those that are too rare to tell.
    public var categories: [Category]?
    /// Of numbers: how many lie between round bounds, at most 20 bins of one width and perhaps one for all below and
    /// one for all above; nil where they would say nothing.
    public var histogram: [Bin]?
    /// Of dates: how many lie in each period.
    public var periods: Periods?

    /// Makes a profile.
    public init(name: String, missing: Int, distinct: DistinctCount) {
      (self.name, self.missing, self.distinct) = (name, missing, distinct)
    }

    /// Whether there are numbers that cannot be added up.
    public func lacksSum(type: String) -> Bool {
      ["integer", "number"].contains(type) && mean == nil && distinct.count > 0
    }

    /// Whether there are numbers of which it is not told where they lie.
    public func lacksQuantiles(type: String) -> Bool {
      ["integer", "number"].contains(type) && quantiles == nil && minimum != nil
    }
  }

  /// Where the values of a field of numbers lie.
  public struct Quantiles: Codable, Hashable, Sendable {
    /// 5 % of the numbers are below it.
    public var p05: Double
    /// 25 % of the numbers are below it.
    public var p25: Double
    /// 50 % of the numbers are below it.
    public var p50: Double
    /// 75 % of the numbers are below it.
    public var p75: Double
    /// 95 % of the numbers are below it.
    public var p95: Double

    /// Makes quantiles.
    public init(p05: Double, p25: Double, p50: Double, p75: Double, p95: Double) {
      (self.p05, self.p25, self.p50, self.p75, self.p95) = (p05, p25, p50, p75, p95)
    }
  }

  /// A value that occurs often.
  public struct Category: Codable, Hashable, Sendable {
    /// The value, as published.
    public var value: String
    /// In how many rows.
    public var count: Int

    /// Makes a category.
    public init(value: String, count: Int) {
      (self.value, self.count) = (value, count)
    }
  }

  /// Rows of the table.
  public var rows: Int
  /// Rows of the export that were refused and left out.
  public var rejected: Int
  /// The fields, in order.
  public var fields: [Field]
  /// Where the rows are; nil where they have no coordinates of their own.
  public var places: Places?
  /// The first rows as published, long cells cut short; nil where it was published before that was kept.
  public var sample: [[String]]?

  /// Whether the last line of the export had a line end; nil where it has no lines, or where it was published before that
  /// was kept.
  public var endsLine: Bool?

  /// Makes a profile.
  public init(rows: Int, rejected: Int, fields: [Field]) {
    (self.rows, self.rejected, self.fields) = (rows, rejected, fields)
  }
}
