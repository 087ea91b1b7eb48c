// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDisclosure
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikTreatment

/// What the workers share: whose turn it is, and everything in its order. All state is under one lock.
final class Belt: @unchecked Sendable {
  /// What a worker does next.
  enum Task {
    case read(Int)
    case compress(Piece)
    case sort(SortingTray, spilling: Bool)
    case merge(RowOrdering)
  }

  private let condition = NSCondition()
  private let ledger: Ledger
  private let plan: TransformPlan
  private let limit: Int

  private var isReading = false
  private var inputEnded = false
  private var nextRead = 0
  private var nextBlock = 0
  private var blocks: [Int: Block] = [:]
  private var freeBlocks: [Block] = []

  private let pool = PiecePool()
  /// The cells that each worker counts in; none where rows themselves are published.
  private var tables: [CellTable] = []
  private var cells: CellFigures?
  private var counted: TableProfile?
  /// One for each file.
  private let streams: [PieceStream]
  /// What gives the rows another order than the export's; nil where they keep that.
  private let ordering: RowOrdering?

  private var isFlushed = false
  private var failure: Failure?
  private var running = 0

  /// Creates the files.
  init(_ job: Conversion.Job, _ ledger: Ledger, _ ordering: RowOrdering?) throws(Failure) {
    (self.ledger, self.ordering) = (ledger, ordering)
    plan = job.plan
    limit = job.workers + 1
    var streams: [PieceStream] = []
    for (number, output) in job.outputs.enumerated() {
      streams.append(try PieceStream(output, number: number, table: job.plan.table, pool))
    }
    self.streams = streams
  }

  /// Takes the workers' tables of cells, before they begin.
  func count(in tables: [CellTable]) {
    self.tables = tables
    if !tables.isEmpty { counted = TableProfile(plan.table.fields) }
  }

  // MARK: For the workers

  /// The next task; waits for one, and returns nil when all is done or something failed.
  func next() -> Task? {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil {
      if !pool.waiting.isEmpty { return .compress(pool.waiting.removeFirst()) }
      if isFlushed, streams.allSatisfy(\.isWritten) { return nil }
      if !isReading, !inputEnded, nextRead - nextBlock < limit {
        isReading = true
        nextRead += 1
        return .read(nextRead - 1)
      }
      if let task = ordering?.next() { return task }
      condition.wait()
    }
    return nil
  }

  /// Whether more rows were refused than may be: the rest is only looked at, to count.
  var isRefused: Bool { locked { ledger.isRefused } }

  /// An empty block to fill.
  func block() -> Block { locked { freeBlocks.popLast() ?? Block(files: streams.count) } }

  /// Lets another worker read; none does where reading `failed`, for nothing sound follows.
  func endRead(failed: Bool) {
    locked {
      isReading = false
      if failed { inputEnded = true }
    }
  }

  /// Says that there was nothing more to read: the last number given out stays unused.
  func endInput() {
    locked {
      (isReading, inputEnded) = (false, true)
      nextRead -= 1
      flushAtEnd()
    }
  }

  /// Hands in a block; those that are next in line go into the files.
  func deliver(_ block: Block, number: Int) {
    locked {
      blocks[number] = block
      do throws(Failure) {
        while failure == nil, let block = blocks.removeValue(forKey: nextBlock) {
          try ledger.enter(block)
          if !ledger.isRefused {
            for (stream, rows) in zip(streams, block.encoded) { stream.append(rows.data.bytes) }
          }
          nextBlock += 1
          recycle(block)
        }
        flushAtEnd()
      } catch {
        failure = failure ?? error
      }
    }
  }

  /// Says that the rows of one thread are sorted.
  func endSort() {
    locked { ordering?.endSort() }
  }

  /// Hands in the next rows in their order.
  func deliver(merged block: Block, isLast: Bool) {
    locked {
      for (stream, rows) in zip(streams, block.encoded) { stream.append(rows.data.bytes) }
      recycle(block)
      ordering?.endMerge(isLast: isLast)
      flushAtEnd()
    }
  }

  /// Hands in a compressed piece; those that are next in line are written.
  func deliver(_ piece: Piece) {
    locked {
      guard failure == nil else { return }
      do throws(Failure) {
        try streams[piece.stream].write(piece)
      } catch {
        failure = error
      }
    }
  }

  /// Stops everything.
  func fail(_ error: Failure) {
    locked { failure = failure ?? error }
  }

  /// Says how many workers begin.
  func enter(_ workers: Int) {
    locked { running += workers }
  }

  /// Says that the loops of workers ended, or that no thread could be had for them.
  func leave(_ workers: Int = 1) {
    locked { running -= workers }
  }

  // MARK: For the conversion

  /// Waits until every worker has left; the failure that stopped them, if any.
  func wait(progress: (Int) -> Void) -> Failure? {
    condition.lock()
    while running > 0 {
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
      let rows = ledger.rows
      condition.unlock()
      progress(rows)
      condition.lock()
    }
    defer { condition.unlock() }
    return failure
  }

  /// Closes the files and asks the whole-table questions.
  func finish() throws(Failure) -> Conversion.Outcome {
    try ledger.close()
    var files: [Conversion.File] = []
    for stream in streams { files.append(try stream.finish()) }
    var outcome = ledger.outcome(files: files, cells: cells)
    outcome.counted = counted
    return outcome
  }

  // MARK: Within the lock

  private func locked<T>(_ body: () -> T) -> T {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return body()
  }

  private func recycle(_ block: Block) {
    for rows in block.encoded { rows.data.removeAll() }
    block.fault = nil
    freeBlocks.append(block)
  }

  private func flushAtEnd() {
    guard inputEnded, nextBlock == nextRead, !isFlushed, failure == nil else { return }
    if let ordering, !ledger.isRefused, !ordering.isDone { return ordering.begin() }
    isFlushed = true
    guard !ledger.isRefused else { return }
    if !tables.isEmpty { writeCells() }
    for stream in streams { stream.flush(box: ledger.box) }
  }

  /// Writes the table of cells, once every row is in it.
  private func writeCells() {
    do throws(Failure) {
      cells = try plan.publish(tables) { rows in
        for stream in streams { stream.append(rows) }
        counted?.add(rows)
      }
    } catch {
      failure = error
    }
  }
}
