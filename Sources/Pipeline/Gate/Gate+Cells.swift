// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// The checks of a table of counts.
extension Gate {
  /// 5: no cell that is shown has too few contributors, and none that is not shown can be calculated.
  static func cells(_ subject: GateSubject) throws(Failure) -> Finding {
    guard let aggregate = subject.pipeline.aggregate else {
      return .notDone(GateWords.rowsInstead)
    }
    guard let claimed = subject.claims.cells else {
      throw Failure(
        .selfCheck, at: .init(file: subject.pipeline.file), "the cells were not counted")
    }
    let found = try CellFindings(
      WrittenCells(subject.record, in: subject.folder, aggregate), aggregate)
    return Finding(
      GateWords.cells(
        claimed.cells, primary: claimed.primary, secondary: claimed.secondary,
        minimum: aggregate.minimum),
      problems: found.agrees(with: claimed, aggregate)
        ? []
        : [
          Diagnostic(
            .smallCell, at: .init(file: subject.pipeline.file),
            "\(found.small) cells of what was written are too small, and \(found.derivable) empty cells follow from "
              + "the totals; \(found.hidden) of \(found.cells) are empty",
            hint: "This is a fault of the program; nothing is published.")
        ])
  }

}

/// What the gate counts in a table of counts as it was written.
private struct CellFindings {
  /// Rows, totals included.
  let cells: Int
  /// Rows without a number.
  let hidden: Int
  /// Rows with a count below the least that may be shown, or with numbers but without their count.
  let small: Int
  /// Rows without a number that follow from the totals.
  let derivable: Int
  /// The fewest contributors of a row with numbers; `nil` if the table does not say how many there are.
  let smallest: Int?

  init(_ written: WrittenCells, _ aggregate: Aggregate) {
    let rows = written.rows
    cells = rows.count
    hidden = rows.count(where: \.isEmpty)
    small = rows.count { row in
      !row.isEmpty && row.counts.contains { $0.map { $0 < aggregate.leastShown } ?? true }
    }
    derivable = written.derivable(
      totalsOver: aggregate.by.indices.filter { aggregate.totals.contains(aggregate.by[$0]) })
    let kind: Aggregate.Measure.Kind = aggregate.contributor == nil ? .rows : .contributors
    let counts = aggregate.measures.filter { $0.kind.field == nil }
    if aggregate.rounding == nil, let index = counts.firstIndex(where: { $0.kind == kind }) {
      smallest = rows.compactMap { $0.counts[index] }.min()
    } else {
      smallest = nil
    }
  }

  /// Whether nothing in it points at anybody, and the run said the same of it.
  func agrees(with claimed: CellFigures, _ aggregate: Aggregate) -> Bool {
    let left = claimed.primary + claimed.secondary
    // Sums alone may be missing for other reasons.
    let hasCounts = aggregate.measures.contains { $0.kind.field == nil }
    let shown = cells - hidden
    return small == 0 && derivable == 0 && cells == claimed.cells
      && (hasCounts ? hidden == left : hidden >= left)
      && (shown == 0 || claimed.smallest >= aggregate.minimum)
      && (smallest == nil || smallest == claimed.smallest)
  }
}

extension Aggregate {
  /// The least count that a cell may show.
  fileprivate var leastShown: Int {
    switch rounding {
    case .nearest(let base): (minimum + base / 2) / base * base
    case .farmStatistics: min(minimum, 5)
    case nil: minimum
    }
  }
}
