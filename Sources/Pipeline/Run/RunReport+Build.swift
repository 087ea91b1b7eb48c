// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension RunReport {
  /// Enters what came of a task.
  mutating func enter(_ result: DatasetResult) {
    for i in datasets.indices where datasets[i].name == result.dataset {
      datasets[i] = result.entry
    }
    diagnostics += result.diagnostics
  }

  /// Enters how each dataset that was converted ended; one that could not be built again stays as failed.
  mutating func enter(_ changes: CatalogueChanges, _ build: Runner.Build, published: Bool) {
    for i in datasets.indices {
      guard let built = build.datasets[datasets[i].name], built.failure.isEmpty else { continue }
      let change = changes.datasets.first { $0.name == datasets[i].name }
      datasets[i] = built.entry
      datasets[i].status =
        change?.kind == .unchanged
        ? .unchanged
        : !published ? .ready : built.record.isDescribedOnly ? .described : .published
    }
  }
}
