// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// A whole, verified candidate: ready to be looked at, published or thrown away.
package struct StagedGeneration: Sendable {
  /// What it consists of.
  package let manifest: GenerationManifest
  /// Whether the published generation has the same bytes.
  package let isUnchanged: Bool
  private let builder: GenerationBuilder

  init(builder: GenerationBuilder, manifest: GenerationManifest, isUnchanged: Bool) {
    self.builder = builder
    self.manifest = manifest
    self.isUnchanged = isUnchanged
  }

  /// Its web root, until it is published or thrown away.
  package var folder: String { builder.folder }

  /// Makes it the published generation, unless nothing changed.
  ///
  /// The folder gets its final name, then `current` is swapped by rename(2): at any moment a reader
  /// sees the old generation or the new one, whole.
  ///
  /// - Parameter warnings: gets what old generations could not be removed.
  /// - Throws: `Failure` with `input-output`.
  package func publish(
    keep: Int, _ warnings: inout [Diagnostic]
  ) throws(Failure) -> GenerationBuilder.Outcome {
    let store = builder.store
    let files = store.files
    if isUnchanged {
      try discard()
      return .unchanged
    }
    let name = try store.newName()
    try files.makeSymbolicLink(store.journal, to: name)
    try files.syncFolder(store.generations)
    try files.move(folder, to: try store.folder(of: name))
    try files.syncFolder(store.generations)
    let link = "\(store.catalog)/.current-\(name)"
    try files.makeSymbolicLink(link, to: "generations/\(name)")
    try files.move(link, to: store.currentLink)
    try files.syncFolder(store.catalog)
    try files.removeFile(store.journal)
    try files.syncFolder(store.generations)
    store.prune(keep: keep, &warnings)
    return .published(name)
  }

  /// Removes the candidate.
  package func discard() throws(Failure) { try builder.discard() }

  /// What publishing it would change.
  package var changes: CatalogueChanges {
    let (added, removed, changed) = changedFiles
    let before = Self.byName(builder.previous?.datasets ?? [])
    let after = Self.byName(manifest.datasets)
    let touched = Set((added + removed + changed).compactMap(Self.dataset))
    return CatalogueChanges(
      datasets: Set(before.keys).union(after.keys).sorted().compactMap { name in
        Self.change(
          from: before[name], to: after[name], isTouched: touched.contains(name))
      },
      filesAdded: added, filesChanged: changed, filesRemoved: removed)
  }

  /// The paths that are new, gone and other than before, sorted.
  private var changedFiles: (added: [String], removed: [String], changed: [String]) {
    let before = Dictionary(
      (builder.previous?.files ?? []).map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    let after = Dictionary(manifest.files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    return (
      after.keys.filter { before[$0] == nil }.sorted(),
      before.keys.filter { after[$0] == nil }.sorted(),
      after.keys.filter { before[$0] != nil && before[$0] != after[$0] }.sorted()
    )
  }

  /// The dataset that a file is of: of `datasets/bomen/index.html` and `en/datasets/bomen/index.html` it is `bomen`.
  private static func dataset(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    let first = parts.first == "en" ? 1 : 0
    guard parts.count > first + 2, parts[first] == "datasets" else { return nil }
    return String(parts[first + 1])
  }

  private static func byName(_ datasets: [DatasetRecord]) -> [String: DatasetRecord] {
    Dictionary(datasets.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  private static func change(
    from before: DatasetRecord?, to after: DatasetRecord?, isTouched: Bool
  ) -> CatalogueChanges.Dataset? {
    guard let shown = after ?? before else { return nil }
    let kind: CatalogueChanges.Dataset.Kind =
      before == nil ? .added : after == nil ? .removed : isTouched ? .changed : .unchanged
    var schema: [SchemaChange] = []
    var metadata: [String] = []
    if kind == .changed, let before, let after {
      schema = SchemaComparison.changes(from: before, to: after)
      metadata = after.description.keys(differingFrom: before.description)
    }
    return CatalogueChanges.Dataset(
      name: shown.name, title: shown.description.title, kind: kind, rowsBefore: before?.rows,
      rowsAfter: after?.rows,
      dataChanged: before?.distributions.map(\.sha256) != after?.distributions.map(\.sha256),
      schema: schema, metadata: metadata)
  }
}
