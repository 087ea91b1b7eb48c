// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `aggregate`: rows that are published as a table of counts, sums and means.
struct AggregateReader {
  let problems: ConfigProblems

  /// The fewest contributors of a cell where nothing is stated; more where a sensitive field is used.
  private static let usualMinimum = 5
  private static let sensitiveMinimum = 10

  /// Reads the group, and checks it against the fields; nil where it is absent or cannot be read.
  func read(_ reader: inout ConfigReader, _ drafts: [FieldDraft]) -> Aggregate? {
    guard var group = reader.mapping("aggregate") else { return nil }
    group.need([
      "by": "Name the published fields whose combinations are counted: by: [wijk].",
      "measures": "Write what is counted: measures: [{name: aantal, count: rows}].",
    ])
    let by = names("by", &group, drafts)
    let contributor = group.string("contributor")
    if let contributor { PublishedNames(drafts).check(contributor, key: "contributor", group) }
    let measures = measures(&group, drafts, hasContributor: contributor != nil)
    let stated = group.integer("minimum", in: 3...1_000_000)
    let rounding = rounding(&group)
    let dominance = dominance(&group)
    let totals = group.strings("totals") ?? []
    for name in totals where !by.contains(name) {
      group.invalid(
        "totals", "'\(name)' is not among the fields of 'by'",
        hint: Suggestion.hint(for: name, among: by))
    }
    group.finish()
    let used = by + measures.compactMap(\.kind.field) + [contributor].compactMap(\.self)
    let isSensitive = drafts.contains { $0.privacy == .sensitive && used.contains($0.name ?? "") }
    let minimum = stated ?? (isSensitive ? Self.sensitiveMinimum : Self.usualMinimum)
    let aggregate = Aggregate(
      by: by, measures: measures, contributor: contributor, minimum: minimum, rounding: rounding,
      dominance: dominance, totals: totals)
    check(aggregate, used, group, drafts)
    checkRest(&reader)
    return aggregate
  }

  // MARK: Keys

  private func names(
    _ key: String, _ group: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> [String] {
    guard let names = group.strings(key) else { return [] }
    if names.isEmpty {
      group.invalid(key, "'\(key)' is an empty list", hint: "Name at least one published field.")
    }
    for (position, name) in names.enumerated() {
      PublishedNames(drafts).check(name, key: key, group)
      if names[..<position].contains(name) {
        group.invalid(key, "'\(name)' stands in '\(key)' twice")
      }
      if drafts.contains(where: { $0.name == name && !$0.isDropped && $0.privacy == .direct }) {
        problems.report(
          .directIdentifierKept, at: group.place(key),
          "'\(name)' points at a person by itself, so its values cannot be the cells of a table",
          hint: "Name it as 'contributor', by which persons are told apart but not published.")
      }
    }
    return names
  }

  private func measures(
    _ group: inout ConfigReader, _ drafts: [FieldDraft], hasContributor: Bool
  ) -> [Aggregate.Measure] {
    guard let items = group.sequence("measures") else { return [] }
    if items.isEmpty {
      group.invalid(
        "measures", "'measures' is an empty list", hint: "Write [{name: aantal, count: rows}].")
    }
    return items.compactMap { measure($0, drafts, hasContributor: hasContributor) }
  }

  private func measure(
    _ node: ConfigNode, _ drafts: [FieldDraft], hasContributor: Bool
  ) -> Aggregate.Measure? {
    guard var reader = ConfigReader(node, what: "a measure", problems: problems) else { return nil }
    let name = reader.requiredString("name", hint: "Give the column a name: name: aantal.")
    if let name { _ = reader.isFieldName(name, key: "name") }
    let count = reader.word("count", of: ["rows", "contributors"])
    let sum = number("sum", &reader, drafts)
    let mean = number("mean", &reader, drafts)
    let decimals = reader.integer("decimals", in: 0...10)
    let title = reader.localized("title", problems: problems)
    let description = reader.localized("description", problems: problems)
    let unit = reader.string("unit")
    reader.finish()
    guard Set(reader.names).intersection(["count", "sum", "mean"]).count == 1 else {
      reader.invalid(
        "name", "a measure has exactly one of 'count', 'sum' and 'mean'",
        hint: "Write {name: aantal, count: rows} or {name: totaal, sum: bedrag}.")
      return nil
    }
    if decimals != nil, !reader.names.contains("mean") {
      reader.invalid("decimals", "'decimals' is for a mean", hint: "Remove it.")
    }
    if count == "contributors", !hasContributor {
      reader.invalid(
        "count", "there is no 'contributor' to count",
        hint: "Write count: rows, or name the field that tells persons apart as 'contributor'.")
    }
    let kind: Aggregate.Measure.Kind? =
      count.map { $0 == "rows" ? .rows : .contributors } ?? sum.map { .sum($0) }
      ?? mean.map { .mean($0, decimals: decimals ?? 2) }
    guard let name, let kind else { return nil }
    return Aggregate.Measure(
      name: name, kind: kind, title: title, description: description, unit: unit)
  }

  /// A field that can be added up as it is published.
  private func number(
    _ key: String, _ reader: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> String? {
    guard let name = reader.string(key) else { return nil }
    PublishedNames(drafts).check(name, key: key, reader)
    let draft = drafts.first { $0.name == name && !$0.isDropped }
    if let type = draft?.type, let treatment = draft?.treatment,
      !["integer", "number"].contains(type.name) || !treatment.leavesNumber
    {
      reader.invalid(
        key, "'\(name)' is not published as a number, so it has no \(key)",
        hint: "Name a field of type integer or number with treat: keep, round or clamp.")
    }
    return name
  }

  private func rounding(_ group: inout ConfigReader) -> Aggregate.Rounding? {
    guard let node = group.node("round") else { return nil }
    if node.text == "eurostat" { return .farmStatistics }
    guard let text = node.text, let base = Int(text), (2...1_000_000).contains(base) else {
      group.wrongType("round", node, expected: "a whole number such as 5 or 10, or eurostat")
      return nil
    }
    return .nearest(base)
  }

  private func dominance(_ group: inout ConfigReader) -> [Aggregate.Dominance] {
    (group.sequence("dominance") ?? []).compactMap { node in
      guard var reader = ConfigReader(node, what: "a rule of 'dominance'", problems: problems)
      else { return nil }
      let estimate = percent("estimate", &reader, in: 1...100)
      let largest = reader.integer("largest", in: 1...10)
      let share = percent("share", &reader, in: 1...99)
      reader.finish()
      if reader.names == ["estimate"] { return estimate.map { .estimate(percent: $0) } }
      guard Set(reader.names) == ["largest", "share"] else {
        problems.report(
          .invalidValue, at: node, "a rule of 'dominance' has 'largest' and 'share', or 'estimate'",
          hint: "Write {largest: 1, share: 50%} or {estimate: 10%}.")
        return nil
      }
      guard let largest, let share else { return nil }
      return .share(largest: largest, percent: share)
    }
  }

  private func percent(
    _ key: String, _ reader: inout ConfigReader, in range: ClosedRange<Int>
  ) -> Int? {
    guard let text = reader.string(key) else { return nil }
    guard text.last == "%", let number = Int(text.dropLast()), range.contains(number) else {
      reader.invalid(
        key, "'\(key)' must be a whole percentage",
        hint: "Write \(range.lowerBound)% to \(range.upperBound)%.")
      return nil
    }
    return number
  }

  // MARK: Together

  private func check(
    _ aggregate: Aggregate, _ used: [String], _ group: ConfigReader, _ drafts: [FieldDraft]
  ) {
    var names = Set(aggregate.by)
    for measure in aggregate.measures where !names.insert(measure.name).inserted {
      group.invalid(
        "measures", "two columns of the table are called '\(measure.name)'",
        hint: "Give one of them another name.")
    }
    let sums = Set(
      aggregate.measures.compactMap { measure -> String? in
        if case .sum(let field) = measure.kind { field } else { nil }
      })
    if aggregate.rounding != nil,
      let both = aggregate.measures.first(where: { measure in
        if case .mean(let field, _) = measure.kind { sums.contains(field) } else { false }
      })
    {
      group.invalid(
        "measures", "the sum divided by '\(both.name)' is the count before it was rounded",
        hint: "Publish the sum or the mean of a field, or do not round.")
    }
    for draft in drafts where !draft.isDropped && draft.treatment != nil {
      guard let name = draft.name, !used.contains(name) else { continue }
      problems.report(
        .invalidValue, at: draft.reader.place("treat"),
        "'\(name)' is neither counted by nor added up in 'aggregate', so it is not published",
        hint: "Write treat: drop.")
    }
  }

  /// What speaks of rows has no place beside a table of cells.
  private func checkRest(_ reader: inout ConfigReader) {
    func refuse(_ key: String, in place: ConfigReader, _ name: String, _ hint: String) {
      place.invalid(key, "'\(name)' is about rows, and 'aggregate' publishes none", hint: hint)
    }
    if reader.names.contains("geometry") {
      refuse("geometry", in: reader, "geometry", "Remove it; count by a square or an area.")
    }
    if let privacy = reader.mapping("privacy"), privacy.names.contains("k") {
      refuse("k", in: privacy, "k", "Remove it; 'minimum' says how many there are in a cell.")
    }
    if let publish = reader.mapping("publish"), publish.names.contains("order") {
      refuse("order", in: publish, "order", "Remove it; cells are in the order of 'by'.")
    }
  }
}

extension Treatment {
  /// Whether a number stays a number.
  fileprivate var leavesNumber: Bool {
    switch traits.gives {
    case .same, .number: true
    case .nothing, .text, .year, .month: false
    }
  }
}
