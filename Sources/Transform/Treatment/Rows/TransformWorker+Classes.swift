// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel

/// What rows are together with others.
extension TransformWorker {
  /// Takes the coordinates at the end of a row, where they tell of a person together with others.
  func classifyAdded(_ open: borrowing OpenBatch) {
    for index in open.ends.count - plan.addedQuasiCells..<open.ends.count {
      let start = index == 0 ? 0 : Int(open.ends[index - 1]) + 1
      classifier.add(
        open.text.span.extracting(start..<Int(open.ends[index])), .quasi)
    }
  }
}
