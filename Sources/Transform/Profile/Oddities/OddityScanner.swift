// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
package import HergebruikTreatment
internal import HergebruikValues

/// Looks for what is seldom meant in rows that were treated; one thread's.
///
/// The hot path: nothing is allocated for a cell, and most cells are not looked at. Text is only searched where the
/// extractor saw a byte that may be odd; a column of texts is left once enough of a batch are texts.
package final class OddityScanner {
  /// A published column.
  struct Column {
    /// The field's number in the plan.
    var field: Int
    var column: Int
    var missing: ByteStrings
  }

  /// So many values of a batch show that a column is of texts.
  static let enough = 64

  let plan: TransformPlan
  let columns: [Column]
  /// Those columns that are published as texts.
  let texts: [(number: Int, column: Int, missing: ByteStrings, isKey: Bool)]
  /// Those columns that may be texts because of a few odd values.
  let watched: [Column]
  /// The programs of numbers that are published as they are, with their columns.
  private let numbers: [FieldProgram]
  /// The labels of the header; empty where there is none.
  private let labels: [[UInt8]]
  private let findsSame: Bool
  private let hasSteps: Bool
  private let letters = TotalWord.firstLetters
  private var isLeftOut: [Bool] = []
  private var scratch = ByteBuffer(capacity: 64)

  /// Makes a scanner.
  ///
  /// - Parameter header: The labels of the export; nil where it has none.
  package init(_ plan: TransformPlan, binding: ColumnBinding, header: [String]?) {
    self.plan = plan
    let published = zip(plan.programs, binding.columns).filter { program, column in
      column >= 0 && plan.fields[program.field].treatment != .drop
    }
    columns = published.map { Column(field: $0.field, column: $1, missing: $0.missing) }
    texts = published.enumerated().compactMap { number, item in
      guard case .string = plan.fields[item.0.field].type else { return nil }
      return (number, item.1, item.0.missing, item.0.hashSlot >= 0)
    }
    watched = columns.filter { plan.fields[$0.field].mayBeMistyped }
    numbers = published.compactMap { program, column in
      guard program.isNumber, plan.fields[program.field].treatment == .keep else { return nil }
      var bound = program
      bound.column = column
      return bound
    }
    labels = (header ?? []).contains { !$0.isEmpty } ? (header ?? []).map { Array($0.utf8) } : []
    // With a key no two rows are the same.
    findsSame = plan.uniqueChecks.first?.code != .primaryKey
    hasSteps = binding.steps != nil
  }

  /// Looks at a batch that was treated.
  ///
  /// - Parameter refused: The rows that were refused, as indices into it, in order.
  package func scan(_ batch: borrowing RecordBatch, refused: [Int]) -> RowOddities {
    var found = RowOddities()
    guard batch.rowCount > 0 else { return found }
    mark(batch, refused)
    for row in 0..<batch.rowCount { look(Cells(row, batch), row, batch, &found) }
    if findsSame { hash(batch, &found) }
    found.shapes = watched.map { shapes(of: $0, batch) }
    if batch.mayBeOdd { searchTexts(batch, &found) }
    searchFormulas(batch, &found)
    keepLast(batch, &found)
    return found
  }

  /// The cells of a row.
  private struct Cells: ~Escapable {
    private let text: Span<UInt8>
    private let offsets: Span<UInt32>

    @inline(__always)
    @_lifetime(borrow batch)
    init(_ row: Int, _ batch: borrowing RecordBatch) {
      text = batch.text.span
      offsets = batch.offsets.span.extracting(2 * row * batch.width..<2 * (row + 1) * batch.width)
    }

    var count: Int { offsets.count / 2 }

    @inline(__always)
    subscript(_ column: Int) -> Span<UInt8> {
      @_lifetime(copy self)
      get { text[Int(offsets[2 * column])..<Int(offsets[2 * column + 1])] }
    }
  }

  /// Notes which rows are not published; none is where `isLeftOut` is empty.
  private func mark(_ batch: borrowing RecordBatch, _ refused: [Int]) {
    isLeftOut.removeAll(keepingCapacity: true)
    guard !refused.isEmpty || !batch.marks.isEmpty else { return }
    isLeftOut.append(
      contentsOf: batch.marks.isEmpty
        ? Array(repeating: false, count: batch.rowCount) : batch.marks.map { $0 != .kept })
    for row in refused { isLeftOut[row] = true }
  }

  @inline(__always)
  func isPublished(_ row: Int) -> Bool { isLeftOut.isEmpty || !isLeftOut[row] }

  @inline(__always)
  private func look(
    _ cells: Cells, _ row: Int, _ batch: borrowing RecordBatch, _ found: inout RowOddities
  ) {
    if !labels.isEmpty, cells[0].count == labels[0].count, isHeader(cells),
      batch.marks.isEmpty || batch.marks[row] != .filtered
    {
      found.headers.add(Self.place(row, batch))
    }
    if batch.mayBeOdd, batch.isContiguous, OddText.beginsWithMark(cells[0]),
      batch.marks.isEmpty || batch.marks[row] != .filtered
    {
      found.marks.add(Self.place(row, batch))
    }
    if isTotals(cells), isPublished(row) { found.totals.add(Self.place(row, batch)) }
  }

  static func place(_ row: Int, _ batch: borrowing RecordBatch) -> RowOddities.Place {
    RowOddities.Place(number: Int(batch.numbers[row]), line: Int(batch.lines[row]))
  }

  /// Whether a row is the header once more; of one short label alone nothing tells it from a value.
  private func isHeader(_ cells: Cells) -> Bool {
    labels.count <= cells.count && (labels.count > 1 || labels[0].count > 2)
      && labels.indices.allSatisfy { cells[$0].elementsEqual(labels[$0]) }
  }

  /// Whether one of the first three cells is a word for totals, and beside it stand only numbers.
  @inline(__always)
  private func isTotals(_ cells: Cells) -> Bool {
    for column in 0..<min(3, cells.count)
    where TotalWord.mayBe(cells[column], firsts: letters) && isTotals(cells, column) {
      return true
    }
    return false
  }

  private func isTotals(_ cells: Cells, _ column: Int) -> Bool {
    guard TotalWord.matches(cells[column]) else { return false }
    return (0..<cells.count).allSatisfy {
      $0 == column || cells[$0].isEmpty || CellShape.of(cells[$0]) == .number
    }
  }

  // MARK: Rows that are the same

  private func hash(_ batch: borrowing RecordBatch, _ found: inout RowOddities) {
    let (rows, width, text) = (batch.rowCount, batch.width, batch.text.span)
    found.hashes.reserveCapacity(rows)
    found.hashedRecords.reserveCapacity(rows)
    let isWhole = batch.isContiguous && !hasSteps
    let offsets = batch.offsets.span
    for row in 0..<rows where isPublished(row) {
      let (start, end) = (2 * row * width, 2 * (row + 1) * width)
      var hash: UInt64 = 0
      if isWhole {
        hash = ByteHash.of(text[Int(offsets[start])..<Int(offsets[end - 1])])
      } else {
        for at in stride(from: start, to: end, by: 2) {
          let cell = text[Int(offsets[at])..<Int(offsets[at + 1])]
          hash = (hash &* 0x9E37_79B9_7F4A_7C15) ^ ByteHash.of(cell)
        }
      }
      found.hashes.append(hash)
      found.hashedRecords.append(batch.numbers[row])
    }
  }

  // MARK: The last rows

  private func keepLast(_ batch: borrowing RecordBatch, _ found: inout RowOddities) {
    var rows: [Int] = []
    for row in (0..<batch.rowCount).reversed() where isPublished(row) {
      rows.insert(row, at: 0)
      if rows.count == RowOddities.LastRow.kept { break }
    }
    for row in rows {
      var last = RowOddities.LastRow(place: Self.place(row, batch))
      last.beginsEmpty = batch.span(row: row, column: 0).isEmpty
      last.isTold = isTotals(Cells(row, batch))
      for column in columns where !last.hasWord {
        let cell = batch.span(row: row, column: column.column)
        last.hasWord = TotalWord.mayBe(cell, firsts: letters) && TotalWord.matches(cell)
      }
      if last.hasWord || last.beginsEmpty { addNumbers(row, batch, &last) }
      found.last.append(last)
    }
  }

  private func addNumbers(
    _ row: Int, _ batch: borrowing RecordBatch, _ last: inout RowOddities.LastRow
  ) {
    for program in numbers {
      let cell = batch.span(row: row, column: program.column)
      scratch.removeAll()
      guard !program.missing.contains(cell), program.cast.append(cell, to: &scratch) else {
        continue
      }
      last.numbers[program.field] = String(decoding: scratch.span, as: UTF8.self)
    }
  }

  // MARK: What is told of it

  /// The published fields, in the order of `RowOddities.texts`.
  var fields: [Field] { columns.map { plan.fields[$0.field] } }
  /// All fields of the plan.
  var allFields: [Field] { plan.fields }
  /// The fields of `RowOddities.shapes`.
  var watchedFields: [Field] { watched.map { plan.fields[$0.field] } }
}

extension Field {
  /// Whether it is published as a text of which nothing is asked, so that a few odd values may have made it one.
  fileprivate var mayBeMistyped: Bool {
    guard case .string(.default) = type, treatment == .keep, categories == nil else { return false }
    return constraints.enum == nil && constraints.pattern == nil
  }
}
