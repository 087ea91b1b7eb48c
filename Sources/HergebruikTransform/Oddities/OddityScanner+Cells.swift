// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What the cells of published columns look like.
extension OddityScanner {
  func shapes(
    of column: Column, _ batch: borrowing RecordBatch
  ) -> RowOddities.Shapes {
    var shapes = RowOddities.Shapes()
    for row in 0..<batch.rowCount where isPublished(row) {
      let cell = batch.cell(row: row, column: column.column)
      if cell.isEmpty || column.missing.contains(cell) { continue }
      shapes.values &+= 1
      let shape = CellShape.of(cell)
      if shape == .number { shapes.numbers &+= 1 } else { shapes.noNumbers.note(row, of: batch) }
      if shape == .date { shapes.dates &+= 1 } else { shapes.noDates.note(row, of: batch) }
      if shapes.values == Self.enough, max(shapes.numbers, shapes.dates) * 2 < Self.enough {
        shapes.isText = true
        break
      }
    }
    return shapes
  }

  func searchTexts(_ batch: borrowing RecordBatch, _ found: inout RowOddities) {
    for row in 0..<batch.rowCount where isPublished(row) {
      for (number, column) in columns.enumerated() {
        let odd = OddText.found(in: batch.cell(row: row, column: column.column))
        guard odd != 0 else { continue }
        for kind in OddText.allCases where odd & kind.bit != 0 {
          note(kind, number, row, batch, &found)
        }
      }
    }
  }

  /// In every batch: formulas and padding have no byte that is odd.
  func searchFormulas(_ batch: borrowing RecordBatch, _ found: inout RowOddities) {
    let (width, text) = (batch.width, batch.text.bytes)
    batch.offsets.withUnsafeBufferPointer { offsets in
      for (number, column, isKey) in texts {
        for row in 0..<batch.rowCount {
          let at = 2 * (row &* width &+ column)
          let cell = UnsafeBufferPointer(
            start: text.baseAddress.unsafelyUnwrapped + Int(offsets[at]),
            count: Int(offsets[at + 1] &- offsets[at]))
          if OddText.isFormula(cell), isPublished(row) {
            note(.formula, number, row, batch, &found)
          }
          if isKey, OddText.isPadded(cell), isPublished(row) {
            note(.padding, number, row, batch, &found)
          }
        }
      }
    }
  }

  private func note(
    _ kind: OddText, _ column: Int, _ row: Int, _ batch: borrowing RecordBatch,
    _ found: inout RowOddities
  ) {
    let kinds = OddText.allCases.count
    if found.texts.isEmpty {
      found.texts = Array(repeating: RowOddities.Tally(), count: kinds * columns.count)
    }
    found.texts[column * kinds + kind.rawValue].add(Self.place(row, batch))
  }
}

extension [Int] {
  /// Notes the record of a row, unless there are enough.
  @inline(__always)
  fileprivate mutating func note(_ row: Int, of batch: borrowing RecordBatch) {
    if count < RowOddities.Shapes.told { append(Int(batch.numbers[row])) }
  }
}
