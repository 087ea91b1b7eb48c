// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// How a dataset of a candidate differs from what is published, and what a run would do with it.
package struct DatasetDifference: Sendable, Codable {
  /// What differs.
  package var change: CatalogueChanges.Dataset
  /// The codes of what a run would refuse it for; empty where it would be published.
  package var refusals: [DiagnosticCode]

  /// Whether anything of it differs.
  package var isDifferent: Bool { change.kind != .unchanged }
}

extension Candidate {
  /// The differences of the datasets that were built, by name.
  package var differences: [DatasetDifference] {
    changes.datasets.compactMap { change in
      guard let refusals = refusals[change.name] else { return nil }
      return DatasetDifference(
        change: change,
        refusals: refusals.map(\.code).reduce(into: []) { codes, code in
          if !codes.contains(code) { codes.append(code) }
        })
    }
  }
}
