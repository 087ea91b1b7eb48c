// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// Collects the distinct combinations of quasi-identifiers and sensitive values of a table of any length,
/// row by row, with how many rows have each: what generalisation and Mondrian choose from.
///
/// A combination is named by 128 bits and stands once, in one run of bytes; all of them must fit in the
/// memory.
package final class CombinationCensus {
  private let quasi: [String]
  private let sensitive: [SensitiveField]
  private let memory: Int
  private let bytesPerRow: Int
  private var keys = KeyTable<ClassKey>(expected: 1 << 9)
  private var counts: [Int] = []
  /// Where the cells of each combination begin.
  private var starts: [Int] = []
  private var arena = ByteBuffer(capacity: 1 << 12)

  /// What a combination takes besides its cells while arrays grow: key, count, start, slots.
  private static let overhead = 96

  /// Makes a census.
  ///
  /// - Parameters:
  ///   - memory: bytes that this and what is made of it may take together.
  ///   - bytesPerRow: bytes that the work on the table will take for each of its rows.
  package init(quasi: [String], sensitive: [SensitiveField], memory: Int, bytesPerRow: Int) {
    (self.quasi, self.sensitive) = (quasi, sensitive)
    (self.memory, self.bytesPerRow) = (memory, bytesPerRow)
  }

  /// Adds the rows of a block, as a plan that asks for combinations gives them.
  ///
  /// - Throws: `memory-exceeded` where there are more combinations than memory.
  package func add(_ rows: BatchClasses) throws(Failure) {
    let cells = rows.cells.span
    var at = 0
    for row in 0..<rows.counted {
      let start = at
      for _ in 0..<(quasi.count + sensitive.count) { at += 4 + Self.length(cells, at) }
      try add(ClassKey(high: rows.keys[2 * row], low: rows.keys[2 * row + 1]), cells[start..<at])
    }
  }

  private static func length(_ cells: Span<UInt8>, _ at: Int) -> Int {
    Int(UInt32(littleEndian: cells.halfWord(at: at)))
  }

  private func add(
    _ key: ClassKey, _ cells: Span<UInt8>
  ) throws(Failure) {
    let place = keys.place(of: key, hash: key.low)
    if let number = keys.number(at: place) {
      counts[number] += 1
      return
    }
    let bytes = (keys.count + 1) * (Self.overhead + bytesPerRow) + 2 * (arena.count + cells.count)
    guard bytes <= memory || keys.count < 1 << 10 else { throw tooMany }
    _ = keys.add(key, at: place, hash: { $0.low })
    counts.append(1)
    starts.append(arena.count)
    arena.append(cells)
  }

  private var tooMany: Failure {
    Failure(
      .memoryExceeded,
      "there are more than \(keys.count) different rows of quasi-identifiers and sensitive values, which is more "
        + "than there is memory to choose from",
      hint:
        "Raise --memory, make the fields coarser before (treat: {prefix: …} or {date: year}), or ask l and t of "
        + "fewer fields.")
  }

  /// The combinations as a table, in the order of appearance: the quasi-identifiers, then the sensitive
  /// fields. The census is empty afterwards.
  package func table() -> CodedTable {
    keys = KeyTable()
    var columns = (quasi + sensitive.map(\.name)).map { CodedTable.Column(name: $0) }
    var dictionaries = columns.map { _ in ValueDictionary(isNumeric: false, memory: .max) }
    var taken = ByteBuffer()
    swap(&taken, &arena)
    let cells = taken.span
    for var at in starts {
      for column in columns.indices {
        let end = at + 4 + Self.length(cells, at)
        let cell = cells.extracting((at + 4)..<end)
        let key = ValueDictionary.key(of: cell, isNumeric: false)
        let code = dictionaries[column].code(of: key) ?? 0
        if code == columns[column].values.count {
          columns[column].values.append(String(decoding: cell, as: UTF8.self))
        }
        columns[column].codes.append(code)
        at = end
      }
    }
    let table = CodedTable(columns: columns, weights: counts)
    (counts, starts) = ([], [])
    arena = ByteBuffer()
    return table
  }
}
