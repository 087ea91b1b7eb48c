// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTransform

/// Reads `privacy: {accept: […]}`: what may be published though it has the form of personal data.
struct AcceptanceReader {
  let problems: ConfigProblems

  /// The word for values of the export's own direct identifiers.
  static let identifier = "identifier"

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
    let words = Detector.allCases.filter { $0 != .canary }.map(\.name) + [Self.identifier]
    if !reader.names.contains("detector") {
      reader.missing("detector", hint: "Write what was found, such as detector: phone.")
    }
    let detector = reader.word("detector", of: words)
    let reason = reader.requiredString(
      "reason", hint: "Say why it may be published; the report for the FG shows it.")
    if reader.names.contains("field") == reader.names.contains("text") {
      reader.invalid(
        "detector", "an item of 'accept' has 'field' or 'text', and not both",
        hint: "Write {field: telefoon, detector: phone, reason: \"…\"}.")
      return nil
    }
    if let field, !added.contains(field) {
      PublishedNames(drafts).check(field, key: "field", reader)
    }
    if let reason, !reason.contains(where: \.isLetter) {
      reader.invalid("reason", "the reason is empty", hint: "Say why it may be published.")
    }
    guard let detector, let reason, let place = field ?? text else { return nil }
    return PipelineDefinition.Acceptance(
      isField: field != nil, place: place, detector: detector, reason: reason)
  }
}
