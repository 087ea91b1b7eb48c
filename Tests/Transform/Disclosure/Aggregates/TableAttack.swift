// SPDX-License-Identifier: EUPL-1.2

import HergebruikTestBasics

/// What a reader of a published table can work out: an empty cell that is the only one in a line with its
/// total is the total less the others, and once it is known others may follow.
///
/// It shares no code with `CellSuppression`, which it checks.
enum TableAttack {
  /// How many empty cells follow from the others.
  ///
  /// - Parameters:
  ///   - cells: for each row of the table its categories, and whether its numbers are empty.
  ///   - fields: the categories over which the table has totals, each with its total.
  static func derivable(
    _ cells: [(categories: [String], isEmpty: Bool)], totalsOver fields: [Int]
  ) -> Int {
    var unknown: [[String]: Int] = [:]
    var hidden: [[String]: [Int]] = [:]
    func lines(of cell: Int) -> [[String]] {
      fields.map { field in
        var line = cells[cell].categories
        line[field] = "\(field)"
        // The field's number marks which category was taken out.
        line.append("\(field)")
        return line
      }
    }
    var isKnown = cells.map { !$0.isEmpty }
    for cell in cells.indices where !isKnown[cell] {
      for line in lines(of: cell) {
        unknown[line, default: 0] += 1
        hidden[line, default: []].append(cell)
      }
    }
    var open = unknown.filter { $0.value == 1 }.map(\.key)
    var found = 0
    while let line = open.popLast() {
      guard let cell = hidden[line]?.first(where: { !isKnown[$0] }) else { continue }
      isKnown[cell] = true
      found += 1
      for other in lines(of: cell) {
        unknown[other, default: 0] -= 1
        if unknown[other] == 1 { open.append(other) }
      }
    }
    return found
  }
}
