// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikPublish

/// The pieces of all files: those that wait for a compressor, and those that are free.
final class PiecePool {
  /// To be compressed, in the order of cutting.
  var waiting: [Piece] = []
  private var free: [Piece] = []

  /// An empty piece.
  func take() -> Piece { free.popLast() ?? Piece() }

  /// Takes a piece back.
  func recycle(_ piece: Piece) {
    piece.data.removeAll()
    free.append(piece)
  }
}

/// The bytes of one file in their order: cut into pieces of one size, and written once compressed.
///
/// The belt's lock guards it.
final class PieceStream {
  let format: DistributionFormat
  private let number: Int
  private let encoder: RowEncoder
  private let writer: GzipMemberWriter
  private let pool: PiecePool
  private var current: Piece
  private var cut = 0
  private var written = 0
  private var packed: [Int: Piece] = [:]
  private var hasRows = false

  /// Creates the file and begins it with its header.
  init(
    _ output: Conversion.Output, number: Int, table: OpenTable, _ pool: PiecePool
  ) throws(Failure) {
    format = output.format
    self.number = number
    self.pool = pool
    encoder = RowEncoder(output.format, table)
    writer = try GzipMemberWriter(path: output.path)
    current = pool.take()
    encoder.appendHeader(to: &current.data)
  }

  /// Whether everything that was cut is on disk.
  var isWritten: Bool { written == cut }

  /// Appends the rows of the next block.
  func append(_ rows: UnsafeBufferPointer<UInt8>) {
    guard !rows.isEmpty else { return }
    cutIntoPieces(hasRows ? rows[...] : rows.dropFirst(encoder.separator))
    hasRows = true
  }

  /// Appends rows that are not encoded yet.
  func append(_ rows: borrowing OpenBatch) {
    var bytes = ByteBuffer()
    encoder.append(rows, to: &bytes)
    append(bytes.bytes)
  }

  /// Appends the end of the file and cuts what is left.
  func flush(box: BoundingBox?) {
    var footer = ByteBuffer()
    encoder.appendFooter(box: box, to: &footer)
    cutIntoPieces(footer.bytes[...])
    if !current.data.isEmpty { cutPiece() }
  }

  /// Writes a compressed piece, and those behind it that were ready before.
  func write(_ piece: Piece) throws(Failure) {
    packed[piece.number] = piece
    while let piece = packed.removeValue(forKey: written) {
      try writer.append(piece.packed.bytes, crc: piece.crc, length: piece.data.count)
      written += 1
      pool.recycle(piece)
    }
  }

  /// Closes the file.
  func finish() throws(Failure) -> Conversion.File {
    Conversion.File(format: format, summary: try writer.finish())
  }

  /// Cuts the output again into pieces of one size, whatever the blocks were.
  private func cutIntoPieces(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) {
    var rest = bytes
    while !rest.isEmpty {
      let part = rest.prefix(PieceCompressor.pieceSize - current.data.count)
      current.data.append(UnsafeBufferPointer(rebasing: part))
      rest = rest[part.endIndex...]
      if current.data.count == PieceCompressor.pieceSize { cutPiece() }
    }
  }

  private func cutPiece() {
    (current.stream, current.number) = (number, cut)
    cut += 1
    pool.waiting.append(current)
    current = pool.take()
  }
}
