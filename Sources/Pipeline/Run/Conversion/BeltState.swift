// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// How far a conversion is, and who holds which token; the belt's lock guards it.
struct BeltState {
  /// What a conversion goes through, in this order.
  enum Phase {
    /// Blocks are read, treated and entered.
    case converting
    /// All rows were collected; they are sorted and merged.
    case ordering
    /// All rows are in the files; a worker has still to end these.
    case complete
    /// A worker ends the files.
    case ending
    /// What waits is compressed and written; nothing is added.
    case flushing
    case failed(Failure)
  }

  /// What a worker that asks is to do.
  enum Turn {
    case task(Belt.Task)
    /// Nothing before another worker is done with something.
    case wait
    /// Nothing any more.
    case leave
  }

  /// Who reads.
  enum Reader {
    case free
    case busy
    case ended
  }

  /// What is still to be written of one file.
  struct File {
    /// Pieces that are compressed, by number.
    var packed: [Int: Piece] = [:]
    /// How many pieces were cut, and how many are on disk.
    var (cut, written) = (0, 0)
    /// Whether a worker writes.
    var isBusy = false

    /// The pieces that are next in line; none while a worker writes.
    mutating func takeNext() -> [Piece] {
      guard !isBusy, !packed.isEmpty else { return [] }
      var pieces: [Piece] = []
      while let piece = packed.removeValue(forKey: written + pieces.count) { pieces.append(piece) }
      isBusy = !pieces.isEmpty
      return pieces
    }

    mutating func endWrite(_ count: Int) {
      (written, isBusy) = (written + count, false)
    }
  }

  private(set) var phase = Phase.converting
  var reader = Reader.free
  var files: [File]
  let ordering: RowOrdering?
  /// Blocks that are treated, by number.
  var blocks: [Int: Block] = [:]
  /// Rows that were entered.
  private(set) var rows = 0
  /// Whether more rows were refused than may be.
  private(set) var isRefused = false

  private let mostBlocks: Int
  private let mostPieces: Int
  private var isEntering = false
  private var (nextRead, nextBlock) = (0, 0)
  private var free: [Block] = []
  /// Pieces to be compressed, in the order of cutting.
  private var uncompressed: [Piece] = []

  init(workers: Int, files: Int, ordering: RowOrdering?) {
    self.files = Array(repeating: File(), count: files)
    self.ordering = ordering
    mostBlocks = workers + 1
    mostPieces = 2 * (workers + files)
  }

  var failure: Failure? {
    if case .failed(let failure) = phase { failure } else { nil }
  }

  /// What is to be done now.
  ///
  /// What is nearest to the end comes first, so that as little as possible is held in memory.
  mutating func next() -> Turn {
    if case .failed = phase { return .leave }
    for stream in files.indices {
      let pieces = files[stream].takeNext()
      if !pieces.isEmpty { return .task(.write(pieces, stream: stream)) }
    }
    if !isEntering, let block = blocks.removeValue(forKey: nextBlock) {
      isEntering = true
      return .task(.enter(block))
    }
    if !uncompressed.isEmpty { return .task(.compress(uncompressed.removeFirst())) }
    switch phase {
    case .converting: return nextToRead()
    case .ordering: return nextToOrder()
    case .complete:
      phase = .ending
      return .task(.end)
    case .ending, .failed: return .wait
    case .flushing: return unwritten == 0 ? .leave : .wait
    }
  }

  /// Pieces that were cut and are not on disk: a slow disk must not let them pile up.
  private var unwritten: Int { files.reduce(0) { $0 + $1.cut - $1.written } }

  private mutating func nextToRead() -> Turn {
    guard case .free = reader, nextRead - nextBlock < mostBlocks, unwritten < mostPieces
    else { return .wait }
    reader = .busy
    nextRead += 1
    return .task(.read(takeBlock(), number: nextRead - 1))
  }

  private mutating func nextToOrder() -> Turn {
    guard let ordering, unwritten < mostPieces else { return .wait }
    switch ordering.next() {
    case .sort(let tray, let spilling): return .task(.sort(tray, spilling: spilling))
    case .merge: return .task(.merge(ordering, takeBlock()))
    case nil: return .wait
    }
  }

  private mutating func takeBlock() -> Block { free.popLast() ?? Block(files: files.count) }
}

// MARK: - What workers say

extension BeltState {
  mutating func endInput(_ block: Block) {
    reader = .ended
    nextRead -= 1
    recycle(block)
    endConverting()
  }

  mutating func endEnter(_ block: Block, _ entered: Assembly.Entered) {
    isEntering = false
    nextBlock += 1
    (rows, isRefused) = (entered.rows, entered.isRefused)
    recycle(block)
    add(entered.pieces)
    endConverting()
  }

  mutating func endMerge(_ block: Block, _ pieces: [Piece], isLast: Bool) {
    ordering?.endMerge(isLast: isLast)
    recycle(block)
    add(pieces)
    if isLast { advance(to: .complete) }
  }

  mutating func end(_ pieces: [Piece]) {
    add(pieces)
    advance(to: .flushing)
  }

  mutating func fail(_ error: Failure) {
    guard failure == nil else { return }
    phase = .failed(error)
  }

  /// Goes on once every block was entered.
  private mutating func endConverting() {
    guard case .converting = phase, case .ended = reader, nextBlock == nextRead else { return }
    if isRefused {
      // The files are thrown away: they need no end.
      phase = .flushing
    } else if let ordering {
      ordering.begin()
      phase = .ordering
    } else {
      phase = .complete
    }
  }

  private mutating func advance(to next: Phase) {
    guard failure == nil else { return }
    phase = next
  }

  private mutating func add(_ pieces: [Piece]) {
    for piece in pieces { files[piece.stream].cut += 1 }
    uncompressed += pieces
  }

  private mutating func recycle(_ block: Block) {
    for rows in block.encoded { rows.data.removeAll() }
    block.failure = nil
    free.append(block)
  }
}
