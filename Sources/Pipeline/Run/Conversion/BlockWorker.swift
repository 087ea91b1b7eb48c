// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikPublish
internal import HergebruikTables

/// What one thread does with the blocks of an export.
protocol BlockWorker {
  /// Reads the next records, or what is wrong with them; `false` at the end.
  func read(into block: Block) -> Bool

  /// Treats the records that were read last. What goes wrong is the failure of the block, so that the first of the export
  /// is told, whichever worker was faster.
  ///
  /// - Parameters:
  ///   - number: The place of the block in the export, from 0.
  ///   - onlyCounts: Whether nothing is published any more.
  func treat(_ block: Block, number: Int, onlyCounts: Bool)
}

/// One thread's loop: asks the belt for tasks, and does them.
struct WorkLoop<Worker: BlockWorker> {
  private let belt: Belt
  private let assembly: Assembly
  private let worker: Worker
  private var compressor: PieceCompressor?

  init(_ belt: Belt, _ assembly: Assembly, _ worker: Worker) {
    (self.belt, self.assembly, self.worker) = (belt, assembly, worker)
  }

  /// Runs until all is done or something failed.
  mutating func run() {
    while let task = belt.next() {
      do throws(Failure) {
        try perform(task)
      } catch {
        belt.fail(error)
      }
    }
  }

  private mutating func perform(_ task: Belt.Task) throws(Failure) {
    switch task {
    case .read(let block, let number):
      read(block, number)
    case .enter(let block):
      belt.endEnter(block, try assembly.enter(block))
    case .sort(let tray, let spilling):
      try tray.sorter.finish(spilling: spilling)
      belt.endSort()
    case .merge(let ordering, let block):
      let isLast = try ordering.fill(block)
      belt.endMerge(block, assembly.append(block.encoded), isLast: isLast)
    case .end:
      belt.end(try assembly.end())
    case .compress(let piece):
      try compress(piece)
      belt.deliver(piece)
    case .write(let pieces, let stream):
      try assembly.write(pieces, stream: stream)
      belt.endWrite(pieces.count, stream: stream)
    }
  }

  private func read(_ block: Block, _ number: Int) {
    guard worker.read(into: block) else { return belt.endInput(block) }
    belt.endRead(failed: block.failure != nil)
    worker.treat(block, number: number, onlyCounts: belt.isRefused)
    belt.deliver(block, number: number)
  }

  private mutating func compress(_ piece: Piece) throws(Failure) {
    let compressor: PieceCompressor
    if let made = self.compressor {
      compressor = made
    } else {
      compressor = try PieceCompressor()
      self.compressor = compressor
    }
    piece.crc = try piece.data.withSpan { data throws(Failure) in
      try compressor.compress(data, into: &piece.packed)
    }
  }
}
