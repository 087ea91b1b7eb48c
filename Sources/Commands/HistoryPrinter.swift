// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikRun

/// What became of a catalogue, for people and for programs.
struct HistoryPrinter {
  private let language: Language

  init(in language: Language) { self.language = language }

  /// All of it: a block for each generation or night, lines of 80 characters.
  func text(_ history: ProjectHistory, of dataset: String?) -> String {
    var lines: [String] = []
    if let hold = history.hold {
      lines += wrapped(
        say(HistoryWords.held(since: hold.since, at: hold.generation, hold.reason)), 2)
    }
    if history.entries.isEmpty { lines.append(say(HistoryWords.nothing)) }
    for entry in history.entries { lines += self.lines(of: entry, dataset) }
    for purge in history.purges {
      lines += wrapped(
        "\(purge.moment)  "
          + say(HistoryWords.purged(purge.what, purge.reason, removed: purge.removed)), 22)
    }
    if let earlier = history.entries.compactMap({ $0.isCurrent ? nil : $0.generation }).first {
      lines += [""] + wrapped(say(HistoryWords.goBack(earlier)), 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(of entry: ProjectHistory.Entry, _ dataset: String?) -> [String] {
    guard let generation = entry.generation else {
      let refusal = entry.refusal
      let words = HistoryWords.refused(
        refusal?.nights ?? 1, until: refusal?.last ?? entry.moment,
        refusal?.problem.map(\.words) ?? HistoryWords.unreadable)
      return wrapped("\(entry.moment)  \(say(words))", 22)
    }
    var head = generation
    if entry.isCurrent { head += "  (\(say(HistoryWords.current)))" }
    guard let datasets = entry.datasets else {
      return ["\(head): \(say(HistoryWords.unreadable))"]
    }
    if dataset == nil { head += ": \(say(HistoryWords.datasets(datasets)))" }
    let changes = entry.changes.map { change in
      var text = dataset == nil ? "\(change.dataset): " : ""
      text += say(change.happening.text)
      if let rows = change.rows { text += ", \(say(HistoryWords.rows(rows)))" }
      return text
    }
    if let dataset { return wrapped("\(head)  \(dataset): \(changes.joined(separator: "; "))", 22) }
    let told = changes.isEmpty ? [say(HistoryWords.pages)] : changes
    return [head] + told.flatMap { wrapped("  " + $0, 4) }
  }

  private func say(_ text: LocalizedText) -> String { text.text(in: language) }

  private func wrapped(_ text: String, _ indent: Int) -> [String] {
    DiagnosticPrinter(width: 80, isColoured: false).wrap(text, indent: indent)
  }

  /// The document of `history --json`; docs/history.md describes it.
  static func json(_ history: ProjectHistory) -> JSONValue {
    var members: [String: JSONValue] = [
      "version": .integer(1), "entries": .array(history.entries.map(entry)),
      "purged": .array(
        history.purges.map { purge in
          var told: [String: JSONValue] = [
            "moment": .string(purge.moment), "what": .string(purge.what),
            "reason": .string(purge.reason), "isDone": .boolean(purge.removed != nil),
          ]
          told["removed"] = purge.removed.map(JSONValue.string)
          return .object(told)
        }),
    ]
    if let hold = history.hold {
      members["held"] = .object([
        "since": .string(hold.since), "generation": .string(hold.generation),
        "reason": .string(hold.reason), "isDone": .boolean(hold.isDone),
      ])
    }
    return .object(members)
  }

  private static func entry(_ entry: ProjectHistory.Entry) -> JSONValue {
    var members: [String: JSONValue] = ["moment": .string(entry.moment)]
    if let refusal = entry.refusal {
      members["refused"] = .object([
        "last": .string(refusal.last), "nights": .integer(refusal.nights),
        "code": .string(refusal.problem?.code ?? ""),
      ])
    }
    if let generation = entry.generation {
      members["generation"] = .string(generation)
      members["isCurrent"] = .boolean(entry.isCurrent)
      members["changes"] = .array(
        entry.changes.map { change in
          var told: [String: JSONValue] = [
            "dataset": .string(change.dataset), "what": .string(change.happening.rawValue),
          ]
          told["rows"] = change.rows.map(JSONValue.integer)
          return .object(told)
        })
    }
    return .object(members)
  }
}
