// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTables

/// Puts the rows of a list into a table.
struct CodeListFiller {
  let table: CodeTable
  let columns: (from: [Int], to: Int)
  let path: String
  /// The line at which the batch begins.
  private var nextLine = 1
  private var problems: [Diagnostic] = []
  private var problemCount = 0
  private static let shown = 5

  init(table: CodeTable, columns: (from: [Int], to: Int), path: String) {
    (self.table, self.columns, self.path) = (table, columns, path)
  }

  mutating func fill(
    from source: any SourceTable, labels: (from: String, to: String)
  ) throws(Failure) {
    var batch = RecordBatch()
    var rows = ListRows(source, path: path)
    while try rows.next(&batch) {
      nextLine = rows.line
      for record in batch.malformed {
        add(
          record.line, "the row has \(record.cells.count) cells, not \(source.width)",
          "Look for a missing quote or a delimiter within a text on this line.")
      }
      for row in 0..<batch.rowCount {
        let outcome = table.insert(
          columns.from.map { Array(batch.span(row: row, column: $0)) },
          Array(batch.span(row: row, column: columns.to)))
        if outcome == .full { throw full(line: nextLine + Int(batch.lines[row])) }
        add(outcome, Int(batch.lines[row]), labels)
      }
    }
    guard problemCount > 0 else { return }
    if problemCount > problems.count {
      problems.append(
        Diagnostic(
          .codeList, at: .init(file: path),
          "\(problemCount - problems.count) more rows of the list are wrong"))
    }
    throw Failure(problems)
  }

  private mutating func add(
    _ outcome: CodeTable.Insertion, _ line: Int, _ labels: (from: String, to: String)
  ) {
    switch outcome {
    case .inserted, .repeated, .full: break
    case .contradiction:
      add(
        line,
        "the value in \(labels.from) stands on an earlier line too, with another \(labels.to)",
        "Which of the two is right cannot be told: keep one.")
    case .unfit:
      add(
        line, "the value in \(labels.from) is not of the type of the field",
        "Write dates as 2026-01-31 and numbers with a decimal point; see the field's 'format'.")
    case .empty:
      add(line, "\(labels.from) is empty", "Take the row out.")
    }
  }

  private mutating func add(_ line: Int, _ summary: String, _ hint: String) {
    problemCount += 1
    guard problems.count < Self.shown else { return }
    problems.append(
      Diagnostic(.codeList, at: .init(file: path, line: nextLine + line), summary, hint: hint))
  }

  private func full(line: Int) -> Failure {
    Failure(
      .codeList, at: .init(file: path, line: line),
      "the list has more than \(CodeTable.entryLimit) values, or more than "
        + "\(CodeTable.byteLimit >> 20) MiB of them",
      hint: "Leave out what the dataset does not need.")
  }
}
