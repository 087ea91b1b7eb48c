// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel
internal import HergebruikValues

/// The day that rows are about.
extension TransformWorker {
  /// Takes the temporal value of a row that is kept into the range of all.
  static func widenTemporal(
    _ published: Int, _ open: borrowing OpenBatch, _ result: inout TransformResult
  ) {
    let start = published == 0 ? 0 : Int(open.ends[published - 1]) + 1
    let value = open.text.span[start..<Int(open.ends[published])]
    guard !value.isEmpty else { return }
    // Their number is told by field.
    guard SentinelDate.kind(value) == nil else { return }
    if result.temporal == nil {
      result.temporal = ValueRange(value)
    } else {
      result.temporal?.widen(value)
    }
  }
}
