// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem
internal import HergebruikTreatment

/// A pass that writes nothing: treats every row of a table, and counts what classes the rows are in.
///
/// It is the first of two over an export, and the last over what was written.
///
/// Blocks are entered in the order of the export, so that what is wrong is found and placed as in a run.
struct CensusPass {
  /// What it found out.
  struct Outcome {
    /// Rows that would be refused.
    var refused: Int
    /// The sum of the keys of all good rows, which the second pass must come to as well.
    var classSum: UInt64
    var warnings: [Diagnostic]
  }

  private let job: Conversion.Job
  private let ledger: Ledger
  private let assembly: Assembly

  /// Prepares a pass; the plan must ask for classes.
  ///
  /// - Parameter count: takes what was found out about each block, one at a time and in their order.
  init(
    _ job: Conversion.Job, count: @escaping (TransformResult) throws(Failure) -> Void
  ) throws(Failure) {
    self.job = job
    ledger = try Ledger(job, isCensus: true)
    assembly = Assembly(counting: ledger, count)
  }

  /// Runs it; `progress` is called on this thread, often.
  ///
  /// - Throws: `Failure` with everything that would stop a run, but for repeated keys.
  func run(progress: (_ rows: Int, _ bytes: Int) -> Void) throws(Failure) -> Outcome {
    let (history, belt) = (job.makeHistory(), Belt(workers: job.workers, files: 0))
    var workers: [CensusWorker] = []
    for _ in 0..<job.workers { workers.append(try CensusWorker(job, history)) }
    let (all, assembly) = (workers, assembly)
    Crew.run("count", threads: all.count) {
      progress(belt.rows, job.table.bytesRead)
    } _: { index in
      var loop = WorkLoop(belt, assembly, all[index])
      loop.run()
    }
    defer { job.validation?.enter(ledger, of: job.table) }
    if let failure = belt.failure { throw failure }
    try ledger.close()
    return Outcome(
      refused: ledger.counts.refused, classSum: ledger.counts.classSum,
      warnings: ledger.warnings)
  }
}

/// One thread's tools to treat rows that are only counted.
final class CensusWorker: BlockWorker, @unchecked Sendable {
  private let table: any SourceTable
  private let transform: TransformWorker
  private let steps: StepWorker?
  private let history: RowHistory?
  private var batch = RecordBatch(capacity: 1 << 20)
  private var open: OpenBatch

  init(_ job: Conversion.Job, _ history: RowHistory?) throws(Failure) {
    (table, self.history) = (job.table, history)
    transform = try TransformWorker(job.plan, binding: job.binding)
    steps = try job.binding.stepWorker(history)
    open = job.plan.makeBatch()
  }

  func read(into block: Block) -> Bool {
    batch.removeAll()
    return block.read(&batch, from: table)
  }

  func treat(_ block: Block, number: Int, onlyCounts: Bool) {
    // Whatever comes of it, the blocks behind it must not wait for this one.
    defer { history?.pass(number) }
    guard block.failure == nil else { return }
    block.parse(&batch, of: table)
    guard block.failure == nil else { return }
    do throws(Failure) {
      if let steps { block.steps = try steps.apply(&batch, block: number) }
    } catch {
      block.failure = .placed(error)
      return
    }
    transform.process(batch, into: &open, result: &block.result)
    guard !block.result.isTooLarge else {
      return block.failure = .placed(TransformResult.tooLarge)
    }
    block.describe(batch, rows: block.result.classes.counted)
  }
}

extension ClassCensus {
  /// Goes through a table, and counts the classes that its plan asks for.
  static func counted(
    _ job: Conversion.Job, progress: (_ rows: Int, _ bytes: Int) -> Void
  ) throws(Failure) -> (census: ClassCensus, outcome: CensusPass.Outcome) {
    let census = ClassCensus(
      sensitive: job.plan.sensitiveFields, memory: job.memory, folder: job.scratch)
    let pass = try CensusPass(job) { result throws(Failure) in try census.add(result.classes.keys) }
    return (census, try pass.run(progress: progress))
  }
}
