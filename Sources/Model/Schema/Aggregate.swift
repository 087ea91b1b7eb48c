// SPDX-License-Identifier: EUPL-1.2

/// What is asked of rows that are published as a table of counts, sums and means.
///
/// Source: docs/privacy-specification.md, section 7; Hundepool and others, "Statistical
/// Disclosure Control", 2012, chapter 4.
package struct Aggregate: Hashable, Sendable {
  /// A column of the table that is calculated.
  package struct Measure: Hashable, Sendable {
    /// What is calculated.
    package enum Kind: Hashable, Sendable {
      /// How many rows.
      case rows
      /// How many contributors.
      case contributors
      /// The sum of a field.
      case sum(String)
      /// The mean of a field, with so many decimals; halves go away from zero.
      case mean(String, decimals: Int)

      /// The field that is calculated with; nil for counts.
      package var field: String? {
        switch self {
        case .rows, .contributors: nil
        case .sum(let field), .mean(let field, _): field
        }
      }
    }

    /// The published name.
    package var name: String
    /// What is calculated.
    package var kind: Kind
    /// The title on the page.
    package var title: LocalizedText?
    /// What it means.
    package var description: LocalizedText?
    /// The unit of the number.
    package var unit: String?

    /// Makes a measure.
    package init(
      name: String, kind: Kind, title: LocalizedText? = nil, description: LocalizedText? = nil,
      unit: String? = nil
    ) {
      (self.name, self.kind, self.title) = (name, kind, title)
      (self.description, self.unit) = (description, unit)
    }
  }

  /// How counts are rounded.
  package enum Rounding: Hashable, Sendable {
    /// To the nearest multiple; halves go up.
    case nearest(Int)
    /// 1 to 7 become 5, 8 to 14 become 10, and more the nearest ten; halves go up.
    ///
    /// Source: Eurostat, Integrated Farm Statistics 2023, "Rounding rules for dissemination".
    case farmStatistics
  }

  /// When a few contributors make up too much of a sum; part are in percent.
  package enum Dominance: Hashable, Sendable {
    /// The `largest` together are more than `percent` of the sum: the (n,k) rule.
    case share(largest: Int, percent: Int)
    /// The second largest can estimate the largest to within `percent`: the p% rule.
    case estimate(percent: Int)
  }

  /// The published fields whose combinations are the cells, in order.
  package var by: [String]
  /// What is calculated for each cell, in order.
  package var measures: [Measure]
  /// The field whose values tell contributors apart; every row is one where nil.
  package var contributor: String?
  /// The fewest contributors of a published cell.
  package var minimum: Int
  /// How counts are rounded; not at all where nil.
  package var rounding: Rounding?
  /// The rules for sums and means.
  package var dominance: [Dominance]
  /// The fields of `by` over which totals are published.
  package var totals: [String]

  /// What stands in a field of `by` in a row with a total.
  package static let totalLabel = "totaal"

  /// Makes a request.
  package init(
    by: [String], measures: [Measure], contributor: String? = nil, minimum: Int,
    rounding: Rounding? = nil, dominance: [Dominance] = [], totals: [String] = []
  ) {
    (self.by, self.measures, self.contributor) = (by, measures, contributor)
    (self.minimum, self.rounding) = (minimum, rounding)
    (self.dominance, self.totals) = (dominance, totals)
  }
}
