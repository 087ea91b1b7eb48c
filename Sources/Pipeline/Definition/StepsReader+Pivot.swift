// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// Reads `pivot`, which comes before all other steps: it needs the whole export before there is a row.
extension StepsReader {
  static func isPivot(_ item: ConfigNode) -> Bool {
    guard case .mapping(let pairs) = item.value else { return false }
    return pairs.count == 1 && pairs[0].key.text == "pivot"
  }

  /// Reads it; nil where there is none, or where it is wrong, which is reported.
  func pivot(_ reader: inout ConfigReader, _ addressing: ColumnAddressing) -> Pivot? {
    let items = reader.sequence("steps") ?? []
    for (position, item) in items.enumerated() where position > 0 && Self.isPivot(item) {
      problems.report(
        .invalidValue, at: item, "'pivot' is not the first step",
        hint: "It reads the columns of the export: write it above the others, once.")
    }
    guard let item = items.first, Self.isPivot(item), let value = item["pivot"],
      var group = ConfigReader(value, what: "'pivot'", problems: problems)
    else { return nil }
    defer { group.finish() }
    guard addressing == .labels else {
      problems.report(
        .invalidValue, at: item,
        "'pivot' takes columns away, and in this format a column is there only because a field names it",
        hint: "Let the source system do it, or publish the long form.")
      return nil
    }
    group.need([
      "keys": "Write the columns that tell which rows belong together.",
      "name": "Write the column that says which column a row fills.",
      "value": "Write the column with what comes in it.",
      "columns": "Write the values of 'name': each becomes a column.",
    ])
    let keys = group.columns("keys", atLeast: 1)
    let (name, value2) = (group.column("name"), group.column("value"))
    let columns = group.columns("columns", atLeast: 1)
    guard let keys, let name, let value = value2, let columns else { return nil }
    if columns.count > Self.mostColumns {
      group.invalid("columns", "'columns' has more than \(Self.mostColumns) names")
    }
    let all = keys + [name, value] + columns
    if let twice = all.enumerated().first(where: { all[..<$0.offset].contains($0.element) }) {
      group.invalid(
        "columns", "'\(twice.element)' stands in 'pivot' twice",
        hint: "Each column has its own name.")
    }
    return Pivot(
      keys: keys, name: name, value: value, columns: columns, location: problems.location(item))
  }

  /// More columns than this are no table that anybody reads.
  private static let mostColumns = 1000

  /// Reports columns of which nobody said what they tell about persons, and fields of columns that are gone.
  func check(_ pivot: Pivot?, _ drafts: [FieldDraft]) {
    guard let pivot else { return }
    let sources = Set(drafts.compactMap(\.source))
    for name in pivot.keys + pivot.columns where !sources.contains(name) {
      problems.report([
        Diagnostic(
          .extraLabel, at: pivot.location,
          "the column '\(name)' of 'pivot' is not under 'fields', so nothing is published",
          hint: "Decide what it says about persons and add it, at least as: "
            + "{source: \"\(name)\", privacy: direct, treat: drop}.")
      ])
    }
    for draft in drafts where [pivot.name, pivot.value].contains(draft.source) {
      problems.report(
        .invalidValue, at: draft.node, "the column \(draft.label) is not there after 'pivot'",
        hint: "Remove this field; the columns that come of it each need one.")
    }
  }
}
