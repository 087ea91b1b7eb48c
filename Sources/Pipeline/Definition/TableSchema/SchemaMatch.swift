// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTreatment

/// `fieldsMatch` of a schema beside that of the pipeline file, which may be stricter and never laxer.
///
/// Source: https://datapackage.org/standard/table-schema/#fieldsmatch
struct SchemaMatch {
  /// What the pipeline file says; nil where it says nothing.
  let stated: ConfigNode?
  let problems: ConfigProblems

  /// The words that are as strict as each word, or stricter.
  private static let stricter = [
    "exact": ["exact"], "equal": ["exact", "equal"], "superset": ["exact", "equal", "superset"],
    "subset": ["exact", "equal"], "partial": ["exact", "equal", "superset"],
  ]

  /// Enters it where the pipeline file says nothing, and reports where the two contradict each other.
  ///
  /// - Parameter items: The items of `fields`; none where steps make columns, of which a schema knows nothing.
  func enter(
    _ node: ConfigNode, into pairs: inout [(key: ConfigNode, value: ConfigNode)],
    fields: [ConfigNode], items: [ConfigNode]
  ) {
    // The profile of version 2.0 has a list of one word.
    let match = node.items.count == 1 ? node.items[0] : node
    guard let word = match.text, let enough = Self.stricter[word] else {
      problems.report(
        .invalidValue, at: match, "this is not a value of 'fieldsMatch'",
        hint: Suggestion.hint(for: match.text ?? "", among: Array(Self.stricter.keys)))
      return
    }
    if let stated {
      guard !enough.contains(stated.text ?? "") else { return check(word, fields, items) }
      problems.report(
        .invalidValue, at: stated,
        "the schema says fieldsMatch \(word), which is stricter",
        hint: "Write \(enough.joined(separator: " or ")), or remove it.")
    } else if ColumnBinding.Match(rawValue: word) == nil {
      problems.report(
        .invalidValue, at: match,
        "'\(word)' would let columns through that say nobody knows what about persons",
        hint: "List every column of the export in pipeline.yaml, and write there fieldsMatch: "
          + "\(enough.last ?? "equal").")
    } else {
      pairs.append((key: node.with(.scalar("fieldsMatch", quoted: false)), value: match))
      check(word, fields, items)
    }
  }

  /// The columns of the pipeline file are looked for in the export, so they must be those of the schema.
  private func check(_ word: String, _ fields: [ConfigNode], _ items: [ConfigNode]) {
    let names = fields.compactMap { $0["name"]?.text }
    let known = items.filter { names.contains($0.label ?? "") }
    if !["subset", "partial"].contains(word) {
      for item in items {
        guard let label = item.label, !names.contains(label) else { continue }
        problems.report(
          .invalidValue, at: item,
          "'\(label)' is not in the schema, which says fieldsMatch \(word)",
          hint: "Add it to the schema, or remove it here where the export has no such column.")
      }
    }
    let order = known.compactMap(\.label)
    if word == "exact", let wrong = zip(known, zip(order, names)).first(where: { $0.1.0 != $0.1.1 })
    {
      problems.report(
        .invalidValue, at: wrong.0,
        "'\(wrong.1.0)' stands here where the schema has '\(wrong.1.1)', and it says fieldsMatch exact",
        hint: "List the fields in the order of the schema.")
    }
  }
}
