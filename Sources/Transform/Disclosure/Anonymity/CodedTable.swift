// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// A table whose cells are numbers of distinct values: what generalisation and Mondrian work on.
///
/// A struct of arrays: a column has a code for each row and a value for each code. A row stands for
/// `weights[row]` rows of the export that are the same in every column here.
package struct CodedTable: Sendable {
  /// A column.
  package struct Column: Sendable {
    /// The field's published name.
    package var name: String
    /// For each row the index of its value.
    package internal(set) var codes: [UInt32] = []
    /// The distinct values in the order of appearance; an empty one is a value.
    package internal(set) var values: [String] = []
  }

  /// The columns.
  package private(set) var columns: [Column]
  /// How many rows of the export each row stands for.
  package private(set) var weights: [Int] = []

  /// Makes a table of rows, each of as many cells as there are names.
  package init(names: [String], rows: some Sequence<[String]>) {
    columns = names.map { Column(name: $0) }
    var codes = [[String: UInt32]](repeating: [:], count: names.count)
    for row in rows {
      for i in columns.indices {
        let next = UInt32(columns[i].values.count)
        let code = codes[i][row[i]] ?? next
        if code == next {
          codes[i][row[i]] = code
          columns[i].values.append(row[i])
        }
        columns[i].codes.append(code)
      }
      weights.append(1)
    }
  }

  /// Reads a CSV text with a header; nil where it is not one.
  package init?(csv text: String, delimiter: Character = ",") {
    guard let rows = DelimitedText.rows(text, delimiter: delimiter), let names = rows.first,
      rows.allSatisfy({ $0.count == names.count })
    else { return nil }
    self.init(names: names, rows: rows.dropFirst())
  }

  package init(columns: [Column], weights: [Int]) {
    (self.columns, self.weights) = (columns, weights)
  }

  /// Rows of the export.
  package var total: Int { weights.reduce(0, +) }

  /// The place of a column by its name.
  package func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The value of a cell.
  package func value(row: Int, column: Int) -> String {
    columns[column].values[Int(columns[column].codes[row])]
  }

  /// The table of some columns, with rows that are the same taken together, in the order of appearance.
  package func collapsed(to chosen: [Int]) -> CodedTable {
    let partition = Partition(chosen.map { columns[$0].codes }, weights: weights)
    let kept = partition.representatives
    return CodedTable(
      columns: chosen.map { index in
        let column = columns[index]
        return Column(
          name: column.name, codes: kept.map { column.codes[$0] }, values: column.values)
      }, weights: partition.sizes)
  }

  /// The table without some rows.
  package func filtered(_ isKept: (Int) -> Bool) -> CodedTable {
    let kept = weights.indices.filter(isKept)
    var result = self
    result.weights = kept.map { weights[$0] }
    for i in columns.indices { result.columns[i].codes = kept.map { columns[i].codes[$0] } }
    return result
  }

  /// The table with another column in the place of one.
  func replacing(_ index: Int, codes: [UInt32], values: [String]) -> CodedTable {
    var result = self
    (result.columns[index].codes, result.columns[index].values) = (codes, values)
    return result
  }

  /// Counts the classes of the table, as a run does row by row.
  ///
  /// - Throws: `input-output` and `memory-exceeded`, as `ClassCensus`.
  package func census(
    quasi: [Int], sensitive: [(column: Int, isNumeric: Bool)] = [], memory: Int, folder: String
  ) throws(Failure) -> ClassCensus {
    let census = ClassCensus(
      sensitive: sensitive.map {
        SensitiveField(name: columns[$0.column].name, isNumeric: $0.isNumeric)
      }, memory: memory, folder: folder)
    let values = sensitive.map { field in
      columns[field.column].values.map { value in
        ValueDictionary.key(of: value.utf8.span, isNumeric: field.isNumeric)
      }
    }
    var words: [UInt64] = []
    for row in weights.indices {
      words.removeAll(keepingCapacity: true)
      let key = ClassKey(quasi.lazy.map { self.value(row: row, column: $0) })
      words += [key.high, key.low]
      for (field, keys) in zip(sensitive, values) {
        let value = keys[Int(columns[field.column].codes[row])]
        words += [value.high, value.low]
      }
      for _ in 0..<weights[row] { try census.add(words) }
    }
    return census
  }
}
