// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// A published table of counts, read back.
struct WrittenCells {
  /// A row.
  struct Row {
    /// For each field of `by` the number of its category, from 0 in the order of appearance.
    var categories: [Int]
    /// The counts, in the order of their measures; `nil` if one is not shown.
    var counts: [Int?]
    /// Whether no number of it is shown.
    var isEmpty: Bool
  }

  /// The rows, in order.
  private(set) var rows: [Row] = []

  /// Reads the table of a release.
  ///
  /// - Throws: `Failure` if it cannot be read, has other columns, or a count that is no number.
  init(_ record: DatasetRecord, in folder: String, _ aggregate: Aggregate) throws(Failure) {
    let table = try WrittenTable(record, in: folder)
    guard table.names == aggregate.by + aggregate.measures.map(\.name) else {
      throw Failure(
        .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
    }
    let categories = aggregate.by.map { _ in NameTable() }
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for row in 0..<batch.rowCount {
        var numbers: [Int] = []
        for (column, known) in categories.enumerated() {
          let cell = unsafe batch.cell(row: row, column: column)
          unsafe numbers.append(known.number(of: UnsafeRawBufferPointer(cell)))
        }
        var (counts, isEmpty) = ([Int?](), true)
        for (index, measure) in aggregate.measures.enumerated() {
          let cell = unsafe batch.cell(row: row, column: categories.count + index)
          if !cell.isEmpty { isEmpty = false }
          guard measure.kind.field == nil else { continue }
          let count = unsafe cell.isEmpty ? nil : Self.count(cell)
          guard cell.isEmpty || count != nil else {
            throw Failure(
              .selfCheck, at: .init(file: table.path), "a count that was written is no number")
          }
          counts.append(count)
        }
        rows.append(Row(categories: numbers, counts: counts, isEmpty: isEmpty))
      }
    }
  }

  /// A number of digits alone; `nil` for anything else.
  private static func count(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    guard unsafe cell.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return unsafe Int(String(decoding: cell, as: UTF8.self))
  }

  /// How many empty rows a reader can work out: one that is the only empty one in a line with its total is the total
  /// less the others, and once it is known others may follow.
  ///
  /// - Parameter fields: The indexes in `by` of the fields with totals.
  func derivable(totalsOver fields: [Int]) -> Int {
    var unknown = Set(rows.indices.filter { rows[$0].isEmpty })
    let hidden = unknown.count
    var isMore = true
    while isMore {
      isMore = false
      for field in fields {
        // The rows of a line differ in that field only.
        let lines = Dictionary(grouping: unknown) { row in
          var line = rows[row].categories
          line[field] = -1
          return line
        }
        for line in lines.values where line.count == 1 {
          unknown.subtract(line)
          isMore = true
        }
      }
    }
    return hidden - unknown.count
  }
}
