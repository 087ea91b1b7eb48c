// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// What is seldom meant in the rows of a whole export, block by block in its order.
package struct OddityLedger {
  /// How often something is there, and where first.
  private struct Found {
    var count = 0
    var first = Diagnostic.Location()
  }

  /// Where a block begins.
  private struct Start {
    var file: String
    /// Records of the export before it.
    var records: Int
    /// The line of its first byte, from 1.
    var line: Int

    func location(_ place: RowOddities.Place) -> Diagnostic.Location {
      .init(file: file, line: line + place.line, row: records + place.number + 1)
    }
  }

  private let fields: [Field]
  private let watched: [Field]
  private let names: [String]
  private var headers = Found()
  private var marks = Found()
  private var totals = Found()
  private var texts: [Found]
  private var shapes: [RowOddities.Shapes]
  private var rows = SameRows()
  private var hashed = 0
  private var file: String?
  /// The last rows so far, with their places.
  private var last: [(row: RowOddities.LastRow, location: Diagnostic.Location)] = []

  /// Begins; the scanner is any of those whose finds are entered.
  package init(_ scanner: OddityScanner) {
    (fields, watched) = (scanner.fields, scanner.watchedFields)
    names = scanner.allFields.map(\.name)
    texts = Array(repeating: Found(), count: fields.count * OddText.allCases.count)
    shapes = watched.map { _ in RowOddities.Shapes() }
  }

  /// Enters the next block.
  ///
  /// - Parameters:
  ///   - records: Records of the export before it.
  ///   - line: The line of its first byte, from 1.
  package mutating func enter(_ found: RowOddities, file: String, records: Int, line: Int) {
    let start = Start(file: file, records: records, line: line)
    if self.file == nil { self.file = file }
    Self.enter(found.headers, start, &headers)
    Self.enter(found.marks, start, &marks)
    Self.enter(found.totals, start, &totals)
    for (index, tally) in found.texts.enumerated() { Self.enter(tally, start, &texts[index]) }
    for (index, more) in found.shapes.enumerated() { shapes[index].add(more, after: records) }
    for (hash, record) in zip(found.hashes, found.hashedRecords) {
      rows.insert(hash, row: records + Int(record) + 1)
    }
    hashed += found.hashes.count
    last += found.last.map { ($0, start.location($0.place)) }
    if last.count > RowOddities.LastRow.kept {
      last.removeFirst(last.count - RowOddities.LastRow.kept)
    }
  }

  private static func enter(_ tally: RowOddities.Tally, _ start: Start, _ found: inout Found) {
    guard let first = tally.first else { return }
    if found.count == 0 { found.first = start.location(first) }
    found.count += tally.count
  }

  /// What to tell, once all is entered; each has a code with a `remarkSeverity`.
  ///
  /// - Parameter sums: The exact sum of each field of numbers over all rows, by its published name.
  package func remarks(sums: [String: String]) -> [Diagnostic] {
    [joined, totals(sums: sums), same].compactMap(\.self)
      + texts.indices.compactMap(text) + NearMiss.gathered(shapes.indices.compactMap(nearMiss))
  }
}

extension RowOddities.Shapes {
  /// Adds what the next block has.
  fileprivate mutating func add(_ more: RowOddities.Shapes, after records: Int) {
    isText = isText || more.isText
    guard !isText else { return }
    (values, numbers, dates) = (
      values + more.values, numbers + more.numbers, dates + more.dates
    )
    for (into, from) in [(\Self.noNumbers, more.noNumbers), (\Self.noDates, more.noDates)] {
      self[keyPath: into] += from.map { records + $0 + 1 }
      self[keyPath: into].removeLast(max(0, self[keyPath: into].count - Self.told))
    }
  }
}

// MARK: - Words

extension OddityLedger {
  /// Files that were put one behind the other; nil where nothing shows it.
  package var joined: Diagnostic? {
    guard marks.count + headers.count > 0 else { return nil }
    let isMark =
      marks.count > 0 && (headers.count == 0 || (marks.first.row ?? 0) <= (headers.first.row ?? 0))
    let (what, found) =
      isMark ? ("begins with a byte order mark", marks) : ("is the header once more", headers)
    let more =
      found.count == 1 ? "" : ", and \(found.count - 1) more do\(found.count == 2 ? "es" : "")"
    return Diagnostic(
      .joinedFiles, at: found.first,
      "row \(found.first.row ?? 0) \(what)\(more): files were put one behind the other",
      hint:
        "Give each file by itself, with 'pick: all'; or let the source system join them without their headers."
    )
  }

  private func totals(sums: [String: String]) -> Diagnostic? {
    var found = totals
    for (row, location) in last where !row.isTold {
      guard row.numbers.contains(where: { isSum($0.value, sums[names[$0.key]]) }) else { continue }
      if found.count == 0 { found.first = location }
      found.count += 1
    }
    guard found.count > 0 else { return nil }
    let row = found.first.row ?? 0
    return Diagnostic(
      .totalsRow, at: found.first,
      found.count == 1
        ? "row \(row) seems to be a row of totals, and is published as a record"
        : "\(found.count) rows seem to be rows of totals, and are published as records; the first is row \(row)",
      hint: "Leave such rows out: with 'footerLines' or 'footer' under 'dialect', or with a step "
        + "such as {filter: …}. A sum in the table makes every other sum, mean and chart wrong.")
  }

  /// Whether a number is the sum of all others of its field; a sum of nothing says nothing.
  private func isSum(_ number: String, _ sum: String?) -> Bool {
    guard let sum, DecimalOrder.compare(number, "0") != 0,
      let twice = DecimalOrder.sum([number, number])
    else { return false }
    return DecimalOrder.compare(twice, sum) == 0
  }

  private var same: Diagnostic? {
    let count = rows.count
    guard let first = count.first else { return nil }
    let whole = "row \(first.row) is the same as row \(first.earlier)"
    let summary: String
    if count.isEven {
      summary = "every row is there \(count.same / (count.rows - count.same) + 1) times: \(whole)"
    } else if count.sampling == 1 {
      summary =
        "\(count.same) of \(hashed) rows \(count.same == 1 ? "is" : "are") the same as an earlier row, "
        + "cell by cell: \(whole)"
    } else {
      summary =
        "of one row in \(count.sampling), \(count.rows) rows, \(count.same) \(count.same == 1 ? "is" : "are") "
        + "the same as an earlier row, cell by cell: \(whole)"
    }
    return Diagnostic(
      .duplicateRows, at: .init(file: file, row: first.row), summary,
      hint: "Look whether the export is there twice. Where such rows are one, write the step "
        + "'deduplicate'; where a column tells rows apart, name it as 'primaryKey'.")
  }

  private func text(_ index: Int) -> Diagnostic? {
    let found = texts[index]
    let kinds = OddText.allCases
    guard found.count > 0 else { return nil }
    let (field, kind) = (fields[index / kinds.count], kinds[index % kinds.count])
    var place = found.first
    place.field = field.label
    let cells = "\(found.count) cell\(found.count == 1 ? "" : "s") of \(field.label)"
    return Diagnostic(
      kind.code, at: place, "\(cells) \(found.count == 1 ? "has" : "have") \(kind.words)",
      hint: kind.hint)
  }

  /// A column of texts of which nearly all are something else.
  private func nearMiss(_ index: Int) -> Diagnostic? {
    let (field, shapes) = (watched[index], shapes[index])
    guard !shapes.isText else { return nil }
    let isNumber = shapes.numbers >= shapes.dates
    let most = isNumber ? shapes.numbers : shapes.dates
    guard NearMiss.isOne(shapes.values - most, of: shapes.values) else { return nil }
    return NearMiss.diagnostic(
      most, of: shapes.values, isNumber ? "numbers" : "dates", field.label, file: file,
      rows: isNumber ? shapes.noNumbers : shapes.noDates,
      hint:
        "\(field.label) is of type 'string' because of those. Mend them, or write what stands for 'no "
        + "value' as 'missingValues'; then it can be of type \(isNumber ? "'number'" : "'date'").")
  }
}
