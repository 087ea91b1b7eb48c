// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikTables

/// A table of which rows with the same key have become one row, in the order of the bytes of their keys.
///
/// The first `read` takes in the whole export and sorts it by key, in bounded memory: beyond it, sorted runs go
/// to a private file without a name. Then rows are put together as the sorted ones come by.
package final class PivotedTable: SourceTable, @unchecked Sendable {
  /// The most bytes of a row that is made of others.
  private static let mostBytes = 1 << 28

  // Only one thread at a time reads, which changes all that is not constant.
  private let source: any SourceTable
  private let layout: PivotLayout
  private let memory: Int
  private let folder: String
  private var merge: RowMerge?
  private var group: PivotGroup
  private var isTaken = false
  /// Sequences of UTF-8 in the export, and other bytes, told with the first batch.
  private var high = (utf8: 0, other: 0)
  /// Whether any batch of the export may hold what is odd.
  private var mayBeOdd = false
  /// Rows of the export; known once the first batch was read.
  package private(set) var recordCount = 0

  /// The columns of the key, and those that are made.
  package let header: [String]?
  /// Cells per row.
  package let width: Int

  /// Looks for the columns of an export.
  ///
  /// - Parameters:
  ///   - blanks: What stands in the cell of each made column where no row fills it.
  ///   - memory: Bytes for sorting.
  ///   - folder: Where runs go that do not fit in it.
  /// - Throws: `Failure` with `missing-label`, `extra-label` and `duplicate-label`: what is neither key nor name
  ///   nor value could not be kept.
  package init(
    _ source: any SourceTable, _ pivot: Pivot, blanks: [String], memory: Int, folder: String
  ) throws(Failure) {
    (self.source, self.memory, self.folder) = (source, memory, folder)
    layout = try PivotLayout(pivot, blanks, header: source.header, file: source.files.first)
    group = PivotGroup(layout)
    header = pivot.keys + pivot.columns
    width = pivot.keys.count + pivot.columns.count
  }

  /// The files that are read.
  package var files: [String] { source.files }
  /// Bytes of all files together; nil where it is not known.
  package var totalBytes: Int? { source.totalBytes }
  /// Bytes consumed so far.
  package var bytesRead: Int { source.bytesRead }
  /// What the last line of each file says.
  package var footers: [[String: String]] { source.footers }

  /// What the export holds that is seldom meant.
  package var remarks: [Diagnostic] { source.remarks }
  /// Whether each file ends with a line end.
  package var lineEnds: [Bool] { source.lineEnds }

  /// Fills a batch with whole rows.
  ///
  /// - Throws: `pivot-error`, and what is wrong with the export.
  package func read(into batch: inout RecordBatch) throws -> Bool {
    if !isTaken { try takeAll() }
    (batch.width, batch.firstLine) = (width, 1)
    (batch.utf8Sequences, batch.otherHighBytes) = high
    high = (0, 0)
    batch.mayBeOdd = mayBeOdd
    while let merge, batch.text.count < 1 << 20, batch.rowCount < 1 << 15 {
      guard let row = try merge.next() else {
        group.flush(into: &batch)
        self.merge = nil
        break
      }
      if !group.has(row) {
        group.flush(into: &batch)
        group.begin(row)
      }
      if let earlier = group.add(row) { throw repeated(row, earlier) }
      guard group.size <= Self.mostBytes else {
        let (_, line, number) = layout.place(of: row)
        throw failure(
          .recordTooLarge, line, number,
          "the row that 'pivot' makes of these has more than \(Self.mostBytes) bytes",
          "Look whether 'keys' of 'pivot' has all columns that tell rows apart.")
      }
    }
    return batch.rowCount > 0
  }

  /// Cells are cut already.
  package func parse(_ batch: inout RecordBatch) {}

  // MARK: Sorting

  private func takeAll() throws {
    isTaken = true
    let sorter = RowSorter(memory: memory, folder: folder)
    var record = RowRecord()
    var batch = RecordBatch(capacity: 1 << 20)
    var line = 1
    while true {
      batch.removeAll()
      do {
        guard try source.read(into: &batch) else { break }
        line = batch.firstLine ?? line
        try source.cut(&batch)
      } catch let failure as BatchFailure {
        throw failure.located(in: source.files.last, line: line, records: recordCount)
      }
      try add(batch, line, &record, to: sorter)
      recordCount += batch.recordCount
      high = (high.utf8 + batch.utf8Sequences, high.other + batch.otherHighBytes)
      mayBeOdd = mayBeOdd || batch.mayBeOdd
      line += batch.lineCount
    }
    try sorter.finish(spilling: sorter.hasSpilled)
    merge = try RowMerge([sorter], memory: memory, folder: folder)
  }

  private func add(
    _ batch: borrowing RecordBatch, _ line: Int, _ record: inout RowRecord, to sorter: RowSorter
  ) throws(Failure) {
    if let bad = batch.malformed.first {
      throw failure(
        bad.code, line + bad.line, recordCount + bad.number + 1,
        "the row has \(bad.cells.count) cells, and the header \(source.width), so it fits no other rows",
        "With 'pivot' no row can be left out: let the source system make the export again.")
    }
    guard batch.file == 0 else {
      throw Failure(
        .pivotError, at: .init(file: source.files.first),
        "'pivot' reads one file, and there are more",
        hint: "Write pick: newest, or let the source system make one export.")
    }
    for row in 0..<batch.rowCount {
      let place = (line + Int(batch.lines[row]), recordCount + Int(batch.numbers[row]) + 1)
      guard layout.fill(&record, batch, row, place) else {
        throw failure(
          .pivotError, place.0, place.1,
          "'\(layout.pivot.name)' has a value that is not among 'columns'",
          "Add it to 'columns' of 'pivot', with a field that says what it tells about persons; or look "
            + "whether the export is right.", field: layout.pivot.name)
      }
      try sorter.add(record)
    }
  }

  // MARK: What is wrong

  private func repeated(_ row: SortedRow, _ earlier: Int) -> Failure {
    let (column, line, number) = layout.place(of: row)
    return failure(
      .pivotError, line, number,
      "the row has the same key as row \(earlier), and both fill '\(layout.pivot.columns[column])'",
      "Add what tells them apart to 'keys' of 'pivot'; or look whether the export is right.")
  }

  private func failure(
    _ code: DiagnosticCode, _ line: Int, _ row: Int, _ summary: String, _ hint: String,
    field: String? = nil
  ) -> Failure {
    Failure(
      code, at: .init(file: source.files.first, line: line, row: row, field: field), summary,
      hint: hint)
  }
}
