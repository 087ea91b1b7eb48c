// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// Reads one item of `fields:`.
struct FieldReader {
  let problems: ConfigProblems

  /// Reads a field; nil where it is no group of keys at all.
  ///
  /// - Parameter path: Its position, from 1, where the format has paths instead of labels.
  func read(_ node: ConfigNode, path: Int?) -> FieldDraft? {
    guard var reader = ConfigReader(node, what: "a field", problems: problems) else { return nil }
    var draft = FieldDraft(reader: reader, node: node)
    if let path {
      readPath(&reader, &draft, position: path)
    } else {
      readLabel(&reader, &draft)
    }
    draft.privacy = privacy(&reader)
    draft.treatment = TreatmentReader(problems: problems).read(&reader)
    draft.name = name(&reader, of: draft)
    draft.type = FieldTypeReader(problems: problems).read(&reader)
    draft.constraints = ConstraintsReader(problems: problems).read(&reader, type: draft.type)
    draft.categories = CategoriesReader(problems: problems).read(&reader, type: draft.type)
    draft.missingValues = MissingValuesReader(problems: problems).read(&reader)
    draft.title = reader.localized("title", problems: problems)
    draft.description = reader.localized("description", problems: problems)
    draft.unit = reader.string("unit")
    reader.finish()
    draft.reader = reader
    checkTreatment(draft)
    return draft
  }

  private func readLabel(_ reader: inout ConfigReader, _ draft: inout FieldDraft) {
    draft.source = reader.string("source")
    draft.index = reader.integer("index", in: 1...100_000)
    if reader.node("source") == nil, reader.node("index") == nil {
      reader.missing(
        "source", hint: "Name the column as in the export, or give its position as 'index'.")
    }
  }

  /// The table has a column for each field, so that a field is bound by its own position.
  private func readPath(
    _ reader: inout ConfigReader, _ draft: inout FieldDraft, position: Int
  ) {
    draft.index = position
    guard let source = reader.node("source") else {
      return reader.missing(
        "source", hint: "Say where in a record the value is, such as source: naam.")
    }
    var label = source.text
    if case .mapping(let pairs) = source.value {
      label = pairs.first { $0.key.text == "path" }?.value.text ?? reader.place("name").text
    } else if label == nil {
      reader.wrongType("source", source, expected: "a path, or a group with 'path'")
    }
    draft.source = label ?? "field \(position)"
    draft.column = SourceColumn(label: label ?? "field \(position)", source: source)
  }

  private func privacy(_ reader: inout ConfigReader) -> PrivacyClass? {
    guard reader.node("privacy") != nil else {
      reader.missing(
        "privacy",
        hint: "It has no default: write direct, quasi, sensitive or none for each column.")
      return nil
    }
    return reader.word("privacy", of: PrivacyClass.allCases.map(\.rawValue))
      .flatMap(PrivacyClass.init(rawValue:))
  }

  private func name(_ reader: inout ConfigReader, of draft: FieldDraft) -> String? {
    if reader.node("name") != nil {
      guard let name = reader.string("name") else { return nil }
      return reader.isFieldName(name, key: "name") ? name : nil
    }
    if draft.isDropped {
      return draft.source ?? draft.index.map { "column_\($0)" }
    }
    guard let source = draft.source else {
      if draft.index != nil { reader.missing("name", hint: "Give the published field a name.") }
      return nil
    }
    if Names.isField(source) { return source }
    // Where the treatment itself is wrong, the field may yet be dropped.
    if draft.treatment != nil {
      reader.missing(
        "name",
        hint: "'\(source)' cannot be published as it is: write "
          + "name: \(Names.fieldName(for: source))")
    }
    return nil
  }

  /// What one field says must agree with itself.
  private func checkTreatment(_ draft: FieldDraft) {
    guard let treatment = draft.treatment else { return }
    let place = draft.reader.place("treat")
    if draft.privacy == .direct, !treatment.suitsDirectIdentifier {
      problems.report(
        .directIdentifierKept, at: place,
        "\(draft.label) points at a person by itself and cannot be published with "
          + "'\(treatment.name)'",
        hint: "A direct identifier can only be dropped, redacted or pseudonymised: write "
          + "treat: drop, redact or pseudonymise.")
    }
    if draft.privacy == PrivacyClass.none, treatment == .scrub {
      problems.report(
        .invalidValue, at: draft.reader.place("privacy"),
        "\(draft.label) is scrubbed, so it is a text in which persons may be mentioned",
        hint:
          "Not everything is recognised: write privacy: sensitive or quasi, so that the dataset "
          + "is signed for.")
    }
    if draft.type?.mayLackParts == true, case .wholeDays = treatment.traits.takes {
      problems.report(
        .invalidValue, at: place,
        "\(draft.label) may lack the day ('unknownParts'), and an age needs the whole day of birth",
        hint: "Write treat: {date: year}, or remove 'unknownParts'.")
    }
    guard let type = draft.type, let needed = treatment.traits.takes.types,
      !needed.names.contains(type.name)
    else { return }
    problems.report(
      .invalidValue, at: place,
      "'\(treatment.name)' needs a \(needed.what), but \(draft.label) is of type \(type.name)",
      hint: needed.hint)
  }
}

extension Treatment.Input {
  /// The types of field, with words for them; `nil` for any.
  fileprivate var types: (names: [String], what: String, hint: String)? {
    switch self {
    case .any: nil
    case .dates, .wholeDays:
      (
        ["date", "datetime"], "date",
        "Write type: date (or datetime) with the format of the export."
      )
    case .numbers:
      (
        ["integer", "number"], "number",
        "Write type: integer or number, with 'decimalChar' where the export has decimal commas."
      )
    case .texts: (["string"], "text", "Write type: string, or use another treatment.")
    }
  }
}
