// SPDX-License-Identifier: EUPL-1.2

/// A place in a sheet, both from 1: B3 is column 2, row 3.
struct SheetCell: Equatable, Sendable {
  /// Columns that a sheet may have; Excel and LibreOffice have 16,384.
  static let columnLimit = 16_384
  /// Rows that a sheet may have: 1,048,576.
  static let rowLimit = 1 << 20

  var column: Int
  var row: Int

  /// Reads "B3" from bytes; nil where it is something else.
  init?(_ bytes: some Sequence<UInt8>) {
    (column, row) = (0, 0)
    for byte in bytes {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
      case 0x61...0x7A where row == 0: column = column * 26 + Int(byte - 0x60)
      case 0x30...0x39 where column > 0 && (row > 0 || byte != 0x30):
        row = row * 10 + Int(byte - 0x30)
      default: return nil
      }
      guard column <= Self.columnLimit, row <= Self.rowLimit else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
  }

  /// The letters of a column: 28 is AB.
  static func letters(_ column: Int) -> String {
    var (text, rest) = ("", column)
    while rest > 0 {
      text = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + text
      rest = (rest - 1) / 26
    }
    return text
  }
}

/// A rectangle of a sheet, as in "B3:F200" or, to the last row, "B3:F".
struct SheetRange: Equatable, Sendable {
  var columns = 1...SheetCell.columnLimit
  var rows = 1...SheetCell.rowLimit

  /// All of a sheet.
  init() {}

  /// Reads a range; nil where it is none.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = SheetCell(parts[0]) else { return nil }
    if let last = SheetCell(parts[1]) {
      guard first.column <= last.column, first.row <= last.row else { return nil }
      columns = first.column...last.column
      rows = first.row...last.row
    } else {
      guard let last = SheetCell(Array(parts[1]) + [0x31]),
        !parts[1].contains(where: { $0 < 0x41 }),
        first.column <= last.column
      else { return nil }
      columns = first.column...last.column
      rows = first.row...SheetCell.rowLimit
    }
  }

  func contains(_ cell: SheetCell) -> Bool {
    columns.contains(cell.column) && rows.contains(cell.row)
  }
}
