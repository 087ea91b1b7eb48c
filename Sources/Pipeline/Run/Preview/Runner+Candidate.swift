// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

extension Runner {
  /// Builds a candidate in a private folder of its own, for a preview.
  ///
  /// The project is not locked and nothing that is published changes.
  ///
  /// - Parameters:
  ///   - earlier: One that was built before: datasets that fail now are as they were in it.
  ///   - changed: The datasets that are built again where there is an earlier one; all where nil.
  /// - Throws: `Failure` where no candidate could be built at all; the earlier one is still there then.
  package func candidate(
    after earlier: Candidate? = nil, changed: Set<String>? = nil
  ) throws(Failure) -> Candidate {
    let project = try Project(directory: options.project, formats: options.formats)
    let workspace: Workspace
    if let earlier {
      workspace = earlier.workspace
    } else {
      workspace = try Workspace(project, preview: ThisProcess.number)
    }
    let number = (earlier?.number ?? 0) + 1
    var report = RunReport(diagnostics: try Ownership.check(project))
    do throws(Failure) {
      let store = GenerationStore(catalog: project.catalog)
      let mode = BuildMode.preview(
        in: workspace.candidate(number), after: earlier, changed: changed)
      guard let build = try build(project, store, mode, workspace, { _ in }, &report)
      else { throw Failure(report.diagnostics) }
      report.enter(build.changes, build, published: false)
      return Candidate(
        folder: build.staged.folder, changes: build.changes, report: report,
        desk: DeskRecord(build, report, options), built: build.datasets,
        pipelines: build.pipelines, number: number, workspace: workspace)
    } catch {
      if earlier == nil { try workspace.remove() }
      throw error
    }
  }
}
