// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// How a sample falls into records and cells in one dialect.
struct CSVShape {
  /// A record that is not blank.
  struct Line {
    /// The line on which it begins, from 1.
    var line: Int
    /// Its cells.
    var cells: Int
  }

  let delimiter: String
  let quote: String?
  let records: [Line]
  /// Whether the quotes contradict the dialect.
  let isBroken: Bool
  /// The largest run of records with as many cells, as an index into `records`.
  let table: Range<Int>
  /// The cells of the table's first records.
  let top: [[String]]
  /// The cells of the last record.
  let last: [String]
  /// Whether every record of the table but the first ends in an empty cell.
  let endsInEmptyCell: Bool
  private let lineCount: Int

  /// Cuts a sample; nil where it has no two columns anywhere.
  init?(_ sample: CSVSample, _ encoding: SourceEncoding, delimiter: String, quote: String?) {
    (self.delimiter, self.quote) = (delimiter, quote)
    var dialect = CSVDialect()
    dialect.delimiter = delimiter.utf8.first ?? dialect.delimiter
    dialect.quote = quote?.utf8.first
    dialect.headerRows = 0
    let width16 = encoding.isUTF16
    guard let cut = Cut(sample, dialect, width16 ? "utf-8" : encoding.rawValue) else { return nil }
    isBroken = cut.isBroken && sample.isWhole || cut.isBrokenEarly
    records = cut.records
    lineCount = cut.lineCount
    guard let run = Self.largestRun(cut.records) else { return nil }
    // A header may lack the last cell, where every record ends in a delimiter.
    var table = run
    if table.lowerBound > 0,
      records[table.lowerBound - 1].cells == records[run.lowerBound].cells - 1,
      cut.emptyEnds.contains(run.lowerBound)
    {
      table = (table.lowerBound - 1)..<table.upperBound
    }
    self.table = table
    endsInEmptyCell = run.allSatisfy { cut.emptyEnds.contains($0) } && run.count > 1
    top = cut.top(table)
    last = cut.last
  }

  /// How much of the sample is one table, and how wide.
  var score: Int {
    let cells = table.reduce(0) { $0 + records[$1].cells - 1 }
    return cells * table.count / max(records.count, 1)
  }

  /// The longest run of records with the same number of cells, two at least, by cells.
  private static func largestRun(_ records: [Line]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    func weight(_ run: Range<Int>) -> Int { run.count * (records[run.lowerBound].cells - 1) }
    for at in 1...max(records.count, 1) {
      guard at >= records.count || records[at].cells != records[start].cells else { continue }
      if start < records.count, records[start].cells > 1 {
        let run = start..<at
        if best.map({ weight(run) > weight($0) }) ?? true { best = run }
      }
      start = at
    }
    return best
  }
}

/// A sample cut into records.
private struct Cut {
  var records: [CSVShape.Line] = []
  var emptyEnds: Set<Int> = []
  var lineCount = 0
  /// Whether a quote was out of place, at the end of the sample at the latest.
  var isBroken = false
  /// Whether it was so in the first half.
  var isBrokenEarly = false
  var last: [String] = []
  private var tops: [(record: Int, cells: [String])] = []
  private static let kept = 400

  init?(_ sample: CSVSample, _ dialect: CSVDialect, _ encoding: String) {
    let file = ExportFile(name: sample.name) { MemorySource(sample.bytes) }
    do {
      let table = try CSVTable(
        ExportFiles([file]), CSVOptions(dialect: dialect, encoding: encoding),
        sizes: BlockSizes(block: 1 << 16))
      try read(table, sample.bytes.count)
    } catch {
      return nil
    }
    guard !records.isEmpty else { return nil }
  }

  private mutating func read(_ table: CSVTable, _ size: Int) throws {
    var batch = RecordBatch()
    var line = 1
    var consumed = 0
    do {
      while try table.read(into: &batch) {
        line = batch.firstLine ?? line
        consumed += batch.text.count
        try table.parse(&batch)
        append(batch, line)
        line += batch.lineCount
        lineCount = line - 1
        batch.removeAll()
      }
    } catch is BatchFailure {
      isBroken = true
      isBrokenEarly = consumed < size / 2 || records.count < 20
    }
  }

  private mutating func append(_ batch: borrowing RecordBatch, _ line: Int) {
    var found: [(number: Int, line: Int, cells: [Range<Int>])] = []
    for row in 0..<batch.rowCount {
      found.append(
        (
          Int(batch.numbers[row]), Int(batch.lines[row]),
          (0..<batch.width).map { column in
            let at = 2 * (row * batch.width + column)
            return Int(batch.offsets[at])..<Int(batch.offsets[at + 1])
          }
        ))
    }
    for index in batch.malformed.indices {
      let record = batch.malformed[index]
      found.append((record.number, record.line, record.cells))
    }
    let text = unsafe batch.text.bytes
    let sorted = found.sorted { $0.number < $1.number }
    if let end = sorted.last {
      last = end.cells.map { unsafe String(decoding: text[$0], as: UTF8.self) }
    }
    for record in sorted {
      if record.cells.last?.isEmpty == true { emptyEnds.insert(records.count) }
      if tops.count < Self.kept {
        tops.append(
          (records.count, record.cells.map { unsafe String(decoding: text[$0], as: UTF8.self) }))
      }
      records.append(.init(line: line + record.line, cells: record.cells.count))
    }
  }

  /// The cells of the first records of a table, as far as they were kept.
  func top(_ table: Range<Int>) -> [[String]] {
    tops.filter { table.contains($0.record) }.prefix(50).map(\.cells)
  }
}

// MARK: - What to write

extension CSVShape {
  /// The options, with how sure each is.
  func proposal(_ encoding: EncodingGuess, hasWhole: Bool) -> ExtractProposal {
    var options = [
      ExtractProposal.Option(
        "encoding", ExtractProposal.plain(encoding.best.rawValue),
        encoding.isSure
          ? encoding.reason
          : "\(encoding.best.rawValue)? \(encoding.reason): look at names with é or ë",
        isQuestion: !encoding.isSure),
      .init(
        "dialect.delimiter", ExtractProposal.text(delimiter == "\t" ? "tab" : delimiter),
        share >= 95
          ? "sure: \(share) % of the lines have \(width) cells"
          : "likely: \(share) % of the lines have \(width) cells"),
    ]
    if quote == nil {
      options.append(
        .init(
          "dialect.quoteChar", ExtractProposal.plain("null"), "quotes stand in the midst of cells"))
    }
    let skipped = records[table.lowerBound].line - 1
    if skipped > 0 {
      options.append(
        .init(
          "dialect.skipLines", ExtractProposal.plain("\(skipped)"),
          "likely: the table begins on line \(skipped + 1)"))
    }
    options += headerOptions
    if endsInEmptyCell, top.first.map({ $0.count < width || $0.last == "" }) ?? false {
      options.append(
        .init(
          "dialect.trailingDelimiter", ExtractProposal.plain("true"),
          "sure: every line ends with a delimiter"))
    }
    var remarks: [String] = []
    if hasWhole, let footer {
      options.append(
        .init(
          "dialect.footer", ExtractProposal.text(footer),
          "likely: the last line has the number of rows; a run stops where it differs"))
    } else if table.upperBound < records.count {
      if hasWhole {
        let footer = lineCount - records[table.upperBound].line + 1
        options.append(
          .init(
            "dialect.footerLines", ExtractProposal.plain("\(footer)"),
            "likely: what follows line \(records[table.upperBound].line - 1) is no part of the table"
          ))
      } else {
        remarks.append("Lines in the midst have another number of cells: see errors.")
      }
    }
    let isTable = share >= 90 && records.count >= 3
    return ExtractProposal(isTable ? .likely : .possible, options: options, remarks: remarks)
  }

  private var width: Int { records[table.upperBound - 1].cells }
  private var share: Int { 100 * table.count / max(records.count, 1) }

  /// Whether the table's first record is a header.
  private var headerOptions: [ExtractProposal.Option] {
    guard let first = top.first else { return [] }
    let labels = first.filter { !$0.isEmpty }
    let looksLikeData = labels.contains { label in
      label.utf8.allSatisfy { $0 < 0x41 } && label.utf8.contains { (0x30...0x39).contains($0) }
    }
    if labels.isEmpty || looksLikeData || labels.contains(where: { $0.utf8.count > 100 }) {
      return [
        .init(
          "dialect.headerRows", ExtractProposal.plain("1"),
          "1, or 0 where line \(records[table.lowerBound].line) is no header; it has a cell that is a number",
          isQuestion: true)
      ]
    }
    return []
  }
}
