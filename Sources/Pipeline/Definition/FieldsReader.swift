// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat

/// Reads `fields:` as a whole, and what its items say together.
struct FieldsReader {
  let addressing: ColumnAddressing
  /// The columns that steps make, which are called by their name in every format.
  let made: Set<String>
  let problems: ConfigProblems

  /// Reads all fields; empty where the key is absent or wrong, which is reported.
  func read(_ reader: inout ConfigReader) -> [FieldDraft] {
    guard reader.node("fields") != nil else {
      reader.missing("fields", hint: "List every column of the export, also the dropped ones.")
      return []
    }
    guard let items = reader.sequence("fields") else { return [] }
    var drafts: [FieldDraft] = []
    var position = 0
    for item in items {
      let isPath = addressing == .paths && !isMade(item)
      if isPath { position += 1 }
      let path = isPath ? position : nil
      FieldReader(problems: problems).read(item, path: path).map { drafts.append($0) }
    }
    checkNames(drafts)
    checkSources(drafts)
    // A field that could not be read may be the one that is published.
    if drafts.count == items.count, drafts.allSatisfy(\.isDropped) {
      reader.invalid(
        "fields", "no field is published", hint: "Give at least one field treat: keep.")
    }
    return drafts
  }

  /// Whether the column of a field is one that a step makes.
  private func isMade(_ item: ConfigNode) -> Bool {
    guard case .mapping(let pairs) = item.value,
      let source = pairs.first(where: { $0.key.text == "source" })?.value.text
    else { return false }
    return made.contains(source)
  }

  private func checkNames(_ drafts: [FieldDraft]) {
    var seen: Set<String> = []
    for draft in drafts where draft.treatment != nil && !draft.isDropped {
      guard let name = draft.name, !seen.insert(name).inserted else { continue }
      problems.report(
        .invalidValue, at: draft.reader.place("name"),
        "two published fields have the name '\(name)'", hint: "Give one of them another 'name'.")
    }
  }

  /// A source may stand twice only where each has its own index, for exports that repeat a label.
  private func checkSources(_ drafts: [FieldDraft]) {
    var indices: [Int: Int] = [:]
    var sources: [String: [FieldDraft]] = [:]
    for draft in drafts {
      if let index = draft.index {
        if let line = indices[index] {
          problems.report(
            .invalidValue, at: draft.reader.place("index"),
            "column \(index) is already named on line \(line)",
            hint: "Name every column once.")
        }
        indices[index] = indices[index] ?? draft.node.line
      }
      // One value may well be published in two ways.
      guard let source = draft.source, addressing == .labels else { continue }
      if let first = sources[source]?.first,
        draft.index == nil || (sources[source] ?? []).contains(where: { $0.index == nil })
      {
        problems.report(
          .invalidValue, at: draft.reader.place("source"),
          "column '\(source)' is already named on line \(first.node.line)",
          hint: "Name every column once; where the export repeats a label, give each its 'index'.")
      }
      sources[source, default: []].append(draft)
    }
  }
}
