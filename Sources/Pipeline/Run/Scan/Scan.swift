// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
package import HergebruikExtract
package import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikTreatment

/// Looks for personal data in an export, or in a dataset and what is published of it.
package struct Scan: Sendable {
  /// What to scan: a dataset of the project, or a file.
  package var target: String
  /// The project's folder.
  package var project: String
  /// What looks for credentials: the environment of the process.
  package var environment: [String: String]
  /// The formats that exports may have.
  package var formats: ExtractorRegistry
  /// Told how far the scan is; nil where nobody watches.
  package var progress: RunOptions.Progress?

  /// Makes a scan.
  package init(
    of target: String, project: String, environment: [String: String], formats: ExtractorRegistry,
    progress: RunOptions.Progress? = nil
  ) {
    self.target = target
    self.project = project
    self.environment = environment
    self.formats = formats
    self.progress = progress
  }

  /// Scans: a dataset where one has the name, else a file.
  ///
  /// - Throws: `Failure` where it cannot be read; what was found is in the report.
  package func run() throws(Failure) -> ScanReport {
    let directory = project.isEmpty ? "." : project
    let settings = "\(directory)/pipelines/catalog.yaml"
    guard FileStatus(settings) != nil else { return try file(lexicon: .builtIn) }
    let opened = try Project(directory: directory, formats: formats)
    if try opened.datasetNames().contains(target) {
      return try DatasetScan(scan: self, project: opened, catalogue: opened.catalogue()).run()
    }
    guard FileStatus(target) != nil else {
      _ = try opened.datasetNames(asked: [target])
      return try file(lexicon: .builtIn)
    }
    let shown = opened.path("pipelines/catalog.yaml")
    return try file(
      lexicon: LabelsReader.lexicon(text: TextFile.read(shown, shown: shown), file: shown))
  }

  private func file(lexicon: HeaderLexicon) throws(Failure) -> ScanReport {
    let scratch = try ScratchFolder()
    let export = try ProposedExport(
      of: OpenedExport(target, scratch: scratch.path), formats: formats)
    let table = try export.extractor.open(export.context)
    let read = try ScannedTable(table, name: target, nil, progress)
    let columns = export.columns(header: table.header, width: table.width)
    let findings = TableFindings.all(
      read.evidence, labels: columns.map(\.word), lexicon: lexicon)
    var report = ScanReport(name: target, isDataset: false, rows: read.rows, columns: [])
    report.diagnostics += read.problem.map { [$0.inFile(target)] } ?? []
    for (index, column) in columns.enumerated() {
      let evidence = read.evidence[index]
      report.columns.append(
        ScanReport.Column(
          column.label.isEmpty ? "column \(index + 1)" : column.label, nil, cells: evidence.cells,
          values: evidence.values, findings[index],
          open: findings[index].first { $0.confidence > .possible }))
    }
    report.diagnostics += Self.unclassified(report)
    return report
  }

  /// One diagnostic for all columns: the table says which.
  private static func unclassified(_ report: ScanReport) -> [Diagnostic] {
    let count = report.columns.filter { $0.open != nil }.count
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        .personalData, at: .init(file: report.name),
        "\(count) \(count == 1 ? "column seems" : "columns seem") to be about persons or where they "
          + "live, and nobody has said yet what becomes of that",
        hint: "'hergebruik init' proposes a pipeline that drops what points at a person, and asks "
          + "about the rest.")
    ]
  }
}

/// The columns of a table that was scanned to its end, or to the first problem.
struct ScannedTable {
  let evidence: [ColumnEvidence]
  let rows: Int
  let problem: Diagnostic?

  init(
    _ table: any SourceTable, name: String, _ binding: ColumnBinding?,
    _ progress: RunOptions.Progress?
  ) throws(Failure) {
    let steps = try binding?.stepWorker(nil)
    var scanner = ColumnsScanner(width: steps?.width ?? table.width)
    var rows = 0
    let read = try ExportRows(table, steps: steps) { batch, _ in
      scanner.see(batch)
      rows += batch.rowCount
      progress?(name, rows, table.bytesRead, table.totalBytes)
    }
    (evidence, self.rows, problem) = (scanner.evidence, read.rows, read.problem)
  }
}

extension Diagnostic {
  /// The same, in a file where it names none.
  func inFile(_ file: String) -> Diagnostic {
    var diagnostic = self
    diagnostic.location.file = diagnostic.location.file ?? file
    return diagnostic
  }
}
