// SPDX-License-Identifier: EUPL-1.2

/// The rows of a sheet that make up its header.
struct SheetHeader {
  /// Their cells that have a text.
  private(set) var rows: [[(column: Int, text: String)]] = []
  private var numbers: [Int] = []

  /// Adds a row of the sheet.
  mutating func append(_ cells: [(column: Int, text: String)], number: Int) {
    rows.append(cells)
    numbers.append(number)
  }

  /// The labels of the columns from `first` on; a merged cell is the name above all that it covers.
  func labels(_ merges: [SheetRows.Merge], first: Int, join: String) -> [String] {
    let last = rows.joined().map(\.column).max() ?? first
    // A merged cell at the right covers columns that have no text of their own.
    let covered = merges.filter {
      $0.columns.upperBound >= last && numbers.contains($0.rows.lowerBound)
    }
    let width = max(last, covered.map(\.columns.upperBound).max() ?? 0, first) - first + 1
    var parts = Array(
      repeating: Array(repeating: "", count: min(width, SheetCell.columnLimit)), count: rows.count)
    for (index, cells) in rows.enumerated() {
      for cell in cells where parts[index].indices.contains(cell.column - first) {
        parts[index][cell.column - first] = cell.text
      }
      for merge in merges where merge.rows.lowerBound == numbers[index] {
        let at = merge.columns.lowerBound - first
        guard parts[index].indices.contains(at) else { continue }
        for column in merge.columns.dropFirst() where parts[index].indices.contains(column - first)
        {
          parts[index][column - first] = parts[index][at]
        }
      }
    }
    return parts[0].indices.map { column in
      parts.map { $0[column] }.filter { !$0.isEmpty }.joined(separator: join)
    }
  }
}
