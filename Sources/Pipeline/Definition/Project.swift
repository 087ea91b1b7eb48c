// SPDX-License-Identifier: EUPL-1.2

package import HergebruikExtract
package import HergebruikFormat
internal import HergebruikSystem

/// The folder that everything is in: `pipelines/`, `catalog/` and `.hergebruik/`.
package struct Project: Sendable {
  /// The folder as it was typed; "." for the current one.
  package let directory: String
  /// The formats that its exports may have.
  package let formats: ExtractorRegistry

  /// Opens a project.
  ///
  /// - Throws: `Failure` with `project-missing` where it has no `pipelines/catalog.yaml`.
  package init(directory: String, formats: ExtractorRegistry = .builtIn) throws(Failure) {
    self.directory = directory.isEmpty ? "." : directory
    self.formats = formats
    guard FileStatus(path("pipelines/catalog.yaml"))?.isFile == true else {
      throw Failure(
        .projectMissing, at: Diagnostic.Location(file: path("pipelines/catalog.yaml")),
        "there is no project here: pipelines/catalog.yaml is missing",
        hint: "Go to the folder that has 'pipelines', or name it with --project DIR.")
    }
  }

  /// Whether a folder is, or is to become, a project: it has a folder `pipelines`.
  package static func isPlausible(_ directory: String) -> Bool {
    let directory = directory.isEmpty ? "." : directory
    return FileStatus("\(directory)/pipelines")?.isFolder == true
  }

  /// A path in the project, as a person would type it.
  package func path(_ relative: String) -> String {
    if directory == "." { return relative }
    return directory.hasSuffix("/") ? directory + relative : "\(directory)/\(relative)"
  }

  /// The folder of the datasets' definitions.
  package var pipelines: String { path("pipelines") }

  /// The folder that is published.
  package var catalog: String { path("catalog") }

  /// The folder with what must stay private; mode 0700.
  package var privateFolder: String { path(".hergebruik") }

  /// Makes the private folder, or narrows its mode to 0700.
  ///
  /// - Throws: `Failure` with `input-output`.
  package func preparePrivateFolder() throws(Failure) {
    try PrivateFolder.prepare(privateFolder)
  }

  /// The names of all datasets, sorted.
  ///
  /// - Throws: `Failure` with `input-output`.
  package func datasetNames() throws(Failure) -> [String] {
    try SystemCall.names(in: pipelines).filter { name in
      FileStatus("\(pipelines)/\(name)")?.isFolder == true
        && !isShared(name) && !isDecisionAlone(name)
    }
  }

  /// Whether a folder is not of a dataset, but of code lists that datasets share or of the site.
  private func isShared(_ name: String) -> Bool {
    ["codes", "site"].contains(name)
      && FileStatus("\(pipelines)/\(name)/pipeline.yaml") == nil
  }

  /// Whether a folder only remembers what was decided about a dataset whose pipeline is gone.
  private func isDecisionAlone(_ name: String) -> Bool {
    FileStatus("\(pipelines)/\(name)/pipeline.yaml") == nil
      && FileStatus(DatasetDecisions.path(name, in: self)) != nil
  }

  /// The datasets that a person asked for, in the order of all; all where nothing was asked.
  ///
  /// - Throws: `Failure` with `dataset-unknown` for every name that is none, and where there is none.
  package func datasetNames(asked: [String]) throws(Failure) -> [String] {
    let all = try datasetNames()
    if asked.isEmpty {
      guard !all.isEmpty else {
        let first = path("pipelines/NAME/pipeline.yaml")
        throw Failure(
          .datasetUnknown, at: Diagnostic.Location(file: pipelines),
          "this project has no dataset: no folder stands below pipelines",
          hint: "Make a folder for the first one, and write \(first).")
      }
      return all
    }
    let unknown = asked.filter { !all.contains($0) }
    guard unknown.isEmpty else {
      throw Failure(
        unknown.map { name in
          Diagnostic(
            .datasetUnknown, at: Diagnostic.Location(file: pipelines),
            "there is no dataset '\(name)'",
            hint: all.isEmpty
              ? "Make a folder with a pipeline.yaml for it."
              : Suggestion.hint(for: name, among: all))
        })
    }
    return all.filter(asked.contains)
  }

  /// Reads `pipelines/catalog.yaml`.
  ///
  /// - Throws: `Failure` with every problem of the file.
  package func catalogue() throws(Failure) -> CatalogueDefinition {
    let file = path("pipelines/catalog.yaml")
    return try CatalogueDefinition(text: TextFile.read(file, shown: file), file: file)
  }

  /// Reads `pipelines/NAME/pipeline.yaml`; every diagnostic carries the dataset's name.
  ///
  /// `defaultLicense` is the catalogue's; nil where the dataset must state its own.
  /// - Throws: `Failure` with every problem of the file.
  package func pipeline(
    _ name: String, defaultLicense: String?
  ) throws(Failure) -> PipelineDefinition {
    let folder = path("pipelines/\(name)")
    let file = "\(folder)/pipeline.yaml"
    do throws(Failure) {
      guard FileStatus(file) != nil else {
        throw Failure(
          .datasetUnknown, at: Diagnostic.Location(file: folder),
          "this folder has no pipeline.yaml", hint: "Write one, or move the folder away.")
      }
      return try PipelineDefinition(
        text: TextFile.read(file, shown: file), name: name, folder: folder, file: file,
        defaultLicense: defaultLicense, registry: formats)
    } catch {
      throw Failure(error.diagnostics.stamped(name))
    }
  }
}

extension [Diagnostic] {
  /// The same, with the name of the dataset that they concern.
  package func stamped(_ dataset: String) -> [Diagnostic] {
    map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.dataset = dataset
      return diagnostic
    }
  }
}
