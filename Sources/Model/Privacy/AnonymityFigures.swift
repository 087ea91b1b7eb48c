// SPDX-License-Identifier: EUPL-1.2

/// How well hidden the persons of a table are; suppressed rows do not count in any figure but their own.
///
/// Source: docs/privacy-specification.md, section 6.
package struct AnonymityFigures: Codable, Hashable, Sendable {
  /// Rows that are published.
  package var rows = 0
  /// The size of the smallest class; 0 where no row is published.
  package var k = 0
  /// Classes: combinations of quasi-identifiers that occur.
  package var classes = 0
  /// Rows that are alone in their class.
  package var uniqueRows = 0
  /// Rows that are left out.
  package var suppressedRows = 0
  /// How many classes and rows there are of each size.
  package var classSizes: [SizeBand] = SizeBand.bounds.map { SizeBand(from: $0, to: $1) }
  /// The three risks.
  package var risk = Risks()
  /// A figure for each sensitive field, in their order.
  package var sensitive: [SensitiveFigures] = []
  /// How coarse the quasi-identifiers became, where that was chosen; nil where it was not.
  package var generalisation: Generalisation?

  /// Makes the figures of no rows.
  package init() {}
}

/// Classes of about the same size.
package struct SizeBand: Codable, Hashable, Sendable {
  /// The smallest size.
  package var from: Int
  /// The largest size; nil where there is none.
  package var to: Int?
  /// Classes of such a size.
  package var classes = 0
  /// Rows in them.
  package var rows = 0

  init(from: Int, to: Int?) {
    (self.from, self.to) = (from, to)
  }

  /// Source: docs/privacy-specification.md, section 6.
  static let bounds: [(Int, Int?)] = [(1, 1), (2, 2), (3, 4), (5, 9), (10, 19), (20, nil)]

  /// `3-4`, `20+`.
  package var label: String {
    guard let to else { return "\(from)+" }
    return from == to ? "\(from)" : "\(from)-\(to)"
  }

  /// Whether a class of that size belongs here.
  package func contains(_ size: Int) -> Bool { size >= from && size <= to ?? .max }
}

/// The levels that full-domain generalisation chose, and what they cost.
package struct Generalisation: Codable, Hashable, Sendable {
  /// One field's level.
  package struct Level: Codable, Hashable, Sendable {
    /// The field's published name.
    package var field: String
    /// The level, 0 for the values themselves.
    package var level: Int
    /// The highest level of its hierarchy.
    package var highest: Int

    /// Makes a level.
    package init(field: String, level: Int, highest: Int) {
      (self.field, self.level, self.highest) = (field, level, highest)
    }
  }

  /// The fields whose level was chosen, in their order.
  package var levels: [Level]
  /// Iyengar's loss over all quasi-identifiers, from 0 (nothing changed) to 1 (nothing left).
  package var loss: Double

  /// Makes a description.
  package init(levels: [Level], loss: Double) {
    (self.levels, self.loss) = (levels, loss)
  }
}

/// The figures of one sensitive field: the worst of all classes.
package struct SensitiveFigures: Codable, Hashable, Sendable {
  /// The field's published name.
  package var field: String
  /// The fewest distinct values in a class.
  package var distinct = 0
  /// The least exp of the entropy in a class.
  package var entropy = 0.0
  /// Recursive (c,l)-diversity, for the l that `distinct` is: it holds for every c above this one.
  package var recursive = Recursive(c: 0, l: 0)
  /// The largest distance of a class from the whole release.
  package var tCloseness = 0.0

  /// Makes the figures of no rows.
  package init(field: String) {
    self.field = field
  }

  /// The bound of recursive diversity.
  package struct Recursive: Codable, Hashable, Sendable {
    /// Makes a bound.
    package init(c: Double, l: Int) {
      (self.c, self.l) = (c, l)
    }

    /// The largest r1 / (r_l + … + r_m).
    package var c: Double
    /// Where the others begin, from 1.
    package var l: Int
  }
}

/// The risks that a person is found again, by three kinds of attacker.
///
/// With f the size of a class in the release, F in the population, n rows, J classes, and a safe size s
/// (a class is at risk where 1/f > 1/s, so f < s). Without a population table F = f.
/// Source: ARX, "Risk analysis"; El Emam, "Guide to the De-Identification of Personal Health
/// Information", 2013, chapter 16.
package struct Risks: Codable, Hashable, Sendable {
  /// One attacker's risk.
  package struct Risk: Codable, Hashable, Sendable {
    /// The part of the rows whose risk is above 1/s.
    package var recordsAtRisk = 0.0
    /// The largest risk of a row.
    package var highest = 0.0
    /// The part of the rows that would be found again.
    package var average = 0.0

    /// Makes a risk.
    package init(recordsAtRisk: Double = 0, highest: Double = 0, average: Double = 0) {
      (self.recordsAtRisk, self.highest) = (recordsAtRisk, highest)
      self.average = average
    }
  }

  /// Knows that a person is in the table: Σf[f<s]/n, 1/min f, J/n.
  package var prosecutor = Risk()
  /// Does not know it, and looks for anybody: Σf[F<s]/n, 1/min F, max(J/ΣF, Σ(f/F)/n).
  package var journalist = Risk()
  /// Links as many persons as he can: Σ(f/F)/n.
  package var marketer = 0.0
  /// The safe size s.
  package var safeSize = 0
  /// Classes of which the population table has fewer than the release itself: F is then f.
  package var beyondPopulation = 0

  /// Makes the risks of no rows.
  package init() {}
}
