// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Reads `privacy: {k: …, l: …, t: …}` of the whole table.
struct AnonymityReader {
  let problems: ConfigProblems

  /// Reads the groups, and checks them against the fields.
  func read(
    _ privacy: inout ConfigReader?, _ drafts: [FieldDraft]
  ) -> PipelineDefinition.Anonymity? {
    let sensitive = DiversityReader().read(&privacy, drafts)
    guard var group = privacy?.mapping("k") else { return nil }
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
    group.finish()
    return minimum.map { .init(minimum: $0, method: method, limit: limit, sensitive: sensitive) }
  }

  private func limit(
    _ group: inout ConfigReader, _ method: PipelineDefinition.Anonymity.Method
  ) -> ErrorLimit {
    let isStated = group.node("limit") != nil
    guard method == .suppress else {
      if isStated {
        group.invalid(
          "limit", "'limit' is for rows that are left out, and method 'none' leaves none out",
          hint: "Write method: suppress, or remove 'limit'.")
      }
      return .rows(0)
    }
    let hint = "Write how many rows may be left out: limit: 2% or limit: 100."
    guard let text = group.requiredString("limit", hint: hint) else { return .rows(0) }
    guard let limit = ErrorLimit(text) else {
      group.invalid("limit", "'limit' must be a number of rows or a percentage", hint: hint)
      return .rows(0)
    }
    return limit
  }
}
