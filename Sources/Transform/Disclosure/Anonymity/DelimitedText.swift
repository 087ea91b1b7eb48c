// SPDX-License-Identifier: EUPL-1.2

/// Rows of a small CSV file that a person made: a hierarchy, a population table.
///
/// Source: RFC 4180, section 2, with any delimiter and any line end.
enum DelimitedText {
  /// The rows, blank lines left out; nil where a quote is not closed.
  static func rows(_ text: String, delimiter: Character) -> [[String]]? {
    var rows: [[String]] = []
    var (row, cell): ([String], String) = ([], "")
    var (isQuoted, wasQuoted) = (false, false)
    var rest = text[...]
    func endRow() {
      row.append(cell)
      if row != [""] || wasQuoted { rows.append(row) }
      (row, cell, wasQuoted) = ([], "", false)
    }
    while let sign = rest.popFirst() {
      if isQuoted {
        if sign != "\"" {
          cell.append(sign)
        } else if rest.first == "\"" {
          cell.append(rest.removeFirst())
        } else {
          isQuoted = false
        }
      } else if sign == "\"", cell.isEmpty {
        (isQuoted, wasQuoted) = (true, true)
      } else if sign == delimiter {
        row.append(cell)
        cell = ""
      } else if sign.isNewline {
        endRow()
      } else {
        cell.append(sign)
      }
    }
    guard !isQuoted else { return nil }
    if !row.isEmpty || !cell.isEmpty || wasQuoted { endRow() }
    return rows
  }
}
