// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

extension Runner {
  /// Asks of exports all that a run asks before it publishes, and writes nothing: constraints, keys, steps, checks
  /// and the comparison with the figures of what is published.
  ///
  /// The project is not locked, and no key is needed: what a run would treat with one is hidden instead. What
  /// only a run knows, it does not ask: how well persons are hidden, and what the privacy gate says.
  package func validate() -> RunReport {
    var report = RunReport()
    do throws(Failure) {
      let project = try Project(directory: options.project, formats: options.formats)
      report.diagnostics += try Ownership.check(project)
      options.log?.enter(.definitions)
      let definitions = try ProjectDefinitions(project, asked: options.datasets, readsCodes: false)
      report.diagnostics += definitions.diagnostics
      report.datasets = definitions.names.map { .init(name: $0, status: .failed) }
      let workspace = try Workspace(project, preview: ThisProcess.number)
      do throws(Failure) {
        let published = try GenerationStore(catalog: project.catalog).current
        let tasks = try TaskList(
          options: options, project: project, workspace: workspace,
          catalogue: definitions.catalogue)
        let here = definitions.pipelines.filter(\.description.isPublishedHere)
        for i in report.datasets.indices
        where definitions.pipelines.contains(where: {
          $0.name == report.datasets[i].name && !$0.description.isPublishedHere
        }) {
          report.datasets[i].status = .described
        }
        let planned = here.map { pipeline in
          tasks.planned(
            pipeline, .validate,
            published: published?.dataset(pipeline.name).flatMap {
              $0.table == nil ? nil : ($0, "")
            })
        }
        for var result in tasks.perform(planned) {
          // Of one whose worker did not come back that is all there is.
          result.entry.validation =
            result.entry.validation
            ?? ValidationReport(
              result.dataset, nil, nil, result.diagnostics, date: options.date)
          report.enter(result)
        }
      } catch {
        try workspace.remove()
        throw error
      }
      try workspace.remove()
    } catch {
      report.fail(error)
    }
    return report
  }
}

extension DatasetRun {
  /// What was found in the export of a dataset.
  func validated(
    _ pipeline: PipelineDefinition, since previous: DatasetRecord?
  ) -> (dataset: RunReport.Dataset, found: [Diagnostic]) {
    var dataset = RunReport.Dataset(name: pipeline.name, status: .failed)
    let record = ValidationRecord()
    var found: [Diagnostic]
    do throws(Failure) {
      let outcome = try convert(pipeline.withoutOutput, into: "", record).conversion
      found = tableProblems(pipeline, outcome, previous: previous)
      if found.isEmpty { dataset.status = .valid }
      found = outcome.warnings + found
      dataset.rows = outcome.publishedRows
      dataset.filtered = outcome.rows.leftOut?.filtered
      dataset.duplicates = outcome.rows.leftOut?.duplicates
    } catch {
      found = error.diagnostics
    }
    dataset.validation = ValidationReport(
      pipeline.name, pipeline, record, found.stamped(pipeline.name), date: options.date)
    return (dataset, found)
  }
}

extension PipelineDefinition {
  /// The same questions about the export, of which nothing is written: no order, no classes, and in place of what
  /// a key makes, what tells nothing but whether there is a value.
  fileprivate var withoutOutput: PipelineDefinition {
    var pipeline = self
    (pipeline.publication.distributions, pipeline.publication.order) = ([], .source)
    (pipeline.protection.pseudonym, pipeline.protection.anonymity) = (nil, nil)
    for index in pipeline.fields.indices {
      guard let keyless = pipeline.fields[index].treatment.keyless else { continue }
      pipeline.fields[index].treatment = keyless
    }
    return pipeline
  }
}
