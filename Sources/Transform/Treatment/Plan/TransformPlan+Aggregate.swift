// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikFormat
@_spi(Transform) package import HergebruikModel
internal import HergebruikValues

extension TransformPlan {
  /// A table of cells to be, for one thread; nil where rows themselves are published.
  ///
  /// - Parameter memory: bytes that it may take.
  package func makeCellTable(memory: Int) -> CellTable? {
    aggregate.map { CellTable($0, memory: memory) }
  }

  /// Gives `write` the rows to publish: a cell each, in the order of their categories, totals last.
  ///
  /// Cells with too few contributors, or with too dominant ones, are empty, and so are those that would give
  /// them away.
  /// - Parameter tables: the tables of all threads; the first is changed.
  /// - Throws: `memory-exceeded`, `small-cell` where totals would give small cells away, and `constraint-error` for
  ///   sums that cannot be exact.
  package func publish(
    _ tables: [CellTable], to write: (borrowing OpenBatch) -> Void
  ) throws(Failure) -> CellFigures {
    guard let aggregate, let all = tables.first else {
      throw Failure(.selfCheck, "there is nothing to add up")
    }
    for table in tables.dropFirst() { try all.add(table) }
    let list = try CellList(all)
    let suppression = CellSuppression(list, aggregate.request)
    guard suppression.unprotected == 0 else {
      throw Self.unprotected(suppression.unprotected, aggregate.request)
    }
    let cells = suppression.cells
    var figures = CellFigures(minimum: aggregate.request.minimum)
    figures.cells = cells.count
    figures.primary = cells.count { $0.state == .primary }
    figures.secondary = cells.count { $0.state == .secondary }
    figures.smallest = cells.lazy.filter { $0.state == .open }.map(\.fewest).min() ?? 0
    var batch = OpenBatch(width: aggregate.fields.count)
    for cell in cells { try aggregate.append(cell, list.categories, to: &batch) }
    write(batch)
    return figures
  }

  private static func unprotected(_ cells: Int, _ request: Aggregate) -> Failure {
    Failure(
      .smallCell,
      "\(cells) cells are too small to show, and would follow from the totals over \(request.totals.joined(separator: ", "))",
      hint: "Take a field out of 'totals', or make the fields of 'by' coarser.")
  }
}

extension AggregatePlan {
  /// Appends a row.
  fileprivate func append(
    _ cell: Cell, _ categories: [[[UInt8]]], to batch: inout OpenBatch
  ) throws(Failure) {
    for (field, code) in cell.codes.enumerated() {
      if code < categories[field].count {
        for byte in categories[field][code] { batch.text.append(byte) }
      } else {
        batch.text.append(Aggregate.totalLabel as String)
      }
      batch.endCell()
    }
    for measure in request.measures {
      if cell.state == .open { try append(measure, of: cell, to: &batch.text) }
      batch.endCell()
    }
  }

  private func append(
    _ measure: Aggregate.Measure, of cell: Cell, to out: inout ByteBuffer
  ) throws(Failure) {
    func append(count: Int) {
      out.append(String(request.rounding?.rounded(count) ?? count))
    }
    switch measure.kind {
    case .rows: append(count: cell.rows)
    case .contributors: append(count: cell.contributors)
    case .sum:
      guard let sum = sum(of: measure).map({ cell.sums[$0] }), sum.values > 0 else { return }
      sum.sum.normalised.append(to: &out)
    case .mean(_, let decimals):
      guard let field = sum(of: measure), cell.sums[field].values > 0 else { return }
      let sum = cell.sums[field]
      guard let mean = sum.sum.divided(by: sum.values, decimals: decimals) else {
        throw tooLarge(field)
      }
      mean.append(to: &out, decimals: decimals)
    }
  }
}

extension OpenBatch {
  /// Ends a cell, with the spare byte behind it.
  fileprivate mutating func endCell() {
    ends.append(UInt32(truncatingIfNeeded: text.count))
    text.append(0)
  }
}
