// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension DeskPages {
  /// How a dataset differs from what is published.
  func changes(_ dataset: DeskDataset, _ words: Texts) -> [String: Any] {
    let change = dataset.change
    let isChanged = change?.kind == .changed
    var page: [String: Any] = [
      "facts": facts(dataset, words)
    ]
    if let none = Self.noChange(dataset) { page["none"] = words[none] }
    let fields = isChanged ? change?.rows?.fields.filter { $0.changed > 0 } ?? [] : []
    page["cells"] = fields.map {
      ["field": $0.name, "count": words.language.number($0.changed)]
    }
    page["hasCells"] = !fields.isEmpty
    let schema = isChanged ? change?.schema ?? [] : []
    page["schema"] = schema.map { found in
      [
        "text": found.words.text(in: words.language),
        "verdict": words["desk-schema-\(found.verdict.rawValue)"],
        "isBreaking": found.verdict == .breaking,
      ] as [String: Any]
    }
    page["hasSchema"] = !schema.isEmpty
    let metadata = isChanged ? change?.metadata ?? [] : []
    page["metadata"] = metadata.map { key in
      [
        "key": key, "before": value(key, dataset.before, words),
        "after": value(key, dataset.after, words),
      ]
    }
    page["hasMetadata"] = !metadata.isEmpty
    page["quality"] = quality(dataset, words)
    return page
  }

  /// The key of what is said where no change is shown; nil where one is. Of what failed nobody knows what would change.
  private static func noChange(_ dataset: DeskDataset) -> String? {
    if dataset.state == .failed { return "desk-changes-unknown" }
    guard dataset.change?.kind == .unchanged || dataset.change == nil else { return nil }
    return dataset.state == .refused ? "desk-changes-refused" : "desk-changes-none"
  }

  private func facts(_ dataset: DeskDataset, _ words: Texts) -> [[String: String]] {
    var facts: [[String: String]] = []
    func fact(_ key: String, _ value: String) {
      facts.append(["name": words[key], "value": value])
    }
    func count(_ key: String, _ count: Int) { fact(key, words.language.number(count)) }
    if let after = dataset.after {
      fact("desk-rows", difference(dataset.before?.rows, after.rows, words) { $0.number($1) })
    }
    if let change = dataset.change, change.kind == .changed {
      if !change.dataChanged {
        fact("desk-what", words["desk-rows-same"])
      } else if let rows = change.rows {
        count("desk-rows-added", rows.added)
        count("desk-rows-removed", rows.removed)
        fact(
          "desk-rows-changed",
          rows.changed.map(words.language.number) ?? words["desk-rows-changed-unknown"])
      } else {
        fact("desk-what", words["desk-rows-unknown"])
      }
    }
    if let out = dataset.validation?.export?.rejected, out > 0 { count("desk-rows-out", out) }
    if let after = dataset.after {
      fact(
        "desk-size",
        difference(dataset.before.map(Self.size), Self.size(after), words) { $0.size($1) })
    }
    return facts
  }

  private static func size(_ record: DatasetRecord) -> Int {
    record.distributions.reduce(0) { $0 + $1.byteSize }
  }

  /// `600 wordt 601`, or the number alone where it is new or stays.
  private func difference(
    _ before: Int?, _ after: Int, _ words: Texts, _ form: (Language, Int) -> String
  ) -> String {
    let (old, new) = (before.map { form(words.language, $0) }, form(words.language, after))
    guard let old, old != new else { return new }
    return words("desk-becomes", ["before": old, "after": new])
  }

  /// The points for the metadata, and which of them came and went.
  private func quality(_ dataset: DeskDataset, _ words: Texts) -> [String: Any]? {
    guard let record = dataset.after else { return nil }
    let after = MetadataQuality(record, self.record.catalogue)
    let maximum = words.language.number(MetadataQuality.maximum)
    guard let old = dataset.before, let catalogue = self.record.previousCatalogue else {
      return [
        "points": words(
          "desk-quality-new",
          ["after": words.language.number(after.points), "maximum": maximum])
      ]
    }
    let before = MetadataQuality(old, catalogue)
    let met = (
      Set(before.indicators.filter(\.isMet).map(\.name)),
      Set(after.indicators.filter(\.isMet).map(\.name))
    )
    var page: [String: Any] = [
      "points": words(
        before.points == after.points ? "desk-quality-same" : "desk-quality-points",
        [
          "before": words.language.number(before.points),
          "after": words.language.number(after.points), "maximum": maximum,
        ])
    ]
    for (key, names) in [("lost", met.0.subtracting(met.1)), ("won", met.1.subtracting(met.0))]
    where !names.isEmpty {
      page[key] = words("desk-quality-\(key)", ["names": names.sorted().joined(separator: ", ")])
    }
    return page
  }

  /// What the metadata say of a key, as the pipeline file calls it.
  private func value(_ key: String, _ record: DatasetRecord?, _ words: Texts) -> String {
    guard let description = record?.description else { return words["desk-nothing"] }
    func label(_ text: LocalizedText) -> String { text.text(in: words.language) }
    func both(_ text: LocalizedText) -> String {
      text.tagged.map(\.text).joined(separator: " / ")
    }
    let value: String? =
      switch key {
      case "title": both(description.title)
      case "description": both(description.description)
      case "theme":
        description.themes.map { CodeLists.themes[$0].map(label) ?? $0 }.joined(separator: ", ")
      case "keyword":
        description.keywords.sorted { $0.key < $1.key }
          .map { "\($0.key): \($0.value.joined(separator: ", "))" }.joined(separator: "; ")
      case "accrualPeriodicity":
        description.accrualPeriodicity.map { CodeLists.frequencies[$0].map(label) ?? $0 }
      case "license": CodeLists.licences[description.license].map { label($0.label) }
      case "accessRights": description.accessRights
      case "rights": description.rights.map(both)
      case "version": description.version.map(words.language.number)
      default: description.statements?.words[key]
      }
    guard let value, !value.isEmpty else { return words["desk-nothing"] }
    return value
  }
}
