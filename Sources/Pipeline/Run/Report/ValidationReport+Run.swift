// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSite

extension ValidationReport {
  /// Makes a report of what was found and told.
  ///
  /// - Parameter pipeline: nil where its file could not be read.
  init(
    _ name: String, _ pipeline: PipelineDefinition?, _ record: ValidationRecord?,
    _ diagnostics: [Diagnostic], date: String
  ) {
    self.init(
      toolVersion: Version.current, dataset: name,
      title: pipeline?.description.title ?? LocalizedText(nl: name, en: name), date: date,
      export: record?.export,
      diagnostics: diagnostics)
  }

  /// Writes it as JSON and as HTML to a folder that is there.
  ///
  /// - Throws: `input-output`.
  func write(to folder: String) throws(Failure) {
    let page = try ValidationReportPage.html(self)
    try ReportFile.write(
      [("json", Array(json.document.utf8)), ("html", Array(page.utf8))], to: folder,
      as: "\(dataset).validation")
  }
}

extension RunReport {
  /// Writes what was found wrong with a dataset, beside the report for the FG; what stops that is told.
  ///
  /// - Parameter pipeline: nil where its file could not be read.
  @discardableResult
  mutating func writeValidation(
    _ name: String, _ pipeline: PipelineDefinition?, _ record: ValidationRecord?,
    _ workspace: Workspace, date: String
  ) -> ValidationReport {
    let validation = ValidationReport(
      name, pipeline, record, diagnostics.filter { $0.dataset == name }, date: date)
    do throws(Failure) {
      try validation.write(to: try workspace.reports(date))
    } catch {
      add(error.diagnostics, dataset: name)
    }
    return validation
  }
}
