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

  // One property for all that a row changes, so that a batch has one access to be checked for exclusivity.
  private var counts: ClassCounts
  /// Rows of the table, in whichever part they are.
  var rows: Int { counts.rows }
  /// For each class its rows.
  var sizes: [Int] { counts.sizes }
  /// For each sensitive field and value the rows of the whole table.
  var totals: [[Int]] { counts.totals }
  /// For each sensitive field how often a value is in a class: its number below that of the class.
  var pairs: [[UInt64: Int]] { counts.pairs }
  /// For each sensitive field its values.
  let values: [NameTable]
  private let classes = NameTable()

  /// Whether it took more bytes than it may: what it counted is not all then.
  private(set) var isFull = false

  init(_ columns: ClassColumns, part: (number: Int, of: Int) = (0, 1), room: Int) {
    (self.columns, self.part, self.room) = (columns, part, room)
    counts = ClassCounts(fields: columns.sensitive.count)
    values = columns.sensitive.map { _ in NameTable() }
  }

  func read(_ batch: borrowing RecordBatch, firstRow: Int) throws(Failure) {
    guard !isFull else { return }
    counts.add(batch, columns, part, classes, values)
    isFull = byteCount > room
  }

  /// About how many bytes it takes; a pair is sorted in the end, for which there must be room too.
  private var byteCount: Int {
    classes.byteCount + counts.byteCount + values.reduce(0) { $0 + $1.byteCount }
  }

  /// Adds what another thread counted in other rows.
  ///
  /// - Parameter room: The bytes that both may take together.
  func merge(_ other: ClassTally, room: Int) {
    var numbers = [Int](repeating: 0, count: other.sizes.count)
    unsafe other.classes.forEach { numbers[$1] = unsafe classes.number(of: $0) }
    let codes = values.indices.map { index in
      var codes = [Int](repeating: 0, count: other.totals[index].count)
      unsafe other.values[index].forEach { codes[$1] = unsafe values[index].number(of: $0) }
      return codes
    }
    counts.merge(
      other.counts, numbers, codes, classes: classes.count, values: values.map(\.count))
    isFull = isFull || other.isFull || byteCount > room
  }
}
