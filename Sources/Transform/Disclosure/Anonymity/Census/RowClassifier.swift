// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Finds out row by row which class a row is in, from its treated cells; one thread's.
struct RowClassifier: ~Copyable {
  /// Whether the cells themselves are wanted, not only what class they make.
  private let keepsCells: Bool
  /// The class of the row that was ended last.
  private(set) var key = ClassKey(high: 0, low: 0)
  private var hasher = ClassHasher()
  /// Two words for each sensitive value of the row.
  private var values: [UInt64] = []
  /// The sensitive cells of the row, where cells are wanted.
  private var sensitive = ClassHasher()

  init(keepsCells: Bool) {
    self.keepsCells = keepsCells
  }

  /// Begins a row.
  @inline(__always)
  mutating func begin() {
    hasher.begin()
    sensitive.begin()
    values.removeAll(keepingCapacity: true)
  }

  /// Takes a cell as it will be published.
  @inline(__always)
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>, _ role: FieldProgram.ClassRole) {
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

  /// Ends a good row, and enters it in the result; true where its class is left out.
  @inline(__always)
  mutating func isSuppressed(by classes: ClassSet, _ result: inout TransformResult) -> Bool {
    key = hasher.finish()
    result.classSum &+= key.high
    if classes.contains(key) {
      result.suppressed += 1
      return true
    }
    result.counted += 1
    if keepsCells {
      enterCells(&result)
    } else {
      result.classKeys.append(key.high)
      result.classKeys.append(key.low)
      for word in values { result.classKeys.append(word) }
    }
    return false
  }

  private mutating func enterCells(_ result: inout TransformResult) {
    hasher.add(sensitive)
    let key = hasher.finish()
    result.classKeys.append(key.high)
    result.classKeys.append(key.low)
    result.classCells.append(contentsOf: hasher.bytes)
  }
}
