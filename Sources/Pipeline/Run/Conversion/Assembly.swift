// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikProfile
internal import HergebruikTreatment

/// What is made of the blocks in the order of the export: the counts of the whole table, and the bytes of its files.
///
/// Only the worker to which the belt gave the task calls it, so one at a time.
final class Assembly: @unchecked Sendable {
  /// What became of a block.
  struct Entered {
    /// Rows entered so far.
    var rows: Int
    /// Whether more rows were refused than may be.
    var isRefused: Bool
    /// Pieces of the files that are complete now.
    var pieces: [Piece]
  }

  private let ledger: Ledger
  private let cutters: [PieceCutter]
  private let writers: [PieceWriter]
  /// Takes what was found out about each block; `nil` if only the ledger is told.
  private let count: ((TransformResult) throws(Failure) -> Void)?
  private let publication: CellPublication?

  /// Creates the files of a conversion.
  ///
  /// - Parameter tables: The cells that each worker counts in; none where rows themselves are published.
  init(_ job: Conversion.Job, _ ledger: Ledger, _ tables: [CellTable]) throws(Failure) {
    self.ledger = ledger
    let pool = PiecePool()
    var writers: [PieceWriter] = []
    for output in job.outputs { writers.append(try PieceWriter(output, pool)) }
    self.writers = writers
    cutters = job.outputs.enumerated().map { number, output in
      PieceCutter(output.format, stream: number, job.plan.table, pool)
    }
    publication = tables.isEmpty ? nil : CellPublication(job.plan, tables)
    count = nil
  }

  /// Prepares for a pass that writes nothing.
  init(counting ledger: Ledger, _ count: @escaping (TransformResult) throws(Failure) -> Void) {
    (self.ledger, self.count) = (ledger, count)
    (cutters, writers, publication) = ([], [], nil)
  }

  /// Enters the next block.
  ///
  /// - Throws: `Failure` with that of the block, or where something cannot be written.
  func enter(_ block: Block) throws(Failure) -> Entered {
    try ledger.enter(block)
    guard !ledger.isRefused else { return Entered(rows: ledger.rows, isRefused: true, pieces: []) }
    try count?(block.result)
    return Entered(rows: ledger.rows, isRefused: false, pieces: append(block.encoded))
  }

  /// Appends rows to the files.
  ///
  /// - Returns: The pieces that are complete now.
  func append(_ rows: [EncodedRows]) -> [Piece] {
    zip(cutters, rows).flatMap { cutter, rows in rows.data.withSpan { cutter.append($0) } }
  }

  /// Ends the files; the table of cells goes in first where one is published.
  ///
  /// - Returns: The pieces that were left.
  func end() throws(Failure) -> [Piece] {
    var pieces: [Piece] = []
    try publication?.publish { rows in
      for cutter in cutters { pieces += cutter.append(rows) }
    }
    for cutter in cutters { pieces += cutter.end(box: ledger.box) }
    return pieces
  }

  /// Writes compressed pieces, which are the next ones of a file. One worker at a time for each file.
  func write(_ pieces: [Piece], stream: Int) throws(Failure) {
    for piece in pieces { try writers[stream].write(piece) }
  }

  /// Asks the whole-table questions and closes the files, once every worker is done.
  ///
  /// - Throws: `Failure` with what is wrong with the table as a whole, or where a file cannot be written.
  func finish() throws(Failure) -> [Conversion.File] {
    try ledger.close()
    var files: [Conversion.File] = []
    for writer in writers { files.append(try writer.finish()) }
    return files
  }

  /// The table of cells that was written; `nil` where rows are.
  var cells: Conversion.Cells? {
    guard let publication, let figures = publication.figures else { return nil }
    return Conversion.Cells(figures: figures, profile: publication.counted)
  }
}
