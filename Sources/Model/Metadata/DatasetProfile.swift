// SPDX-License-Identifier: EUPL-1.2

/// What is known of the cells of a published table, from one pass over it.
package struct DatasetProfile: Codable, Hashable, Sendable {
  /// A field.
  package struct Field: Codable, Hashable, Sendable {
    /// Its published name.
    package var name: String
    /// Cells that are empty.
    package var missing: Int
    /// Distinct values, empty cells aside.
    package var distinct: DistinctCount
    /// The smallest value, for numbers, dates and times; nil where there is none.
    package var minimum: String?
    /// The largest value.
    package var maximum: String?
    /// Of numbers, exactly; nil where one, or the sum, has more than 36 digits, or where one is infinite.
    package var sum: String?
    /// Of numbers; nil where the sum is.
    package var mean: Double?
    /// Of numbers: the values below which 5, 25, 50, 75 and 95 % of them are, to within 0.5 % of each.
    /// Nil too where one is 10^36 or more.
    package var quantiles: Quantiles?
    /// The values and how often each occurs, the most frequent first; nil where there are more than a hundred, and
    /// without those that are too rare to tell.
    package var categories: [Category]?
    /// Of numbers: how many lie between round bounds, at most 20 bins of one width and perhaps one for all below and
    /// one for all above; nil where they would say nothing.
    package var histogram: [Bin]?
    /// Of dates: how many lie in each period.
    package var periods: Periods?

    /// Makes a profile.
    package init(name: String, missing: Int, distinct: DistinctCount) {
      (self.name, self.missing, self.distinct) = (name, missing, distinct)
    }

    /// Whether there are numbers that cannot be added up.
    package func lacksSum(type: String) -> Bool {
      ["integer", "number"].contains(type) && mean == nil && distinct.count > 0
    }

    /// Whether there are numbers of which it is not told where they lie.
    package func lacksQuantiles(type: String) -> Bool {
      ["integer", "number"].contains(type) && quantiles == nil && minimum != nil
    }
  }

  /// Where the values of a field of numbers lie.
  package struct Quantiles: Codable, Hashable, Sendable {
    /// 5 % of the numbers are below it.
    package var p05: Double
    /// 25 % of the numbers are below it.
    package var p25: Double
    /// 50 % of the numbers are below it.
    package var p50: Double
    /// 75 % of the numbers are below it.
    package var p75: Double
    /// 95 % of the numbers are below it.
    package var p95: Double

    /// Makes quantiles.
    package init(p05: Double, p25: Double, p50: Double, p75: Double, p95: Double) {
      (self.p05, self.p25, self.p50, self.p75, self.p95) = (p05, p25, p50, p75, p95)
    }
  }

  /// A value that occurs often.
  package struct Category: Codable, Hashable, Sendable {
    /// The value, as published.
    package var value: String
    /// In how many rows.
    package var count: Int

    /// Makes a category.
    package init(value: String, count: Int) {
      (self.value, self.count) = (value, count)
    }
  }

  /// Rows of the table.
  package var rows: Int
  /// Rows of the export that were refused and left out.
  package var rejected: Int
  /// The fields, in order.
  package var fields: [Field]
  /// Where the rows are; nil where they have no coordinates of their own.
  package var places: Places?
  /// The first rows as published, long cells cut short; nil where it was published before that was kept.
  package var sample: [[String]]?

  /// Whether the last line of the export had a line end; nil where it has no lines, or where it was published before that
  /// was kept.
  package var endsLine: Bool?

  /// Makes a profile.
  package init(rows: Int, rejected: Int, fields: [Field]) {
    (self.rows, self.rejected, self.fields) = (rows, rejected, fields)
  }
}
