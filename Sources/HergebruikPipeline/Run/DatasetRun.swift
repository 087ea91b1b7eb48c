// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikTransform

/// One dataset's way from its pipeline file to its files in a candidate generation.
struct DatasetRun {
  let options: RunOptions
  let project: Project
  let workspace: Workspace

  /// What came of it.
  struct Outcome {
    var table: OpenTable
    var conversion: Conversion.Outcome
  }

  /// Opens the export, binds its columns, treats its rows and writes `NAME.csv.gz` into a folder.
  func convert(_ pipeline: PipelineDefinition, into folder: String) throws(Failure) -> Outcome {
    try Quarantine.remove(workspace.quarantine(pipeline.name))
    let source = try pipeline.extractor.open(
      ExtractContext(
        folder: pipeline.folder, now: Date().timeIntervalSince1970, scratch: workspace.scratch,
        downloads: workspace.downloads,
        credentials: KeyStore(
          environment: options.environment, projectDirectory: project.directory)))
    let binding = try ColumnBinding(
      fields: pipeline.fields, header: source.header, width: source.width,
      match: pipeline.fieldsMatch, file: source.files.first ?? pipeline.file)
    let plan = try plan(pipeline)
    let conversion = Conversion(
      job: Conversion.Job(
        table: source, plan: plan, binding: binding, errorLimit: pipeline.errorLimit,
        output: "\(folder)/\(fileName(pipeline))", quarantine: workspace.quarantine(pipeline.name),
        scratch: workspace.scratch, memory: options.memory, workers: options.jobs))
    let outcome = try conversion.run { rows, bytes in
      options.progress?(pipeline.name, rows, bytes, source.totalBytes)
    }
    return Outcome(table: plan.table, conversion: outcome)
  }

  /// What the catalogue says about the dataset; its dates are set when the generation is staged.
  func record(_ pipeline: PipelineDefinition, _ outcome: Outcome) -> DatasetRecord {
    let file = outcome.conversion.file
    return DatasetRecord(
      name: pipeline.name, description: pipeline.description, fields: outcome.table.fields,
      primaryKey: outcome.table.primaryKey, rows: outcome.conversion.rows,
      distributions: [
        DistributionRecord(
          fileName: fileName(pipeline), format: "CSV", mediaType: "text/csv",
          byteSize: file.byteSize, uncompressedSize: file.uncompressedSize, sha256: file.sha256)
      ], issued: options.date, modified: options.date, temporal: outcome.conversion.temporal)
  }

  private func fileName(_ pipeline: PipelineDefinition) -> String { "\(pipeline.name).csv.gz" }

  private func plan(_ pipeline: PipelineDefinition) throws(Failure) -> TransformPlan {
    var request = pipeline.request
    request.codes = try pipeline.codeTables()
    guard let pseudonym = pipeline.pseudonym else { return try TransformPlan(request, key: nil) }
    let keys = KeyStore(environment: options.environment, projectDirectory: project.directory)
    let key = try keys.load(pseudonym.key)
    return try key.withUnsafeBytes { bytes throws(Failure) in
      try TransformPlan(request, key: bytes)
    }
  }
}

extension PipelineDefinition {
  /// What is asked of the Transform stage; its code lists are read apart.
  var request: TransformPlan.Request {
    TransformPlan.Request(
      fields: fields, missingValues: missingValues, primaryKey: primaryKey,
      temporalField: temporalField, release: pseudonym?.release ?? "",
      domain: pseudonym?.domain ?? name)
  }
}
