// SPDX-License-Identifier: EUPL-1.2

/// What a format hands over is checked here, once a batch: behind it offsets and counts are trusted, also in a release
/// build, whoever wrote the format.
extension SourceTable {
  /// Cuts a batch that `read` filled, as `parse` does, and looks whether what came of it can be trusted.
  ///
  /// - Throws: What `parse` throws, and `self-check` if cells, rows or counts contradict each other.
  package func cut(_ batch: inout RecordBatch) throws(BatchFailure) {
    try parse(&batch)
    guard batch.isSound(files: files.count) else {
      throw BatchFailure(
        .selfCheck, line: 0, column: nil,
        "the format gave cells or counts that contradict each other, so none of its rows can be trusted",
        hint: "This is a fault of the program that reads the format: tell whoever made it.")
    }
  }
}

extension RecordBatch {
  /// Whether every cell lies in the text, and the counts agree.
  ///
  /// - Parameter files: how many files the table names.
  func isSound(files: Int) -> Bool {
    guard width >= 0, offsets.count.isMultiple(of: 2), lines.count == rowCount,
      (0..<files).contains(file),
      rowCount.multipliedReportingOverflow(by: 2 &* width) == (offsets.count, false),
      recordCount >= rowCount, numbers.allSatisfy({ Int($0) < recordCount })
    else { return false }
    // Without a branch for each cell, so that the compiler takes several at once.
    let ends = offsets.span
    var (last, isTurned) = (UInt32(0), false)
    for pair in 0..<ends.count / 2 {
      let (start, end) = unsafe (ends[unchecked: 2 * pair], ends[unchecked: 2 * pair + 1])
      last = max(last, end)
      isTurned = isTurned || start > end
    }
    return !isTurned && Int(last) <= text.count
      && malformed.allSatisfy { record in
        record.cells.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= text.count }
      }
  }
}
