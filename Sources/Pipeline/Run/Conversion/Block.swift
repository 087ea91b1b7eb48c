// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikProfile
internal import HergebruikTreatment

/// What a worker made of one block of the export; used again and again.
final class Block: @unchecked Sendable {
  /// The treated rows as they stand in each file.
  let encoded: [EncodedRows]
  /// What was found out about the rows.
  var result = TransformResult()
  /// What the steps found out about them.
  var steps = StepResult()
  /// What is seldom meant in the rows.
  var oddities = RowOddities()
  /// Records, blank ones excluded, refused ones included.
  var records = 0
  /// Rows that were treated and kept.
  var rows = 0
  var lines = 0
  /// Bytes of an export in a single-byte encoding that look like UTF-8, and that do not.
  var utf8Sequences = 0
  var otherHighBytes = 0
  /// The file it comes from; nil where reading failed, which was in the file of the block before.
  var file: Int?
  /// The line of the first byte, where a file begins here.
  var firstLine: Int?
  /// Records that did not become rows.
  var malformed: [MalformedRecord] = []
  /// The refused rows for the quarantine.
  var refused: [QuarantinedRow] = []
  /// What made the rest unreadable.
  var failure: BlockFailure?

  init(files: Int) {
    encoded = (0..<files).map { _ in EncodedRows() }
  }
}

/// What ends the reading of an export in one of its blocks.
enum BlockFailure {
  /// Its line counts from the beginning of the block.
  case ofBatch(BatchFailure)
  /// It has a place in the export, or needs none.
  case placed(Failure)

  /// The failure with its place in the export.
  func located(from start: BlockStart) -> Failure {
    switch self {
    case .placed(let failure): failure
    case .ofBatch(let failure):
      failure.located(in: start.file, line: start.line, records: start.records)
    }
  }
}

extension Block {
  /// Reads the next records, or what is wrong with them; false at the end.
  func read(_ batch: inout RecordBatch, from table: any SourceTable) -> Bool {
    // A block is used again: what a failing read does not set must not be an earlier one's.
    (file, firstLine) = (nil, nil)
    do {
      return try table.read(into: &batch)
    } catch let failure as BatchFailure {
      self.failure = .ofBatch(failure)
    } catch let failure as Failure {
      self.failure = .placed(failure)
    } catch {
      failure = .placed(Failure(.inputOutput, "the export could not be read: \(error)"))
    }
    return true
  }

  /// Cuts a batch into cells, or takes what is wrong with it.
  func parse(_ batch: inout RecordBatch, of table: any SourceTable) {
    (file, firstLine) = (batch.file, batch.firstLine)
    do {
      try table.cut(&batch)
    } catch {
      failure = .ofBatch(error)
    }
  }

  /// Takes what is to be known of a batch that was treated.
  func describe(_ batch: borrowing RecordBatch, rows: Int) {
    (records, lines, self.rows) = (batch.recordCount, batch.lineCount, rows)
    (utf8Sequences, otherHighBytes) = (batch.utf8Sequences, batch.otherHighBytes)
    malformed = batch.malformed
    refused = []
  }
}

/// The rows of a block in one of the forms that are published.
final class EncodedRows: @unchecked Sendable {
  var data = ByteBuffer()
}

/// A piece of a file on its way through the compressor; used again and again.
final class Piece: @unchecked Sendable {
  /// The file that it is of, and its place there.
  var stream = 0
  var number = 0
  var data = ByteBuffer()
  var packed = ByteBuffer()
  var crc: UInt32 = 0
}
