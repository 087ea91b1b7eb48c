// SPDX-License-Identifier: EUPL-1.2

/// Tells labels from data by what stands below them.
struct HeaderJudge {
  /// Words that stand in headers and seldom by themselves in cells.
  private static let words: Set<String> = [
    "id", "nr", "nummer", "volgnummer", "code", "naam", "name", "omschrijving", "description",
    "type", "soort", "status", "datum", "date", "jaar", "year", "maand", "adres", "address",
    "straat", "straatnaam", "huisnummer", "postcode", "plaats", "plaatsnaam", "woonplaats",
    "gemeente", "gemeentenaam", "provincie", "wijk", "buurt", "telefoon", "telefoonnummer",
    "email", "e-mail", "website", "url", "x", "y", "lat", "lon", "latitude", "longitude",
    "bedrag", "aantal", "oppervlakte", "toelichting", "opmerking", "opmerkingen", "categorie",
    "begindatum", "einddatum", "geometrie", "geometry", "kleur", "titel", "title", "value",
    "waarde", "label", "key", "identificatie", "domein", "domeinnaam", "organisatie", "afdeling",
    "achternaam", "voornaam", "gebruik", "functie", "eigenaar", "bron", "locatie", "ligging",
  ]
  /// Words for "no value", which stand below a label as a number does.
  private static let missing: Set<String> = [
    "-", "--", ".", "..", "x", "?", "n.v.t.", "nvt", "n.b.", "nb", "na", "n/a", "null", "nan",
    "onbekend", "geheim", "leeg", "(leeg)", "geen", "#n/b", "#n/a", "unknown", "none",
  ]

  private let records: [[String]]
  private let width: Int
  /// Rows of the header.
  private(set) var rows = 1
  /// Why that is not sure: what to write, and where to write something else.
  private(set) var doubt: String?

  /// Looks at the first records of a table, and at some of the last.
  init(_ records: [[String]], width: Int) {
    (self.records, self.width) = (records, width)
    guard let labels = records.first else { return }
    let filled = labels.filter { !$0.isEmpty }
    if filled.isEmpty {
      doubt = "1? the first line of the table has no label; 0 where it is no header"
    } else if filled.contains(where: Self.isFigure) {
      doubt = "1? 0 where the first line of the table is no header: it has a cell that is a number"
    } else if filled.contains(where: { $0.utf8.count > 100 }) {
      doubt = "1? 0 where the first line of the table is no header: it has a long text"
    } else {
      findRows(labels)
      if doubt == nil, let later = laterLabels {
        doubt =
          "\(rows)? look at line \(later + 1) of the table: it has words where the lines below have numbers, so the labels may "
          + "stand there"
      } else if rows == 1, doubt == nil, !isToldApart(labels) {
        doubt =
          "1? 0 where the first line of the table is no header: nothing tells it from the lines below"
      }
    }
  }

  /// Digits and what stands between them: a number, a day, a time.
  static func isFigure(_ cell: String) -> Bool {
    var hasDigit = false
    for byte in cell.utf8 {
      guard byte < 0x41 else { return false }
      hasDigit = hasDigit || (0x30...0x39).contains(byte)
    }
    return hasDigit
  }

  private func values(_ column: Int, after rows: Int) -> [String] {
    records.dropFirst(rows).compactMap {
      column < $0.count && !$0[column].isEmpty && !Self.missing.contains($0[column].lowercased())
        ? $0[column] : nil
    }
  }

  /// The columns of which nearly all cells are figures.
  private func figureColumns(after rows: Int) -> [Int] {
    (0..<width).filter { column in
      let values = values(column, after: rows)
      return !values.isEmpty && 10 * values.count(where: Self.isFigure) >= 8 * values.count
    }
  }

  /// Whether a cell is a word, and none for "no value".
  private static func isWord(_ cell: String) -> Bool {
    !cell.isEmpty && !isFigure(cell) && !missing.contains(cell.lowercased())
  }

  /// Goes down while a record has words where the records below have figures.
  private mutating func findRows(_ labels: [String]) {
    while rows < 5, records.count > rows + 1 {
      let next = records[rows]
      guard !next.prefix(width).contains(where: Self.isFigure) else { return }
      let figures = figureColumns(after: rows + 1)
      let words = figures.filter { Self.isWord(next[$0]) }
      // Labels over several columns stand above the first of them alone.
      let isGroup = labels.prefix(width).contains("") && !next.prefix(width).contains("")
      // One label above many may be a title as well.
      let isTitle = rows == 1 && width > 1 && labels.count { !$0.isEmpty } == 1
      if !isTitle, !words.isEmpty, words.count == figures.count, figures.count > 1 || isGroup {
        rows += 1
        continue
      }
      if !words.isEmpty || isGroup && rows == 1 && figures.isEmpty {
        doubt =
          "\(rows)? \(rows + 1) where the next line is a part of the header: it has words "
          + (figures.isEmpty ? "below empty labels" : "where lines below have numbers")
      }
      return
    }
  }

  /// The number of a line further down, from 0, that could be the labels as well.
  private var laterLabels: Int? {
    guard records.count > rows + 2 else { return nil }
    return (rows + 1..<min(14, records.count - 1)).first { at in
      let cells = records[at].prefix(width)
      guard !cells.contains(where: { $0.isEmpty || Self.isFigure($0) }) else { return false }
      let figures = figureColumns(after: at + 1)
      return !figures.isEmpty && figures.allSatisfy { Self.isWord(cells[$0]) }
    }
  }

  /// Whether something below the labels shows that they are none of it.
  private func isToldApart(_ labels: [String]) -> Bool {
    guard records.count > 1 else { return false }
    if figureColumns(after: 1).contains(where: { $0 < labels.count && !labels[$0].isEmpty }) {
      return true
    }
    var likely = 0
    for column in 0..<min(width, labels.count) where !labels[column].isEmpty {
      let values = values(column, after: 1)
      // What stands again below is most likely a value.
      if values.contains(labels[column]) { return false }
      let forms = Set(values.map(Self.form))
      guard values.count >= 3, forms.count == 1, let form = forms.first,
        form != Self.form(labels[column])
      else { continue }
      if form.contains(where: { $0 != "a" && $0 != "A" && $0 != " " }) { return true }
      likely += 1
    }
    let known = labels.contains { label in
      let words = label.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
      return words.contains(where: Self.words.contains)
        || Self.words.contains { $0.count > 3 && label.lowercased().hasSuffix($0) }
    }
    return known || likely > 1
  }

  /// What a cell looks like: `1234 AB` is `9 A`, `Dorpsstraat` is `Aa`.
  private static func form(_ cell: String) -> String {
    var form = ""
    for character in cell {
      let sign: Character =
        character.isNumber
        ? "9" : character.isUppercase ? "A" : character.isLetter ? "a" : character
      if form.last != sign { form.append(sign) }
    }
    return form
  }
}
