// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// Compares the rows of two releases, in bounded memory, in whatever order they come.
///
/// A row waits until the one with the same key comes from the other release; where both files are in about
/// the same order, as they mostly are, few wait. What waits for too long goes to disk in sorted runs, and is
/// matched at the end. A key is told by 128 bits, a row by 63, a cell by 32.
package struct RowMatcher {
  private let shape: RowShape
  private let isPartial: Bool
  private let differencing: Differencing?
  private var waiting: WaitingRows
  private var runs: RowRuns
  private var counts = RowChanges()
  private var changed = 0
  private var cells: [Int]

  /// Makes a comparison that holds at most `memory` bytes and spills into `folder`, which must exist; rows that
  /// differ in any cell are given to `differencing`.
  package init(shape: RowShape, memory: Int, folder: String, differencing: Differencing? = nil) {
    self.shape = shape
    isPartial = shape.isPartial
    self.differencing = differencing
    waiting = WaitingRows(stride: shape.stride, memory: memory)
    runs = RowRuns(stride: shape.stride, folder: folder)
    cells = Array(repeating: 0, count: shape.cells.count)
  }

  /// Adds rows of either release, of this shape.
  package mutating func add(_ digests: RowDigests) throws(Failure) {
    let (words, stride) = (digests.words.span, shape.stride)
    for row in 0..<digests.count { try add(words.extracting(row * stride..<(row + 1) * stride)) }
  }

  private mutating func add(_ row: Span<UInt64>) throws(Failure) {
    var tally = Tally(shape, differencing, isPartial: isPartial)
    if try waiting.meet(row, { other throws(Failure) in try tally.pair(row, other, &cells) }) {
      changed += tally.changed
    } else if waiting.isFull {
      try runs.spill(&waiting)
    }
  }

  /// What differs; `names` are those of the columns whose cells were compared. To be asked once.
  package mutating func finish(names: [String]) throws(Failure) -> RowChanges {
    var group = Group(tally: Tally(shape, differencing, isPartial: isPartial))
    if runs.isEmpty {
      try waiting.drain { words throws(Failure) in
        try group.add(words, &cells)
      }
    } else {
      try runs.spill(&waiting)
      try runs.forEach { row throws(Failure) in try group.add(row, &cells) }
    }
    try group.end()
    counts.added = group.added
    counts.removed = group.removed
    if !shape.cells.isEmpty {
      counts.changed = changed + group.tally.changed
      counts.fields = zip(names, cells).filter { $1 > 0 }
        .map { RowChanges.Field(name: $0, changed: $1) }
    }
    return counts
  }
}

/// What is counted of a row, or of two with the same key.
private struct Tally {
  let shape: RowShape
  let differencing: Differencing?
  private let isPartial: Bool
  /// Pairs with a cell that differs.
  var changed = 0

  package init(_ shape: RowShape, _ differencing: Differencing?, isPartial: Bool) {
    (self.shape, self.differencing, self.isPartial) = (shape, differencing, isPartial)
  }

  /// A row that stands alone.
  func single(_ row: Span<UInt64>) throws(Failure) {
    guard let differencing, shape.classes != nil else { return }
    try differencing.add(
      ClassKey(high: row[3], low: row[4]), row: ClassKey(high: row[2], low: 0),
      in: row[2] & 1 == Differencing.Release.newer.rawValue ? .newer : .older)
  }

  /// A row of each release with the same key.
  mutating func pair(
    _ one: Span<UInt64>, _ other: Span<UInt64>, _ cells: inout [Int]
  ) throws(Failure) {
    if one[2] | 1 != other[2] | 1 {
      try single(one)
      try single(other)
    } else if !isPartial {
      return
    }
    let first = shape.stride - (shape.cells.count + 1) / 2
    var isChanged = false
    for index in cells.indices {
      let difference =
        (one[first + index / 2] ^ other[first + index / 2]) >> (index & 1 == 0 ? 0 : 32)
      guard difference & 0xFFFF_FFFF != 0 else { continue }
      cells[index] += 1
      isChanged = true
    }
    if isChanged { changed += 1 }
  }
}

/// Counts rows that come in the order of their keys.
///
/// Of each key one row waits for that of the other release. Where a key is there more than once, as whole rows
/// may be, the others are only counted: their cells are the same.
private struct Group {
  var tally: Tally
  var added = 0
  var removed = 0
  /// The words of the row that waits; empty where none does.
  private var pending: [UInt64] = []
  private var key: (UInt64, UInt64) = (0, 0)
  /// How many more rows of the key there are in the newer release.
  private var balance = 0

  package init(tally: Tally) { self.tally = tally }

  package mutating func add(_ row: Span<UInt64>, _ cells: inout [Int]) throws(Failure) {
    if key != (row[0], row[1]) {
      try end()
      key = (row[0], row[1])
    }
    if pending.isEmpty {
      for word in row.indices { pending.append(row[word]) }
    } else if pending[2] & 1 != row[2] & 1 {
      var other: [UInt64] = []
      swap(&other, &pending)
      defer { swap(&other, &pending) }
      try tally.pair(row, other.span, &cells)
      other.removeAll(keepingCapacity: true)
    } else {
      try count(row)
    }
  }

  /// Ends a key.
  mutating func end() throws(Failure) {
    if !pending.isEmpty {
      let row = pending
      try count(row.span)
      pending.removeAll(keepingCapacity: true)
    }
    if balance > 0 { added += balance } else { removed -= balance }
    balance = 0
  }

  private mutating func count(_ row: Span<UInt64>) throws(Failure) {
    balance += row[2] & 1 == Differencing.Release.newer.rawValue ? 1 : -1
    try tally.single(row)
  }
}
