// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDisclosure
internal import HergebruikModel
internal import HergebruikSystem
internal import HergebruikTreatment

/// A pass that writes nothing: treats every row of a table, and counts what classes the rows are in.
///
/// It is the first of two over an export, and the last over what was written.
///
/// Blocks are entered in the order of the export, so that what is wrong is found and placed as in a run.
final class CensusPass: @unchecked Sendable {
  /// What it found out.
  struct Outcome {
    /// Rows that would be refused.
    var rejected: Int
    /// The sum of the keys of all good rows, which the second pass must come to as well.
    var classSum: UInt64
    var warnings: [Diagnostic]
  }

  private let job: Conversion.Job
  private let condition = NSCondition()
  private let reading = NSLock()
  private let ledger: Ledger
  private let count: (TransformResult) throws(Failure) -> Void

  // All under the lock of `condition`.
  private var nextBlock = 0
  private var blocks: [Int: Block] = [:]
  private var failure: Failure?
  private var running = 0

  // All under the lock of `reading`.
  private var nextRead = 0
  private var inputEnded = false

  /// Prepares a pass; the plan must ask for classes.
  ///
  /// - Parameter count: takes what was found out about each block, one at a time and in their order.
  init(
    _ job: Conversion.Job, count: @escaping (TransformResult) throws(Failure) -> Void
  ) throws(Failure) {
    (self.job, self.count) = (job, count)
    ledger = try Ledger(job, isCensus: true)
  }

  /// Runs it; `progress` is called on this thread, often.
  ///
  /// - Throws: `Failure` with everything that would stop a run, but for repeated keys.
  func run(progress: (_ rows: Int, _ bytes: Int) -> Void) throws(Failure) -> Outcome {
    let history = job.makeHistory()
    var workers: [Worker] = []
    for _ in 0..<job.workers {
      workers.append(
        Worker(
          transform: try TransformWorker(job.plan, binding: job.binding),
          steps: try job.binding.stepWorker(history), history: history))
    }
    running = workers.count
    nonisolated(unsafe) let all = workers
    let begun = WorkThread.startSome("count", all.count) { self.work(all[$0]) }
    condition.withLock { running -= all.count - begun }
    wait(progress)
    defer { job.validation?.enter(ledger, of: job.table) }
    if let failure { throw failure }
    try ledger.close()
    return Outcome(
      rejected: ledger.rejected, classSum: ledger.classSum, warnings: ledger.warnings)
  }

  private func wait(_ progress: (_ rows: Int, _ bytes: Int) -> Void) {
    condition.lock()
    while running > 0 {
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
      let rows = ledger.rows
      condition.unlock()
      progress(rows, job.table.bytesRead)
      condition.lock()
    }
    condition.unlock()
  }

  // MARK: One thread

  private struct Worker {
    let transform: TransformWorker
    let steps: StepWorker?
    let history: RowHistory?
  }

  private func work(_ worker: Worker) {
    var batch = RecordBatch(capacity: 1 << 20)
    var open = job.plan.makeBatch()
    while let (block, number) = read(into: &batch) {
      if block.fault == nil { count(block, number, &batch, &open, worker) }
      worker.history?.pass(number)
      guard deliver(block, number) else { break }
    }
    condition.lock()
    running -= 1
    condition.broadcast()
    condition.unlock()
  }

  private func count(
    _ block: Block, _ number: Int, _ batch: inout RecordBatch, _ open: inout OpenBatch,
    _ worker: Worker
  ) {
    block.parse(&batch, of: job.table)
    guard block.fault == nil else { return }
    do throws(Failure) {
      if let steps = worker.steps { block.steps = try steps.apply(&batch, block: number) }
    } catch {
      block.fault = .failure(error)
      return
    }
    worker.transform.process(batch, into: &open, result: &block.result)
    guard !block.result.isTooLarge else { return block.fault = .failure(TransformResult.tooLarge) }
    block.describe(batch, rows: block.result.classes.counted)
  }

  private func read(into batch: inout RecordBatch) -> (Block, Int)? {
    reading.lock()
    defer { reading.unlock() }
    guard !inputEnded else { return nil }
    let block = Block(files: 0)
    batch.removeAll()
    guard block.read(&batch, from: job.table) else {
      inputEnded = true
      return nil
    }
    if block.fault != nil { inputEnded = true }
    nextRead += 1
    return (block, nextRead - 1)
  }

  /// Enters the blocks that are next in line; false where something failed.
  private func deliver(_ block: Block, _ number: Int) -> Bool {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    // A slow block must not let the others pile up.
    while failure == nil, number > nextBlock + 2 * job.workers { condition.wait() }
    blocks[number] = block
    do throws(Failure) {
      while failure == nil, let block = blocks.removeValue(forKey: nextBlock) {
        try ledger.enter(block)
        if !ledger.isRefused { try count(block.result) }
        nextBlock += 1
      }
    } catch {
      failure = failure ?? error
    }
    return failure == nil
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
