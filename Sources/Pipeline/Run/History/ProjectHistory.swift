// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikPublish

/// What became of a catalogue: its generations, and for one dataset its nights too. Nothing is written.
package struct ProjectHistory: Sendable {
  /// What happened to a dataset.
  package struct Change: Hashable, Sendable {
    /// Its name.
    package var dataset: String
    /// What.
    package var happening: HistoryWords.Happening
    /// Rows that are published since; `nil` if there are none.
    package var rows: Int?
  }

  /// A generation on disk, or a night on which a dataset was refused.
  package struct Entry: Sendable {
    /// When it began: a moment in UTC, or a day.
    package var moment: String
    /// The generation; `nil` for a night.
    package var generation: String?
    /// Whether it is online.
    package var isCurrent = false
    /// How many datasets it has; `nil` if it cannot be read, or for a night.
    package var datasets: Int?
    /// What changed since the generation before.
    package var changes: [Change] = []
    /// Nights that were refused alike; `nil` for a generation.
    package var refusal: NightBook.Event?
  }

  /// The newest first.
  package private(set) var entries: [Entry] = []
  /// That the catalogue is held; `nil` if it is not.
  package let hold: CatalogueDecisions.Hold?
  /// What was removed for good, the newest first.
  package let purges: [CatalogueDecisions.Purge]

  /// Reads it.
  ///
  /// - Parameter dataset: Of which alone the history is told; `nil` for all.
  /// - Throws: `Failure` with `dataset-unknown`, `decisions-invalid`, `input-output`.
  package init(_ project: Project, of dataset: String?) throws(Failure) {
    let decisions = try CatalogueDecisions.read(project)
    (hold, purges) = (
      decisions.hold,
      decisions.purges.reversed().filter { purge in
        dataset.map { purge.what == $0 || purge.what.hasPrefix($0 + "/") } ?? true
      }
    )
    let store = GenerationStore(catalog: project.catalog)
    let current = try store.publishedName
    var known: Set<String> = []
    var before: GenerationManifest?
    for name in try store.generationNames {
      var entry = Entry(moment: Self.moment(of: name), generation: name)
      entry.isCurrent = name == current
      if let manifest = try? store.manifest(of: name) {
        known.formUnion(manifest.datasets.map(\.name))
        entry.datasets = manifest.datasets.count
        entry.changes = Self.changes(from: before, to: manifest)
        before = manifest
      }
      if let dataset {
        entry.changes.removeAll { $0.dataset != dataset }
        guard !entry.changes.isEmpty else { continue }
      }
      entries.append(entry)
    }
    guard let dataset else {
      entries.reverse()
      return
    }
    let nights = NightBook.read(project).datasets[dataset]
    guard known.contains(dataset) || nights != nil else {
      throw Failure(
        .datasetUnknown, "nothing is known of a dataset '\(dataset)'",
        hint: Suggestion.hint(for: dataset, among: known.sorted()))
    }
    for event in nights?.events ?? [] where event.status == .failed {
      entries.append(Entry(moment: event.since, refusal: event))
    }
    entries.sort { $0.moment > $1.moment }
  }

  /// `2026-11-27T013000Z-02` as `2026-11-27T01:30:00Z`.
  private static func moment(of name: String) -> String {
    let clock = Array(name.dropFirst(11).prefix(6))
    guard clock.count == 6 else { return name }
    let parts = [clock[..<2], clock[2..<4], clock[4...]].map { String($0) }
    return "\(name.prefix(10))T\(parts.joined(separator: ":"))Z"
  }

  private static func changes(
    from before: GenerationManifest?, to after: GenerationManifest
  ) -> [Change] {
    after.datasets.compactMap { record in
      let rows = record.distributions.isEmpty ? nil : record.rows
      func change(_ happening: HistoryWords.Happening) -> Change {
        Change(dataset: record.name, happening: happening, rows: rows)
      }
      // Of the oldest that is there nothing tells what was before.
      guard let before else { return change(record.withdrawal == nil ? .kept : .withdrawn) }
      guard let old = before.dataset(record.name) else { return change(.new) }
      if old.withdrawal != record.withdrawal, record.withdrawal != nil { return change(.withdrawn) }
      if old.distributions != record.distributions {
        return change(record.releases?.first?.backTo == nil ? .data : .back)
      }
      return old.recordMoment == record.recordMoment ? nil : change(.description)
    }
  }
}
