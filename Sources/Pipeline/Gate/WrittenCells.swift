// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel

/// A published table of counts, read back.
struct WrittenCells {
  /// A row.
  struct Row {
    /// The categories, in the order of the fields of `by`.
    var categories: [String]
    /// The numbers, in the order of the measures; empty where they are not shown.
    var numbers: [String]

    /// Whether nothing of it is shown.
    var isEmpty: Bool { numbers.allSatisfy(\.isEmpty) }
  }

  /// The rows, in order.
  private(set) var rows: [Row] = []

  /// Reads the table of a release.
  ///
  /// - Throws: `Failure` where it cannot be read, or has other columns.
  init(
    _ record: DatasetRecord, in folder: String, _ aggregate: Aggregate, scratch: String
  ) throws(Failure) {
    guard let file = record.table else {
      throw Failure(.selfCheck, at: .init(file: folder), "a release has no table to read back")
    }
    let path = "\(folder)/\(file.fileName)"
    let table = try CSVExtractor.own(path, scratch: scratch)
    let wanted = aggregate.by + aggregate.measures.map(\.name)
    guard table.header == wanted else {
      throw Failure(
        .selfCheck, at: .init(file: path), "the table has other columns than were meant")
    }
    var rows: [Row] = []
    let read = try ExportRows(table) { batch throws(Failure) in
      for row in 0..<batch.rowCount {
        let cells = wanted.indices.map {
          String(decoding: batch.cell(row: row, column: $0), as: UTF8.self)
        }
        rows.append(
          Row(
            categories: Array(cells.prefix(aggregate.by.count)),
            numbers: Array(cells.dropFirst(aggregate.by.count))))
      }
    }
    if let fault = read.fault { throw Failure([fault.inFile(path)]) }
    self.rows = rows
  }
}
