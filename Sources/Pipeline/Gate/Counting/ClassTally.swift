// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Which columns of a written table make the class of a row, and of which the values within a class are counted.
struct ClassColumns {
  /// A sensitive field.
  struct Sensitive {
    /// Its published name.
    var name: String
    /// The index of its column.
    var column: Int
    /// Whether its values are ordered numbers.
    var isNumeric: Bool
    /// What every class must satisfy.
    var asked: SensitiveRequirement
  }

  /// The indexes of the columns that tell of a person together.
  var quasi: [Int]
  /// The sensitive fields of which something is asked.
  var sensitive: [Sensitive]
  /// The fewest rows of a class.
  var minimum: Int

  /// The columns of a dataset as it is published.
  init(_ fields: [PublishedField], minimum: Int, sensitive asked: [String: SensitiveRequirement]) {
    self.minimum = minimum
    quasi = fields.indices.filter { fields[$0].privacy == .quasi }
    sensitive = fields.indices.compactMap { column in
      asked[fields[column].name].map { asked in
        Sensitive(
          name: fields[column].name, column: column,
          isNumeric: fields[column].privacy == .sensitive
            && ["integer", "number"].contains(fields[column].type), asked: asked)
      }
    }
  }
}

/// Counts the rows of each class of a written table, and of each sensitive value within it, one row after another.
///
/// A class is the bytes of its cells, each behind its length, so that `ab`, `c` is not `a`, `bc`: no two classes are
/// taken for one. What bounds the memory is that only one part of the classes may be counted at a time, in as many
/// readings of the table as there are parts.
final class ClassTally: WrittenReader {
  let columns: ClassColumns
  /// Which part of the classes is counted, from 0, and how many there are.
  private let part: (number: Int, of: Int)
  /// The bytes that it may take.
  private let room: Int

  /// Rows of the table, in whichever part they are.
  private(set) var rows = 0
  /// For each class its rows.
  private(set) var sizes: [Int] = []
  /// For each sensitive field and value the rows of the whole table.
  private(set) var totals: [[Int]]
  /// For each sensitive field how often a value is in a class: its number below that of the class.
  private(set) var pairs: [[UInt64: Int]]
  /// For each sensitive field its values.
  let values: [NameTable]
  private let classes = NameTable()
  private var name = ByteBuffer(capacity: 256)

  /// Whether it took more bytes than it may: what it counted is not all then.
  private(set) var isFull = false

  init(_ columns: ClassColumns, part: (number: Int, of: Int) = (0, 1), room: Int) {
    (self.columns, self.part, self.room) = (columns, part, room)
    totals = columns.sensitive.map { _ in [] }
    pairs = columns.sensitive.map { _ in [:] }
    values = columns.sensitive.map { _ in NameTable() }
  }

  func read(_ batch: borrowing RecordBatch, firstRow: Int) throws(Failure) {
    guard !isFull else { return }
    for row in 0..<batch.rowCount { add(batch, row) }
    isFull = byteCount > room
  }

  private func add(_ batch: borrowing RecordBatch, _ row: Int) {
    rows += 1
    name.removeAll()
    for column in columns.quasi {
      let cell = unsafe batch.cell(row: row, column: column)
      for shift in stride(from: 24, through: 0, by: -8) {
        name.append(UInt8(truncatingIfNeeded: cell.count >> shift))
      }
      unsafe name.append(cell)
    }
    let bytes = unsafe UnsafeRawBufferPointer(name.bytes)
    let isCounted = unsafe part.of == 1 || NameTable.part(of: bytes, among: part.of) == part.number
    let number = unsafe isCounted ? classes.number(of: bytes) : nil
    if let number { Self.add(1, at: number, to: &sizes) }
    for (index, field) in columns.sensitive.enumerated() {
      let cell = unsafe UnsafeRawBufferPointer(batch.cell(row: row, column: field.column))
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

  /// About how many bytes it takes; a pair is sorted in the end, for which there must be room too.
  private var byteCount: Int {
    classes.byteCount + sizes.capacity * 8 + values.reduce(0) { $0 + $1.byteCount }
      + totals.reduce(0) { $0 + $1.capacity * 8 } + pairs.reduce(0) { $0 + $1.capacity * 40 }
  }

  /// Adds what another thread counted in other rows.
  ///
  /// - Parameter room: The bytes that both may take together.
  func merge(_ other: ClassTally, room: Int) {
    var numbers = [Int](repeating: 0, count: other.sizes.count)
    unsafe other.classes.forEach { numbers[$1] = unsafe classes.number(of: $0) }
    sizes += [Int](repeating: 0, count: classes.count - sizes.count)
    for (number, size) in other.sizes.enumerated() { sizes[numbers[number]] += size }
    for index in pairs.indices {
      var codes = [Int](repeating: 0, count: other.totals[index].count)
      unsafe other.values[index].forEach { codes[$1] = unsafe values[index].number(of: $0) }
      totals[index] += [Int](repeating: 0, count: values[index].count - totals[index].count)
      for (value, count) in other.totals[index].enumerated() {
        totals[index][codes[value]] += count
      }
      for (pair, count) in other.pairs[index] {
        let (number, value) = (numbers[Int(pair >> 32)], codes[Int(pair & 0xFFFF_FFFF)])
        pairs[index][Self.pair(number, value), default: 0] += count
      }
    }
    rows += other.rows
    isFull = isFull || other.isFull || byteCount > room
  }
}
