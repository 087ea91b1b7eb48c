// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTransform

/// What was seen of the columns of a whole export; holds no cell.
struct ExportProfile {
  var columns: [ColumnProfile] = []
  /// The labels of the header; nil where there is none.
  var header: [String]?
  var rows = 0
  /// Rows that do not fit the header.
  var rejected = 0
  /// Why reading ended before the export did.
  var fault: Diagnostic?

  /// Reads an export from front to back.
  ///
  /// - Throws: `Failure` where it cannot be opened; what goes wrong further on is in `fault`.
  init(_ extractor: any Extractor, _ context: ExtractContext, _ trial: TypeTrial) throws(Failure) {
    let table = try extractor.open(context)
    header = table.header
    columns = Array(repeating: ColumnProfile(trial), count: table.width)
    var batch = RecordBatch()
    var line = 1
    do {
      while true {
        batch.removeAll()
        guard try table.read(into: &batch) else { break }
        line = batch.firstLine ?? line
        try table.parse(&batch)
        line += batch.lineCount
        rejected += batch.rejected.count
        rows += batch.rowCount
        for row in 0..<batch.rowCount {
          for column in columns.indices {
            columns[column].see(batch.cell(row: row, column: column), trial)
          }
        }
      }
    } catch let failure as Failure {
      fault = failure.diagnostics.first
    } catch let stop as BatchFault {
      fault = Diagnostic(
        stop.code, at: .init(line: line + stop.line), stop.summary, hint: stop.hint)
    } catch {
      throw Failure(.selfCheck, "a format ended with an error of another kind")
    }
  }
}
