// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel

/// How two releases of a table of counts are alike.
struct CountForm {
  /// The fields whose combinations are the cells.
  let by: [String]
  /// Those of them that are days, months or years: their values come and go with time.
  let times: Set<String>
  /// The measures that both have.
  let measures: [Aggregate.Measure]
  /// Why they cannot be compared; empty where they can.
  let problems: [LocalizedText]

  init(_ older: DatasetRecord, _ newer: DatasetRecord, _ aggregate: Aggregate) {
    by = aggregate.by
    times = Set(newer.fields.filter { $0.isTime }.map(\.name))
    let fields = ComparableFields(older, newer)
    let before = older.fields.filter { $0.treatment == .aggregate }.map(\.name)
    let now = aggregate.measures.map(\.name)
    measures = aggregate.measures.filter { fields.names.contains($0.name) }
    var problems: [LocalizedText] = []
    if Set(older.fields.map(\.name)).subtracting(before) != Set(by)
      || !fields.excluded.isDisjoint(with: by)
    {
      problems.append(
        GateWords.otherGroups)
    }
    let (gone, come) = (
      before.contains { !fields.names.contains($0) }, now.contains { !fields.names.contains($0) }
    )
    if gone && come || measures.isEmpty {
      problems.append(
        GateWords.otherMeasures)
    }
    self.problems = problems
  }
}

extension PublishedField {
  /// Whether its values are days, months or years, of which a series has another set each time.
  fileprivate var isTime: Bool {
    switch type {
    case "date", "datetime", "year", "yearmonth": true
    default: treatment == .kind(.dateToYear) || treatment == .kind(.dateToMonth)
    }
  }
}
