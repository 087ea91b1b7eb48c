// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
@_spi(Transform) package import HergebruikModel

/// A batch of the given rows, as an extractor would make it.
package func batch(_ rows: [[String]]) -> RecordBatch {
  var batch = RecordBatch()
  batch.width = rows.first?.count ?? 0
  for (number, row) in rows.enumerated() {
    for cell in row {
      batch.offsets.append(UInt32(batch.text.count))
      batch.text.append(cell)
      batch.offsets.append(UInt32(batch.text.count))
    }
    batch.numbers.append(UInt32(number))
    batch.lines.append(UInt32(number))
  }
  batch.recordCount = rows.count
  return batch
}

/// A batch of treated rows.
package func openBatch(_ rows: [[String]]) -> OpenBatch {
  var batch = OpenBatch(width: rows.first?.count ?? 0)
  for cell in rows.joined() {
    batch.text.append(cell)
    batch.ends.append(UInt32(batch.text.count))
    batch.text.append(0)
  }
  return batch
}

/// The cells of treated rows.
package func cells(of batch: borrowing OpenBatch) -> [[String]] {
  var start = 0
  var rows: [[String]] = []
  for row in 0..<batch.rowCount {
    var cells: [String] = []
    for cell in row * batch.width..<(row + 1) * batch.width {
      let end = Int(batch.cellEnds[cell])
      cells.append(String(decoding: batch.bytes[start..<end], as: UTF8.self))
      start = end + 1
    }
    rows.append(cells)
  }
  return rows
}
