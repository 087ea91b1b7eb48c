// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTreatment

extension DatasetRun {
  /// Goes through an export a first time, and decides what the second pass does to hide persons.
  ///
  /// The job gets that decision, the plan that follows from it, and the export opened again: a file once more,
  /// anything else from a copy.
  /// - Throws: `k-anonymity` where what is asked cannot be done, and all that stops a run.
  func hide(_ pipeline: PipelineDefinition, _ job: inout Conversion.Job) throws(Failure) {
    guard let asked = pipeline.anonymity else {
      throw Failure(.selfCheck, "nothing was asked of the quasi-identifiers")
    }
    var spool: Spool?
    if job.table.totalBytes == nil {
      let made = try Spool(job.table, folder: scratch)
      (spool, job.table) = (made, made)
    }
    var counting = job
    counting.plan = try plan(pipeline, counting: asked.question)
    let hiding =
      switch asked.method {
      case .none, .suppress: try leaveOut(counting, asked, pipeline)
      case .generalise, .mondrian: try choose(counting, asked, pipeline)
      }
    job.hiding = hiding
    if !hiding.levels.isEmpty { job.plan = try plan(pipeline, levels: hiding.levels) }
    if let spool {
      spool.rewind()
    } else {
      job.table = try open(pipeline)
      job.binding = try bind(pipeline, job.table)
    }
  }

  /// Rows as they are, without the classes that fail.
  private func leaveOut(
    _ counting: Conversion.Job, _ asked: PipelineDefinition.Anonymity,
    _ pipeline: PipelineDefinition
  ) throws(Failure) -> Hiding {
    let (census, outcome) = try ClassCensus.counted(counting) { rows, bytes in
      options.progress?(pipeline.name, rows, bytes, counting.table.totalBytes)
    }
    let suppressed = try census.suppression(
      for: asked.requirement(of: counting.plan.sensitiveFields))
    if let refusal = refusal(suppressed, asked, pipeline) { throw Failure([refusal]) }
    let figures = try census.figures(suppressed: suppressed, safeSize: asked.minimum)
    return Hiding(suppressed: suppressed, figures: figures, classSum: outcome.classSum)
  }

  /// Quasi-identifiers made coarser, as the distinct combinations of them allow.
  private func choose(
    _ counting: Conversion.Job, _ asked: PipelineDefinition.Anonymity,
    _ pipeline: PipelineDefinition
  ) throws(Failure) -> Hiding {
    let found = try Combinations(counting, asked, try pipeline.hierarchies()) { rows, bytes in
      options.progress?(pipeline.name, rows, bytes, counting.table.totalBytes)
    }
    guard let choice = try found.choose(keeping: keptLevels) else {
      throw Failure([found.refusal(pipeline)])
    }
    return Hiding(
      suppressed: choice.suppressed, figures: try found.figures(choice, counting),
      classSum: choice.classSum, levels: choice.levels, parts: choice.parts)
  }

  /// Why nothing may be published; nil where no more rows have to be left out than may be.
  func refusal(
    _ suppressed: Suppression, _ asked: PipelineDefinition.Anonymity,
    _ pipeline: PipelineDefinition
  ) -> Diagnostic? {
    let isAllowed =
      asked.method == .suppress
      ? asked.limit.allows(suppressed.rows, of: suppressed.total)
        && suppressed.rows < suppressed.total : suppressed.rows == 0
    guard !isAllowed, suppressed.total > 0 else { return nil }
    let names = pipeline.publishedFields.filter { $0.privacy == .quasi }.map(\.name)
    let limit =
      asked.method == .suppress ? ", more than 'privacy: {k: {limit: …}}' allows to leave out" : ""
    return Diagnostic(
      .kAnonymity, at: .init(file: pipeline.file),
      "\(suppressed.rows) of \(suppressed.total) rows have fewer than \(asked.minimum) alike in "
        + "\(names.joined(separator: ", "))\(asked.sensitiveInWords)\(limit); what was published stays as it is",
      hint: "Make these fields coarser (treat: {prefix: …} or {date: year}) or drop one; "
        + "'hergebruik risk \(pipeline.name)' shows how many rows are alike.")
  }
}
