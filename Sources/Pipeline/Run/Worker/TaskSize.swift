// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikSystem

/// How much work a dataset is, as far as that can be seen beforehand.
enum TaskSize {
  /// From so many bytes on a dataset gets the machine for itself: below, threads of its own gain less than another
  /// dataset beside it.
  static let large = 8 << 20
  /// The least memory for whole-table questions of a task that runs beside others; what needs more runs again alone.
  static let leastMemory = 64 << 20
  /// So many small tasks have room beside each other.
  static func places(_ share: DatasetTask.Share) -> Int {
    max(1, min(share.jobs, share.memory / leastMemory))
  }
  /// How much larger what is packed may be once it is unpacked; texts seldom come above it.
  private static let packing = 10
  private static let packed = [
    ".gz", ".zip", ".zst", ".bz2", ".xz", ".xlsx", ".ods", ".tgz", ".7z",
  ]

  /// Whether a dataset of so many bytes, nil where that is not known, gets the machine for itself.
  static func isLarge(_ size: Int?) -> Bool { size.map { $0 >= large } ?? true }

  /// About how many bytes a dataset has to read: those of its export on disk, or as many as were published.
  static func of(_ pipeline: PipelineDefinition, published: DatasetRecord?) -> Int? {
    let before = published?.table?.uncompressedSize
    let files = pipeline.export.path.map { ExportSource.files(of: $0, in: pipeline.folder) } ?? []
    guard !files.isEmpty else { return before }
    var sum = 0
    for file in files {
      guard let status = FileStatus(file), status.isFile else { return before }
      let isPacked = packed.contains { file.lowercased().hasSuffix($0) }
      let (bytes, isTooMuch) = sum.addingReportingOverflow(
        status.size.multipliedReportingOverflow(by: isPacked ? packing : 1).partialValue)
      guard !isTooMuch, bytes >= 0 else { return nil }
      sum = bytes
    }
    return max(sum, before ?? 0)
  }
}
