// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// Pieces that are used again, for those who cut and those who write.
final class PiecePool: Sendable {
  private let free = Monitor<[Piece]>([])

  /// An empty piece.
  func take() -> Piece { free.withLock { $0.popLast() } ?? Piece() }

  /// Takes a piece back.
  func recycle(_ piece: Piece) {
    piece.data.removeAll()
    free.withLock { $0.append(piece) }
  }
}

/// Cuts the bytes of one file into pieces of one size, whatever the blocks were; one thread at a time.
final class PieceCutter {
  private let stream: Int
  private let encoder: RowEncoder
  private let pool: PiecePool
  private var current: Piece
  private var cut = 0
  private var hasRows = false

  /// Begins with the header of the file.
  init(_ format: DistributionFormat, stream: Int, _ table: OpenTable, _ pool: PiecePool) {
    (self.stream, self.pool) = (stream, pool)
    encoder = RowEncoder(format, table)
    current = pool.take()
    encoder.appendHeader(to: &current.data)
  }

  /// Appends the rows of the next block, and returns the pieces that are complete now.
  func append(_ rows: Span<UInt8>) -> [Piece] {
    guard !rows.isEmpty else { return [] }
    let bytes = hasRows ? rows : rows.extracting(droppingFirst: encoder.separator)
    hasRows = true
    return cutIntoPieces(bytes)
  }

  /// Appends rows that are not encoded yet, and returns the pieces that are complete now.
  func append(_ rows: borrowing OpenBatch) -> [Piece] {
    var bytes = ByteBuffer()
    encoder.append(rows, to: &bytes)
    return append(bytes.span)
  }

  /// Appends the end of the file, and returns the pieces that were left.
  func end(box: BoundingBox?) -> [Piece] {
    var footer = ByteBuffer()
    encoder.appendFooter(box: box, to: &footer)
    var pieces = cutIntoPieces(footer.span)
    if !current.data.isEmpty { pieces.append(cutPiece()) }
    return pieces
  }

  private func cutIntoPieces(_ bytes: Span<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = bytes
    while !rest.isEmpty {
      let part = rest.extracting(first: PieceCompressor.pieceSize - current.data.count)
      current.data.append(part)
      rest = rest.extracting(droppingFirst: part.count)
      if current.data.count == PieceCompressor.pieceSize { pieces.append(cutPiece()) }
    }
    return pieces
  }

  private func cutPiece() -> Piece {
    let piece = current
    (piece.stream, piece.number) = (stream, cut)
    cut += 1
    current = pool.take()
    return piece
  }
}
