// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikPublish

/// Datasets of which the description is published, and nothing else.
extension CatalogueBuild {
  /// Enters a dataset that is not open to all: its export is not opened, and what was published of its data goes.
  ///
  /// - Throws: `Failure` where what was written of it cannot be removed.
  mutating func describe(_ pipeline: PipelineDefinition) throws(Failure) {
    let name = pipeline.name
    try builder.removeFolder(of: name)
    let record = pipeline.announced(on: options.date)
    let problems = Gate.problems(
      describing: record, by: pipeline, catalogue.record, lexicon: catalogue.lexicon)
    let isPreview = mode.kind == .preview
    report.add(isPreview ? problems.map(\.asWarning) : problems, dataset: name)
    // What is wrong with the description does not keep data online that may not be there.
    guard problems.isEmpty || isPreview else {
      if builder.published(name)?.record.table != nil {
        builder.withhold(name, as: pipeline.description, date: options.date)
      }
      return
    }
    var dataset = BuiltDataset(record: record, entry: .init(name: name, status: .described))
    dataset.refusals = problems
    dataset.told = report.diagnostics.filter { $0.dataset == name }
    built[name] = dataset
  }
}
