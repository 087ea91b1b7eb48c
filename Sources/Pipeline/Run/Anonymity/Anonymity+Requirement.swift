// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDisclosure
internal import HergebruikModel
internal import HergebruikTreatment

extension PipelineDefinition.Anonymity {
  /// What the first pass has to find out.
  var question: TransformPlan.ClassQuestion { question(about: Set(sensitive.keys)) }

  /// What the first pass has to find out, with figures of some sensitive fields.
  func question(about fields: Set<String>) -> TransformPlan.ClassQuestion {
    switch method {
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
    }
    return requirement
  }
}
