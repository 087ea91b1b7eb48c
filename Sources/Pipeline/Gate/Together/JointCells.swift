// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What two tables of one source tell together: each combination of the columns that both have counts the same rows in
/// both, so that what one shows is a sum of what the other does not.
///
/// Source: docs/privacy-specification.md, section 8, check 11.
struct JointCells {
  /// Counts that differ by fewer than the minimum where both show all.
  private(set) var differing = 0
  /// Cells that are not shown, and that follow from the other table: with their number, or as a few.
  private(set) var derived = 0
  /// Sums that differ where nothing shows that many contributors do.
  private(set) var sums = 0
  /// Whether the equations were too many to solve.
  private(set) var isUnsolved = false

  /// - Parameter shared: The indexes of the common columns in both, whose values are the same.
  init(
    _ one: JointTable, _ other: JointTable, shared: [(one: Int, other: Int)], minimum: Int
  ) {
    // Counts that are not exact tell nothing exactly, nor how many there are behind a sum.
    let isExact = one.isExact && other.isExact
    let counts = isExact ? Self.columns(one, other) { $0.isCount } : []
    for (index, otherIndex) in counts {
      compare(one, index, other, otherIndex, shared, minimum)
    }
    for (index, otherIndex) in Self.columns(one, other, where: { !$0.isCount }) {
      compareSums(one, index, other, otherIndex, shared, isCounted: !counts.isEmpty)
    }
  }

  /// The indexes of the measures that both have.
  private static func columns(
    _ one: JointTable, _ other: JointTable, where isWanted: (JointTable.Measure) -> Bool
  ) -> [(Int, Int)] {
    one.measures.enumerated().compactMap { index, measure in
      guard isWanted(measure) else { return nil }
      return other.measures.firstIndex(of: measure).map { (index, $0) }
    }
  }

  private mutating func compare(
    _ one: JointTable, _ index: Int, _ other: JointTable, _ otherIndex: Int,
    _ shared: [(one: Int, other: Int)], _ minimum: Int
  ) {
    // Somebody may be in more cells than one, so that persons cannot be added up.
    let isAdded =
      one.measures[index] == .rows
      || shared.count == one.columns.count && shared.count == other.columns.count
    let (before, now) = (
      Lines(one, index, by: shared.map(\.one)),
      Lines(other, otherIndex, by: shared.map(\.other), from: one.cells.count)
    )
    var equations = CellEquations()
    for line in before.merged(now).values {
      if !line.isKnown {
        // Where other rows are in the other table, this is no number of rows, and seldom a small one.
        equations.add(line.plus, less: line.minus, equals: line.difference)
      } else if isAdded, line.difference != 0, abs(line.difference) < Double(minimum) {
        differing += 1
      }
    }
    before.addTotals(of: one, index, to: &equations, from: 0)
    now.addTotals(of: other, otherIndex, to: &equations, from: one.cells.count)
    derived += equations.telling(below: minimum)
    isUnsolved = isUnsolved || equations.isUnsolved
  }

  private mutating func compareSums(
    _ one: JointTable, _ index: Int, _ other: JointTable, _ otherIndex: Int,
    _ shared: [(one: Int, other: Int)], isCounted: Bool
  ) {
    let (before, now) = (
      Lines(one, index, by: shared.map(\.one)),
      Lines(other, otherIndex, by: shared.map(\.other), from: one.cells.count)
    )
    var equations = CellEquations()
    for line in before.merged(now).values {
      if !line.isKnown {
        equations.add(line.plus, less: line.minus, equals: 0)
      } else if !isCounted, abs(line.difference) > 1e-9 * max(1, line.size) {
        sums += 1
      }
    }
    before.addTotals(of: one, index, to: &equations, from: 0)
    now.addTotals(of: other, otherIndex, to: &equations, from: one.cells.count)
    derived += equations.telling(below: nil)
    isUnsolved = isUnsolved || equations.isUnsolved
  }
}

/// What is known of one combination of common values.
private struct Line {
  /// The sum of what the first shows less than the other.
  var difference = 0.0
  /// The largest of the sums.
  var size = 0.0
  /// The cells that the first does not show.
  var plus: [Int] = []
  /// The cells that the other does not show.
  var minus: [Int] = []

  var isKnown: Bool { plus.isEmpty && minus.isEmpty }
}

/// The cells of a table by the values of some of its columns.
private struct Lines {
  /// For each combination what the shown cells have together, and the numbers of the others.
  private var lines: [[String]: (sum: Double, hidden: [Int])] = [:]

  /// - Parameter first: The number of the first cell.
  init(_ table: JointTable, _ measure: Int, by columns: [Int], from first: Int = 0) {
    for (number, cell) in table.cells.enumerated() {
      let key = columns.map { cell.key[$0] }
      var line = lines[key] ?? (0, [])
      if let shown = cell.numbers[measure] {
        line.sum += shown
      } else {
        line.hidden.append(first + number)
      }
      lines[key] = line
    }
  }

  /// The lines of both: what the cells that the first does not show have together, is what the other shows more.
  func merged(_ other: Lines) -> [[String]: Line] {
    var found: [[String]: Line] = [:]
    for (key, line) in lines {
      found[key] = Line(difference: -line.sum, size: abs(line.sum), plus: line.hidden)
    }
    for (key, line) in other.lines {
      found[key, default: Line()].difference += line.sum
      found[key, default: Line()].size = max(found[key]?.size ?? 0, abs(line.sum))
      found[key, default: Line()].minus = line.hidden
    }
    return found
  }

  /// Adds that the cells of a line are its total.
  func addTotals(
    of table: JointTable, _ measure: Int, to equations: inout CellEquations, from first: Int
  ) {
    let label = Aggregate.totalLabel
    let masks = Set(table.totals.map { total in total.key.map { $0 == label } })
    for mask in masks {
      var rest: [[String]: (sum: Double, hidden: [Int])] = [:]
      for (number, cell) in table.cells.enumerated() {
        let key = zip(cell.key, mask).map { $1 ? label : $0 }
        var line = rest[key] ?? (0, [])
        if let shown = cell.numbers[measure] {
          line.sum += shown
        } else {
          line.hidden.append(first + number)
        }
        rest[key] = line
      }
      for total in table.totals where total.key.map({ $0 == label }) == mask {
        guard let number = total.numbers[measure], let line = rest[total.key] else { continue }
        equations.add(line.hidden, equals: number - line.sum)
      }
    }
  }
}
