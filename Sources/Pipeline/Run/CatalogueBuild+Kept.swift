// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// What a dataset that is built is compared with beside its last release.
extension CatalogueBuild {
  /// Its earlier versions that are online; of one that nothing is published of yet, the datasets with the same fields
  /// that are no longer in the project, of which it may be one under another name.
  ///
  /// - Throws: `Failure` where the project cannot be read.
  func kept(beside pipeline: PipelineDefinition) throws(Failure) -> [DatasetTask.Published] {
    if let (record, folder) = builder.published(pipeline.name), record.withdrawal == nil {
      return (record.versions ?? []).map { version in
        .init(record: record.record(of: version), folder: "\(folder)/versions/\(version.date)")
      }
    }
    let present = Set(try project.datasetNames())
    let names = Set(
      pipeline.publishedFields.map(\.name) + (pipeline.aggregate?.measures.map(\.name) ?? []))
    return (builder.previous?.datasets ?? []).compactMap { dataset -> DatasetTask.Published? in
      let common = dataset.fields.count { names.contains($0.name) }
      guard !present.contains(dataset.name), dataset.withdrawal == nil, dataset.table != nil,
        definitions.decisions.withdrawal(of: dataset.name, published: dataset) == nil,
        // Nearly all fields, two at least: others have a field of that name too.
        common >= 2, 5 * common >= 4 * dataset.fields.count,
        let (record, folder) = builder.published(dataset.name)
      else { return nil }
      var bare = record
      (bare.profile, bare.releases) = (nil, nil)
      return .init(record: bare, folder: folder)
    }
  }
}
