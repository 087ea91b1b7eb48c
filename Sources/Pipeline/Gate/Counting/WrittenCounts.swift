// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// A published table of counts, read back by the names of its columns, to be compared with another release of it.
struct WrittenCounts {
  /// What stands in a cell.
  struct Cell: Equatable {
    /// As it is written.
    let text: String
    /// The number; `nil` if none is shown.
    let number: Double?

    static func == (one: Cell, other: Cell) -> Bool { one.text == other.text }
  }

  /// What of it is compared.
  let form: CountForm
  /// The measures of each combination of categories.
  private(set) var cells: [[String]: [Cell]] = [:]

  /// Reads the table of a release.
  ///
  /// - Throws: `Failure` if it cannot be read, lacks a column, or has a number that is none.
  init(_ form: CountForm, of record: DatasetRecord, in folder: String) throws(Failure) {
    self.form = form
    let table = try WrittenTable(record, in: folder)
    let wanted = form.by + form.measures.map(\.name)
    let columns = wanted.compactMap { table.names.firstIndex(of: $0) }
    guard columns.count == wanted.count else {
      throw Failure(
        .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
    }
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for row in 0..<batch.rowCount {
        let texts = columns.map {
          unsafe String(decoding: batch.cell(row: row, column: $0), as: UTF8.self)
        }
        cells[Array(texts.prefix(form.by.count))] = try texts.dropFirst(form.by.count).map {
          text throws(Failure) in
          let number = Double(text)
          guard text.isEmpty || number?.isFinite == true else {
            throw Failure(
              .selfCheck, at: .init(file: table.path), "a count that was written is no number")
          }
          return Cell(text: text, number: number)
        }
      }
    }
  }

  /// The indexes in `by` of the fields with totals.
  var totals: [Int] {
    form.by.indices.filter { column in
      cells.keys.contains { $0[column] == Aggregate.totalLabel }
    }
  }

  /// The cells by line, and within it by their category of a field: those of a line differ in that field only.
  func lines(over column: Int) -> [[String]: [String: [Cell]]] {
    var lines: [[String]: [String: [Cell]]] = [:]
    for (categories, values) in cells {
      var line = categories
      let category = line.remove(at: column)
      lines[line, default: [:]][category] = values
    }
    return lines
  }

  /// The fields whose categories are not those of another release, in words: some are gone while others came, so that one
  /// may be part of another; or only one release has totals.
  func regrouped(to newer: WrittenCounts) -> [LocalizedText] {
    form.by.indices.filter { column in
      let (before, now) = (
        Set(cells.keys.map { $0[column] }), Set(newer.cells.keys.map { $0[column] })
      )
      let total = Aggregate.totalLabel
      if before.contains(total) != now.contains(total), !before.isEmpty, !now.isEmpty {
        return true
      }
      let isChanged = !before.isSubset(of: now) && !now.isSubset(of: before)
      return isChanged && !form.times.contains(form.by[column])
    }.map { column in
      GateWords.otherValues(form.by[column])
    }
  }
}
