// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDisclosure
internal import HergebruikModel
internal import HergebruikTreatment

extension PipelineDefinition.Anonymity {
  /// What the first pass has to find out.
  var question: TransformPlan.ClassQuestion { question(about: []) }

  /// What the first pass has to find out, with figures of some other sensitive fields.
  func question(about others: Set<String>) -> TransformPlan.ClassQuestion {
    let fields = others.union(sensitive.keys).union(contributor.map { [$0] } ?? [])
    return switch method {
    case .generalise, .mondrian: .combinations(with: fields)
    case .none, .suppress: fields.isEmpty ? .sizes : .values(of: fields)
    }
  }

  /// What every class must satisfy.
  ///
  /// - Parameter fields: the sensitive fields that are counted, in their order.
  func requirement(of fields: [SensitiveField]) -> AnonymityRequirement {
    var requirement = AnonymityRequirement(k: minimum)
    for (index, field) in fields.enumerated() {
      requirement.sensitive[index] = sensitive[field.name]
      // Ten rows of one person are one.
      if field.name == contributor { requirement.sensitive[index] = .init(distinct: minimum) }
    }
    return requirement
  }
}

extension PipelineDefinition {
  /// The table as the first pass goes through it: the column that says who a row is about is looked at there, and nowhere
  /// else.
  var countedTable: TreatedTable {
    var table = table
    guard let contributor = anonymity?.contributor,
      let index = table.fields.firstIndex(where: { field in
        field.name == contributor && field.privacy == .direct
          && field.treatment.suitsDirectIdentifier && field.treatment != .pseudonymise
      })
    else { return table }
    table.fields[index].treatment = .keep
    return table
  }
}
