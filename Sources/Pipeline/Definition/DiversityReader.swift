// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikModel

/// Reads `privacy: {l: …, t: …}`: what is asked of the values of sensitive fields in every class.
struct DiversityReader {
  private enum Measure: String, CaseIterable {
    case distinct, entropy, recursive
  }

  /// Reads both groups; what is asked of each field, by its published name.
  func read(
    _ privacy: inout ConfigReader?, _ drafts: [FieldDraft]
  ) -> [String: SensitiveRequirement] {
    guard var reader = privacy else { return [:] }
    defer { privacy = reader }
    var found: [String: SensitiveRequirement] = [:]
    for key in ["l", "t"] {
      guard reader.node(key) != nil else { continue }
      if !reader.names.contains("k") {
        reader.invalid(
          key, "'\(key)' is asked for without 'k'",
          hint: "It is about classes of rows that are alike: write k: {minimum: 2} at least.")
      }
      guard let group = reader.mapping(key) else { continue }
      if key == "l" {
        readDiversity(group, drafts, &found)
      } else {
        readCloseness(group, drafts, &found)
      }
    }
    return found
  }

  private func readDiversity(
    _ group: ConfigReader, _ drafts: [FieldDraft], _ found: inout [String: SensitiveRequirement]
  ) {
    var group = group
    let word = group.word("measure", of: Measure.allCases.map(\.rawValue))
    let measure = word.flatMap(Measure.init(rawValue:)) ?? .distinct
    if group.node("minimum") == nil {
      group.missing("minimum", hint: "Write how diverse a class must be: minimum: 3.")
    }
    var requirement = SensitiveRequirement()
    let bound = number("c", &group, "a number above 0") { $0 > 0 }
    switch measure {
    case .distinct: requirement.distinct = group.integer("minimum", in: 2...1_000_000)
    case .entropy:
      requirement.entropy = number("minimum", &group, "a number above 1") { $0 > 1 }
    case .recursive:
      if group.node("c") == nil {
        group.missing("c", hint: "The most frequent value is less than c times the others: c: 3.")
      }
      let least = group.integer("minimum", in: 2...1_000_000)
      if let least, let bound { requirement.recursive = .init(c: bound, l: least) }
    }
    if measure != .recursive, group.node("c") != nil {
      group.invalid(
        "c", "'c' is for measure 'recursive' only", hint: "Write measure: recursive, or remove 'c'."
      )
    }
    for name in fields("l", &group, drafts) {
      let asked = found[name]?.t
      found[name] = requirement
      found[name]?.t = asked
    }
    group.finish()
  }

  private func readCloseness(
    _ group: ConfigReader, _ drafts: [FieldDraft], _ found: inout [String: SensitiveRequirement]
  ) {
    var group = group
    if group.node("maximum") == nil {
      group.missing("maximum", hint: "Write how far a class may be from the whole: maximum: 0.2.")
    }
    let most = number("maximum", &group, "a number from 0 and below 1") { $0 >= 0 && $0 < 1 }
    for name in fields("t", &group, drafts) {
      found[name, default: SensitiveRequirement()].t = most
    }
    group.finish()
  }

  private func number(
    _ key: String, _ group: inout ConfigReader, _ expected: String, _ isValid: (Double) -> Bool
  ) -> Double? {
    guard let number = group.decimal(key).flatMap(Double.init) else { return nil }
    guard isValid(number) else {
      group.wrongType(key, group.place(key), expected: expected)
      return nil
    }
    return number
  }

  /// The published sensitive fields that a group is about: those it names, else all.
  private func fields(
    _ key: String, _ group: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> [String] {
    let sensitive = drafts.filter { $0.privacy == .sensitive && !$0.isDropped }.compactMap(\.name)
    let isWhole = drafts.allSatisfy { $0.name != nil && $0.privacy != nil && $0.treatment != nil }
    guard group.node("fields") != nil else {
      if sensitive.isEmpty, isWhole {
        group.missing(
          "fields",
          hint: "No published field has privacy: sensitive: remove '\(key)', or say which has.")
      }
      return sensitive
    }
    guard let names = group.strings("fields") else { return [] }
    if names.isEmpty {
      group.invalid("fields", "'fields' is an empty list", hint: "Remove it to mean all.")
    }
    for name in names where isWhole && !sensitive.contains(name) {
      group.invalid(
        "fields", "'\(name)' is not a published field with privacy: sensitive",
        hint: Suggestion.hint(for: name, among: sensitive))
    }
    return names
  }
}
