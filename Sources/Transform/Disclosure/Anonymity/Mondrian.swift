// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Strict multidimensional Mondrian: halves the table along one quasi-identifier at a time as long as both
/// halves satisfy the requirement; every quasi-identifier then becomes what its part spans.
///
/// The field is the one whose part spans most of the ranks of all its values; of several the first. The
/// cut is the allowable one that divides the rows most evenly, the lower of two. So no part of the result
/// could be cut again, and the result does not depend on the order of the rows.
/// Source: LeFevre, DeWitt, Ramakrishnan, "Mondrian Multidimensional K-Anonymity", ICDE 2006, section 4.
package struct Mondrian {
  /// How the values of a quasi-identifier are ordered, and what a part is called.
  package enum Order: Sendable {
    /// By number, an empty value first: `20-29`.
    case numeric
    /// By text, as ISO dates and times are ordered, an empty value first: `2026-01-31/2026-02-28`.
    case interval
    /// By text: `{A|B}`.
    case text
    /// By place in this list: `{A|B}`; what is not listed comes after it, by text.
    case listed([String])
  }

  private let table: CodedTable
  private let fields: [RankedColumn]
  private let sensitive: [SensitiveColumn]
  private let requirement: AnonymityRequirement
  /// The whole table's distribution of each sensitive field: nothing is suppressed.
  private let releases: [SensitiveDistribution]

  /// Prepares a table, whose rows that are the same are best collapsed.
  package init(
    _ table: CodedTable, quasi: [(column: Int, order: Order)],
    sensitive: [(column: Int, isNumeric: Bool)] = [], requirement: AnonymityRequirement
  ) {
    (self.table, self.requirement) = (table, requirement)
    fields = quasi.map { RankedColumn(table.columns[$0.column], place: $0.column, $0.order) }
    let columns = sensitive.map {
      SensitiveColumn(table.columns[$0.column], isNumeric: $0.isNumeric)
    }
    self.sensitive = columns
    releases = columns.map { column in
      var counts = [Int](repeating: 0, count: column.distinct)
      for (row, code) in column.codes.enumerated() { counts[Int(code)] += table.weights[row] }
      return SensitiveDistribution(counts: counts, numbers: column.numbers)
    }
  }

  /// The table with every quasi-identifier as coarse as its part; nil where the whole table fails already.
  package func release() -> CodedTable? {
    let all = Array(table.weights.indices)
    guard holds(all[...]) else { return nil }
    var names = fields.map { _ in ReleasedColumn(rows: all.count) }
    var open = [all[...]]
    while let part = open.popLast() {
      if let (low, high) = cut(part) {
        open.append(high[...])
        open.append(low[...])
      } else {
        for (position, field) in fields.enumerated() {
          names[position].set(field.name(of: part), for: part)
        }
      }
    }
    var released = table
    for (field, column) in zip(fields, names) {
      released = released.replacing(field.place, codes: column.codes, values: column.values)
    }
    return released
  }

  /// The two halves of a part; nil where no cut is allowable.
  private func cut(_ part: ArraySlice<Int>) -> (low: [Int], high: [Int])? {
    let spans = fields.map { $0.span(of: part) }
    let widest = fields.indices.filter { spans[$0] > 0 }.sorted {
      spans[$0] != spans[$1] ? spans[$0] > spans[$1] : $0 < $1
    }
    for field in widest {
      for bound in bounds(of: part, fields[field]) {
        let low = part.filter { fields[field].rank(of: $0) <= bound }
        let high = part.filter { fields[field].rank(of: $0) > bound }
        if holds(low[...]), holds(high[...]) { return (low, high) }
      }
    }
    return nil
  }

  /// The ranks after which both halves have k rows, the most even cut first.
  private func bounds(of part: ArraySlice<Int>, _ field: RankedColumn) -> [UInt32] {
    var rows: [UInt32: Int] = [:]
    for row in part { rows[field.rank(of: row), default: 0] += table.weights[row] }
    let total = rows.values.reduce(0, +)
    var (below, found): (Int, [(bound: UInt32, excess: Int)]) = (0, [])
    for (rank, count) in rows.sorted(by: { $0.key < $1.key }) {
      below += count
      guard below >= requirement.k, total - below >= requirement.k else { continue }
      found.append((rank, abs(2 * below - total)))
    }
    return found.sorted { ($0.excess, $0.bound) < ($1.excess, $1.bound) }.map(\.bound)
  }

  private func holds(_ part: ArraySlice<Int>) -> Bool {
    let size = part.reduce(0) { $0 + table.weights[$1] }
    guard size >= max(requirement.k, 1) else { return false }
    return requirement.sensitive.allSatisfy { field, rule in
      var counts: [UInt32: Int] = [:]
      for row in part { counts[sensitive[field].codes[row], default: 0] += table.weights[row] }
      let values = counts.sorted { $0.key < $1.key }.map {
        ValueCount(code: $0.key, count: $0.value)
      }
      return rule.holds(for: values.span, size: size, in: releases[field])
    }
  }
}

/// A column that is being written part by part.
private struct ReleasedColumn {
  var codes: [UInt32]
  var values: [String] = []
  private var known: [String: UInt32] = [:]

  package init(rows: Int) { codes = Array(repeating: 0, count: rows) }

  mutating func set(_ name: String, for part: ArraySlice<Int>) {
    let next = UInt32(values.count)
    let code = known[name] ?? next
    if code == next {
      known[name] = code
      values.append(name)
    }
    for row in part { codes[row] = code }
  }
}
