// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTreatment

/// All files of a project that were asked for, read; one bad file does not hide the others.
package struct ProjectDefinitions: Sendable {
  /// The catalogue; nil where its file has a problem.
  package var catalogue: CatalogueDefinition?
  /// The datasets asked for, in order.
  package var names: [String]
  /// Those whose file is right.
  package var pipelines: [PipelineDefinition] = []
  /// Every problem of every file; the catalogue's first.
  package var diagnostics: [Diagnostic] = []
  /// The names of all datasets of the project, also those that were not asked for.
  let projectNames: Set<String>
  /// What was decided about all datasets, also those that were not asked for.
  package let decisions: DecisionBook

  /// Reads the files.
  ///
  /// - Parameter readsCodes: Whether code lists are read to see whether they are right; a run reads them
  ///   anyway, one dataset at a time.
  /// - Throws: `Failure` with `dataset-unknown` or `input-output`, before any file is read.
  package init(
    _ project: Project, asked: [String] = [], readsCodes: Bool = true
  ) throws(Failure) {
    names = try project.datasetNames(asked: asked)
    projectNames = Set(try project.datasetNames())
    decisions = try DecisionBook(project)
    do throws(Failure) {
      catalogue = try project.catalogue()
    } catch {
      diagnostics = error.diagnostics
    }
    for name in names {
      do throws(Failure) {
        // Nothing is published of a broken catalogue; the word only keeps a dataset without a
        // licence of its own from being blamed for the catalogue's fault.
        var pipeline = try project.pipeline(
          name, defaultLicense: catalogue?.record.license ?? CodeLists.anyOpen)
        if let catalogue { pipeline.expectPlaces(in: catalogue) }
        let problems =
          pipeline.description.external == nil ? TransformPlan.problems(in: pipeline.table) : []
        guard problems.isEmpty else { throw Failure(problems.stamped(name)) }
        try check(pipeline.keys.foreign, of: pipeline, project)
        if let unread = decisions.problems[name] { throw Failure(unread) }
        if readsCodes, pipeline.description.isPublishedHere { try check(pipeline) }
        pipelines.append(pipeline)
      } catch {
        diagnostics += error.diagnostics
      }
    }
  }

  /// Compares foreign keys into other datasets with what those publish.
  private func check(
    _ keys: [ForeignKey], of pipeline: PipelineDefinition, _ project: Project
  ) throws(Failure) {
    var problems: [Diagnostic] = []
    let all = try project.datasetNames()
    for key in keys {
      guard case .dataset(let name) = key.reference else { continue }
      guard all.contains(name) else {
        problems.append(
          Diagnostic(
            .invalidValue, at: key.location, "there is no dataset '\(name)' to refer to",
            hint: Suggestion.hint(for: name, among: all)))
        continue
      }
      problems += pipeline.problems(
        of: key, into: try project.pipeline(name, defaultLicense: CodeLists.anyOpen))
    }
    guard problems.isEmpty else { throw Failure(problems.stamped(pipeline.name)) }
  }

  /// Reads the code lists, and lets go of them: together they may be large.
  private func check(_ pipeline: PipelineDefinition) throws(Failure) {
    do throws(Failure) {
      _ = try pipeline.codeTables()
      _ = try pipeline.stepCodes()
      try pipeline.checkReferences()
    } catch {
      throw Failure(error.diagnostics.stamped(pipeline.name))
    }
  }

  /// Reads what the municipality has of its own for the site too, and adds what is wrong with it.
  package mutating func readSite(of project: Project) {
    guard let catalogue else { return }
    do throws(Failure) {
      _ = try SiteFiles.design(project, catalogue)
    } catch {
      diagnostics += error.diagnostics
    }
  }
}
