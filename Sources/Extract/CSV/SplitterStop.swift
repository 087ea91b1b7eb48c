// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension RecordSplitter {
  /// Why the cutting stopped.
  struct Stop {
    var code: DiagnosticCode
    /// The byte, from 0.
    var position: Int
    /// The record, from 0 in the batch.
    var number: Int
    var summary: String
    var hint: String?

    /// The stop as a failure with a line and a column.
    func failure(_ bytes: UnsafeBufferPointer<UInt8>) -> BatchFailure {
      let place = unsafe TextPlace(of: position, in: bytes)
      return BatchFailure(
        code, line: place.line, column: place.column, number: number, summary, hint: hint)
    }
  }
}
