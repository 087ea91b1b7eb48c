// SPDX-License-Identifier: EUPL-1.2

/// What a sensitive field must satisfy in every class; nil where nothing is asked.
package struct SensitiveRequirement: Hashable, Sendable {
  /// The fewest distinct values.
  package var distinct: Int?
  /// The least exp of the Shannon entropy.
  package var entropy: Double?
  /// Recursive (c,l)-diversity: r1 < c·(r_l + … + r_m).
  package var recursive: Recursive?
  /// The largest distance from the whole release.
  package var t: Double?

  /// The parameters of recursive diversity.
  package struct Recursive: Hashable, Sendable {
    /// What the most frequent value may be of the others, less than so many times.
    package var c: Double
    /// Where the others begin, from 1.
    package var l: Int

    /// Makes parameters.
    package init(c: Double, l: Int) {
      (self.c, self.l) = (c, l)
    }
  }

  /// Makes a requirement.
  package init(
    distinct: Int? = nil, entropy: Double? = nil, recursive: Recursive? = nil, t: Double? = nil
  ) {
    (self.distinct, self.entropy, self.recursive, self.t) = (distinct, entropy, recursive, t)
  }
}
