// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikTreatment

extension PipelineDefinition {
  /// What is asked of the Transform stage; its code lists are read apart.
  var request: TransformPlan.Request {
    var request = TransformPlan.Request(
      fields: fields, missingValues: missingValues, primaryKey: primaryKey,
      uniqueKeys: uniqueKeys, foreignKeys: foreignKeys, temporalField: temporalField,
      release: pseudonym?.release ?? "",
      domain: pseudonym?.domain ?? name, geometry: geometry,
      classes: anonymity == nil ? .none : .sizes, aggregate: aggregate)
    request.isPartitioned = anonymity?.method == .mondrian
    return request
  }
  /// The steps and checks, compiled.
  func stepPlan(
    today: String = "2000-01-01", codes: [Int: CodeTable]? = nil
  ) throws(Failure) -> StepPlan {
    try StepPlan(
      .init(
        fields: fields, missingValues: missingValues, steps: steps, checks: checks, today: today,
        codes: codes))
  }
}
