// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikFormat

/// Reads the two lists of what may be there for a reason, of one form: `privacy: {accept: […]}`, what may be published
/// though it has the form of personal data, and `accept: […]`, what the export may hold though it is seldom meant.
package struct AcceptanceReader {
  let problems: ConfigProblems

  /// The word for values of the export's own direct identifiers.
  package static let identifier = "identifier"

  /// The word for a telling name of a column of which the values say nothing.
  package static let header = "header"
  /// The word for what a step made of a column of another class.
  package static let origin = "origin"

  /// Reads the list, and checks it against the fields.
  func read(
    _ privacy: inout ConfigReader?, _ drafts: [FieldDraft], added: [String]
  ) -> [PipelineDefinition.Acceptance] {
    guard let items = privacy?.sequence("accept") else { return [] }
    return items.compactMap { read($0, drafts, added) }
  }

  private func read(
    _ node: ConfigNode, _ drafts: [FieldDraft], _ added: [String]
  ) -> PipelineDefinition.Acceptance? {
    guard var reader = ConfigReader(node, what: "an item of 'accept'", problems: problems) else {
      return nil
    }
    defer { reader.finish() }
    let field = reader.string("field")
    let text = reader.word("text", of: PipelineDefinition.Acceptance.texts)
    let known = Detector.allCases.filter { $0 != .canary }
    let words = known.map(\.name) + [Self.identifier, Self.header, Self.origin]
    if !reader.names.contains("detector") {
      reader.missing("detector", hint: "Write what was found, such as detector: phone.")
    }
    let detector = reader.word("detector", of: words)
    let reason = reason(
      &reader, hint: "Say why it may be published; the report for the FG shows it.")
    if let found = detector.flatMap(Detector.init), found.isNeverPublished {
      reader.invalid(
        "detector", "\(found.words) is never published, whatever the reason",
        hint: "Write treat: drop or pseudonymise for the field. \(Self.remedy(found))")
      return nil
    }
    if reader.names.contains("field") == reader.names.contains("text") {
      reader.invalid(
        "detector", "an item of 'accept' has 'field' or 'text', and not both",
        hint: "Write {field: telefoon, detector: phone, reason: \"…\"}.")
      return nil
    }
    if let field, !added.contains(field) {
      PublishedNames(drafts).check(field, key: "field", reader)
    }
    guard let detector, let reason, let place = field ?? text else { return nil }
    return PipelineDefinition.Acceptance(
      isField: field != nil, place: place, detector: detector, reason: reason)
  }

  /// What to do where it is something else after all.
  private static func remedy(_ detector: Detector) -> String {
    detector == .bsn
      ? "Where it is the number of an organisation (RSIN), write detector: rsin."
      : "Where it is something else, give the column the name and type of what it is."
  }

  /// Reads the top-level list, and checks it against the fields.
  func remarks(
    _ root: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> [PipelineDefinition.AcceptedRemark] {
    guard let items = root.sequence("accept") else { return [] }
    return items.compactMap { remark($0, drafts) }
  }

  private func remark(
    _ node: ConfigNode, _ drafts: [FieldDraft]
  ) -> PipelineDefinition.AcceptedRemark? {
    guard var reader = ConfigReader(node, what: "an item of 'accept'", problems: problems) else {
      return nil
    }
    defer { reader.finish() }
    if !reader.names.contains("finding") {
      reader.missing("finding", hint: "Write what was found, such as finding: hidden-rows.")
    }
    let finding = reader.word("finding", of: DiagnosticCode.remarks.map(\.rawValue))
    let field = reader.string("field")
    let reason = reason(&reader, hint: "Say why it is right; the reports show it.")
    if let field {
      let labels = drafts.flatMap { [$0.name, $0.source].compactMap(\.self) }
      if !labels.contains(field) {
        reader.invalid(
          "field", "there is no field '\(field)'", hint: Suggestion.hint(for: field, among: labels))
      }
    }
    guard let code = finding.flatMap(DiagnosticCode.init), let reason else { return nil }
    return PipelineDefinition.AcceptedRemark(code: code, field: field, reason: reason)
  }

  private func reason(_ reader: inout ConfigReader, hint: String) -> String? {
    let reason = reader.requiredString("reason", hint: hint)
    if let reason, !reason.contains(where: \.isLetter) {
      reader.invalid("reason", "the reason is empty", hint: hint)
    }
    return reason
  }
}
