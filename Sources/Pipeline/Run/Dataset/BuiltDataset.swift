// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// A dataset that was converted into a candidate, and what was found of it.
struct BuiltDataset: Sendable, Codable {
  /// What the catalogue says of it; its dates are set when it is staged.
  var record: DatasetRecord
  /// Its line of the report.
  var entry: RunReport.Dataset
  /// How many rows differ from what is published; nil where that is not known.
  var rows: RowChanges?
  /// Why a run would not publish it, which only a preview gets to see.
  var refusals: [Diagnostic] = []
  /// The report for the FG; nil where it is not about persons.
  var privacy: PrivacyReport?
  /// What a sign-off must allow by name, as flags of `hergebruik sign-off`.
  var signOffFlags: [String] = []
  /// What was told of it.
  var told: [Diagnostic] = []
  /// What was found in the export.
  var validation: ValidationReport?
  /// Why it could not be built again: it is that of an earlier candidate then.
  var failure: [Diagnostic] = []
}
