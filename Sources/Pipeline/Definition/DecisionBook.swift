// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
package import HergebruikPublish
internal import HergebruikSystem

/// The decisions about all datasets of a project.
package struct DecisionBook: Sendable {
  /// By the name of the dataset.
  package private(set) var datasets: [String: DatasetDecisions] = [:]
  /// Why those of a dataset cannot be read, by its name.
  package private(set) var problems: [String: [Diagnostic]] = [:]

  /// Reads them, also of datasets of which nothing else is left.
  ///
  /// - Throws: `Failure` with `input-output` where `pipelines` cannot be listed.
  package init(_ project: Project) throws(Failure) {
    for name in try SystemCall.names(in: project.pipelines) where Names.isSlug(name) {
      do throws(Failure) {
        datasets[name] = try DatasetDecisions.read(name, in: project)
      } catch {
        problems[name] = error.diagnostics.stamped(name)
      }
    }
  }

  /// The days of first publication, by the names of the datasets.
  package var issued: [String: String] { datasets.compactMapValues(\.issued) }
  /// What portals know the datasets by.
  package var identities: [String: DatasetIdentity] { datasets.mapValues(\.identity) }

  /// When and why a dataset was withdrawn; nil where a run may publish it.
  ///
  /// - Parameter record: What is published of it: what only that knows holds too.
  package func withdrawal(
    of dataset: String, published record: DatasetRecord?
  ) -> DatasetRecord.Withdrawal? {
    if let decided = datasets[dataset]?.withdrawal { return decided }
    return record?.withdrawal.flatMap { $0.isLifted == true ? nil : $0 }
  }

  /// That a dataset would be published with a lower version than it had; nil where that is not so.
  package func lowered(_ pipeline: PipelineDefinition) -> Diagnostic? {
    let version = pipeline.description.version ?? 1
    guard let published = datasets[pipeline.name]?.publishedVersion, version < published
    else { return nil }
    return Diagnostic(
      .schemaBreaking, at: .init(file: pipeline.file),
      "the version was \(published), and is \(version) now",
      hint:
        "Write metadata: {version: \(published)}, or \(published + 1) where programs that use it would break."
    )
  }

  /// Writes down what a published catalogue knows and the decisions do not yet.
  ///
  /// - Returns: Why some could not be written, as one warning; what is published does not depend on it.
  package func record(_ manifest: GenerationManifest, in project: Project) -> [Diagnostic] {
    let open = manifest.datasets.filter { record in
      let known = datasets[record.name] ?? DatasetDecisions()
      return problems[record.name] == nil
        && known.taking(record, at: manifest.catalogue.baseURL) != known
        && FileStatus(project.path("pipelines/\(record.name)"))?.isFolder == true
    }
    guard !open.isEmpty else { return [] }
    let first: Diagnostic?
    do throws(Failure) {
      let lock = try Self.lock(project)
      defer { withExtendedLifetime(lock) {} }
      var files: [(path: String, text: String)] = []
      for record in open {
        // Somebody may have decided something since they were read.
        let known = try DatasetDecisions.read(record.name, in: project) ?? DatasetDecisions()
        files.append(
          (
            DatasetDecisions.path(record.name, in: project),
            known.taking(record, at: manifest.catalogue.baseURL).yaml
          ))
      }
      try WholeFile.write(files, mode: 0o644)
      return []
    } catch {
      first = error.diagnostics.first
    }
    guard let first else { return [] }
    return [
      Diagnostic(
        first.code, severity: .warning, at: first.location,
        "what was decided about \(open.count) \(open.count == 1 ? "dataset" : "datasets") cannot be written beside "
          + "the pipeline: \(first.summary)",
        hint:
          "All is published, but only the catalogue knows it now, and a restore would lose it. Let this user write "
          + "there:\n\(SystemUser.takeOver([project.pipelines]))")
    ]
  }

  /// Changes the decisions of a dataset on disk; nothing is written where nothing changes.
  ///
  /// - Parameter isAnew: whether a file that cannot be understood is replaced.
  /// - Throws: `decisions-invalid`, `usage-error` for a text that a page cannot show, `input-output`.
  package static func update(
    _ dataset: String, in project: Project, isAnew: Bool = false,
    _ edit: (inout DatasetDecisions) -> Void
  ) throws(Failure) {
    let lock = try lock(project)
    defer { withExtendedLifetime(lock) {} }
    let known: DatasetDecisions?
    do throws(Failure) {
      known = try DatasetDecisions.read(dataset, in: project)
    } catch {
      guard isAnew, error.diagnostics.allSatisfy({ $0.code == .decisionsInvalid }) else {
        throw error
      }
      known = nil
    }
    var next = known ?? DatasetDecisions()
    edit(&next)
    guard next != known else { return }
    let path = DatasetDecisions.path(dataset, in: project)
    try DecisionFile.check(next, as: next.yaml, path, DatasetDecisions.parse)
    // A dataset of which the folder is gone can be withdrawn too.
    try SystemCall.makeFolder(project.path("pipelines/\(dataset)"), mode: 0o755)
    try WholeFile.write(next.yaml, to: path, mode: 0o644)
  }

  /// One writer at a time: a run that writes down a first day must not overwrite a withdrawal.
  static func lock(_ project: Project) throws(Failure) -> FileDescriptor {
    try project.preparePrivateFolder()
    let path = project.privateFolder + "/decisions.lock"
    guard
      let file = FileDescriptor(
        path, for: .readingAndWriting, [.create, .noLink], mode: 0o600)
    else {
      throw SystemCall.failure("the lock of the decisions cannot be opened", path: path)
    }
    // It is held for milliseconds.
    for _ in 0..<500 {
      if file.lock() { return file }
      guard [.wouldWait, .interrupted].contains(SystemError.last) else {
        throw SystemCall.failure("the lock of the decisions cannot be taken", path: path)
      }
      SystemTime.sleep(milliseconds: 20)
    }
    throw Failure(
      .locked, at: .init(file: path), "another program is writing down a decision",
      hint: "Wait until it ends, and try again.")
  }
}
