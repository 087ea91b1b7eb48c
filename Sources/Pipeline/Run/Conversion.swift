// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem
internal import HergebruikTransform

/// One table's way from an export to its files, each one gzip member, on a fixed number of threads.
///
/// Workers pull: a worker compresses a piece where one waits, else it reads a block (one at a time),
/// cuts, treats and encodes it. `Belt` puts the results in order, so that the output does not depend on
/// the number of workers, and bounds how many blocks and pieces exist at once. Where rows get another
/// order than the export's, `RowOrdering` keeps them until the last one was read.
struct Conversion {
  /// What to convert, and how.
  struct Job {
    var table: any SourceTable
    var plan: TransformPlan
    var binding: ColumnBinding
    var errorLimit: ErrorLimit
    /// Whether a table without rows may be published.
    var allowsEmpty = false
    /// The order of the rows in the files.
    var order: PipelineDefinition.RowOrder
    /// The files to write; none where the export is only validated.
    var outputs: [Output]
    /// Where refused rows go; the file is made only where rows may be left out.
    var quarantine: String
    /// A private folder for what does not fit in that.
    var scratch: String
    /// Bytes for whole-table questions, and for sorting.
    var memory: Int
    /// Threads.
    var workers: Int
    /// What is left out lest persons be found; nil where nothing was asked.
    var hiding: Hiding?
    /// Told what was found in the rows; nil where nobody asks.
    var validation: ValidationRecord?

    /// What finds duplicates, for one pass over the export; nil where no step asks.
    func makeHistory() -> RowHistory? { binding.steps?.makeHistory(memory: memory / 2) }

    /// Whether anything is written; else the export is only looked at.
    var isWritten: Bool { !outputs.isEmpty }

    /// Whether any row may be refused and the others published.
    var mayLeaveRowsOut: Bool { errorLimit.absolute != 0 }
  }

  /// A file to write.
  struct Output: Sendable {
    var format: DistributionFormat
    var path: String
  }

  /// A file that was written.
  struct File: Sendable {
    var format: DistributionFormat
    var summary: GzipMemberWriter.Summary
  }

  /// What came of it.
  struct Outcome: Sendable {
    var rows: Int
    /// Rows of the export, as they were put together.
    var records: Int
    /// Rows of the export, as they stand in it.
    var exportRows: Int
    var rejected: Int
    /// Rows that a filter left out, and rows that were the same as an earlier one; nil where no step does so.
    var leftOut: (filtered: Int, duplicates: Int)?
    /// How well hidden the persons are, rows left out for that included; nil where nothing was asked.
    var figures: AnonymityFigures?
    /// What was left out of a table of counts; nil where rows are published.
    var cells: CellFigures?
    var temporal: DatasetRecord.Period?
    var geography: GeographyRecord?
    /// The files, in the order of the job.
    var files: [File]
    /// What a person should know of rows that were left out.
    var warnings: [Diagnostic]
    /// What the last line of each file of the export says, by name.
    var footers: [[String: String]] = []
    /// What the export holds that is seldom meant, such as hidden rows.
    var remarks: [Diagnostic] = []
    /// For each file of lines whether its last line has a line end; empty for other formats.
    var lineEnds: [Bool] = []
    /// The last file of the export.
    var lastFile: String?
    /// The values of direct identifiers of the export, one table for each worker.
    var identifiers: [IdentifierTable] = []
    /// The distinct values of the export; nil where nobody asked.
    var exported: ExportedValues?
    /// What is known of the treated rows.
    var treated: TableProfile?
    /// What is known of the table of cells; nil where the rows themselves are published.
    var counted: TableProfile?

    /// What the gate is told of it.
    var claims: RunClaims {
      RunClaims(figures: figures, cells: cells, identifiers: identifiers)
    }
  }

  let job: Job

  /// Runs it; `progress` is called on this thread, often: whoever shows it waits between two times.
  ///
  /// - Throws: `Failure` with the first fault of the export, or every refused row where they are more
  ///   than may be left out.
  func run(progress: (_ rows: Int, _ bytes: Int) -> Void) throws(Failure) -> Outcome {
    let ordering = job.order.sortKey(job.plan.table).map { RowOrdering(job, key: $0) }
    let ledger = try Ledger(job)
    defer { job.validation?.enter(ledger, of: job.table) }
    let belt = try Belt(job, ledger, ordering)
    let history = job.makeHistory()
    var workers: [ConversionWorker] = []
    for index in 0..<job.workers {
      workers.append(try ConversionWorker(job, belt, ordering?.tray(of: index), history))
    }
    belt.count(in: workers.compactMap(\.cells))
    belt.enter(workers.count)
    let all = workers
    let begun = WorkThread.startSome("convert", all.count) { all[$0].run() }
    belt.leave(all.count - begun)
    let result = belt.wait { rows in progress(rows, job.table.bytesRead) }
    if let failure = result { throw failure }
    var outcome = try belt.finish()
    outcome.footers = job.table.footers
    (outcome.lineEnds, outcome.lastFile) = (job.table.lineEnds, job.table.files.last)
    if let pivoted = job.table as? PivotedTable { outcome.exportRows = pivoted.recordCount }
    outcome.identifiers = workers.map(\.identifiers)
    outcome.exported = workers.first?.exported
    outcome.treated = workers.first?.treated
    for worker in workers.dropFirst() {
      if let more = worker.exported { outcome.exported?.merge(more) }
      outcome.treated?.merge(worker.treated)
    }
    outcome.remarks = job.table.remarks + ledger.remarks(sums: outcome.treated?.sums ?? [:])
    return outcome
  }
}

extension ColumnBinding {
  /// One thread's means of running the steps; nil where there are none.
  func stepWorker(_ history: RowHistory?) throws(Failure) -> StepWorker? {
    guard let steps else { return nil }
    return try StepWorker(steps, history: history)
  }
}
