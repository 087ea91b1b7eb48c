// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// How an export falls into records and cells in one dialect, counted from its first byte to its last.
///
/// It holds the cells of the first and last records, of which none goes into a message or a file.
struct CSVSurvey {
  /// Records one after another that have as many cells.
  struct Run {
    /// The number of the first, from 0.
    var record: Int
    /// The line on which it begins, from 1.
    var line: Int
    var cells: Int
    var count: Int
  }

  /// How many cells a record has, and up to where something stands in them.
  struct Shape: Hashable {
    var cells: Int
    var filled: Int
  }

  /// A record of which the cells are kept.
  struct Record {
    /// From 0.
    var number: Int
    /// From 1.
    var line: Int
    var cells: [String]

    /// Cells that are not empty.
    var filled: Int { cells.count { !$0.isEmpty } }
  }

  /// How many records are kept at either end, and how much of each cell.
  static let kept = 64
  private static let cellLimit = 200
  /// Beyond this many runs, or shapes, records are of all widths: no table is found in them.
  private static let runLimit = 20_000

  let dialect: CSVDialect
  /// Records, blank ones left out.
  private(set) var records = 0
  /// Lines, the last one too where nothing ends it.
  private(set) var lines = 0
  private(set) var runs: [Run] = []
  private(set) var shapes: [Shape: Int] = [:]
  private(set) var first: [Record] = []
  private(set) var last: [Record] = []
  /// Records that a quote out of its place makes unreadable.
  private(set) var strayQuotes = 0
  /// Whether some of those quotes stand behind a backslash.
  private(set) var hasBackslash = false
  /// Whether some of those quotes stand behind a space.
  private(set) var hasSpace = false
  /// Whether some of those quotes stand behind an equals sign.
  private(set) var hasEquals = false
  /// Cells `="0012"`, as far as they are not unwrapped.
  private(set) var formulas = 0
  /// Line ends within quotes.
  private(set) var innerLines = 0
  /// Blank lines.
  private(set) var blanks = 0
  /// Whether reading stopped before the end.
  private(set) var isBroken = false

  /// Reads an export; nil where the dialect cannot be one, or there is no record.
  init?(_ file: ExportFile, _ dialect: CSVDialect, _ encoding: SourceEncoding) {
    self.dialect = dialect
    var cutting = dialect
    (cutting.headerRows, cutting.skipLines, cutting.isDelimiterGiven) = (0, 0, true)
    do {
      let table = try CSVTable(
        ExportFiles([file]), CSVOptions(dialect: cutting, encoding: encoding.rawValue),
        isTolerant: true, sizes: BlockSizes())
      try read(table)
    } catch {
      return nil
    }
    guard records > 0 else { return nil }
  }

  private mutating func read(_ table: CSVTable) throws {
    var batch = RecordBatch()
    var (line, isWhole) = (1, false)
    // A line that says what stands between cells is none of the records.
    var above = 0
    do {
      while try table.read(into: &batch) {
        line = batch.firstLine ?? line
        if let first = batch.firstLine { above = first - 1 }
        try table.parse(&batch)
        blanks += batch.blankCount
        append(batch, line)
        line += batch.lineCount
        batch.removeAll()
      }
      isWhole = true
    } catch is BatchFailure {
      isBroken = true
    }
    lines = line - 1
    if isWhole, table.lineEnds.last == false { lines += 1 }
    innerLines = max(0, lines - above - records - blanks)
  }

  private mutating func append(_ batch: borrowing RecordBatch, _ line: Int) {
    let text = unsafe batch.text.bytes
    let rejected = batch.malformed.sorted { $0.number < $1.number }
    // Of each batch the last records alone can be the last of all.
    let late = batch.recordCount - Self.kept
    var next = 0
    func takeRejected(before number: Int) {
      while next < rejected.count, rejected[next].number < number {
        let record = rejected[next]
        unsafe note(record, text)
        unsafe add(
          width: record.cells.count, line + record.line, isLate: record.number >= late, text
        ) { record.cells[$0] }
        next += 1
      }
    }
    for row in 0..<batch.rowCount {
      let number = Int(batch.numbers[row])
      takeRejected(before: number)
      let base = 2 * row * batch.width
      unsafe add(
        width: batch.width, line + Int(batch.lines[row]), isLate: number >= late, text
      ) { column in
        Int(batch.offsets[base + 2 * column])..<Int(batch.offsets[base + 2 * column + 1])
      }
    }
    takeRejected(before: .max)
  }

  private mutating func note(_ record: MalformedRecord, _ text: UnsafeBufferPointer<UInt8>) {
    guard record.code == .strayQuote else { return }
    strayQuotes += 1
    guard let range = record.cells.first, let column = record.column, column > 1,
      range.lowerBound + column - 2 < range.upperBound
    else { return }
    let before = unsafe text[range.lowerBound + column - 2]
    hasBackslash = hasBackslash || before == 0x5C
    hasSpace = hasSpace || before == 0x20
    hasEquals = hasEquals || before == 0x3D
  }

  private mutating func add(
    width: Int, _ line: Int, isLate: Bool, _ text: UnsafeBufferPointer<UInt8>,
    _ cell: (Int) -> Range<Int>
  ) {
    var filled = width
    while filled > 0, cell(filled - 1).isEmpty { filled -= 1 }
    let bytes = unsafe text.span
    for column in 0..<filled where FormulaText.text(in: bytes, cell(column)) != nil {
      formulas += 1
    }
    // A blank line, where the first record is a title of one cell.
    guard width > 1 || filled > 0 else {
      blanks += 1
      return
    }
    if let run = runs.last, run.cells == width {
      runs[runs.count - 1].count += 1
    } else if runs.count < Self.runLimit {
      runs.append(Run(record: records, line: line, cells: width, count: 1))
    } else {
      isBroken = true
    }
    let shape = Shape(cells: width, filled: filled)
    if shapes[shape] != nil || shapes.count < Self.runLimit { shapes[shape, default: 0] += 1 }
    if isLate || first.count < Self.kept {
      let texts = (0..<width).map { column in
        let range = cell(column).prefix(Self.cellLimit)
        return unsafe String(decoding: text[range.startIndex..<range.endIndex], as: UTF8.self)
      }
      keep(Record(number: records, line: line, cells: texts), isLate: isLate)
    }
    records += 1
  }

  private mutating func keep(_ record: Record, isLate: Bool) {
    if first.count < Self.kept { first.append(record) }
    guard isLate else { return }
    last.append(record)
    if last.count > 2 * Self.kept { last.removeFirst(Self.kept) }
  }

  /// The records with so many cells.
  func count(_ cells: Int) -> Int {
    shapes.reduce(0) { $0 + ($1.key.cells == cells ? $1.value : 0) }
  }

  /// The commonest number of cells, by what they hold; 1 where no record has more.
  var width: Int {
    var counts: [Int: Int] = [:]
    for (shape, count) in shapes { counts[shape.cells, default: 0] += count }
    let best = counts.max { one, other in
      let (left, right) = (one.value * (one.key - 1), other.value * (other.key - 1))
      return left != right ? left < right : one.key < other.key
    }
    return best?.key ?? 1
  }
}
