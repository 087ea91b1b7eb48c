// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikPublish

extension RunReport.Dataset {
  /// What came of a conversion; it counts as failed until all are staged.
  init(name: String, _ outcome: Conversion.Outcome, gate: [GateCheck]) {
    self.init(
      name: name, status: .failed, rows: outcome.publishedRows, quarantined: outcome.rows.refused,
      byteSize: outcome.files.reduce(0) { $0 + $1.summary.byteSize })
    filtered = outcome.rows.leftOut?.filtered
    duplicates = outcome.rows.leftOut?.duplicates
    suppressed = outcome.rows.figures?.suppressedRows
    k = outcome.rows.figures?.k
    self.gate = gate
  }
}
