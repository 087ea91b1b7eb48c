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
  /// A private folder for what does not fit in memory.
  let scratch: String

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
      table: source, plan: plan, binding: binding, errorLimit: pipeline.errorLimit,
      allowsEmpty: pipeline.allowsEmpty, order: pipeline.order,
      outputs: pipeline.distributions.map { format in
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
    outcome.remarks = pipeline.judged(outcome.remarks)
    outcome.warnings += outcome.remarks.filter { $0.severity != .error }
    let sample = try job.outputs.first { $0.format == .csv }.map { output throws(Failure) in
      try FirstRows.read(output.path, width: job.plan.table.fields.count)
    }
    return Outcome(
      table: job.plan.table, binding: binding, conversion: outcome, exports: table.files,
      sample: sample)
  }

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
    profile?.endsLine = outcome.conversion.lineEnds.last
    return DatasetRecord(
      name: pipeline.name, description: pipeline.description, fields: outcome.table.fields,
      primaryKey: outcome.table.primaryKey, keys: outcome.table.keys, rows: outcome.conversion.rows,
      distributions: outcome.conversion.files.map { file in
        DistributionRecord(
          fileName: fileName(pipeline, file.format), format: file.format.code,
          mediaType: file.format.mediaType, byteSize: file.summary.byteSize,
          uncompressedSize: file.summary.uncompressedSize, sha256: file.summary.sha256)
      }, issued: options.date, modified: options.date, temporal: outcome.conversion.temporal,
      geography: outcome.conversion.geography, protection: protection.isEmpty ? nil : protection,
      dropped: pipeline.dropped(outcome.binding), profile: profile,
      pseudonyms: pipeline.pseudonymSeries(key: key))
  }

  /// What is wrong with the table as a whole, by its checks and beside what is published.
  func doubts(
    _ pipeline: PipelineDefinition, _ conversion: Conversion.Outcome, previous: DatasetRecord?
  ) -> [Diagnostic] {
    let cut = Diagnostic.cutSince(previous, conversion).map { [$0] } ?? []
    let errors = (conversion.remarks + pipeline.judged(cut)).filter { $0.severity == .error }
    guard let profile = conversion.profile(of: pipeline) else { return errors }
    return errors
      + TableJudgement(
        pipeline: pipeline, profile: profile, exported: conversion.exportRows,
        footers: conversion.footers,
        date: options.date, context: context(pipeline)
      ).problems(since: previous, acceptsChange: options.acceptsChange)
  }

  /// What the privacy gate says of a dataset that was converted into a folder; where it is about persons, also the
  /// report for the FG, which is written.
  func judge(
    _ pipeline: PipelineDefinition, _ outcome: Outcome, _ record: DatasetRecord, in folder: String,
    _ catalogue: CatalogueDefinition, previous: (record: DatasetRecord, folder: String)?,
    comparison: ComparisonTask?
  ) throws(Failure) -> (verdict: Gate.Verdict, report: PrivacyReport?) {
    let binding = outcome.binding
    let subject = GateSubject(
      pipeline: pipeline, columns: .init(bound: binding.columns, width: binding.width),
      claims: outcome.conversion.claims, record: record, catalogue: catalogue.record,
      lexicon: catalogue.lexicon, previous: previous, comparison: comparison, folder: folder,
      keys: keys, date: options.date, workers: options.jobs, memory: options.memory)
    let verdict = Gate().judge(subject)
    guard subject.isPersonal else { return (verdict, nil) }
    let report = try PrivacyReport(
      subject, outcome.conversion, verdict, exports: outcome.exports)
    try report.write(to: try workspace.reports(options.date))
    return (verdict, report)
  }

  private var keys: KeyStore {
    KeyStore(environment: options.environment, projectDirectory: project.directory)
  }

  private func fileName(_ pipeline: PipelineDefinition, _ format: DistributionFormat) -> String {
    "\(pipeline.name).\(format.rawValue)"
  }

  /// Opens the export.
  func open(_ pipeline: PipelineDefinition) throws(Failure) -> any SourceTable {
    try pipeline.open(context(pipeline), memory: options.memory)
  }

  private func context(_ pipeline: PipelineDefinition) -> ExtractContext {
    ExtractContext(
      folder: pipeline.folder, now: Date().timeIntervalSince1970, scratch: scratch,
      downloads: workspace.downloads, credentials: keys, leavesRowsOut: pipeline.leavesRowsOut)
  }

  /// Binds the fields to the columns of the export.
  func bind(
    _ pipeline: PipelineDefinition, _ source: any SourceTable
  ) throws(Failure) -> ColumnBinding {
    try pipeline.bind(source, today: options.date)
  }

  /// Compiles the fields, with the key where one is needed.
  ///
  /// - Parameters:
  ///   - counting: what is asked of classes, where rows are only counted.
  ///   - levels: the levels of hierarchies that were chosen, by the fields' names.
  func plan(
    _ pipeline: PipelineDefinition, counting: TransformPlan.ClassQuestion? = nil,
    levels: [String: Int] = [:]
  ) throws(Failure) -> TransformPlan {
    var request = pipeline.request
    if let counting { (request.classes, request.isCensus) = (counting, true) }
    request.codes = try pipeline.codeTables(levels: levels)
    if counting == nil {
      request.references = try pipeline.references(
        published: project.catalog + "/current/datasets", memory: options.memory / 4,
        scratch: scratch)
    }
    guard let pseudonym = pipeline.pseudonym else { return try TransformPlan(request, key: nil) }
    let key = try keys.load(pseudonym.key)
    return try key.withUnsafeBytes { bytes throws(Failure) in
      try TransformPlan(request, key: bytes)
    }
  }
}

extension PipelineDefinition {
  /// How many columns of the export are left out, by privacy class. What a step makes is no column of the export, unless
  /// it only got another name.
  func dropped(_ binding: ColumnBinding) -> [String: Int] {
    var made = Set(pivot?.columns ?? [])
    for step in steps {
      if case .rename = step.kind { continue }
      made.formUnion(step.made)
    }
    var dropped: [String: Int] = [:]
    for (field, column) in zip(fields, binding.columns)
    where field.treatment == .drop && column >= 0 && !made.contains(field.source ?? field.name) {
      dropped[field.privacy.rawValue, default: 0] += 1
    }
    return dropped
  }

  /// Opens the export; its rows are columns already where `pivot` says so.
  ///
  /// - Parameter memory: Of the run; half is for reading, and a quarter for sorting.
  func open(_ context: ExtractContext, memory: Int) throws(Failure) -> any SourceTable {
    var context = context
    context.missingWords = missingWords
    context.memory = memory / 2
    let table = try extractor.open(context)
    guard let pivot else { return table }
    let blanks = pivot.columns.map { name in
      (fields.first { $0.source == name }?.missingValues ?? missingValues).first ?? ""
    }
    return try PivotedTable(
      table, pivot, blanks: blanks, memory: memory / 4, folder: context.scratch)
  }

  /// The words that stand for a missing value in each column of the export.
  private var missingWords: MissingWords {
    // What a pivot makes of a column is not known by its label.
    MissingWords(
      common: missingValues,
      fields: fields.map { (pivot == nil ? $0.source : nil, $0.missingValues) })
  }

  /// Binds the fields to the columns of an export, by way of the steps where there are any.
  ///
  /// - Parameter today: The day of the run, `YYYY-MM-DD`.
  func bind(_ source: any SourceTable, today: String) throws(Failure) -> ColumnBinding {
    let file = source.files.first ?? self.file
    guard !steps.isEmpty || !checks.isEmpty else {
      return try ColumnBinding(
        fields: fields, header: source.header, width: source.width, primaryKey: primaryKey,
        match: fieldsMatch, file: file)
    }
    return try stepPlan(today: today, codes: try stepCodes()).bind(
      header: source.header, width: source.width, primaryKey: primaryKey, match: fieldsMatch,
      file: file)
  }
}
