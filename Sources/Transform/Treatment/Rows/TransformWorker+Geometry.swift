// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) internal import HergebruikModel

extension TransformWorker {
  /// Converts the row's geometry; false where that cannot be published.
  func locate(
    _ geometry: GeometryWorker, _ text: Span<UInt8>,
    _ cells: Span<UInt32>, _ place: (number: Int, line: Int),
    _ open: inout OpenBatch, _ result: inout TransformResult
  ) -> Bool {
    geometry.beginRow(open)
    // A cell that is wrong by itself was reported.
    for problem in result.problems.reversed() {
      guard problem.number == place.number else { break }
      if geometry.reads(problem.field) { return false }
    }
    guard let refusal = geometry.append(text, cells, to: &open) else { return true }
    result.problems.append(
      RowProblem(
        number: place.number, line: place.line, field: refusal.field, problem: refusal.problem))
    return false
  }
}
