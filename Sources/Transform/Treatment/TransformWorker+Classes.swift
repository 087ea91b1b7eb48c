// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
@_spi(Transform) internal import HergebruikModel

/// What rows are together with others.
extension TransformWorker {
  /// Writes the row at the end anew, with its quasi-identifiers as the names of its part.
  ///
  /// A class that is not known is one of an export that changed, which is found out in the end.
  func write(
    _ parts: PartTable, _ textStart: Int, _ cellStart: Int, _ open: inout OpenBatch
  ) {
    let part = parts.part(of: classifier.key)
    rowText.removeAll()
    rowText.append(UnsafeBufferPointer(rebasing: open.text.bytes[textStart...]))
    open.text.truncate(to: textStart)
    var (start, field) = (textStart, 0)
    for index in cellStart..<open.ends.count {
      let end = Int(open.ends[index])
      if index - cellStart < isQuasi.count, isQuasi[index - cellStart] {
        if let part { open.text.append(parts.name(of: part, field: field)) }
        field += 1
      } else {
        open.text.append(
          UnsafeBufferPointer(rebasing: rowText.bytes[(start - textStart)..<(end - textStart)]))
      }
      open.ends[index] = UInt32(truncatingIfNeeded: open.text.count)
      open.text.append(0)
      start = end + 1
    }
  }

  /// Takes the coordinates at the end of a row, where they tell of a person together with others.
  func classifyAdded(_ open: borrowing OpenBatch) {
    for index in open.ends.count - plan.addedQuasiCells..<open.ends.count {
      let start = index == 0 ? 0 : Int(open.ends[index - 1]) + 1
      classifier.add(
        UnsafeBufferPointer(rebasing: open.text.bytes[start..<Int(open.ends[index])]), .quasi)
    }
  }
}
