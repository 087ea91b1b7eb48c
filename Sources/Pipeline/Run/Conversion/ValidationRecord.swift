// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// What becomes known of an export on the way through a run, kept also where the run fails.
final class ValidationRecord: @unchecked Sendable {
  // Written by the thread of the run alone: before the workers start, and after they ended.
  /// What is known; nil where the export was not opened.
  private(set) var export: ValidationReport.Export?

  /// Enters the export.
  func open(_ table: any SourceTable) {
    var opened = ValidationReport.Export()
    (opened.files, opened.width) = (table.files, table.width)
    export = opened
  }

  /// Enters the header, once its columns are those of the pipeline: before that it may be a row of data.
  func bind(_ table: any SourceTable) {
    export?.header = table.header
  }

  /// Enters what a pass found; the last one counts.
  func enter(_ ledger: Ledger, of table: any SourceTable) {
    export?.bytes = table.bytesRead
    export?.rows = ledger.counts.records
    export?.rejected = ledger.counts.refused
    export?.groups = ledger.groups
  }
}
