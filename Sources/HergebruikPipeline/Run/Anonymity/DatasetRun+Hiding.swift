// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTransform

/// What is left out of a release lest persons be found, and what is then left.
struct Hiding: Sendable {
  var suppressed: Suppression
  var figures: AnonymityFigures
  /// What the second pass must count as well.
  var classSum: UInt64
}

extension DatasetRun {
  /// Counts the classes of an export in a first pass, and decides what the second one leaves out.
  ///
  /// - Returns: that, and the export opened again: a file once more, anything else from a copy.
  /// - Throws: `k-anonymity` where too many rows would have to be left out, and all that stops a run.
  func hide(
    _ pipeline: PipelineDefinition, _ job: inout Conversion.Job
  ) throws(Failure) -> (Hiding, any SourceTable) {
    guard let asked = pipeline.anonymity else {
      throw Failure(.selfCheck, "nothing was asked of the quasi-identifiers")
    }
    var spool: Spool?
    if job.table.totalBytes == nil {
      let made = try Spool(job.table, folder: workspace.scratch)
      (spool, job.table) = (made, made)
    }
    let table = job.table
    var counting = job
    counting.plan = try plan(pipeline, counting: asked.question)
    let (census, outcome) = try ClassCensus.counted(counting) { rows, bytes in
      options.progress?(pipeline.name, rows, bytes, table.totalBytes)
    }
    let suppressed = try census.suppression(
      for: asked.requirement(of: counting.plan.sensitiveFields))
    if let refusal = refusal(suppressed, asked, pipeline) { throw Failure([refusal]) }
    let figures = try census.figures(suppressed: suppressed, safeSize: asked.minimum)
    let hiding = Hiding(suppressed: suppressed, figures: figures, classSum: outcome.classSum)
    if let spool {
      spool.rewind()
    } else {
      job.table = try open(pipeline)
      job.binding = try bind(pipeline, job.table)
    }
    return (hiding, job.table)
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
