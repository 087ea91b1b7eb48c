// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// Which cells of a row say what it is, in one of two releases that are compared.
package struct RowShape: Sendable {
  /// The columns that name the row; all that both releases have where there is no key.
  package var key: [Int]
  /// The columns whose changes are counted, in the same order for both releases; empty without a key.
  package var cells: [Int]
  /// The columns that make the class of the row; nil where no class is asked for.
  package var classes: [Int]?
  /// The columns by which a row is the same in both releases, in the same order for both: of a class that is asked for.
  package var whole: [Int]

  /// Makes a shape.
  package init(key: [Int], cells: [Int], classes: [Int]?, whole: [Int]) {
    (self.key, self.cells, self.classes, self.whole) = (key, cells, classes, whole)
  }

  /// Whether rows that are the same may have cells that differ.
  var isPartial: Bool { classes != nil && !cells.allSatisfy(whole.contains) }

  /// How many words a row is: its key, the row, the class, and two cells a word.
  var stride: Int { 3 + (classes == nil ? 0 : 2) + (cells.count + 1) / 2 }
}

/// Rows as hashes, each of the same number of 64-bit words: two of the key, one of the whole row with the
/// release as its lowest bit, two of the class where that is asked, and 32 bits a cell.
package struct RowDigests: Sendable {
  /// Rows.
  package private(set) var count = 0
  private(set) var words: ContiguousArray<UInt64> = []

  /// Makes an empty list.
  package init() {}

  /// Adds the rows of a batch.
  ///
  /// Where no class is asked, the row is told by the cells that are compared, which costs no hash of its own.
  package mutating func append(
    _ batch: borrowing RecordBatch, _ shape: RowShape, _ release: Differencing.Release
  ) {
    var hasher = ClassHasher()
    words.reserveCapacity(words.count + batch.rowCount * shape.stride)
    for row in 0..<batch.rowCount {
      let name = hasher.key(of: shape.key, batch, row: row)
      words.append(name.high)
      words.append(name.low)
      let place = words.count
      words.append(name.high)
      if let classes = shape.classes {
        let name = hasher.key(of: classes, batch, row: row)
        words.append(name.high)
        words.append(name.low)
      }
      let cells = append(batch, row: row, cells: shape.cells)
      if shape.classes != nil {
        words[place] = hasher.key(of: shape.whole, batch, row: row).high
      } else if !shape.cells.isEmpty {
        words[place] = cells
      }
      words[place] = words[place] & ~1 | release.rawValue
    }
    count += batch.rowCount
  }

  /// Two cells a word, the first one below; gives a hash of them all.
  @inline(__always)
  private mutating func append(
    _ batch: borrowing RecordBatch, row: Int, cells: [Int]
  ) -> UInt64 {
    var (word, isHalf, all) = (UInt64(0), false, UInt64(0))
    for column in cells {
      let hash = ByteHash.of(batch.span(row: row, column: column))
      let product = (all ^ hash).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      all = (product.high ^ product.low) &+ 0xD6E8_FEB8_6659_FD93
      let half = (hash ^ hash >> 32) & 0xFFFF_FFFF
      if isHalf { words.append(word | half << 32) } else { word = half }
      isHalf.toggle()
    }
    if isHalf { words.append(word) }
    return all
  }
}

extension ClassHasher {
  /// The key of some cells of a row.
  @inline(__always)
  fileprivate mutating func key(
    of columns: some Sequence<Int>, _ batch: borrowing RecordBatch, row: Int
  ) -> ClassKey {
    begin()
    for column in columns { add(batch.span(row: row, column: column)) }
    return finish()
  }
}
