// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Whether an export is in the single-byte encoding that the pipeline says, or in UTF-8.
struct EncodingCheck {
  private var utf8Sequences = 0
  private var otherHighBytes = 0

  /// Counts the bytes of the next block.
  mutating func enter(_ block: Block) {
    utf8Sequences += block.utf8Sequences
    otherHighBytes += block.otherHighBytes
  }

  /// Throws where everything that is not ASCII is UTF-8: every accent would come out as two signs, `CafÃ©`.
  func close(file: String?) throws(Failure) {
    guard utf8Sequences > 0, otherHighBytes == 0 else { return }
    throw Failure(
      .encoding, at: .init(file: file),
      "the export is in UTF-8, not in the encoding that the pipeline file says",
      hint: "Everything in it that is not ASCII is UTF-8: write 'encoding: utf-8'.")
  }
}
