// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

extension DeskRecord {
  /// Tells of a candidate that was staged.
  init(_ build: Runner.Build, _ report: RunReport, _ options: RunOptions) {
    let (manifest, previous, changes) = (build.staged.manifest, build.previous, build.changes)
    let asked = Set(report.datasets.map(\.name))
    let names = asked.union(changes.datasets.map(\.name)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let byName = Dictionary(changes.datasets.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let told = Dictionary(grouping: report.diagnostics) { $0.dataset ?? "" }
    self.init(
      catalogue: manifest.catalogue, previousCatalogue: previous?.catalogue,
      files: (
        changes.filesAdded.count, changes.filesChanged.count, changes.filesRemoved.count
      ),
      datasets: names.map { name in
        DeskDataset(
          name, build, change: byName[name],
          isTried: asked.contains(name)
            && !report.datasets.contains { $0.name == name && $0.status == .withdrawn },
          told: told[name] ?? [])
      }, problems: told[""] ?? [], project: options.project == "." ? nil : options.project,
      date: options.isDateAsked ? options.date : nil)
  }
}

extension DeskDataset {
  fileprivate init(
    _ name: String, _ build: Runner.Build, change: CatalogueChanges.Dataset?, isTried: Bool,
    told: [Diagnostic]
  ) {
    let built = build.datasets[name]
    let after = build.staged.manifest.dataset(name)
    let published = build.previous?.dataset(name)
    self.init(
      name: name,
      title: change?.title ?? built?.record.description.title ?? LocalizedText(nl: name),
      // What is withdrawn stays so, and is not tried.
      state: !isTried && (after?.withdrawal ?? published?.withdrawal) != nil
        ? .withdrawn : Self.state(built, change, isTried: isTried), hasPages: after != nil)
    self.change = change
    before = published
    self.after = after
    checks = built?.entry.gate
    refusals = built?.refusals ?? []
    failure = built?.failure ?? (isTried ? told : [])
    signOffFlags = built?.signOffFlags ?? []
    validation = build.validations[name]
    privacy = built?.privacy
  }

  private static func state(
    _ built: BuiltDataset?, _ change: CatalogueChanges.Dataset?, isTried: Bool
  ) -> State {
    guard let built else { return isTried ? .failed : .kept }
    if !built.failure.isEmpty { return .failed }
    if !built.refusals.isEmpty { return .refused }
    return switch change?.kind {
    case .added: .added
    case .changed: .changed
    case .unchanged, .removed, nil: .unchanged
    }
  }
}
