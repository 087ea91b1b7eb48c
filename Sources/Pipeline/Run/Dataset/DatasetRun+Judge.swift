// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikTreatment

/// Whether a dataset that was converted may be published.
extension DatasetRun {
  /// What is wrong with the table as a whole, by its checks and beside what is published.
  func tableProblems(
    _ pipeline: PipelineDefinition, _ conversion: Conversion.Outcome, previous: DatasetRecord?
  ) -> [Diagnostic] {
    let cut = Diagnostic.cutSince(previous, conversion).map { [$0] } ?? []
    let errors = (conversion.source.remarks + pipeline.judged(cut)).filter { $0.severity == .error }
    guard let profile = conversion.profile(of: pipeline) else { return errors }
    return errors
      + TableJudgement(
        pipeline: pipeline, profile: profile, exported: conversion.source.records,
        footers: conversion.source.footers,
        date: options.date, context: context(pipeline)
      ).problems(since: previous, acceptsChange: options.acceptsChange)
  }

  /// What the privacy gate says of a dataset that was converted into a folder; where it is about persons, also the
  /// report for the FG, which is written.
  func judge(
    _ pipeline: PipelineDefinition, _ outcome: Outcome, _ record: DatasetRecord, in folder: String,
    _ catalogue: CatalogueDefinition, previous: (record: DatasetRecord, folder: String)?,
    kept: [(record: DatasetRecord, folder: String)], comparison: ComparisonTask?
  ) throws(Failure) -> (verdict: Gate.Verdict, report: PrivacyReport?) {
    let binding = outcome.binding
    var subject = GateSubject(
      pipeline: pipeline, columns: .init(bound: binding.columns, width: binding.width),
      claims: outcome.conversion.claims, record: record, catalogue: catalogue.record,
      lexicon: catalogue.lexicon, previous: previous, comparison: comparison, folder: folder,
      keys: keys, date: options.date, workers: options.jobs, memory: options.memory)
    subject.kept = kept.map {
      .init(
        record: $0.record, folder: $0.folder,
        gone: $0.record.name == pipeline.name ? nil : $0.record.name)
    }
    let verdict = Gate().judge(subject)
    guard subject.isPersonal else { return (verdict, nil) }
    let report = try PrivacyReport(
      subject, outcome.conversion, verdict, exports: outcome.exports)
    try report.write(to: try workspace.reports(options.date))
    return (verdict, report)
  }
}
