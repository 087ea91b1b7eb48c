// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `metadata:`: what the catalogue says about the dataset.
///
/// Source: DCAT-AP-NL 3.0, Dataset.
struct MetadataReader {
  /// The catalogue's licence; nil where the catalogue has none to offer.
  let defaultLicense: String?
  let problems: ConfigProblems

  /// Reads the group; nil where something is wrong, which is reported.
  func read(_ reader: inout ConfigReader, _ drafts: [FieldDraft]) -> PipelineDefinition.Metadata? {
    guard reader.node("metadata") != nil else {
      reader.missing("metadata", hint: "Give the dataset a title, a description and a theme.")
      return nil
    }
    guard var group = reader.mapping("metadata") else { return nil }
    group.refuse(["hvdCategory": "Take it out for now."], problems: problems)
    let title = group.localized("title", required: true, problems: problems)
    let description = group.localized("description", required: true, problems: problems)
    if group.node("theme") == nil {
      let codes = CodeLists.themes.keys.sorted().joined(separator: ", ")
      group.missing("theme", hint: "Name at least one of \(codes).")
    }
    let themes = group.codes("theme", of: CodeLists.themes.keys, problems: problems)
    let keywords = keywords(&group)
    let frequency = group.word("accrualPeriodicity", of: Array(CodeLists.frequencies.keys))
    let license = license(&group)
    let rights = group.word("accessRights", of: CodeLists.accessRights) ?? "PUBLIC"
    let temporal = temporalField(&group, drafts)
    let version = group.integer("version", in: 1...Int.max)
    let landingPage = group.string("landingPage")
    let pages = group.strings("page")
    for (key, address) in [("landingPage", landingPage)] + (pages ?? []).map({ ("page", $0) }) {
      check(address, key, group)
    }
    group.finish()
    guard let title, let description, let themes, let license else { return nil }
    return PipelineDefinition.Metadata(
      description: DatasetDescription(
        title: title, description: description, themes: themes, keywords: keywords,
        accrualPeriodicity: frequency, license: license, accessRights: rights,
        version: version, landingPage: landingPage, pages: pages?.isEmpty == false ? pages : nil),
      temporalField: temporal)
  }

  /// Reports what is no address of a page.
  private func check(_ address: String?, _ key: String, _ group: ConfigReader) {
    guard let address, !WebAddress.isAbsolute(address, schemes: ["https", "http"]) else { return }
    group.invalid(
      key, "'\(key)' must be an absolute web address", hint: "Write https://www.example.nl/bomen.")
  }

  private func license(_ group: inout ConfigReader) -> String? {
    if group.node("license") != nil {
      return group.word("license", of: Array(CodeLists.licences.keys))
    }
    if defaultLicense == nil {
      group.missing("license", hint: "Write it here, or in catalog.yaml for all datasets.")
    }
    return defaultLicense
  }

  private func keywords(_ group: inout ConfigReader) -> [String: [String]] {
    guard let node = group.node("keyword") else { return [:] }
    guard case .mapping = node.value, var languages = group.mapping("keyword") else {
      return filled(group.strings("keyword"), "keyword", group).map { ["nl": $0] } ?? [:]
    }
    var keywords: [String: [String]] = [:]
    for tag in ["nl", "en"] {
      keywords[tag] = filled(languages.strings(tag), tag, languages)
    }
    languages.finish()
    return keywords
  }

  private func filled(_ words: [String]?, _ key: String, _ reader: ConfigReader) -> [String]? {
    guard let words else { return nil }
    if words.isEmpty || words.contains(where: { !$0.contains { !$0.isWhitespace } }) {
      reader.invalid(key, "a keyword is empty", hint: "Write it, or leave it out.")
    }
    if Set(words).count < words.count {
      reader.invalid(key, "a keyword stands here twice", hint: "Remove one of the two.")
    }
    return words
  }

  private func temporalField(_ group: inout ConfigReader, _ drafts: [FieldDraft]) -> String? {
    guard var inner = group.mapping("temporal") else { return nil }
    defer { inner.finish() }
    guard let name = inner.requiredString("field", hint: "Name a published field with dates.")
    else { return nil }
    PublishedNames(drafts).check(name, key: "field", inner)
    let named = drafts.first { !$0.isDropped && $0.name == name }
    if let draft = named, let type = draft.type {
      checkTemporal(type, draft, inner)
    }
    return name
  }

  private func checkTemporal(_ type: FieldType, _ draft: FieldDraft, _ reader: ConfigReader) {
    guard ["date", "datetime", "year", "yearmonth"].contains(type.name) else {
      reader.invalid(
        "field", "\(draft.label) is of type \(type.name), which has no period",
        hint: "Name a field of type date, datetime, year or yearmonth.")
      return
    }
    switch draft.treatment?.traits.gives {
    case .same, .nothing, .year, .month, nil: break
    case .text, .number:
      reader.invalid(
        "field", "\(draft.label) is not published as a date", hint: "Name another field.")
    }
  }
}
