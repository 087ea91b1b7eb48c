// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTreatment

/// Reads a table from front to back, on one thread.
struct ExportRows {
  /// Rows that fit the header.
  private(set) var rows = 0
  /// Rows that do not.
  private(set) var malformed = 0
  /// Why reading ended before the table did.
  private(set) var problem: Diagnostic?

  /// Hands every parsed batch to `see`, after the steps, with the line of its first byte, from 1; what goes wrong on the way, there too, is in `problem`.
  ///
  /// - Throws: `self-check` where a format breaks its promise.
  init(
    _ table: any SourceTable, steps: StepWorker? = nil,
    see: (borrowing RecordBatch, _ line: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var batch = RecordBatch()
    var line = 1
    do {
      while true {
        batch.removeAll()
        guard try table.read(into: &batch) else { break }
        line = batch.firstLine ?? line
        try table.cut(&batch)
        let start = line
        line += batch.lineCount
        malformed += batch.malformed.count
        rows += batch.rowCount
        if let steps { _ = try steps.apply(&batch, block: 0) }
        try see(batch, start)
      }
    } catch let failure as Failure {
      problem = failure.diagnostics.first
    } catch let stop as BatchFailure {
      problem = Diagnostic(
        stop.code, at: .init(line: line + stop.line), stop.summary, hint: stop.hint)
    } catch {
      throw Failure(.selfCheck, "a format ended with an error of another kind")
    }
  }
}
