// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikTreatment

/// The table of cells that is published in place of rows.
final class CellPublication {
  private let plan: TransformPlan
  /// The cells that each worker counted in.
  private let tables: [CellTable]
  /// What was left out; `nil` before the table was written.
  private(set) var figures: CellFigures?
  /// What is known of its rows.
  private(set) var counted: TableProfile

  init(_ plan: TransformPlan, _ tables: [CellTable]) {
    (self.plan, self.tables) = (plan, tables)
    counted = TableProfile(plan.table.fields)
  }

  /// Writes the table, once every row is in it.
  func publish(_ write: (borrowing OpenBatch) -> Void) throws(Failure) {
    figures = try plan.publish(tables) { rows in
      write(rows)
      counted.add(rows)
    }
  }
}
