// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The classes of a partition with the values of sensitive columns, in memory.
struct ClassList: ClassSource {
  private let sizes: [Int]
  private let columns: [Values]

  /// One sensitive column: the values of class `c` are `counts[starts[c]..<starts[c + 1]]`.
  private struct Values {
    var distinct: Int
    var numbers: [Double]?
    var counts: [ValueCount]
    var starts: [Int]
  }

  init(_ partition: Partition, _ sensitive: [SensitiveColumn], weights: [Int]) {
    sizes = partition.sizes
    columns = sensitive.map { column in
      let pairs = Partition([partition.classes, column.codes], weights: weights)
      var starts = [Int](repeating: 0, count: partition.sizes.count + 1)
      for row in pairs.representatives { starts[Int(partition.classes[row]) + 1] += 1 }
      for i in 1..<starts.count { starts[i] += starts[i - 1] }
      var next = starts
      var counts = [ValueCount](
        repeating: ValueCount(code: 0, count: 0), count: pairs.sizes.count)
      for (pair, row) in pairs.representatives.enumerated() {
        let at = Int(partition.classes[row])
        counts[next[at]] = ValueCount(code: column.codes[row], count: pairs.sizes[pair])
        next[at] += 1
      }
      return Values(
        distinct: column.distinct, numbers: column.numbers, counts: counts, starts: starts)
    }
  }

  var fieldCount: Int { columns.count }

  func valueCount(of field: Int) -> Int { columns[field].distinct }

  func numbers(of field: Int) -> [Double]? { columns[field].numbers }

  func forEachClass(
    of field: Int,
    _ body: (Int, _ size: Int, Span<ValueCount>) throws(Failure) -> Void
  ) throws(Failure) {
    let column = columns[field]
    for index in sizes.indices {
      let range = column.starts[index]..<column.starts[index + 1]
      try body(index, sizes[index], column.counts.span.extracting(range))
    }
  }
}

/// A sensitive column of a coded table: codes that are the same value are the same number.
struct SensitiveColumn {
  var codes: [UInt32]
  var distinct: Int
  var numbers: [Double]?

  init(_ column: CodedTable.Column, isNumeric: Bool) {
    guard isNumeric else {
      (codes, distinct, numbers) = (column.codes, column.values.count, nil)
      return
    }
    var dictionary = ValueDictionary(isNumeric: true, memory: .max)
    let merged = column.values.map { value in
      let key = ValueDictionary.key(of: value.utf8.span, isNumeric: true)
      return dictionary.code(of: key) ?? 0
    }
    codes = column.codes.map { merged[Int($0)] }
    (distinct, numbers) = (dictionary.count, dictionary.numbers)
  }
}
