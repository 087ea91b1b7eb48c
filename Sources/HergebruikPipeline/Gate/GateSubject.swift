// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTransform

/// All that the gate knows of a dataset that is about to be published.
struct GateSubject {
  /// Its definition.
  var pipeline: PipelineDefinition
  /// Which column of the export is which field.
  var binding: ColumnBinding
  /// What came of the run.
  var conversion: Conversion.Outcome
  /// What the catalogue would say of it.
  var record: DatasetRecord
  /// The folder with its distributions, as written.
  var folder: String
  /// Where keys are.
  var keys: KeyStore
  /// The day of the run, `YYYY-MM-DD`.
  var date: String

  /// Whether any column of the export is about persons.
  var isPersonal: Bool { pipeline.fields.contains { $0.privacy != .none } }
}
