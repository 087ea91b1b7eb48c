// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Which cells of a row say what it is, in one of two releases that are compared.
public struct RowShape: Sendable {
  /// The columns that name the row; all that both releases have where there is no key.
  public var key: [Int]
  /// The columns whose changes are counted, in the same order for both releases; empty without a key.
  public var cells: [Int]
  /// The columns that make the class of the row; nil where no class is asked for.
  public var classes: [Int]?
  /// How many columns there are.
  public var width: Int

  /// Makes a shape.
  public init(key: [Int], cells: [Int], classes: [Int]?, width: Int) {
    (self.key, self.cells, self.classes, self.width) = (key, cells, classes, width)
  }

  /// How many words a row is: its key, the row, the class, and two cells a word.
  var stride: Int { 3 + (classes == nil ? 0 : 2) + (cells.count + 1) / 2 }
}

/// Rows as hashes, each of the same number of 64-bit words: two of the key, one of the whole row with the
/// release as its lowest bit, two of the class where that is asked, and 32 bits a cell.
public struct RowDigests: Sendable {
  /// Rows.
  public private(set) var count = 0
  private(set) var words: ContiguousArray<UInt64> = []

  /// Makes an empty list.
  public init() {}

  /// Adds the rows of a batch.
  public mutating func append(
    _ batch: borrowing RecordBatch, _ shape: RowShape, _ release: Differencing.Release
  ) {
    var key = ClassHasher()
    var whole = ClassHasher()
    words.reserveCapacity(words.count + batch.rowCount * shape.stride)
    for row in 0..<batch.rowCount {
      key.begin()
      for column in shape.key { key.add(batch.cell(row: row, column: column)) }
      let name = key.finish()
      words.append(name.high)
      words.append(name.low)
      whole.begin()
      for column in 0..<shape.width { whole.add(batch.cell(row: row, column: column)) }
      words.append(whole.firstHalf & ~1 | release.rawValue)
      if let classes = shape.classes {
        key.begin()
        for column in classes { key.add(batch.cell(row: row, column: column)) }
        let name = key.finish()
        words.append(name.high)
        words.append(name.low)
      }
      append(batch, row: row, cells: shape.cells)
    }
    count += batch.rowCount
  }

  /// Two cells a word, the first one below.
  @inline(__always)
  private mutating func append(_ batch: borrowing RecordBatch, row: Int, cells: [Int]) {
    var (word, isHalf) = (UInt64(0), false)
    for column in cells {
      let hash = ByteHash.of(batch.cell(row: row, column: column))
      let half = (hash ^ hash >> 32) & 0xFFFF_FFFF
      if isHalf { words.append(word | half << 32) } else { word = half }
      isHalf.toggle()
    }
    if isHalf { words.append(word) }
  }
}
