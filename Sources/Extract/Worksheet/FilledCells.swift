// SPDX-License-Identifier: EUPL-1.2

/// Which cells of a table have a value, one bit each.
///
/// Cells beyond the limit count as filled: what is not known is not taken for empty.
struct FilledCells {
  /// Cells of which it is known: 32 MiB of bits.
  static let limit = 1 << 28

  /// The columns of the sheet, from 1, that the table has.
  let columns: ClosedRange<Int>
  /// The first row of the sheet, from 1, that was seen.
  private(set) var firstRow = 0
  /// The last one.
  private(set) var lastRow = 0
  private var words: [UInt64] = []

  /// Creates an empty one.
  init(columns: ClosedRange<Int>) { self.columns = columns }

  /// Says that a row is there; rows never go back.
  mutating func begin(row: Int) {
    if firstRow == 0 { firstRow = row }
    lastRow = row
  }

  /// Says that a cell of the last row has a value.
  @inline(__always)
  mutating func insert(_ column: Int) {
    let bit = bit(column, lastRow)
    guard bit < Self.limit else { return }
    while bit >> 6 >= words.count { words.append(0) }
    words[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Whether a cell within the columns and rows has a value.
  func contains(_ column: Int, _ row: Int) -> Bool {
    let bit = bit(column, row)
    guard bit < Self.limit else { return true }
    return bit >> 6 < words.count && words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// The first row from one on, up to another, that has a value; `nil` if none has, or the work is used up.
  ///
  /// - Parameter work: steps that may still be taken.
  func row(from row: Int, through last: Int, _ work: inout Int) -> Int? {
    var at = bit(columns.lowerBound, row)
    let end = bit(columns.upperBound, last)
    while at <= end, work > 0 {
      guard at < Self.limit else { return firstRow + at / columns.count }
      guard at >> 6 < words.count else {
        at = Self.limit
        continue
      }
      let rest = words[at >> 6] >> UInt64(at & 63)
      if rest != 0 {
        let found = at + rest.trailingZeroBitCount
        return found <= end ? firstRow + found / columns.count : nil
      }
      work -= 1
      at = (at >> 6 + 1) << 6
    }
    return nil
  }

  private func bit(_ column: Int, _ row: Int) -> Int {
    (row - firstRow) * columns.count + column - columns.lowerBound
  }
}

/// What merged cells hide of a table.
struct MergedCells {
  /// Steps of work: beyond them each area counts as one that leaves cells empty.
  private static let budget = 1 << 24

  /// Areas with a value that stands in their first cell only, though they have more cells of the table.
  private(set) var areas = 0
  private(set) var firstArea: SheetRows.Merge?
  /// Cells that another covers, and that have a value of their own which nobody sees.
  private(set) var covered = 0
  private(set) var firstCovered: (column: Int, row: Int)?

  /// Compares merged areas with what is filled.
  init(_ merges: [SheetRows.Merge], _ filled: FilledCells) {
    guard filled.firstRow > 0 else { return }
    var left = Self.budget
    for merge in merges {
      let columns = merge.columns.clamped(to: filled.columns)
      let rows = merge.rows.clamped(to: filled.firstRow...filled.lastRow)
      guard merge.columns.overlaps(filled.columns), merge.rows.overlaps(rows),
        merge.columns.count > 1 || merge.rows.count > 1
      else { continue }
      look(merge, columns, rows, filled, &left)
    }
  }

  private mutating func look(
    _ merge: SheetRows.Merge, _ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>,
    _ filled: FilledCells, _ left: inout Int
  ) {
    let anchor = (column: merge.columns.lowerBound, row: merge.rows.lowerBound)
    let isInside = columns.contains(anchor.column) && rows.contains(anchor.row)
    var isLost = false
    var next = rows.lowerBound
    // A row without a value is no record, and lacks nothing.
    while let row = filled.row(from: next, through: rows.upperBound, &left) {
      left -= columns.count
      for column in columns where !isInside || (column, row) != anchor {
        guard filled.contains(column, row) else {
          isLost = true
          continue
        }
        covered += 1
        if firstCovered == nil { firstCovered = (column, row) }
      }
      next = row + 1
    }
    isLost = isLost || left <= 0
    guard isLost, !isInside || filled.contains(anchor.column, anchor.row) else { return }
    areas += 1
    if firstArea == nil { firstArea = merge }
  }
}
