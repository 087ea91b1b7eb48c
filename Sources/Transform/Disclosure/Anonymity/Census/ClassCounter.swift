// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTables

/// How often a value of a sensitive field occurs within a class.
package struct ValueCount {
  var code: UInt32
  var count: Int
}

/// Counts the rows of every class, or of every value within every class, in bounded memory.
///
/// Beyond the budget, sorted runs go to a private file; they are merged each time that the classes are
/// asked for.
final class ClassCounter {
  private var table: CountTable
  private let runs: SortedRuns
  private let hasValues: Bool
  private var isClosed = false
  /// How many entries are sorted at the front of the table, once it is closed.
  private var sorted = 0

  init(memory: Int, folder: String, hasValues: Bool) {
    self.hasValues = hasValues
    table = CountTable(memory: memory)
    runs = SortedRuns(folder: folder)
  }

  /// Whether anything went to disk.
  var hasSpilled: Bool { !runs.isEmpty }

  /// Adds one row; `code` is that of its sensitive value, 0 where only classes are counted.
  @inline(__always)
  package func add(_ key: ClassKey, code: UInt32 = 0) throws(Failure) {
    if table.isFull { try spill() }
    if !table.add(key, code: code) {
      try spill()
      _ = table.add(key, code: code)
    }
  }

  private func spill() throws(Failure) {
    let count = table.sort()
    try table.withEntries(count) { entries throws(Failure) in try runs.append(entries) }
    table.removeAll()
  }

  /// Ends the counting; afterwards the classes may be asked for, and nothing added.
  ///
  /// Where only classes are counted and all are in memory, each has one slot: there is nothing to sort.
  private func close() throws(Failure) {
    guard !isClosed else { return }
    isClosed = true
    if runs.isEmpty {
      if hasValues { sorted = table.sort() }
    } else {
      try spill()
      table = CountTable(memory: 0)
    }
  }

  /// Visits every class in an order that stays the same, with its values in the order of their codes.
  func forEachClass(
    _ body: (ClassKey, _ size: Int, Span<ValueCount>) throws(Failure) -> Void
  ) throws(Failure) {
    try close()
    guard hasValues || !runs.isEmpty else { return try forEachSlot(body) }
    var current: ClassKey?
    var size = 0
    var values: [ValueCount] = []
    func finish() throws(Failure) {
      guard let current else { return }
      try body(current, size, values.span)
    }
    func add(_ entry: SortedEntry) throws(Failure) {
      let key = ClassKey(high: entry.high, low: entry.low)
      let code = UInt32(entry.word >> 32)
      let count = Int(entry.word & 0xFFFF_FFFF)
      if key != current {
        try finish()
        (current, size) = (key, 0)
        values.removeAll(keepingCapacity: true)
      }
      size += count
      if let last = values.last, last.code == code {
        values[values.count - 1].count += count
      } else {
        values.append(ValueCount(code: code, count: count))
      }
    }
    try table.withEntries(sorted) { entries throws(Failure) in
      try runs.forEach(or: entries) { entry throws(Failure) in try add(entry) }
    }
    try finish()
  }

  private func forEachSlot(
    _ body: (ClassKey, _ size: Int, Span<ValueCount>) throws(Failure) -> Void
  ) throws(Failure) {
    try table.withEntries { entries throws(Failure) in
      for place in entries.indices where !entries[place].isFree {
        let entry = entries[place]
        let size = Int(entry.word & 0xFFFF_FFFF)
        let only: InlineArray<1, ValueCount> = [ValueCount(code: 0, count: size)]
        try body(ClassKey(high: entry.high, low: entry.low), size, only.span)
      }
    }
  }
}
