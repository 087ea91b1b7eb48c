// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Whose turn it is: gives the workers their tasks, so that blocks are entered, pieces written and files ended in the
/// order of the export, whoever is faster.
///
/// The lock only moves tokens: who reads, who enters the next block, and who writes the next pieces of a file. What a
/// task does, I/O and hashing included, is done by the worker that got it, without the lock.
final class Belt: Sendable {
  /// What a worker does next.
  enum Task {
    /// Reads the next records into a block, and treats them. One worker reads at a time.
    case read(Block, number: Int)
    /// Enters the block that is next in the order of the export. One worker does at a time.
    case enter(Block)
    /// Sorts the rows that one worker collected.
    case sort(SortingTray, spilling: Bool)
    /// Takes the next rows in their new order. One worker does at a time.
    case merge(RowOrdering, Block)
    /// Ends the files, once every row is in them.
    case end
    case compress(Piece)
    /// Writes the pieces that are next in a file. One worker does at a time for each file.
    case write([Piece], stream: Int)
  }

  private let state: Monitor<BeltState>

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - workers: How many threads ask for tasks.
  ///   - files: How many files are written.
  ///   - ordering: What gives the rows another order than the export's; `nil` if they keep it.
  init(workers: Int, files: Int, ordering: RowOrdering? = nil) {
    state = Monitor(BeltState(workers: workers, files: files, ordering: ordering))
  }

  /// The next task; waits for one. `nil` if all is done or something failed.
  func next() -> Task? {
    // Who finds something wakes the next one, which finds the rest or sleeps on: nobody wakes for nothing.
    state.wait(waking: .one) { state -> Task?? in
      switch state.next() {
      case .task(let task): .some(task)
      case .leave: .some(nil)
      case .wait: nil
      }
    }
  }

  /// Whether more rows were refused than may be: the rest is only looked at, to count.
  var isRefused: Bool { state.withLock { $0.isRefused } }

  /// How many rows were entered.
  var rows: Int { state.withLock { $0.rows } }

  /// What stopped everything, if anything did.
  var failure: Failure? { state.withLock { $0.failure } }

  /// Lets another worker read; none does where reading `failed`, for nothing sound follows.
  func endRead(failed: Bool) {
    state.withLock(waking: .one) { $0.reader = failed ? .ended : .free }
  }

  /// Says that there was nothing more to read: the block that was given out stays unused.
  func endInput(_ block: Block) {
    state.withLock(waking: .one) { $0.endInput(block) }
  }

  /// Hands in a block that was treated.
  func deliver(_ block: Block, number: Int) {
    state.withLock(waking: .one) { $0.blocks[number] = block }
  }

  /// Says that a block was entered.
  func endEnter(_ block: Block, _ entered: Assembly.Entered) {
    state.withLock(waking: .one) { $0.endEnter(block, entered) }
  }

  /// Says that the rows of one worker are sorted.
  func endSort() {
    state.withLock(waking: .one) { $0.ordering?.endSort() }
  }

  /// Says that the next rows in their new order were entered.
  func endMerge(_ block: Block, _ pieces: [Piece], isLast: Bool) {
    state.withLock(waking: .one) { $0.endMerge(block, pieces, isLast: isLast) }
  }

  /// Says that the files got their ends.
  func end(_ pieces: [Piece]) {
    state.withLock(waking: .one) { $0.end(pieces) }
  }

  /// Hands in a compressed piece.
  func deliver(_ piece: Piece) {
    state.withLock(waking: .one) { $0.files[piece.stream].packed[piece.number] = piece }
  }

  /// Says that pieces were written.
  func endWrite(_ count: Int, stream: Int) {
    state.withLock(waking: .one) { $0.files[stream].endWrite(count) }
  }

  /// Stops everything; the first failure counts.
  func fail(_ error: Failure) {
    state.withLock(waking: .all) { $0.fail(error) }
  }
}
