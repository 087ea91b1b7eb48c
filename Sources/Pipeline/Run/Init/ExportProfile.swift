// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikProfile

/// What was seen of the columns of a whole export; holds no cell.
struct ExportProfile {
  private(set) var columns: [ColumnProfile] = []
  /// What the detectors found, by column.
  let evidence: [ColumnEvidence]
  /// The labels of the header; nil where there is none.
  let header: [String]?
  let rows: Int
  /// Rows that do not fit the header.
  let malformed: Int
  /// Why reading ended before the export did.
  let problem: Diagnostic?
  /// What the export holds that is seldom meant, such as hidden rows.
  let remarks: [Diagnostic]

  /// Reads an export from front to back.
  ///
  /// - Throws: `Failure` where it cannot be opened; what goes wrong further on is in `problem`.
  init(_ extractor: any Extractor, _ context: ExtractContext, _ trial: TypeTrial) throws(Failure) {
    let table = try extractor.open(context)
    header = table.header
    var columns = Array(repeating: ColumnProfile(trial), count: table.width)
    var scanner = ColumnsScanner(width: table.width)
    let read = try ExportRows(table) { batch in
      scanner.see(batch)
      for row in 0..<batch.rowCount {
        for column in columns.indices {
          columns[column].see(batch.span(row: row, column: column), trial)
        }
      }
    }
    (self.columns, evidence) = (columns, scanner.evidence)
    (rows, malformed, problem) = (read.rows, read.malformed, read.problem)
    remarks = table.remarks
  }
}
