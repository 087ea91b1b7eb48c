// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel

/// What a preview knows of a catalogue with one dataset, `a`, that a run would refuse.
enum DeskSample {
  static let record: DeskRecord = {
    var dataset = DeskDataset(
      name: "a", title: LocalizedText(nl: "<A>", en: "<A in English>"), state: .refused,
      hasPages: true)
    dataset.change = CatalogueChanges.Dataset(
      name: "a", title: LocalizedText(nl: "<A>"), kind: .changed, rowsBefore: 3, rowsAfter: 7,
      dataChanged: true, rows: RowChanges(added: 5, removed: 1, changed: 2))
    dataset.before = release(3)
    dataset.after = release(7)
    dataset.refusals = [Diagnostic(.changeGuard, "seven is more than three")]
    return DeskRecord(
      catalogue: catalogue, previousCatalogue: catalogue, files: (1, 2, 3), datasets: [dataset],
      problems: [])
  }()

  private static let catalogue = CatalogueRecord(
    baseURL: "https://data.example.nl", title: LocalizedText(nl: "Catalogus"),
    description: LocalizedText(nl: "Alles."),
    publisher: .init(name: "Voorbeeld", uri: "https://example.nl"),
    contactPoint: .init(name: "Team", email: "data@example.nl"), license: "CC0-1.0")

  private static func release(_ rows: Int) -> DatasetRecord {
    DatasetRecord(
      name: "a",
      description: DatasetDescription(
        title: LocalizedText(nl: "<A>"), description: LocalizedText(nl: "Iets."), themes: [],
        license: "CC0-1.0"),
      fields: [], primaryKey: [], rows: rows, distributions: [], issued: "2026-01-01",
      modified: "2026-01-01")
  }
}
