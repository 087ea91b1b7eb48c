// SPDX-License-Identifier: EUPL-1.2

extension CSVShape {
  /// Words that a last line has in every export: no other text of it is proposed, for it may be a cell.
  private static let footerWords: Set<String> = [
    "totaal", "eindtotaal", "total", "aantal", "count", "rijen", "regels", "records", "rows", "eof",
    "einde", "end", "trailer", "som", "sum",
  ]

  /// A template of the last line, where it tells how many rows there are; nil where it does not.
  ///
  /// It tells so where it has another number of cells than the table, or begins with such a word as `Totaal`; numbers
  /// other than that of the rows are `{}`.
  var footer: String? {
    let isRow = table.upperBound == records.count
    guard isRow || table.upperBound == records.count - 1 else { return nil }
    // Less the header, and the line itself.
    let rows = table.count - (isRow ? 2 : 1)
    let filled = last.prefix((last.lastIndex { !$0.isEmpty } ?? -1) + 1)
    guard rows > 1, let first = filled.first, Self.isFooterText(first, orNumber: !isRow) else {
      return nil
    }
    let cells = filled.map { Self.template($0, rows: rows) }
    let template = cells.joined(separator: delimiter)
    let words = cells.contains { $0.contains(where: \.isLetter) && $0 != "{rows}" }
    guard words, cells.count(where: { $0.contains("{rows}") }) == 1 else { return nil }
    return template
  }

  /// Whether a cell has one of the words.
  private static func isFooterText(_ cell: String, orNumber: Bool) -> Bool {
    let words = cell.lowercased().split { !$0.isLetter }
    return orNumber && words.isEmpty || words.contains { footerWords.contains(String($0)) }
  }

  /// A cell with its number of rows as `{rows}`, and as `{}` where it has other numbers or words.
  private static func template(_ cell: String, rows: Int) -> String {
    guard !cell.isEmpty else { return "" }
    let words = cell.lowercased().split { !$0.isLetter }
    let numbers = cell.split { !($0.isASCII && $0.isNumber) }
    guard words.allSatisfy({ footerWords.contains(String($0)) }),
      !cell.contains(where: { "{}".contains($0) }),
      numbers.isEmpty || numbers == [Substring(String(rows))]
    else { return "{}" }
    // What is written in parts, or with a sign, is another number.
    let isPlain = numbers.isEmpty || !cell.contains { ".,-+".contains($0) }
    return isPlain ? cell.replacing(String(rows), with: "{rows}") : "{}"
  }
}
