// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikPublish
internal import HergebruikSystem
internal import HergebruikTreatment
internal import HergebruikValues

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

  let job: Job

  /// Runs it; `progress` is called on this thread, often: whoever shows it waits between two times.
  ///
  /// - Throws: `Failure` with the first one of the export, or every refused row where they are more
  ///   than may be left out.
  func run(progress: (_ rows: Int, _ bytes: Int) -> Void) throws(Failure) -> Outcome {
    let ordering = job.order.sortKey(job.plan.table).map { RowOrdering(job, key: $0) }
    let ledger = try Ledger(job)
    defer { job.validation?.enter(ledger, of: job.table) }
    let history = job.makeHistory()
    var workers: [ConversionWorker] = []
    for index in 0..<job.workers {
      workers.append(try ConversionWorker(job, ordering?.tray(of: index), history))
    }
    let assembly = try Assembly(job, ledger, workers.compactMap(\.cells))
    let belt = Belt(workers: job.workers, files: job.outputs.count, ordering: ordering)
    let all = workers
    Crew.run("convert", threads: all.count) {
      progress(belt.rows, job.table.bytesRead)
    } _: { index in
      var loop = WorkLoop(belt, assembly, all[index])
      loop.run()
    }
    if let failure = belt.failure { throw failure }
    let files = try assembly.finish()
    let observations = Observations(of: workers)
    return Outcome(
      rows: ledger.outcome, files: files, cells: assembly.cells,
      source: Source(
        job.table, remarks: ledger.remarks(sums: observations.treated?.sums ?? [:]),
        records: ledger.counts.records),
      observations: observations)
  }
}

extension ColumnBinding {
  /// One thread's means of running the steps; nil where there are none.
  func stepWorker(_ history: RowHistory?) throws(Failure) -> StepWorker? {
    guard let steps else { return nil }
    return try StepWorker(steps, history: history)
  }
}
