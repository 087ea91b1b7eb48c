// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikGeometry
internal import HergebruikModel

/// Reads `privacy: {k: …, l: …, t: …}` of the whole table.
struct AnonymityReader {
  let problems: ConfigProblems

  /// Reads the groups, and checks them against the fields.
  func read(
    _ privacy: inout ConfigReader?, _ drafts: [FieldDraft]
  ) -> PipelineDefinition.Anonymity? {
    let sensitive = DiversityReader().read(&privacy, drafts)
    guard var group = privacy?.mapping("k") else {
      checkLevels(drafts, nil, privacy)
      return nil
    }
    if drafts.allSatisfy({ $0.privacy != nil && $0.treatment != nil }),
      !drafts.contains(where: { $0.privacy == .quasi && !$0.isDropped })
    {
      privacy?.invalid(
        "k", "'k' is asked for, but no published field has privacy: quasi",
        hint: "Remove 'k', or say which fields tell about a person together with others.")
    }
    if group.node("minimum") == nil {
      group.missing("minimum", hint: "Write the fewest rows that must agree: minimum: 10.")
    }
    let minimum = group.integer("minimum", in: 2...1_000_000)
    let word = group.word(
      "method", of: PipelineDefinition.Anonymity.Method.allCases.map(\.rawValue))
    let method = word.flatMap(PipelineDefinition.Anonymity.Method.init(rawValue:)) ?? .none
    let limit = limit(&group, method)
    if word != nil || group.node("method") == nil { checkLevels(drafts, method, privacy) }
    let contributor = contributor(&group, drafts)
    group.finish()
    return minimum.map {
      .init(
        minimum: $0, method: method, limit: limit, sensitive: sensitive, contributor: contributor)
    }
  }

  /// Only where levels are chosen may a field leave its level out.
  private func checkLevels(
    _ drafts: [FieldDraft], _ method: PipelineDefinition.Anonymity.Method?, _ privacy: ConfigReader?
  ) {
    let chosen = drafts.filter { $0.treatment?.isChosen == true }
    guard method == .generalise else {
      for draft in chosen {
        problems.report(
          .missingKey, at: draft.reader.place("treat"), "'level' is missing here",
          hint: "Write its column: 1 is the first behind the value itself. With "
            + "privacy: {k: {method: generalise}} it is chosen.")
      }
      return
    }
    for draft in chosen where draft.privacy.map({ $0 != .quasi }) ?? false {
      problems.report(
        .invalidValue, at: draft.reader.place("treat"),
        "a level is chosen for fields with privacy: quasi only",
        hint: "Write its 'level': 1 is the first behind the value itself.")
    }
    if chosen.isEmpty, drafts.allSatisfy({ $0.treatment != nil }) {
      privacy?.invalid(
        "k", "method 'generalise' has no field to choose a level for",
        hint: "Give a field treat: {generalise: {hierarchy: codes/NAME.csv}} without 'level'.")
    }
  }

  /// What cannot be published as a range or a set.
  func checkParts(
    _ anonymity: PipelineDefinition.Anonymity?, _ reader: ConfigReader, _ drafts: [FieldDraft],
    primaryKey: [String], temporal: String?, geometry: GeometryRequest?
  ) {
    guard anonymity?.method == .mondrian else { return }
    let quasi = Set(drafts.filter { $0.privacy == .quasi && !$0.isDropped }.compactMap(\.name))
    for name in primaryKey where quasi.contains(name) {
      reader.invalid(
        "primaryKey", "'\(name)' becomes a range or a set, so 'primaryKey' cannot use it",
        hint: "Take it out, or take another method than 'mondrian'.")
    }
    if let temporal, quasi.contains(temporal) {
      reader.invalid(
        "metadata", "'\(temporal)' becomes a range or a set, so 'temporal' cannot use it",
        hint: "Name another field, or take another method than 'mondrian'.")
    }
    if geometry?.source.fields.contains(where: { drafts[$0].privacy == .quasi }) == true {
      problems.report(
        .geometryUncovers, at: reader.place("geometry"),
        "method 'mondrian' makes coordinates coarser, and 'geometry' would publish them whole",
        hint: "Take 'geometry' out, or take another method than 'mondrian'.")
    }
  }

  private func limit(
    _ group: inout ConfigReader, _ method: PipelineDefinition.Anonymity.Method
  ) -> ErrorLimit {
    let isStated = group.node("limit") != nil
    guard method.leavesRowsOut else {
      if isStated {
        group.invalid(
          "limit",
          "'limit' is for rows that are left out, and method '\(method.rawValue)' leaves none out",
          hint: "Write method: suppress, or remove 'limit'.")
      }
      return .rows(0)
    }
    if method == .generalise, !isStated { return .rows(0) }
    let hint = "Write how many rows may be left out: limit: 2% or limit: 100."
    guard let text = group.requiredString("limit", hint: hint) else { return .rows(0) }
    guard let limit = ErrorLimit(text) else {
      group.invalid("limit", "'limit' must be a number of rows or a percentage", hint: hint)
      return .rows(0)
    }
    return limit
  }
}

extension PipelineDefinition.Anonymity {
  /// Asks for as many persons as rows in every class where a published pseudonym says who they are: ten rows of one
  /// person are one. Where no two rows may have the same pseudonym, the rows say it already.
  mutating func countPersons(_ drafts: [FieldDraft], _ keys: PipelineDefinition.Keys) {
    for draft in drafts where draft.treatment == .pseudonymise && draft.privacy == .direct {
      guard let name = draft.name, !draft.constraints.unique, keys.primary != [name],
        !keys.unique.contains([name])
      else { continue }
      var asked = sensitive[name] ?? SensitiveRequirement()
      asked.distinct = max(asked.distinct ?? 0, minimum)
      sensitive[name] = asked
    }
  }
}

extension PipelineDefinition.Anonymity.Method {
  /// Whether rows may be left out of what is published.
  var leavesRowsOut: Bool { self == .suppress || self == .generalise }

  /// Whether it needs to know every combination of quasi-identifiers.
  package var choosesFromCombinations: Bool { self == .generalise || self == .mondrian }
}
