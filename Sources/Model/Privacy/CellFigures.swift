// SPDX-License-Identifier: EUPL-1.2

/// What was left out of a table of counts lest somebody be found in it.
package struct CellFigures: Codable, Hashable, Sendable {
  /// The fewest contributors that were asked of a published cell.
  package var minimum: Int
  /// Cells in the table, totals included.
  package var cells = 0
  /// Cells left empty because too few, or too dominant, contributors are in them.
  package var primary = 0
  /// Cells left empty because they would give away one of those.
  package var secondary = 0
  /// The fewest contributors of a cell that is not empty; 0 where all are.
  package var smallest = 0

  /// Makes the figures of an empty table.
  package init(minimum: Int) {
    self.minimum = minimum
  }
}
