// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Finds out row by row which class a row is in, from its treated cells; one thread's.
package struct RowClassifier: ~Copyable {
  /// Whether the cells themselves are wanted, not only what class they make.
  private let keepsCells: Bool
  /// The class of the row that was ended last.
  package private(set) var key = ClassKey(high: 0, low: 0)
  private var hasher = ClassHasher()
  /// Two words for each sensitive value of the row.
  private var values: [UInt64] = []
  /// The sensitive cells of the row, where cells are wanted.
  private var sensitive = ClassHasher()

  package init(keepsCells: Bool) {
    self.keepsCells = keepsCells
  }

  /// Begins a row.
  @inline(__always)
  package mutating func begin() {
    hasher.begin()
    sensitive.begin()
    values.removeAll(keepingCapacity: true)
  }

  /// Takes a cell as it will be published.
  @inline(__always)
  package mutating func add(_ cell: Span<UInt8>, _ role: ClassRole) {
    switch role {
    case .none: return
    case .quasi: hasher.add(cell)
    case .text, .number:
      if keepsCells { return sensitive.add(cell) }
      let key = ValueDictionary.key(of: cell, isNumeric: role == .number)
      values.append(key.high)
      values.append(key.low)
    }
  }

  /// Ends a good row, and enters it in the tally; true where its class is left out.
  @inline(__always)
  package mutating func isSuppressed(by classes: ClassSet, _ tally: inout BatchClasses) -> Bool {
    key = hasher.finish()
    tally.sum &+= key.high
    if classes.contains(key) {
      tally.suppressed += 1
      return true
    }
    tally.counted += 1
    if keepsCells {
      enterCells(&tally)
    } else {
      tally.keys.append(key.high)
      tally.keys.append(key.low)
      for word in values { tally.keys.append(word) }
    }
    return false
  }

  private mutating func enterCells(_ tally: inout BatchClasses) {
    hasher.add(sensitive)
    let key = hasher.finish()
    tally.keys.append(key.high)
    tally.keys.append(key.low)
    tally.cells.append(contentsOf: hasher.bytes)
  }
}
