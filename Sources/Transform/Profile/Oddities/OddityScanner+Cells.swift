// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// What the cells of published columns look like.
extension OddityScanner {
  func shapes(
    of column: Column, _ batch: borrowing RecordBatch
  ) -> RowOddities.Shapes {
    var shapes = RowOddities.Shapes()
    for row in 0..<batch.rowCount where isPublished(row) {
      let cell = batch.span(row: row, column: column.column)
      if cell.isEmpty || column.missing.contains(cell) { continue }
      shapes.values &+= 1
      let shape = CellShape.of(cell)
      if shape == .number { shapes.numbers &+= 1 } else { shapes.noNumbers.note(row, of: batch) }
      if shape == .date { shapes.dates &+= 1 } else { shapes.noDates.note(row, of: batch) }
      if isNumberWithLetter(cell) {
        shapes.isText = true
        break
      }
      if shapes.values == Self.enough, max(shapes.numbers, shapes.dates) * 2 < Self.enough {
        shapes.isText = true
        break
      }
    }
    return shapes
  }

  /// Whether a cell is what makes a column one of texts by intention: a house number such as 12a or 70 bis. A letter E
  /// alone is that of 1e+05, which some programs write among other numbers.
  @inline(__always)
  private func isNumberWithLetter(_ cell: Span<UInt8>) -> Bool {
    // Four digits and letters are a postcode.
    guard cell[0] >= 0x30, cell[0] <= 0x39, cell.count <= 8,
      cell.extracting(first: 4).contains(where: { $0 < 0x30 || $0 > 0x39 })
    else { return false }
    return cell.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A && $0 | 0x20 != 0x65 }
  }

  func searchTexts(_ batch: borrowing RecordBatch, _ found: inout RowOddities) {
    for row in 0..<batch.rowCount where isPublished(row) {
      for (number, column) in columns.enumerated() {
        let odd = OddText.found(in: batch.span(row: row, column: column.column))
        guard odd != 0 else { continue }
        for kind in OddText.allCases where odd & kind.bit != 0 {
          note(kind, number, row, batch, &found)
        }
      }
    }
  }

  /// In every batch: formulas, padding and words for nothing have no byte that is odd.
  func searchFormulas(_ batch: borrowing RecordBatch, _ found: inout RowOddities) {
    for (number, column, missing, isKey) in texts {
      for row in 0..<batch.rowCount {
        let cell = batch.span(row: row, column: column)
        if OddText.isFormula(cell), isPublished(row) {
          note(.formula, number, row, batch, &found)
        }
        if OddText.isMissingWord(cell), !missing.contains(cell), isPublished(row) {
          note(.missing, number, row, batch, &found)
        }
        if isKey, OddText.isPadded(cell), isPublished(row) {
          note(.padding, number, row, batch, &found)
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
