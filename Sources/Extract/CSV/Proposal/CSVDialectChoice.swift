// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The dialect in which most of an export is one table, and whether another would do as well.
struct CSVDialectChoice {
  let layout: CSVLayout
  /// Why it is not sure what stands between cells.
  private(set) var delimiterDoubt: String?
  /// Why it is not sure whether quotes stand around cells.
  private(set) var quoteDoubt: String?

  private static let delimiters: [UInt8] = [0x3B, 0x2C, 0x09, 0x7C]

  /// Reads an export several times; nil where it is no text in lines, or its quotes contradict each other.
  init?(_ file: ExportFile, _ encoding: SourceEncoding) throws(Failure) {
    let sample = try CSVSample(file, encoding)
    let bytes = sample.bytes
    let memory = ExportFile(name: file.name) { MemorySource(bytes) }
    let inner: SourceEncoding = encoding.isUTF16 ? .utf8 : encoding
    var tables: [(layout: CSVLayout, score: Double)] = []
    var lists: [CSVLayout] = []
    for delimiter in Self.delimiters {
      guard let survey = Self.survey(memory, inner, delimiter) else { continue }
      let layout = CSVLayout(survey)
      if layout.width > 1 {
        tables.append((layout, Self.score(layout)))
      } else {
        lists.append(layout)
      }
    }
    tables.sort { $0.score > $1.score }
    guard let best = tables.first?.layout ?? lists.first else { return nil }
    let isTable = (tables.first?.score ?? 0) >= 0.35
    var chosen = best
    if !isTable, let list = lists.first { chosen = list }
    if !sample.isWhole {
      guard let whole = CSVSurvey(file, chosen.survey.dialect, encoding) else { return nil }
      chosen = CSVLayout(whole)
    }
    layout = chosen
    let rivals = tables.filter {
      $0.layout.survey.dialect.delimiter != chosen.survey.dialect.delimiter
    }
    if let rival = rivals.first { judge(rival, against: tables.first, isTable: isTable) }
    if delimiterDoubt == nil, layout.share < 90, layout.width > 1 {
      delimiterDoubt =
        "\(Self.name(layout.survey.dialect.delimiter))? only \(layout.share) % of the lines have \(layout.width) cells: look "
        + "whether the file holds several tables, or is written in two ways"
    }
    judgeQuotes(file, encoding)
  }

  // MARK: Delimiters

  private mutating func judge(
    _ rival: (layout: CSVLayout, score: Double), against best: (layout: CSVLayout, score: Double)?,
    isTable: Bool
  ) {
    let chosen = Self.name(layout.survey.dialect.delimiter)
    let other = Self.name(rival.layout.survey.dialect.delimiter)
    if !isTable {
      delimiterDoubt =
        "\(chosen)? no character divides the lines into equally many cells, so this is a list of one column; "
        + "\(other) where that stands between cells"
    } else if let best, rival.score >= 0.75 * best.score {
      delimiterDoubt =
        "\(chosen)? lines have \(layout.width) cells with it, and \(rival.layout.width) with \(other)"
    }
  }

  /// How well one table accounts for an export: 1 where it does so wholly.
  private static func score(_ layout: CSVLayout) -> Double {
    let survey = layout.survey
    guard !survey.isBroken, survey.records > 0 else { return 0 }
    let share = Double(layout.rows) / Double(max(layout.bodyRecords, 1))
    var score = share * share * clean(survey, layout.width)
    if layout.isShifted { score *= 0.5 }
    if layout.preambleDoubt != nil { score *= 0.9 }
    if layout.rows < 2 { score *= 0.5 }
    score *= Double(survey.records - survey.strayQuotes) / Double(survey.records)
    // With more columns the same fit is less of a chance.
    return score * (1 - 1 / Double(4 * layout.width))
  }

  /// Which share of the cells holds nothing that would stand between cells.
  private static func clean(_ survey: CSVSurvey, _ width: Int) -> Double {
    var (all, clean) = (0.0, 0.0)
    for record in survey.first where record.cells.count == width {
      for cell in record.cells where !cell.isEmpty {
        all += 1
        clean += isClean(cell) ? 1 : 0
      }
    }
    return all > 0 ? max(0.1, clean / all) : 1
  }

  private static func isClean(_ cell: String) -> Bool {
    if cell.contains(where: { "\t|".contains($0) }) { return false }
    if cell.contains(";"), !hasEntity(cell) { return false }
    guard cell.contains(",") else { return true }
    let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
    // A comma in a text has a space behind it, and in a number digits on both sides.
    return parts.dropFirst().allSatisfy { part in
      part.isEmpty || part.first == " " || part.first?.isNumber == true
    } && (parts.count <= 2 || cell.contains(", "))
  }

  /// Whether each semicolon of a cell ends an entity of HTML: `Caf&eacute;`.
  private static func hasEntity(_ cell: String) -> Bool {
    cell.split(separator: ";", omittingEmptySubsequences: false).dropLast().allSatisfy { part in
      guard let start = part.lastIndex(of: "&") else { return false }
      let name = part[start...].dropFirst()
      return (2...8).contains(name.count)
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "#" }
    }
  }

  static func name(_ delimiter: UInt8) -> String {
    delimiter == 0x09 ? "tab" : "\"\(String(decoding: [delimiter], as: UTF8.self))\""
  }

  // MARK: Quotes

  /// Counts an export with the first way of quoting that fits all of it.
  private static func survey(
    _ file: ExportFile, _ encoding: SourceEncoding, _ delimiter: UInt8
  ) -> CSVSurvey? {
    var dialect = CSVDialect()
    dialect.delimiter = delimiter
    guard let quoted = CSVSurvey(file, dialect, encoding) else {
      // Where the labels are formulas too, nothing can be read without that.
      dialect.unwrapsFormulas = true
      guard let survey = CSVSurvey(file, dialect, encoding), survey.strayQuotes == 0,
        !survey.isBroken
      else { return nil }
      return survey
    }
    if quoted.strayQuotes == 0, !quoted.isBroken {
      guard let single = singleQuoted(quoted, file, encoding) else { return quoted }
      return single
    }
    var ways: [CSVDialect] = []
    if quoted.hasEquals {
      var way = dialect
      way.unwrapsFormulas = true
      ways.append(way)
    }
    if quoted.hasBackslash {
      var way = dialect
      way.escape = 0x5C
      ways.append(way)
    }
    if quoted.hasSpace {
      var way = dialect
      way.skipInitialSpace = true
      ways.append(way)
    }
    for way in ways {
      if let survey = CSVSurvey(file, way, encoding), survey.strayQuotes == 0, !survey.isBroken {
        return survey
      }
    }
    var bare = dialect
    bare.quote = nil
    guard let survey = CSVSurvey(file, bare, encoding) else { return quoted }
    // Where quotes work but for a few lines, those are asked about.
    let few = !quoted.isBroken && 20 * quoted.strayQuotes <= quoted.records
    return few && survey.count(survey.width) < quoted.count(quoted.width) ? quoted : survey
  }

  /// The export with single quotes around cells, where nearly all lines have them.
  private static func singleQuoted(
    _ survey: CSVSurvey, _ file: ExportFile, _ encoding: SourceEncoding
  ) -> CSVSurvey? {
    let isSingle = survey.first.allSatisfy {
      $0.cells.first?.first == "'" && $0.cells.last?.last == "'"
    }
    guard isSingle else { return nil }
    var dialect = survey.dialect
    dialect.quote = 0x27
    guard let single = CSVSurvey(file, dialect, encoding), single.strayQuotes == 0,
      !single.isBroken
    else { return nil }
    return single
  }

  /// A quote that opens by mistake swallows lines until the next one: where every line is as wide without quotes, it is
  /// not known which is meant.
  private mutating func judgeQuotes(_ file: ExportFile, _ encoding: SourceEncoding) {
    let survey = layout.survey
    guard survey.innerLines > 0, survey.dialect.quote != nil, layout.width > 1 else { return }
    var dialect = survey.dialect
    (dialect.quote, dialect.escape, dialect.skipInitialSpace) = (nil, nil, false)
    guard let bare = CSVSurvey(file, dialect, encoding), bare.width == layout.width,
      bare.records > survey.records,
      bare.records - bare.count(bare.width) <= survey.records - survey.count(survey.width)
    else { return }
    quoteDoubt =
      "\"\\\"\"? with quotes around cells some cells hold whole lines; null where quotes are plain text"
  }
}

/// The first bytes of an export, as text, cut behind a line end.
struct CSVSample: Sendable {
  /// How much of an export is looked at for its dialect.
  static let size = 1 << 20

  let bytes: [UInt8]
  /// Whether it is the whole export.
  let isWhole: Bool

  init(_ file: ExportFile, _ encoding: SourceEncoding) throws(Failure) {
    let source = try file.text(encoding, ReadCounter())
    var buffer = ByteBuffer(capacity: Self.size)
    var ended = false
    while buffer.count < Self.size, !ended {
      if case .bytes = try source.read(into: &buffer, upTo: 1 << 16) { continue }
      ended = true
    }
    isWhole = ended
    let end =
      unsafe ended
      ? buffer.count : (buffer.bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? buffer.count)
    bytes = unsafe Array(buffer.bytes[..<end])
  }
}
