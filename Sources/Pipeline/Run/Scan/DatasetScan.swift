// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem
internal import HergebruikTreatment

/// Scans the export of a dataset, and what is published of it, beside what its pipeline says.
struct DatasetScan {
  let scan: Scan
  let project: Project
  let catalogue: CatalogueDefinition

  /// Scans in a private folder of its own, so that a run may go on beside it.
  func run() throws(Failure) -> ScanReport {
    let warnings = try Ownership.check(project)
    let workspace = try Workspace(project, preview: ThisProcess.number)
    var report: ScanReport
    do throws(Failure) {
      report = try run(in: workspace)
      report.diagnostics = warnings + report.diagnostics
    } catch {
      try workspace.remove()
      throw error
    }
    try workspace.remove()
    return report
  }

  private func run(in workspace: Workspace) throws(Failure) -> ScanReport {
    let pipeline = try project.pipeline(
      scan.target, defaultLicense: catalogue.record.license)
    let table = try pipeline.open(
      ExtractContext(
        folder: pipeline.folder, now: Date().timeIntervalSince1970, scratch: workspace.scratch,
        downloads: workspace.downloads,
        credentials: KeyStore(
          environment: scan.environment, projectDirectory: project.directory),
        leavesRowsOut: pipeline.leavesRowsOut), memory: 512 << 20)
    let binding = try pipeline.bind(table, today: AmsterdamDate.today())
    let read = try ScannedTable(table, name: scan.target, binding, scan.progress)
    var report = ScanReport(
      name: scan.target, isDataset: true, rows: read.rows,
      columns: columns(pipeline, binding, read))
    report.diagnostics += read.problem.map { [$0.inFile(table.files.first ?? pipeline.file)] } ?? []
    for (field, column) in zip(bound(pipeline, binding).map(\.0), report.columns) {
      report.diagnostics += column.open.map { [Self.refusal($0, field)] } ?? []
    }
    try PublishedScan(project: project, catalogue: catalogue, pipeline: pipeline).add(to: &report)
    report.diagnostics = report.diagnostics.stamped(scan.target)
    return report
  }

  /// The fields that have a column in this export, with the column.
  private func bound(
    _ pipeline: PipelineDefinition, _ binding: ColumnBinding
  ) -> [(Field, Int)] {
    Array(zip(pipeline.fields, binding.columns).filter { $0.1 >= 0 })
  }

  /// The columns in the order of the pipeline file.
  private func columns(
    _ pipeline: PipelineDefinition, _ binding: ColumnBinding, _ read: ScannedTable
  ) -> [ScanReport.Column] {
    let pairs = bound(pipeline, binding)
    let isPath = type(of: pipeline.export.extractor).addressing == .paths
    let evidence = pairs.map { read.evidence[$0.1] }
    let findings = TableFindings.all(
      evidence, labels: pairs.map { ExportLabel.word($0.0.label, isPath: isPath) },
      lexicon: catalogue.lexicon)
    let hasPersons = pipeline.hasPersons
    return pairs.indices.map { index in
      let field = pairs[index].0
      let said = ScanReport.Said(privacy: field.privacy, treatment: field.treatment)
      return ScanReport.Column(
        field.label, said, cells: evidence[index].cells, values: evidence[index].values,
        findings[index],
        open: findings[index].first {
          $0.confidence > .possible && !said.accounts(for: $0, hasPersons: hasPersons)
        })
    }
  }

  private static func refusal(_ finding: ScanReport.Evidence, _ field: Field) -> Diagnostic {
    var location = field.location
    location.field = field.label
    return Diagnostic(
      .personalData, at: location,
      "this column seems to be '\(finding.detector)' (\(finding.confidence), "
        + "\(finding.hits) of \(finding.values) cells), and the pipeline says 'privacy: "
        + "\(field.privacy.rawValue)'",
      hint: "Look at it. Where it is about persons, write 'privacy: "
        + "\(finding.suggests.rawValue)' and a treatment; a direct identifier is dropped, "
        + "redacted or pseudonymised.")
  }
}
