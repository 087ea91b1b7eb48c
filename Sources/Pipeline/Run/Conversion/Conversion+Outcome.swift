// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikPublish
internal import HergebruikTreatment
internal import HergebruikValues

extension Conversion {
  /// What came of it, by who found it out.
  struct Outcome: Sendable {
    /// What the ledger counted.
    var rows: Rows
    /// The files, in the order of the job.
    var files: [File]
    /// What was published in place of rows; `nil` where rows are.
    var cells: Cells?
    /// What the export itself says, once it was read.
    var source: Source
    /// What the workers saw of the values.
    var observations = Observations()

    /// How many rows were published: of a table of counts its cells.
    var publishedRows: Int { cells?.figures.cells ?? rows.count }

    /// What a person should know of rows that were left out, and of what is seldom meant and no error.
    var warnings: [Diagnostic] {
      rows.warnings + source.remarks.filter { $0.severity != .error }
    }

    /// What the gate is told of it.
    var claims: RunClaims {
      RunClaims(
        figures: rows.figures, cells: cells?.figures, identifiers: observations.identifiers)
    }
  }

  /// A file that was written.
  struct File: Sendable {
    var format: DistributionFormat
    var summary: GzipMemberWriter.Summary
  }

  /// The rows of the export, counted over the whole of it.
  struct Rows: Sendable {
    /// Rows that were treated and kept.
    var count: Int
    /// Rows of the export, as they were put together.
    var records: Int
    /// Rows that were refused.
    var refused: Int
    /// Rows that a filter left out, and rows that were the same as an earlier one; `nil` where no step does so.
    var leftOut: (filtered: Int, duplicates: Int)?
    /// How well hidden the persons are, rows left out for that included; `nil` where nothing was asked.
    var figures: AnonymityFigures?
    var temporal: DatasetRecord.Period?
    var geography: GeographyRecord?
    /// What a person should know of rows that were left out.
    var warnings: [Diagnostic] = []
  }

  /// A table of counts.
  struct Cells: Sendable {
    /// What was left out of it.
    var figures: CellFigures
    /// What is known of its rows.
    var profile: TableProfile
  }

  /// The export.
  struct Source: Sendable {
    /// Its rows, as they stand in it.
    var records: Int
    /// What the last line of each file says, by name.
    var footers: [[String: String]] = []
    /// What it holds that is seldom meant, such as hidden rows.
    var remarks: [Diagnostic] = []
    /// For each file of lines whether its last line has a line end; empty for other formats.
    var lineEnds: [Bool] = []
    /// Its last file.
    var lastFile: String?
  }

  /// The values, as the workers saw them.
  struct Observations: Sendable {
    /// The values of direct identifiers of the export, one table for each worker.
    var identifiers: [IdentifierTable] = []
    /// The distinct values of the export; `nil` where nobody asked.
    var exported: ExportedValues?
    /// What is known of the treated rows.
    var treated: TableProfile?
  }
}

extension Conversion.Source {
  /// What a table that was read to its end says.
  ///
  /// - Parameters:
  ///   - remarks: What its rows say.
  ///   - records: Its rows, as they were put together.
  init(_ table: any SourceTable, remarks: [Diagnostic], records: Int) {
    self.records = (table as? PivotedTable)?.recordCount ?? records
    (footers, lineEnds, lastFile) = (table.footers, table.lineEnds, table.files.last)
    self.remarks = table.remarks + remarks
  }
}

extension Conversion.Observations {
  /// What all workers saw together.
  init(of workers: [ConversionWorker]) {
    identifiers = workers.map(\.identifiers)
    exported = workers.first?.exported
    treated = workers.first?.treated
    for worker in workers.dropFirst() {
      if let more = worker.exported { exported?.merge(more) }
      treated?.merge(worker.treated)
    }
  }
}
