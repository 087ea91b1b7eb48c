// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// Writes the compressed pieces of one file in their order; one thread at a time.
final class PieceWriter {
  private let format: DistributionFormat
  private let writer: GzipMemberWriter
  private let pool: PiecePool
  private var written = 0

  /// Creates the file.
  init(_ output: Conversion.Output, _ pool: PiecePool) throws(Failure) {
    (format, self.pool) = (output.format, pool)
    writer = try GzipMemberWriter(path: output.path)
  }

  /// Writes the next piece, and gives its memory back.
  func write(_ piece: Piece) throws(Failure) {
    guard piece.number == written else {
      throw Failure(.selfCheck, "piece \(piece.number) of a file came in place of \(written)")
    }
    try piece.packed.withSpan { packed throws(Failure) in
      try writer.append(packed, crc: piece.crc, length: piece.data.count)
    }
    written += 1
    pool.recycle(piece)
  }

  /// Closes the file.
  func finish() throws(Failure) -> Conversion.File {
    Conversion.File(format: format, summary: try writer.finish())
  }
}
