// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension DeskPages {
  /// What the template of the overview shows.
  func overview(_ place: DeskPath) -> [String: Any] {
    let words = words(place)
    let states: [DeskDataset.State] = [
      .added, .changed, .refused, .failed, .unchanged, .withdrawn, .kept,
    ]
    return [
      "pageTitle": words["desk-title"],
      "states": states.filter { record.count($0) > 0 }.map { state in
        state.page(words).merging(["count": words.language.number(record.count(state))]) { $1 }
      },
      "datasets": record.datasets.map { row($0, place, words) },
      "files": words(
        "desk-files",
        [
          "added": words.language.number(record.files.added),
          "changed": words.language.number(record.files.changed),
          "removed": words.language.number(record.files.removed),
        ]), "command": record.command ?? "", "hasCommand": record.command != nil,
    ]
  }

  private func row(_ dataset: DeskDataset, _ place: DeskPath, _ words: Texts) -> [String: Any] {
    var row = dataset.state.page(words)
    row["title"] = dataset.title.text(in: place.language)
    row["href"] = place.root + DeskPath.desk(dataset.name, place.language)
    row["before"] = number(dataset.before?.rows, words)
    row["after"] = number(dataset.after?.rows, words)
    row["what"] = what(dataset, words)
    row["attention"] = attention(dataset, words)
    return row
  }

  /// What changes, in a few words.
  private func what(_ dataset: DeskDataset, _ words: Texts) -> String {
    if let withdrawal = dataset.withdrawal {
      let since = words("desk-withdrawn-since", ["date": words.language.date(withdrawal.date)])
      guard let undo = record.undo(dataset) else {
        return "\(since) \(words["desk-withdrawn-lifted"])"
      }
      return "\(since) \(words("desk-withdrawn-undo", ["command": undo]))"
    }
    guard let change = dataset.change, change.kind == .changed else { return "–" }
    var parts: [String] = []
    if change.dataChanged, let rows = change.rows {
      for (key, count) in [
        ("added", rows.added), ("removed", rows.removed), ("changed", rows.changed ?? 0),
      ] where count > 0 {
        parts.append("\(words["desk-rows-\(key)"]): \(words.language.number(count))")
      }
    }
    parts += change.schema.map { $0.words.text(in: words.language) }
    if !change.metadata.isEmpty {
      parts.append("\(words["desk-metadata"]): \(change.metadata.joined(separator: ", "))")
    }
    return parts.isEmpty ? words["desk-changes-pages"] : parts.joined(separator: "; ")
  }

  /// How many errors and warnings there are.
  func attention(_ dataset: DeskDataset, _ words: Texts) -> String {
    var parts: [String] = []
    if dataset.errorCount > 0 { parts.append(words.count("errors", dataset.errorCount)) }
    if dataset.warningCount > 0 { parts.append(words.count("desk-warnings", dataset.warningCount)) }
    return parts.isEmpty ? words["desk-warnings-none"] : parts.joined(separator: ", ")
  }

  func number(_ count: Int?, _ words: Texts) -> String { count.map(words.language.number) ?? "–" }

  /// What the template of the bar shows.
  func bar(_ place: DeskPath, isServed: Bool) -> [String: Any] {
    let words = words(place)
    var page: [String: Any] = ["isServed": isServed, "revision": record.revision]
    var old = record.isOld
    if let dataset = place.dataset.flatMap({ record[$0] }) {
      page.merge(dataset.state.page(words)) { $1 }
      page["dataset"] = dataset.title.text(in: place.language)
      page["attention"] = attention(dataset, words)
      if let before = dataset.before?.rows, let after = dataset.after?.rows, before != after {
        page["rows"] = words(
          "desk-bar-rows",
          ["before": words.language.number(before), "after": words.language.number(after)])
      }
      old = old || dataset.state == .failed
    } else {
      let states: [DeskDataset.State] = [.added, .changed, .refused, .failed]
      let told = states.filter { record.count($0) > 0 }
      page["states"] = told.map { state in
        state.page(words).merging(["count": words.language.number(record.count(state))]) { $1 }
      }
      page["hasNone"] = told.isEmpty
      old = old || record.count(.failed) > 0
    }
    page["isBad"] = old
    return page
  }
}

extension DeskDataset.State {
  /// A state by the names of the templates: its word, its class in the style sheet, and what it means.
  func page(_ words: Texts) -> [String: Any] {
    [
      "state": words["desk-state-\(rawValue)"], "kind": rawValue,
      "means": words["desk-means-\(rawValue)"],
    ]
  }
}
