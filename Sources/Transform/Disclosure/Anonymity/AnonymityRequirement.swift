// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

/// What every class that is published must satisfy.
package struct AnonymityRequirement: Sendable {
  /// The fewest rows that may agree on every quasi-identifier.
  package var k: Int
  /// What is asked of sensitive fields, by their index.
  package var sensitive: [Int: SensitiveRequirement]

  /// Makes a requirement.
  package init(k: Int, sensitive: [Int: SensitiveRequirement] = [:]) {
    (self.k, self.sensitive) = (k, sensitive)
  }

  /// Whether a class that satisfies it still does when any other class is joined to it: so it is for k
  /// and distinct l, and not for entropy, recursive l and t.
  var isMonotone: Bool { sensitive.values.allSatisfy(\.isMonotone) }

  /// Whether it compares classes with the whole release.
  var hasCloseness: Bool { sensitive.values.contains { $0.t != nil } }
}

extension SensitiveRequirement {
  var isMonotone: Bool { entropy == nil && recursive == nil && t == nil }

  /// Whether a class satisfies it.
  package func holds(
    for values: Span<ValueCount>, size: Int, in release: SensitiveDistribution
  ) -> Bool {
    if let distinct, values.count < distinct { return false }
    if let entropy, Diversity.entropy(values, size: size) < entropy { return false }
    if let recursive, !(Diversity.ratio(values, l: recursive.l) < recursive.c) { return false }
    // Sums of fractions: what is t exactly may come out a little above it.
    if let t, release.distance(of: values, size: size) > t + 1e-12 { return false }
    return true
  }
}
