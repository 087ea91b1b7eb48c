// SPDX-License-Identifier: EUPL-1.2

/// What is asked of rows that are published as a table of counts, sums and means.
///
/// Source: docs/privacy-specification.md, section 7; Hundepool and others, "Statistical
/// Disclosure Control", 2012, chapter 4.
public struct Aggregate: Hashable, Sendable {
  /// A column of the table that is calculated.
  public struct Measure: Hashable, Sendable {
    /// What is calculated.
    public enum Kind: Hashable, Sendable {
      /// How many rows.
      case rows
      /// How many contributors.
      case contributors
      /// The sum of a field.
      case sum(String)
      /// The mean of a field, with so many decimals; halves go away from zero.
      case mean(String, decimals: Int)

      /// The field that is calculated with; nil for counts.
      public var field: String? {
        switch self {
        case .rows, .contributors: nil
        case .sum(let field), .mean(let field, _): field
        }
      }
    }

    /// The published name.
    public var name: String
    /// What is calculated.
    public var kind: Kind
    /// The title on the page.
    public var title: LocalizedText?
    /// What it means.
    public var description: LocalizedText?
    /// The unit of the number.
    public var unit: String?

    /// Makes a measure.
    public init(
      name: String, kind: Kind, title: LocalizedText? = nil, description: LocalizedText? = nil,
      unit: String? = nil
    ) {
      (self.name, self.kind, self.title) = (name, kind, title)
      (self.description, self.unit) = (description, unit)
    }
  }

  /// How counts are rounded.
  public enum Rounding: Hashable, Sendable {
    /// To the nearest multiple; halves go up.
    case nearest(Int)
    /// 1 to 7 become 5, 8 to 14 become 10, and more the nearest ten; halves go up.
    ///
    /// Source: Eurostat, Integrated Farm Statistics 2023, "Rounding rules for dissemination".
    case farmStatistics
  }

  /// When a few contributors make up too much of a sum; part are in percent.
  public enum Dominance: Hashable, Sendable {
    /// The `largest` together are more than `percent` of the sum: the (n,k) rule.
    case share(largest: Int, percent: Int)
    /// The second largest can estimate the largest to within `percent`: the p% rule.
    case estimate(percent: Int)
  }

  /// The published fields whose combinations are the cells, in order.
  public var by: [String]
  /// What is calculated for each cell, in order.
  public var measures: [Measure]
  /// The field whose values tell contributors apart; every row is one where nil.
  public var contributor: String?
  /// The fewest contributors of a published cell.
  public var minimum: Int
  /// How counts are rounded; not at all where nil.
  public var rounding: Rounding?
  /// The rules for sums and means.
  public var dominance: [Dominance]
  /// The fields of `by` over which totals are published.
  public var totals: [String]

  /// What stands in a field of `by` in a row with a total.
  public static let totalLabel = "totaal"

  /// Makes a request.
  public init(
    by: [String], measures: [Measure], contributor: String? = nil, minimum: Int,
    rounding: Rounding? = nil, dominance: [Dominance] = [], totals: [String] = []
  ) {
    (self.by, self.measures, self.contributor) = (by, measures, contributor)
    (self.minimum, self.rounding) = (minimum, rounding)
    (self.dominance, self.totals) = (dominance, totals)
  }
}
