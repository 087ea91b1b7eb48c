// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// A generation that is being built in a folder of its own; nothing is published yet.
package struct GenerationBuilder: Sendable {
  /// What came of a run.
  package enum Outcome: Hashable, Sendable {
    /// The published generation has these bytes already; nothing was written.
    case unchanged
    /// A new generation is published, under this name.
    case published(String)
  }

  /// Where it is built.
  package let folder: String
  /// The published generation, where there is one.
  package let previous: GenerationManifest?
  let store: GenerationStore
  let previousFolder: String?
  /// The datasets that stay as they are, and whether each is behind schedule now; nil where nobody looked.
  private(set) var carried: [String: Bool?] = [:]
  /// The datasets whose data are taken away, as they are described from now on.
  private(set) var withdrawn: [String: DatasetRecord] = [:]
  /// The earlier versions that go for good, by dataset.
  package private(set) var dropped: [String: [DatasetRecord.RemovedVersion]] = [:]
  /// The days of first publication that were decided on, by dataset, each `YYYY-MM-DD`; they win of what is published.
  package var issued: [String: String] = [:]
  /// The addresses in RDF and the identifiers that were promised, by dataset.
  package var identities: [String: DatasetIdentity] = [:]
  /// The moment of the run in UTC, `YYYY-MM-DDThh:mm:ssZ`; nil where only its day is told.
  package var moment: String?
  private(set) var extra: [String: [UInt8]] = [:]

  init(
    store: GenerationStore, folder: String, previous: GenerationManifest?, previousFolder: String?
  ) {
    self.store = store
    self.folder = folder
    self.previous = previous
    self.previousFolder = previousFolder
  }

  /// The folder to write a dataset's distributions into; made where it is missing.
  package func folder(of dataset: String) throws(Failure) -> String {
    let path = "\(folder)/datasets/\(dataset)"
    try store.files.makeFolder(path)
    return path
  }

  /// What is published of a dataset now, and where; nil where nothing is.
  package func published(_ dataset: String) -> (record: DatasetRecord, folder: String)? {
    guard let record = previous?.dataset(dataset), let previousFolder else { return nil }
    return (record, "\(previousFolder)/datasets/\(dataset)")
  }

  /// Takes over the distributions of a dataset from an earlier candidate, by second names.
  ///
  /// - Throws: `Failure` with `input-output`.
  package func adopt(_ record: DatasetRecord, from candidate: String) throws(Failure) {
    let target = try folder(of: record.name)
    for distribution in record.distributions {
      try store.files.link(
        "\(candidate)/datasets/\(record.name)/\(distribution.fileName)",
        to: "\(target)/\(distribution.fileName)")
    }
  }

  /// Removes what was written of a dataset that failed.
  package func removeFolder(of dataset: String) throws(Failure) {
    try store.files.removeTree("\(folder)/datasets/\(dataset)")
  }

  /// Keeps a dataset as it is published now; its page is made anew from its record.
  ///
  /// - Parameter isOverdue: whether it is behind schedule; nil leaves what the page says of it.
  /// - Returns: False where the published generation has no such dataset.
  package mutating func carryOver(_ dataset: String, isOverdue: Bool? = nil) -> Bool {
    guard previous?.dataset(dataset) != nil else { return false }
    carried.updateValue(isOverdue, forKey: dataset)
    return true
  }

  /// Takes away the data of a dataset, and leaves a page that says so.
  package mutating func withdraw(_ record: DatasetRecord, _ withdrawal: DatasetRecord.Withdrawal) {
    withdrawn[record.name] = record.withdrawn(withdrawal)
  }

  /// Keeps the description of a dataset as it is published now, and takes away its data.
  ///
  /// - Parameters:
  ///   - now: What is said now of who may have them.
  ///   - date: The day, `YYYY-MM-DD`.
  package mutating func withhold(
    _ dataset: String, as now: DatasetDescription, date: String
  ) {
    guard var record = previous?.dataset(dataset)?.described else { return }
    (record.description.accessRights, record.description.license) = (now.accessRights, now.license)
    record.modified = date
    withdrawn[dataset] = record
  }

  /// Takes earlier versions of a dataset that stays away for good, and says so.
  package mutating func drop(_ versions: [DatasetRecord.RemovedVersion], of dataset: String) {
    dropped[dataset] = versions
  }

  /// Whether nothing stays and nothing is withdrawn, so that all depends on what is built now.
  package var isEmpty: Bool { carried.isEmpty && withdrawn.isEmpty }

  /// Adds a file of the caller's; a path that the generation makes itself is the caller's then.
  ///
  /// - Throws: `Failure` with `self-check` where the path leads out of the generation.
  package mutating func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard GenerationManifest.isPlain(path), path != "generation.json" else {
      throw Failure(.selfCheck, "'\(path)' is not a path for a file of the catalogue")
    }
    extra[path] = bytes
  }

  /// Stages and publishes in one go; an unchanged candidate is removed.
  ///
  /// `datasets` are those that were rebuilt now; their dates are set here. `date` is `YYYY-MM-DD`.
  /// - Throws: `Failure` with `input-output` or `self-check`; the candidate is removed.
  package func finish(
    catalogue: CatalogueRecord, datasets: [DatasetRecord], toolVersion: String, date: String,
    keep: Int, _ warnings: inout [Diagnostic]
  ) throws(Failure) -> Outcome {
    do {
      let staged = try stage(
        catalogue: catalogue, datasets: datasets, toolVersion: toolVersion, date: date)
      return try staged.publish(keep: keep, &warnings)
    } catch {
      do {
        try discard()
      } catch let second {
        throw Failure(error.diagnostics + second.diagnostics)
      }
      throw error
    }
  }

  /// Removes the candidate.
  package func discard() throws(Failure) {
    try store.files.removeTree(folder)
  }
}
