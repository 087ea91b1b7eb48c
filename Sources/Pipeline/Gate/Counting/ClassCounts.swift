// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The numbers that a `ClassTally` counts; classes and values are numbers from 0 here.
struct ClassCounts: ~Copyable {
  /// Rows of the table, in whichever part they are.
  private(set) var rows = 0
  /// For each class its rows.
  private(set) var sizes: [Int] = []
  /// For each sensitive field and value the rows of the whole table.
  private(set) var totals: [[Int]]
  /// For each sensitive field how often a value is in a class: its number below that of the class.
  private(set) var pairs: [[UInt64: Int]]
  private var name = ByteBuffer(capacity: 256)

  /// - Parameter fields: How many sensitive fields there are.
  init(fields: Int) {
    totals = Array(repeating: [], count: fields)
    pairs = Array(repeating: [:], count: fields)
  }

  /// About how many bytes it takes.
  var byteCount: Int {
    sizes.capacity * 8 + totals.reduce(0) { $0 + $1.capacity * 8 }
      + pairs.reduce(0) { $0 + $1.capacity * 40 }
  }

  /// Counts the rows of a batch.
  ///
  /// - Parameters:
  ///   - part: Which part of the classes is counted, from 0, and how many there are.
  ///   - values: For each sensitive field its values.
  mutating func add(
    _ batch: borrowing RecordBatch, _ columns: ClassColumns, _ part: (number: Int, of: Int),
    _ classes: NameTable, _ values: [NameTable]
  ) {
    for row in 0..<batch.rowCount { add(batch, row, columns, part, classes, values) }
  }

  private mutating func add(
    _ batch: borrowing RecordBatch, _ row: Int, _ columns: ClassColumns,
    _ part: (number: Int, of: Int), _ classes: NameTable, _ values: [NameTable]
  ) {
    rows += 1
    name.removeAll()
    for column in columns.quasi {
      let cell = batch.span(row: row, column: column)
      name.append(number: UInt32(truncatingIfNeeded: cell.count))
      name.append(cell)
    }
    let bytes = unsafe UnsafeRawBufferPointer(name.bytes)
    let isCounted = unsafe part.of == 1 || NameTable.part(of: bytes, among: part.of) == part.number
    let number = unsafe isCounted ? classes.number(of: bytes) : nil
    if let number { Self.add(1, at: number, to: &sizes) }
    for index in columns.sensitive.indices {
      let column = columns.sensitive[index].column
      let cell = unsafe UnsafeRawBufferPointer(batch.cell(row: row, column: column))
      let value = unsafe values[index].number(of: cell)
      Self.add(1, at: value, to: &totals[index])
      if let number { pairs[index][Self.pair(number, value), default: 0] += 1 }
    }
  }

  private static func add(_ count: Int, at index: Int, to counts: inout [Int]) {
    if index == counts.count { counts.append(0) }
    counts[index] += count
  }

  private static func pair(_ number: Int, _ value: Int) -> UInt64 {
    UInt64(number) << 32 | UInt64(value)
  }

  /// Adds what another thread counted in other rows.
  ///
  /// - Parameters:
  ///   - numbers: For each class of the other its number here.
  ///   - codes: For each sensitive field, for each value of the other its number here.
  ///   - classes: How many classes there are now.
  ///   - values: For each sensitive field how many values there are now.
  mutating func merge(
    _ other: borrowing ClassCounts, _ numbers: [Int], _ codes: [[Int]], classes: Int,
    values: [Int]
  ) {
    sizes += [Int](repeating: 0, count: classes - sizes.count)
    for (number, size) in other.sizes.enumerated() { sizes[numbers[number]] += size }
    for index in pairs.indices {
      totals[index] += [Int](repeating: 0, count: values[index] - totals[index].count)
      for (value, count) in other.totals[index].enumerated() {
        totals[index][codes[index][value]] += count
      }
      for (pair, count) in other.pairs[index] {
        let (number, value) = (numbers[Int(pair >> 32)], codes[index][Int(pair & 0xFFFF_FFFF)])
        pairs[index][Self.pair(number, value), default: 0] += count
      }
    }
    rows += other.rows
  }
}
