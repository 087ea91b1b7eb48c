// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikModel
internal import HergebruikPublish

/// What the workers share: whose turn it is, and everything in its order. All state is under one lock.
final class Belt: @unchecked Sendable {
  /// What a worker does next.
  enum Task {
    case read(Int)
    case compress(Piece)
  }

  private let condition = NSCondition()
  private let ledger: Ledger
  private let writer: GzipMemberWriter
  private let limit: Int

  private var isReading = false
  private var inputEnded = false
  private var nextRead = 0
  private var nextBlock = 0
  private var blocks: [Int: Block] = [:]
  private var freeBlocks: [Block] = []

  private var current = Piece()
  private var cut = 0
  private var written = 0
  private var waiting: [Piece] = []
  private var packed: [Int: Piece] = [:]
  private var freePieces: [Piece] = []

  private var isFlushed = false
  private var failure: Failure?
  private var running = 0

  init(_ job: Conversion.Job, _ ledger: Ledger, _ writer: GzipMemberWriter) {
    self.ledger = ledger
    self.writer = writer
    limit = job.workers + 1
  }

  /// Starts the output with the header row; before the workers begin.
  func appendHeader(_ encoder: CSVEncoder) {
    encoder.appendHeader(to: &current.data)
  }

  // MARK: For the workers

  /// The next task; waits for one, and returns nil when all is done or something failed.
  func next() -> Task? {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil {
      if !waiting.isEmpty { return .compress(waiting.removeFirst()) }
      if isFlushed, written == cut { return nil }
      if !isReading, !inputEnded, nextRead - nextBlock < limit {
        isReading = true
        nextRead += 1
        return .read(nextRead - 1)
      }
      condition.wait()
    }
    return nil
  }

  /// Whether more rows were refused than may be: the rest is only looked at, to count.
  var isRefused: Bool { locked { ledger.isRefused } }

  /// An empty block to fill.
  func block() -> Block { locked { freeBlocks.popLast() ?? Block() } }

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

  /// Hands in a block; those that are next in line go into the output.
  func deliver(_ block: Block, number: Int) {
    locked {
      blocks[number] = block
      do throws(Failure) {
        while failure == nil, let block = blocks.removeValue(forKey: nextBlock) {
          try ledger.enter(block)
          if !ledger.isRefused { appendToPieces(block.encoded.bytes) }
          nextBlock += 1
          recycle(block)
        }
        flushAtEnd()
      } catch {
        failure = failure ?? error
      }
    }
  }

  /// Hands in a compressed piece; those that are next in line are written.
  func deliver(_ piece: Piece) {
    locked {
      packed[piece.number] = piece
      do throws(Failure) {
        while failure == nil, let piece = packed.removeValue(forKey: written) {
          try writer.append(piece.packed.bytes, crc: piece.crc, length: piece.data.count)
          written += 1
          piece.data.removeAll()
          freePieces.append(piece)
        }
      } catch {
        failure = failure ?? error
      }
    }
  }

  /// Stops everything.
  func fail(_ error: Failure) {
    locked { failure = failure ?? error }
  }

  /// Says that a worker's loop ended.
  func leave() {
    locked { running -= 1 }
  }

  // MARK: For the conversion

  /// Waits until every worker has left; the failure that stopped them, if any.
  func wait(workers: Int, progress: (Int) -> Void) -> Failure? {
    condition.lock()
    running += workers
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

  /// Closes the file and asks the whole-table questions.
  func finish() throws(Failure) -> Conversion.Outcome {
    try ledger.close()
    return ledger.outcome(file: try writer.finish())
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
    block.encoded.removeAll()
    block.fault = nil
    freeBlocks.append(block)
  }

  /// Cuts the output again into pieces of one size, whatever the blocks were.
  private func appendToPieces(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(PieceCompressor.pieceSize - current.data.count)
      current.data.append(UnsafeBufferPointer(rebasing: part))
      rest = rest[part.endIndex...]
      if current.data.count == PieceCompressor.pieceSize { cutPiece() }
    }
  }

  private func cutPiece() {
    current.number = cut
    cut += 1
    waiting.append(current)
    current = freePieces.popLast() ?? Piece()
  }

  private func flushAtEnd() {
    guard inputEnded, nextBlock == nextRead, !isFlushed, failure == nil else { return }
    isFlushed = true
    if !current.data.isEmpty, !ledger.isRefused { cutPiece() }
  }
}
