// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikTreatment

/// What the catalogue says about a dataset that was converted.
extension DatasetRun {
  /// What the catalogue says about the dataset; its dates are set when the generation is staged.
  ///
  /// - Throws: `Failure` where the key cannot be read any more.
  func record(
    _ pipeline: PipelineDefinition, _ outcome: Outcome
  ) throws(Failure) -> DatasetRecord {
    var key: String?
    if let pseudonym = pipeline.pseudonym { key = try keys.load(pseudonym.key).identifier }
    let protection = pipeline.protection(outcome.conversion, key: key)
    var profile = outcome.conversion.profile(of: pipeline)
    profile?.sample = outcome.sample
    profile?.endsLine = outcome.conversion.source.lineEnds.last
    var record = DatasetRecord(
      name: pipeline.name, description: pipeline.description, fields: outcome.table.fields,
      primaryKey: outcome.table.primaryKey, keys: outcome.table.keys,
      rows: outcome.conversion.publishedRows,
      distributions: outcome.conversion.files.map { file in
        DistributionRecord(
          fileName: fileName(pipeline, file.format), format: file.format.code,
          mediaType: file.format.mediaType, byteSize: file.summary.byteSize,
          uncompressedSize: file.summary.uncompressedSize, sha256: file.summary.sha256)
      }, issued: options.date, modified: options.date, temporal: outcome.conversion.rows.temporal,
      geography: outcome.conversion.rows.geography,
      protection: protection.isEmpty ? nil : protection,
      dropped: pipeline.dropped(outcome.binding), profile: profile,
      pseudonyms: pipeline.pseudonymSeries(key: key))
    record.levels = outcome.conversion.rows.figures?.generalisation.map { chosen in
      Dictionary(chosen.levels.map { ($0.field, $0.level) }) { first, _ in first }
    }
    return record
  }

  /// The name of the file of a form.
  func fileName(_ pipeline: PipelineDefinition, _ format: DistributionFormat) -> String {
    "\(pipeline.name).\(format.rawValue)"
  }
}
