// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikTreatment

extension ProjectDefinitions {
  /// What came of reading alone, with warnings of sign-offs that a run would miss.
  ///
  /// - Parameter day: `YYYY-MM-DD`.
  package func report(on day: String) -> RunReport {
    let right = Set(pipelines.map(\.name))
    var report = RunReport(
      datasets: names.map { .init(name: $0, status: right.contains($0) ? .checked : .failed) },
      diagnostics: diagnostics)
    // Who has mistakes to mend hears of it after that.
    if diagnostics.isEmpty, let catalogue, catalogue.record.accessibility == nil {
      report.diagnostics.append(
        Diagnostic(
          .accessibilityStatementMissing, severity: .warning,
          at: .init(file: "pipelines/catalog.yaml"),
          "the site has no accessibility statement, which the law asks for",
          hint:
            "Make one on https://www.toegankelijkheidsverklaring.nl, and write it below 'site', "
            + "'accessibility'. Until then the site says that there is none."))
    }
    for pipeline in pipelines {
      // Of what is only described nobody signs.
      guard pipeline.description.isPublishedHere else {
        report.add(pipeline.warnings, dataset: pipeline.name)
        continue
      }
      report.add(
        pipeline.warnings + refusals(of: pipeline) + neighbours(of: pipeline)
          + SignOff(of: pipeline).warnings(on: day),
        dataset: pipeline.name)
    }
    return report
  }

  /// That other datasets about persons that were read hang together with one, as warnings, unless its sign-off allows
  /// what they tell together: a run looks whether that is anything.
  private func neighbours(of pipeline: PipelineDefinition) -> [Diagnostic] {
    guard pipeline.hasPersons, !SignOff(of: pipeline).allows(.together) else { return [] }
    return Neighbours(pipelines).words(of: pipeline).map { words in
      Diagnostic(
        .datasetsTogether, severity: .warning, at: .init(file: pipeline.file),
        "another dataset has rows in common with it: \(words.text(in: .en))",
        hint: "A run refuses one of the two where they tell of a few persons together.")
    }
  }

  /// What the gate would refuse whatever the export holds, as warnings: it refuses when the dataset is run.
  private func refusals(of pipeline: PipelineDefinition) -> [Diagnostic] {
    guard let catalogue else { return [] }
    let published = TransformPlan.published(pipeline.table)
    return OriginRules(pipeline, published: published, lexicon: catalogue.lexicon).problems.map {
      var warning = $0
      warning.severity = .warning
      return warning
    }
  }
}
