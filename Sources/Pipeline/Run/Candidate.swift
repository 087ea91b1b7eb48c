// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel

/// A catalogue as it would be published, in a private folder.
package struct Candidate: Sendable {
  /// Its web root.
  package let folder: String
  /// What publishing it would change.
  package let changes: CatalogueChanges
  /// How each dataset ended.
  package let report: RunReport
  /// What its publisher gets to see of it.
  package let desk: DeskRecord
  /// The datasets that were built for it, by name.
  let built: [String: BuiltDataset]
  /// The definitions of the datasets, by name.
  let pipelines: [String: PipelineDefinition]
  /// Which of its preview it is, from 1.
  let number: Int
  let workspace: Workspace

  /// Why a run would not publish a dataset, by its name; empty where it would.
  package var refusals: [String: [Diagnostic]] { built.mapValues(\.refusals) }

  /// Removes it, and all else that its preview has on disk.
  package func remove() throws(Failure) {
    try workspace.remove()
  }

  /// Removes it alone: another took its place.
  package func retire() throws(Failure) {
    try workspace.remove(candidate: number)
  }
}
