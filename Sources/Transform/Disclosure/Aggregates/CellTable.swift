// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikValues

/// Groups treated rows into cells, or into the contributors of cells, in bounded memory; one thread's.
///
/// It compares whole keys, so that cells are exact; sums are exact too, so that neither the order
/// of rows nor the number of threads shows in them.
package final class CellTable: @unchecked Sendable {
  /// What is known of one field in one entry.
  struct Tally {
    /// Of the values.
    var sum = FixedDecimal(units: 0, scale: 0)
    /// How many values there are.
    var values = 0
    /// Of the values without their signs; kept where every row is a contributor.
    var magnitude = FixedDecimal(units: 0, scale: 0)
  }

  let plan: AggregatePlan
  private let most: Int
  /// Of each entry the cells of `by`, then that of the contributor, each with its length before it.
  private var keys = BytesTable(expected: 1 << 7)
  private(set) var rows: [Int] = []
  private var tallies: [Tally] = []
  /// The largest magnitudes of each entry and field, the largest first; kept where every row is a
  /// contributor.
  private var largest: [FixedDecimal] = []
  private var key = ByteBuffer()

  /// Makes a table that takes at most about `memory` bytes.
  package init(_ plan: AggregatePlan, memory: Int) {
    self.plan = plan
    most = max(memory, 1 << 16)
  }

  /// How many entries there are.
  var count: Int { rows.count }

  /// Adds the rows of a batch.
  ///
  /// - Throws: `memory-exceeded`, and `constraint-error` for a value that has no exact sum.
  package func add(_ batch: borrowing OpenBatch) throws(Failure) {
    let width = batch.width
    for row in 0..<batch.rowCount {
      key.removeAll()
      for column in plan.keyColumns { Self.append(batch.cell(row * width + column), to: &key) }
      let entry = try key.withSpan { key throws(Failure) in try self.entry(of: key) }
      rows[entry] += 1
      for (field, column) in plan.sumColumns.enumerated() {
        let cell = batch.cell(row * width + column)
        guard !cell.isEmpty else { continue }
        guard let value = FixedDecimal(cell) else { throw plan.tooLarge(field) }
        try add(value, to: entry, field)
      }
    }
  }

  /// Adds all entries of another table.
  package func add(_ other: CellTable) throws(Failure) {
    for index in 0..<other.count {
      try add(other, index, at: other.keys[index].span)
    }
  }

  /// The table with one category in the place of all in some fields of `by`.
  func total(over fields: [Int], label: Span<UInt8>) throws(Failure) -> CellTable {
    let result = CellTable(plan, memory: most)
    for index in 0..<count {
      key.removeAll()
      for (position, cell) in cells(of: index).enumerated() {
        if fields.contains(position) {
          Self.append(label, to: &key)
        } else {
          Self.append(cell.span, to: &key)
        }
      }
      try key.withSpan { key throws(Failure) in try result.add(self, index, at: key) }
    }
    return result
  }

  private func add(
    _ other: CellTable, _ index: Int, at key: Span<UInt8>
  ) throws(Failure) {
    let entry = try entry(of: key)
    rows[entry] += other.rows[index]
    for field in plan.sumColumns.indices {
      let theirs = other.tally(index, field)
      try merge(theirs, into: entry, field)
      for value in other.largest(index, field) { rank(value, entry, field) }
    }
  }

  // MARK: Entries

  func tally(_ entry: Int, _ field: Int) -> Tally {
    tallies[entry * plan.sumColumns.count + field]
  }

  /// The largest magnitudes of single rows, the largest first; empty where contributors are told apart.
  func largest(_ entry: Int, _ field: Int) -> ArraySlice<FixedDecimal> {
    let start = (entry * plan.sumColumns.count + field) * plan.rankedRows
    return largest[start..<start + plan.rankedRows]
  }

  /// The cells of an entry's key.
  func cells(of entry: Int) -> [ArraySlice<UInt8>] {
    var rest = keys[entry]
    var cells: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
      let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      cells.append(rest.dropFirst(4).prefix(length))
      rest = rest.dropFirst(4 + length)
    }
    return cells
  }

  private static func append(_ cell: Span<UInt8>, to key: inout ByteBuffer) {
    for shift in [0, 8, 16, 24] { key.append(UInt8(truncatingIfNeeded: cell.count >> shift)) }
    key.append(cell)
  }

  /// The entry of a key, which is made where there is none yet.
  @inline(__always)
  private func entry(of key: Span<UInt8>) throws(Failure) -> Int {
    let hash = ByteHash.of(key)
    let place = keys.place(of: key, hash: hash)
    if let entry = keys.number(at: place) { return entry }
    return try insert(key, hash, at: place)
  }

  private func insert(
    _ key: Span<UInt8>, _ hash: UInt64, at place: Int
  ) throws(Failure) -> Int {
    let bytes = keys.byteCount + key.count + count * plan.entrySize
    guard bytes * 2 < most else { throw plan.tooMany }
    rows.append(0)
    for _ in plan.sumColumns {
      tallies.append(Tally())
      for _ in 0..<plan.rankedRows { largest.append(FixedDecimal(units: 0, scale: 0)) }
    }
    return keys.add(key, hash: hash, at: place)
  }

  // MARK: Sums

  private func add(_ value: FixedDecimal, to entry: Int, _ field: Int) throws(Failure) {
    let magnitude = plan.rankedRows > 0 ? value.magnitude : FixedDecimal(units: 0, scale: 0)
    try merge(Tally(sum: value, values: 1, magnitude: magnitude), into: entry, field)
    if plan.rankedRows > 0 { rank(magnitude, entry, field) }
  }

  private func merge(_ more: Tally, into entry: Int, _ field: Int) throws(Failure) {
    let at = entry * plan.sumColumns.count + field
    guard let sum = tallies[at].sum.adding(more.sum),
      let magnitude = tallies[at].magnitude.adding(more.magnitude)
    else { throw plan.tooLarge(field) }
    tallies[at].sum = sum
    tallies[at].magnitude = magnitude
    tallies[at].values += more.values
  }

  private func rank(_ value: FixedDecimal, _ entry: Int, _ field: Int) {
    let start = (entry * plan.sumColumns.count + field) * plan.rankedRows
    var at = start + plan.rankedRows - 1
    guard at >= start, largest[at] < value else { return }
    while at > start, largest[at - 1] < value {
      largest[at] = largest[at - 1]
      at -= 1
    }
    largest[at] = value
  }
}
