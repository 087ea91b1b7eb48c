// SPDX-License-Identifier: EUPL-1.2

import HergebruikTestBasics

/// An export that something is wrong with, and the table that is right; made by a generator of numbers.
struct AwkwardExport {
  /// What is done to an export; several of them to some.
  enum Twist: CaseIterable {
    case none, preamble, paddedPreamble, keyValues, note, shortTotal, fullTotal, count
    case shorterRows, longerRows, rowNames, lacksLastLabel, units, groups, noHeader
    case twoDelimiters, headerAgain, otherTable, wider, trailing, trailingRows, surplus
    case separatorLine, backslash, openQuote, innerLines, apostrophes, blankLines, oneColumn
    case inch, oddValue, falseNumber, blankColumn, repeatedLabel
  }

  private(set) var text = ""
  /// The names of the columns as the header gives them; nil where the export has none.
  private(set) var labels: [String]? = []
  /// The rows; nil where a person must be asked, whatever the table.
  private(set) var rows: [[String]]? = []
  let twists: [Twist]
  private var delimiter = ";"
  private var header: [[String]] = []
  private var body: [[String]] = []
  private var end = "\n"
  private var random: SplitMix

  init(seed: UInt64) {
    var random = SplitMix(state: seed)
    let all = Twist.allCases
    var twists = [all[Int(random.next(UInt64(all.count)))]]
    if random.next(3) == 0 { twists.append(all[Int(random.next(UInt64(all.count)))]) }
    self.twists = twists.count == 2 && twists[0] == twists[1] ? [twists[0]] : twists
    self.random = random
    make()
  }

  private mutating func pick<T>(_ values: [T]) -> T {
    values[Int(random.next(UInt64(values.count)))]
  }
  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next(UInt64(range.count)))
  }

  // MARK: A table

  private static let kinds: [(label: String, cell: @Sendable (Int, inout SplitMix) -> String)] = [
    ("volgnr", { row, _ in "\(row + 1)" }),
    ("code", { row, _ in String("00\(row * 7 + 3)".suffix(4)) }),
    ("bedrag", { _, random in "\(random.next(900)),\(10 + random.next(89))" }),
    ("score", { _, random in "\(random.next(90)).\(10 + random.next(89))" }),
    (
      "datum",
      { _, random in "\(10 + random.next(18))-0\(1 + random.next(9))-20\(10 + random.next(14))" }
    ),
    ("soort", { _, random in ["eik", "es", "iep", "linde", "Plataan"][Int(random.next(5))] }),
    (
      "omschrijving",
      { _, random in ["rood, groen", "kort", "Bij de brug; links", ""][Int(random.next(4))] }
    ),
    ("gebied", { _, random in ["Noord", "Zuid", "Oost-West"][Int(random.next(3))] }),
    ("ingebruik", { _, random in ["J", "N"][Int(random.next(2))] }),
    ("hoogte", { _, random in "\(random.next(400))" }),
    ("sleutel", { row, random in "K\(1000 + row)" }),
  ]

  private mutating func make() {
    delimiter = pick([";", ";", ",", "\t", "|"])
    end = pick(["\n", "\r\n"])
    var kinds = Self.kinds
    var chosen: [Int] = []
    var numbers = Array(kinds.indices)
    for _ in 0..<number(2...7) {
      chosen.append(numbers.remove(at: Int(random.next(UInt64(numbers.count)))))
    }
    if delimiter == "," || twists.contains(.twoDelimiters) { kinds[2].cell = kinds[3].cell }
    let count = number(4...60)
    body = (0..<count).map { row in chosen.map { kinds[$0].cell(row, &random) } }
    let names = chosen.map { kinds[$0].label }
    (header, labels, rows) = ([names], names, body)
    for twist in twists { changeTable(twist) }
    var lines = (header + body).map(line)
    for twist in twists { changeLines(twist, &lines) }
    text = lines.joined(separator: end) + (random.next(4) == 0 ? "" : end)
  }

  private func line(_ cells: [String]) -> String {
    cells.map { cell in
      let isSpecial = cell.contains(delimiter) || cell.contains("\"") || cell.contains("\n")
      return isSpecial ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }.joined(separator: delimiter)
  }

  // MARK: Twists of the table

  private mutating func changeTable(_ twist: Twist) {
    switch twist {
    case .units:
      guard header.count == 1, let labels else { return }
      let units = labels.map { ["bedrag", "score", "hoogte"].contains($0) ? "in \($0)en" : "" }
      guard units.contains(where: { !$0.isEmpty }) else { return }
      header.append(units)
      self.labels = zip(labels, units).map { $1.isEmpty ? $0 : "\($0) \($1)" }
    case .groups:
      guard header.count == 1, let labels, labels.count > 2 else { return }
      let group = labels.indices.map {
        $0 == 0 ? "Algemeen" : $0 == labels.count / 2 + 1 ? "Overig" : ""
      }
      header.insert(group, at: 0)
      self.labels = zip(group, labels).map { $0.isEmpty ? $1 : "\($0) \($1)" }
    case .noHeader:
      (header, labels) = ([], nil)
    case .innerLines:
      change(column: number(0...width - 1)) { "\($0)\nen meer" }
    case .inch:
      // A quote for inches at the start of two cells, as text.
      break
    case .oddValue:
      let row = number(0...body.count - 1)
      set(row, number(0...width - 1), "zie dossier")
    case .falseNumber:
      for row in 0..<min(2, body.count) { set(row, 0, "-") }
    case .blankColumn:
      change(column: width - 1) { _ in "" }
    case .repeatedLabel:
      guard header.count == 1, var labels, labels.count > 1 else { return }
      labels[1] = labels[0]
      (header, self.labels) = ([labels], labels)
    default: break
    }
  }

  private var width: Int { body[0].count }

  private mutating func set(_ row: Int, _ column: Int, _ cell: String) {
    body[row][column] = cell
    rows?[row][column] = cell
  }

  private mutating func change(column: Int, _ change: (String) -> String) {
    for row in body.indices { set(row, column, change(body[row][column])) }
  }

  // MARK: Twists of the lines

  /// The index of the first row among the lines, as long as nothing stands above the header.
  private var firstRow: Int { header.count }

  private mutating func changeLines(_ twist: Twist, _ lines: inout [String]) {
    let padding = String(repeating: delimiter, count: width - 1)
    switch twist {
    case .preamble:
      lines.insert(contentsOf: ["Overzicht uit het register", ""].prefix(number(1...2)), at: 0)
    case .paddedPreamble:
      lines.insert(
        contentsOf: ["Overzicht uit het register\(padding)", padding].prefix(number(1...2)), at: 0)
    case .keyValues:
      lines.insert(
        contentsOf: ["Systeem\(delimiter)Groen", "Peildatum\(delimiter)01-02-2024", ""], at: 0)
    case .note: lines += ["", "Bron: het register van bomen"]
    case .shortTotal:
      lines.append("Totaal\(delimiter)\(body.count * 7)")
      if width <= 2 { rows = nil }
    case .fullTotal:
      lines.append(
        (["Totaal"] + Array(repeating: "", count: width - 1)).joined(separator: delimiter))
      rows = nil
    case .count: lines.append("Aantal: \(body.count)")
    case .shorterRows, .longerRows: makeRagged(twist == .longerRows, &lines)
    case .rowNames:
      guard header.count == 1, lines.count > body.count else { return }
      for at in lines.indices.dropFirst(lines.count - body.count) {
        lines[at] = "r\(at)\(delimiter)\(lines[at])"
      }
      rows = nil
    case .lacksLastLabel:
      guard header.count == 1, width > 2,
        let at = lines.firstIndex(where: { $0 == line(header[0]) })
      else { return }
      lines[at] = line(header[0].dropLast())
      rows = nil
    default: changeFile(twist, &lines)
    }
  }

  private mutating func makeRagged(_ isLonger: Bool, _ lines: inout [String]) {
    let start = lines.count - body.count
    for _ in 0..<number(1...max(1, body.count / 3)) {
      let at = number(start...lines.count - 1)
      if isLonger { lines[at] += "\(delimiter)meer" } else { lines[at] = "half" }
    }
    rows = nil
  }

  private mutating func changeFile(_ twist: Twist, _ lines: inout [String]) {
    switch twist {
    case .twoDelimiters:
      let other = delimiter == ";" ? "," : ";"
      for at in lines.indices.suffix(body.count / 2) {
        lines[at] = lines[at].replacing(delimiter, with: other)
      }
      rows = nil
    case .headerAgain:
      guard let first = header.first else { return }
      lines += [line(first)] + body.prefix(3).map(line)
      rows = nil
    case .otherTable:
      lines += [
        "kenmerk\(delimiter)waarde\(delimiter)" + String(repeating: "x\(delimiter)", count: width)
      ]
      lines += (0..<number(3...30)).map {
        "k\($0)\(delimiter)\($0)\(delimiter)" + String(repeating: "7\(delimiter)", count: width)
      }
      rows = nil
    case .wider:
      for at in lines.indices.suffix(number(1...body.count)) { lines[at] += "\(delimiter)\(at)" }
      rows = nil
    case .trailing: for at in lines.indices where !lines[at].isEmpty { lines[at] += delimiter }
    case .trailingRows:
      for at in lines.indices.suffix(body.count) { lines[at] += delimiter }
    case .surplus:
      for at in lines.indices.suffix(body.count) where random.next(2) == 0 {
        lines[at] += delimiter + delimiter
      }
    case .separatorLine: lines.insert("sep=\(delimiter)", at: 0)
    case .backslash, .apostrophes, .inch, .openQuote: changeQuotes(twist, &lines)
    case .blankLines: lines.insert("", at: number(header.count...lines.count))
    case .oneColumn: break
    default: break
    }
  }

  private mutating func changeQuotes(_ twist: Twist, _ lines: inout [String]) {
    guard lines.count > 3, !lines.contains(where: { $0.contains("\"") }) else { return }
    let at = lines.count - 1
    switch twist {
    case .backslash:
      lines[at] = "\"de \\\"Roos\\\"\"" + lines[at].drop { String($0) != delimiter }
      rows?[body.count - 1][0] = "de \"Roos\""
    case .inch:
      // Two quotes that are text, and seem to hold what stands between them.
      lines[at - 1] = lines[at - 1].changingFirst(delimiter) { "\"" + $0 }
      lines[at] = lines[at].changingFirst(delimiter) { $0 + "\"" }
      rows = nil
    case .openQuote:
      // It never closes, so that it is a part of the text.
      lines[at - 1] = lines[at - 1].changingFirst(delimiter) { "\"" + $0 }
      rows?[body.count - 2][0] = "\"" + body[body.count - 2][0]
    default: break
    }
  }
}

extension String {
  /// The line with its first cell changed.
  fileprivate func changingFirst(_ delimiter: String, _ change: (String) -> String) -> String {
    let first = prefix { String($0) != delimiter }
    return change(String(first)) + dropFirst(first.count)
  }
}
