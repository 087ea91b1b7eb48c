// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
package import HergebruikValues

/// A cell of a table of counts.
package struct Cell {
  /// Whether it is shown.
  package enum State {
    case open
    /// Empty for its own sake.
    case primary
    /// Empty for the sake of another.
    case secondary
  }

  /// What is known of one summed field.
  package struct Sum {
    package var sum: FixedDecimal
    /// Values, one for each row that has one.
    package var values: Int
    /// Of the contributors, without signs.
    var magnitude: FixedDecimal
    /// How much more `magnitude` would have to be for no rule to hold; 0 where none holds.
    var shortage: FixedDecimal
  }

  /// For each field of `by` its category; the number of categories for a total.
  package var codes: [Int]
  package var rows: Int
  package var contributors: Int
  /// The fewest contributors of any sum that is not empty; as many as there are where nothing is summed.
  package var fewest: Int
  package var sums: [Sum]
  package var state = State.open
}

/// The cells of a table in the order of publication, with the categories of each field.
package struct CellList {
  /// The texts of each field's categories, in order.
  package var categories: [[[UInt8]]]
  var cells: [Cell]

  /// Takes the cells of a table of entries, and the totals that are asked for.
  ///
  /// - Throws: `constraint-error` where a category is called like a total, and all that adding up throws.
  package init(_ table: CellTable) throws(Failure) {
    let plan = table.plan
    let by = plan.request.by
    categories = by.indices.map { field in
      let texts = Set((0..<table.count).map { Array(table.cells(of: $0)[field]) })
      return Self.sorted(texts, isNumeric: plan.isNumeric[field])
    }
    let label = Array(Aggregate.totalLabel.utf8)
    let totals = by.indices.filter { plan.request.totals.contains(by[$0]) }
    for field in totals where categories[field].contains(label) {
      throw Failure(
        .constraintError, at: .init(field: by[field]),
        "a category of '\(by[field])' is called '\(Aggregate.totalLabel)', as the rows with totals are",
        hint: "Rename it in the source system, or take '\(by[field])' out of 'totals'.")
    }
    cells = try Self.reduce(table, categories, over: [])
    for mask in 1..<(1 << totals.count) {
      let fields = totals.indices.filter { mask >> $0 & 1 == 1 }.map { totals[$0] }
      let total = try table.total(over: fields, label: label.span)
      cells += try Self.reduce(total, categories, over: fields)
    }
    cells.sort { $0.codes.lexicographicallyPrecedes($1.codes) }
  }

  private static func sorted(_ texts: Set<[UInt8]>, isNumeric: Bool) -> [[UInt8]] {
    func number(_ text: [UInt8]) -> Double {
      let value = DecimalText.double(text.span)
      return text.isEmpty || value.isNaN ? -.infinity : value
    }
    return texts.sorted { one, other in
      guard isNumeric, number(one) != number(other) else {
        return one.lexicographicallyPrecedes(other)
      }
      return number(one) < number(other)
    }
  }

  // MARK: Contributors to cells

  private static func reduce(
    _ table: CellTable, _ categories: [[[UInt8]]], over totals: [Int]
  ) throws(Failure) -> [Cell] {
    let codes = categories.map { texts in
      Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, $0) })
    }
    var entries: [[Int]: [Int]] = [:]
    for entry in 0..<table.count {
      let cells = table.cells(of: entry)
      let place = categories.indices.map { field in
        totals.contains(field)
          ? categories[field].count : codes[field][Array(cells[field])] ?? 0
      }
      entries[place, default: []].append(entry)
    }
    var result: [Cell] = []
    for (place, entries) in entries { result.append(try cell(place, entries, of: table)) }
    return result
  }

  private static func cell(
    _ codes: [Int], _ entries: [Int], of table: CellTable
  ) throws(Failure) -> Cell {
    let plan = table.plan
    let isSingle = plan.request.contributor == nil
    let rows = entries.reduce(0) { $0 + table.rows[$1] }
    var fewest = isSingle ? rows : entries.count
    let contributors = fewest
    var sums: [Cell.Sum] = []
    for field in plan.sumColumns.indices {
      let tallies = entries.map { table.tally($0, field) }
      let values = tallies.reduce(0) { $0 + $1.values }
      if values > 0 {
        fewest = min(fewest, isSingle ? values : tallies.count { $0.values > 0 })
      }
      let ranked =
        isSingle
        ? entries.flatMap { table.largest($0, field) } : tallies.map(\.sum.magnitude)
      sums.append(try sum(tallies, ranked, plan, field))
    }
    return Cell(
      codes: codes, rows: rows, contributors: contributors, fewest: fewest, sums: sums)
  }

  private static func sum(
    _ tallies: [CellTable.Tally], _ ranked: [FixedDecimal], _ plan: AggregatePlan, _ field: Int
  ) throws(Failure) -> Cell.Sum {
    let isSingle = plan.request.contributor == nil
    var (sum, all) = (FixedDecimal(units: 0, scale: 0), FixedDecimal(units: 0, scale: 0))
    var values = 0
    for tally in tallies {
      guard let more = sum.adding(tally.sum),
        let sizes = all.adding(isSingle ? tally.magnitude : tally.sum.magnitude)
      else { throw plan.tooLarge(field) }
      (sum, all, values) = (more, sizes, values + tally.values)
    }
    let largest = ranked.sorted { $1 < $0 }.prefix(plan.depth)
    let scale = (largest.map(\.scale) + [all.scale]).max() ?? 0
    // The rules multiply by a percentage: a thousand times the total fits in 127 bits.
    guard let total = all.rescaled(to: scale), total < Int128.max / 1_000 else {
      throw plan.tooLarge(field)
    }
    let contributions = Contributions(
      total: total, largest: largest.compactMap { $0.rescaled(to: scale) })
    let shortage = plan.request.dominance.map { $0.shortage(of: contributions) }.max() ?? 0
    return Cell.Sum(
      sum: sum, values: values, magnitude: all,
      shortage: FixedDecimal(units: shortage, scale: scale))
  }
}
