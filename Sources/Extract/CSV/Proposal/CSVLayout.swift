// SPDX-License-Identifier: EUPL-1.2

/// Where in an export its table is: what stands above it, its header, its rows, and what stands below.
///
/// A border is sure only where what lies beyond it differs in kind. Whatever is not sure has a reason in words,
/// and is asked.
struct CSVLayout {
  /// What may stand behind the last column of a row.
  enum Surplus {
    case none
    /// An empty cell, which a delimiter at the end of the line makes.
    case one
    /// Empty cells.
    case several
  }

  let survey: CSVSurvey
  /// Cells of a row.
  private(set) var width: Int
  /// The number of the header's first record, from 0; that of the first row where there is no header.
  private(set) var start = 0
  /// Records of the header.
  private(set) var headerRows = 1
  /// Why it is not sure what the header is.
  private(set) var headerDoubt: String?
  /// Whether there are labels, which do not stand above the cells: they are passed over.
  private(set) var isShifted = false
  /// Why it is not sure that what stands above the header is no part of the table.
  private(set) var preambleDoubt: String?
  private(set) var surplus = Surplus.none
  /// Records below the table.
  var footerRecords = 0
  /// Why it is not sure that they are none of it.
  var footerDoubt: String?

  /// Judges what was counted.
  init(_ survey: CSVSurvey) {
    self.survey = survey
    width = survey.width
    guard width > 1 else {
      headerDoubt = HeaderJudge(survey.first.map(\.cells), width: 1).doubt
      return
    }
    locate()
    findSurplus()
    if !isShifted { findHeader() }
    judgePreamble()
    findFooter()
  }

  /// A record of the first ones by its number.
  func record(_ number: Int) -> CSVSurvey.Record? {
    survey.first.indices.contains(number) ? survey.first[number] : nil
  }

  /// The line on which the header begins, or the first row where there is none, from 1.
  var startLine: Int {
    if let known = record(start) { return known.line }
    // Only runs know it: the table begins with one.
    return survey.runs.first { $0.record == start }?.line ?? 1
  }

  /// Lines to pass over.
  var skippedLines: Int { start > 0 ? startLine - 1 : 0 }

  // MARK: Rows

  /// Whether a record is a row.
  func fits(_ shape: CSVSurvey.Shape) -> Bool {
    guard shape.cells != width else { return true }
    guard shape.cells > width, shape.filled <= width else { return false }
    switch surplus {
    case .none: return false
    case .one: return shape.cells == width + 1
    case .several: return true
    }
  }

  /// Whether a record is a row.
  func fits(_ record: CSVSurvey.Record) -> Bool {
    let filled = (record.cells.lastIndex { !$0.isEmpty } ?? -1) + 1
    return fits(.init(cells: record.cells.count, filled: filled))
  }

  /// Records between the header and what stands below.
  var bodyRecords: Int { max(0, survey.records - start - headerRows - footerRecords) }

  /// Those of them that are rows.
  var rows: Int {
    let all = survey.shapes.reduce(0) { $0 + (fits($1.key) ? $1.value : 0) }
    let outside =
      survey.first.prefix(start + headerRows).count(where: fits)
      + survey.last.suffix(footerRecords).count(where: fits)
    return max(0, all - outside)
  }

  /// How many of a hundred records are rows.
  var share: Int { 100 * rows / max(bodyRecords, 1) }

  /// The first lines with another number of cells, as `12 (4 cells)`.
  var irregular: [String] {
    survey.runs.filter {
      $0.cells != width && $0.record >= start + headerRows
        && $0.record < survey.records - footerRecords
        && (surplus == .none || $0.cells < width)
    }.prefix(10).map {
      $0.count == 1
        ? "\($0.line) (\($0.cells) cells)" : "\($0.line) (\($0.count) with \($0.cells) cells)"
    }
  }
}

// MARK: - Above the rows

extension CSVLayout {
  /// Looks for the record with the labels.
  private mutating func locate() {
    guard let index = survey.runs.firstIndex(where: { $0.cells == width }) else { return }
    let table = survey.runs[index]
    start = table.record
    // Labels may be fewer or more than cells, in one record right above the rows.
    if index > 0, survey.runs[index - 1].count == 1, let above = record(table.record - 1),
      above.filled >= 2, 2 * above.filled >= width
    {
      start -= 1
      return
    }
    // A title, filled up with empty cells to the width of the table.
    var at = start
    while let here = record(at), width >= 3, here.cells.count == width, here.filled <= 1,
      at < start + 12
    {
      at += 1
    }
    if at > start, let header = record(at), 3 * header.filled >= 2 * width { start = at }
  }

  /// Looks whether empty cells stand behind the labels, or labels and cells differ in number.
  private mutating func findSurplus() {
    guard let labels = record(start)?.cells else { return }
    let named = (labels.lastIndex { !$0.isEmpty } ?? -1) + 1
    // Without what has fewer cells: those are no rows in any case.
    func most(from cells: Int) -> Int {
      survey.shapes.reduce(0) { $1.key.cells >= cells ? max($0, $1.key.filled) : $0 }
    }
    func set(_ columns: Int) {
      let widest = survey.shapes.reduce(0) {
        $1.key.cells > columns && $1.key.filled <= columns ? max($0, $1.key.cells) : $0
      }
      surplus = widest == columns + 1 ? .one : .several
      width = columns
    }
    if labels.count == width, named == width {
      if survey.shapes.contains(where: { $0.key.cells > width && $0.key.filled <= width }) {
        set(width)
      }
    } else if named > 0, named <= width, most(from: named + 1) <= named {
      set(named)
    } else if labels.count != width {
      (isShifted, headerRows) = (true, 0)
      headerDoubt =
        "0? line \(startLine) has \(labels.count) labels and the rows have \(width) cells, so that no label is known "
        + "to stand above its own column. It is passed over: give the columns their names yourself"
      start += 1
    }
  }

  private mutating func findHeader() {
    guard let labels = record(start)?.cells else {
      headerDoubt = "1? line \(startLine) is far from the top; 0 where it is no header"
      return
    }
    // Lines below the table do not tell what its columns hold.
    let below = survey.last.filter { $0.number >= start && $0.number < survey.records - 3 }
    let top = survey.first.dropFirst(start)
    let seen = top.map(\.number).max() ?? 0
    let records = top + below.filter { $0.number > seen }
    let judge = HeaderJudge(records.filter { $0.cells.count >= width }.map(\.cells), width: width)
    (headerRows, headerDoubt) = (judge.rows, judge.doubt)
    let header = survey.first.dropFirst(start).prefix(headerRows).map(\.cells)
    // Of a header of one row every repetition is found later.
    if headerRows > 1,
      let again = (survey.first + survey.last).first(where: {
        $0.number >= start + headerRows && header.contains($0.cells)
      })
    {
      headerDoubt =
        "\(headerRows)? labels stand again on line \(again.line): the file seems to be several exports"
    }
    let unnamed = width - ((labels.lastIndex { !$0.isEmpty } ?? -1) + 1)
    if headerDoubt == nil, headerRows == 1, unnamed > 0 {
      headerDoubt =
        "1? the last \(unnamed == 1 ? "column holds" : "\(unnamed) columns hold") values and have no label: look whether "
        + "labels stand above their own columns"
    }
  }

  /// What stands above a header is no part of the table where it is short, and cells below the labels show that
  /// those are labels.
  private mutating func judgePreamble() {
    guard start > (isShifted ? 1 : 0) else { return }
    let count = isShifted ? start - 1 : start
    let above = survey.first.prefix(count)
    let isOther =
      count <= 12 && above.count == count && above.allSatisfy { $0.filled <= max(1, width / 3) }
    guard !isOther || headerDoubt != nil else { return }
    let widths = Set(survey.runs.filter { $0.record < start }.map(\.cells)).sorted()
    preambleDoubt =
      "\(skippedLines)? from line \(startLine) on lines have \(width) cells, and \(count) above it have "
      + "\(widths.prefix(5).map(String.init).joined(separator: ", ")); 0 where the table begins at the top"
  }
}
