// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikTables
internal import HergebruikTreatment

/// One dataset's way from its pipeline file to its files in a candidate generation.
struct DatasetRun {
  let options: RunOptions
  let project: Project
  let workspace: Workspace
  /// A private folder for what does not fit in memory.
  let scratch: String
  /// The levels of hierarchies that the last release has, by the fields' names; nil where it chose none.
  var keptLevels: [String: Int]?

  /// Prepares it; the private folder is that of the workspace, unless another is named.
  init(options: RunOptions, project: Project, workspace: Workspace, scratch: String? = nil) {
    (self.options, self.project, self.workspace) = (options, project, workspace)
    self.scratch = scratch ?? workspace.scratch
  }

  /// What came of it.
  struct Outcome {
    var table: OpenTable
    var binding: ColumnBinding
    var conversion: Conversion.Outcome
    /// The files of the export.
    var exports: [String]
    /// The first rows of the table that was written; nil where it has none of rows.
    var sample: [[String]]?
  }

  /// Opens the export, binds its columns, treats its rows and writes its files into a folder.
  ///
  /// - Parameter validation: told what was found in the export, also where this throws.
  func convert(
    _ pipeline: PipelineDefinition, into folder: String, _ validation: ValidationRecord
  ) throws(Failure) -> Outcome {
    options.stage?(.open)
    try Quarantine.remove(workspace.quarantine(pipeline.name))
    let source = try open(pipeline)
    validation.open(source)
    let binding = try bind(pipeline, source)
    validation.bind(source)
    let plan = try plan(pipeline)
    var job = Conversion.Job(
      table: source, plan: plan, binding: binding, errorLimit: pipeline.expectations.errorLimit,
      allowsEmpty: pipeline.expectations.allowsEmpty, order: pipeline.publication.order,
      outputs: pipeline.publication.distributions.map { format in
        Conversion.Output(format: format, path: "\(folder)/\(fileName(pipeline, format))")
      }, quarantine: workspace.quarantine(pipeline.name), scratch: scratch,
      memory: options.memory, workers: options.jobs, validation: validation)
    if pipeline.anonymity != nil {
      options.stage?(.count)
      try hide(pipeline, &job)
    }
    options.stage?(.convert)
    let table = job.table
    var outcome = try Conversion(job: job).run { rows, bytes in
      options.progress?(pipeline.name, rows, bytes, table.totalBytes)
    }
    outcome.source.remarks = pipeline.judged(outcome.source.remarks)
    let sample = try job.outputs.first { $0.format == .csv }.map { output throws(Failure) in
      try FirstRows.read(output.path, width: job.plan.table.fields.count)
    }
    return Outcome(
      table: job.plan.table, binding: binding, conversion: outcome, exports: table.files,
      sample: sample)
  }
}
