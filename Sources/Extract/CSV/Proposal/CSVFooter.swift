// SPDX-License-Identifier: EUPL-1.2

/// What stands below a table, and is no row.
extension CSVLayout {
  /// Words that a last line has in every export: no other text of it is proposed, for it may be a cell.
  private static let countWords: Set<String> = [
    "totaal", "eindtotaal", "total", "aantal", "count", "rijen", "regels", "records", "rows", "eof",
    "einde", "end", "trailer", "som", "sum",
  ]
  /// Words with which a note below a table begins.
  private static let noteWords: Set<String> = [
    "subtotaal", "totalen", "bron", "bronnen", "source", "peildatum", "gewijzigd", "bijgewerkt",
    "gegenereerd", "generated", "aangemaakt", "gemaakt", "opgesteld", "toelichting", "noot",
    "noten",
    "opmerking", "let", "disclaimer", "copyright", "export", "exportdatum", "rapport", "laatst",
    "datum", "pagina", "versie", "gemiddelde", "gemiddeld", "©", "*",
  ]

  /// Looks for records at the end that are none of the table, and say so.
  mutating func findFooter() {
    var block: [(tells: Bool, isRow: Bool)] = []
    for record in survey.last.reversed().prefix(21) {
      guard record.number >= start + headerRows + 1 else { break }
      let isRow = fits(record)
      let tells = Self.tells(record.cells)
      let isShort = record.filled <= max(1, width / 3) && (width >= 3 || !isRow)
      guard isShort || tells && (!isRow || record.filled < width) else { break }
      block.append((tells, isRow))
    }
    // What stands above the first line that tells is a row, or a line that is asked about.
    while let top = block.last, !top.tells { block.removeLast() }
    let count = block.count
    guard count > 0, count <= 20, survey.innerLines == 0 || count == 1 else { return }
    let hasRows = block.contains(where: \.isRow)
    footerRecords = count
    let lines = footerLines
    if hasRows {
      footerDoubt =
        "\(lines)? where the last \(lines == 1 ? "line is a total or a note" : "\(lines) lines are totals or notes"); "
        + "0 where they are rows"
    } else if count > max(3, bodyRecords / 5) {
      footerDoubt = "\(lines)? 0 where the last lines are rows"
    }
  }

  /// Lines below the table, blank ones among them.
  var footerLines: Int {
    guard footerRecords > 0, let first = survey.last.suffix(footerRecords).first else { return 0 }
    // A record with line ends within quotes counts as one.
    return footerRecords == 1 && survey.innerLines > 0 ? 1 : survey.lines - first.line + 1
  }

  /// Whether the first words of a record speak of the table as a whole.
  private static func tells(_ cells: [String]) -> Bool {
    guard let first = cells.first(where: { !$0.isEmpty }), !first.contains(where: \.isNewline)
    else { return false }
    if first.hasPrefix("©") || first.hasPrefix("*") { return true }
    let words = first.lowercased().split { !$0.isLetter }.prefix(3).map(String.init)
    return words.contains { countWords.contains($0) || noteWords.contains($0) }
  }

  // MARK: The number of rows

  /// A template of the last line, where it tells how many rows there are; nil where it does not.
  ///
  /// It tells so where it has another number of cells than the table, or begins with such a word as `Totaal`; numbers
  /// other than that of the rows are `{}`.
  var footer: String? {
    guard let last = survey.last.last, last.number >= start + headerRows, width > 1 else {
      return nil
    }
    let isRow = fits(last)
    guard footerRecords <= 1 else { return nil }
    // The last line counts as a row until it is known not to be one.
    let rows = footerRecords == 0 && isRow ? rows - 1 : rows
    let filled = last.cells.prefix((last.cells.lastIndex { !$0.isEmpty } ?? -1) + 1)
    guard rows > 1, let first = filled.first, Self.isFooterText(first, orNumber: !isRow) else {
      return nil
    }
    let cells = filled.map { Self.template($0, rows: rows) }
    let delimiter = String(decoding: [survey.dialect.delimiter], as: UTF8.self)
    let words = cells.contains { $0.contains(where: \.isLetter) && $0 != "{rows}" }
    guard words, cells.count(where: { $0.contains("{rows}") }) == 1 else { return nil }
    return cells.joined(separator: delimiter)
  }

  /// Whether a cell has one of the words.
  private static func isFooterText(_ cell: String, orNumber: Bool) -> Bool {
    let words = cell.lowercased().split { !$0.isLetter }
    return orNumber && words.isEmpty || words.contains { countWords.contains(String($0)) }
  }

  /// A cell with its number of rows as `{rows}`, and as `{}` where it has other numbers or words.
  private static func template(_ cell: String, rows: Int) -> String {
    guard !cell.isEmpty else { return "" }
    let words = cell.lowercased().split { !$0.isLetter }
    let numbers = cell.split { !($0.isASCII && $0.isNumber) }
    guard words.allSatisfy({ countWords.contains(String($0)) }),
      !cell.contains(where: { "{}".contains($0) }),
      numbers.isEmpty || numbers == [Substring(String(rows))]
    else { return "{}" }
    // What is written in parts, or with a sign, is another number.
    let isPlain = numbers.isEmpty || !cell.contains { ".,-+".contains($0) }
    return isPlain ? cell.replacing(String(rows), with: "{rows}") : "{}"
  }
}
