// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
package import HergebruikFormat
package import HergebruikGeometry
package import HergebruikModel
package import HergebruikTreatment

/// One dataset's `pipeline.yaml`, read and checked: every column once, and what is published of it.
package struct PipelineDefinition: Sendable {
  /// Where it was read.
  package var source: Source
  /// The export, and how its columns are found.
  package var export: Export
  /// The columns in the order of the file, dropped ones included.
  package var fields: [Field]
  /// What tells rows apart, and what they refer to.
  package var keys: Keys
  /// What is done to columns and rows before treatment.
  package var preparation: Preparation
  /// What is asked of the export and of the table as a whole.
  package var expectations: Expectations
  /// How persons are protected, beside the treatment of each field.
  package var protection: Protection
  /// How the table is published.
  package var publication: Publication
  /// Where rows have coordinates; `nil` if they have none.
  package var geometry: GeometryRequest?
  /// What the catalogue says.
  package var metadata: Metadata
  /// What a person should know: columns that come of direct identifiers, and what of a schema is passed over.
  package var warnings: [Diagnostic]
  /// Who may seal a sign-off of it; empty where it needs no seal.
  package var signers: [SealSigner] = []

  /// The fields that are published, in order.
  package var publishedFields: [Field] { fields.filter { $0.treatment != .drop } }

  /// Whether some rows of the export may be left out; with `pivot` each belongs to others.
  package var leavesRowsOut: Bool { expectations.errorLimit.absolute != 0 && pivot == nil }
}

extension PipelineDefinition {
  /// Whether a column of the export is said to be about persons: such a dataset needs a sign-off.
  package var hasPersons: Bool { fields.contains { $0.privacy != .none } }
}

/// What all rooms ask for, by a short name.
extension PipelineDefinition {
  /// The dataset's name: the folder's, and the URL slug.
  package var name: String { source.name }
  /// The folder of the pipeline file: relative paths start here.
  package var folder: String { source.folder }
  /// The path of the pipeline file, as a person would type it.
  package var file: String { source.file }
  /// The text of the pipeline file, for its hash.
  package var text: String { source.text }
  /// Names of published fields.
  package var primaryKey: [String] { keys.primary }
  /// How rows become columns before all else; `nil` if they stay.
  package var pivot: Pivot? { preparation.pivot }
  /// What is done to columns and rows before treatment, in order.
  package var steps: [Step] { preparation.steps }
  /// What every row must satisfy, in order.
  package var checks: [RowCheck] { preparation.checks }
  /// How pseudonyms are made; not `nil` exactly where a treatment needs a key.
  package var pseudonym: Pseudonym? { protection.pseudonym }
  /// What is asked of quasi-identifiers jointly; `nil` if nothing is.
  package var anonymity: Anonymity? { protection.anonymity }
  /// What is counted and added up; `nil` if the rows themselves are published.
  package var aggregate: Aggregate? { protection.aggregate }
  /// What the catalogue says about the dataset.
  package var description: DatasetDescription { metadata.description }
  /// The published field whose smallest and largest value are the period of the data.
  package var temporalField: String? { metadata.temporalField }
}

extension PipelineDefinition {
  /// The fields that `geometry` shows whole, also those that are dropped themselves.
  package var placeFields: [Field] {
    (geometry?.source.fields ?? []).compactMap { fields.indices.contains($0) ? fields[$0] : nil }
  }
}
