// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikModel

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
    let rights = group.word("accessRights", of: CodeLists.accessRights) ?? CodeLists.openAccess
    // Nobody licenses what nobody may have.
    let license =
      rights == CodeLists.openAccess || group.names.contains("license")
      ? license(&group) : CodeLists.notOpen
    _ = group.node("license")
    let reason = group.localized("rights", problems: problems)
    let temporal = temporalField(&group, drafts)
    var statements = StatementsReader(problems: problems).read(&group)
    if let period = temporal.period {
      statements = statements ?? DatasetStatements()
      statements?.temporal = period
    }
    let version = group.integer("version", in: 1...Int.max)
    let landingPage = group.string("landingPage")
    let pages = group.strings("page")
    for (key, address) in [("landingPage", landingPage)] + (pages ?? []).map({ ("page", $0) }) {
      check(address, key, group)
    }
    defer { group.finish() }
    guard let title, let description, let themes, let license else { return nil }
    var read = DatasetDescription(
      title: title, description: description, themes: themes, keywords: keywords,
      accrualPeriodicity: frequency, license: license, accessRights: rights, rights: reason,
      version: version, landingPage: landingPage, pages: pages?.isEmpty == false ? pages : nil)
    read.statements = statements
    if !read.isOpen, group.node("rights") == nil {
      group.missing(
        "rights",
        hint: "The data are not published, and their page says why. Write it, such as\n"
          + "rights: {nl: \"\(CatalogueWords.reason)\"}")
    }
    return PipelineDefinition.Metadata(description: read, temporalField: temporal.field)
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

  /// The field that tells the period, or the period itself.
  private func temporalField(
    _ group: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> (field: String?, period: DatasetRecord.Period?) {
    guard var inner = group.mapping("temporal") else { return (nil, nil) }
    defer { inner.finish() }
    let (start, end) = (inner.string("start"), inner.string("end"))
    if start != nil || end != nil { return (nil, period(start, end, &inner)) }
    guard let name = inner.requiredString("field", hint: "Name a published field with dates.")
    else { return (nil, nil) }
    PublishedNames(drafts).check(name, key: "field", inner)
    let named = drafts.first { !$0.isDropped && $0.name == name }
    if let draft = named, let type = draft.type {
      checkTemporal(type, draft, inner)
    }
    return (name, nil)
  }

  /// A period that stands written here; without an end it goes on.
  private func period(
    _ start: String?, _ end: String?, _ inner: inout ConfigReader
  ) -> DatasetRecord.Period? {
    if inner.node("field") != nil {
      inner.invalid(
        "field", "the period comes from a field or stands here, and not both",
        hint: "Remove 'field', or 'start' and 'end'.")
    }
    for (key, day) in [("start", start), ("end", end)] {
      guard let day, !AmsterdamDate.isValidPeriod(day) else { continue }
      inner.invalid(
        key, "'\(key)' must be a day, a month or a year",
        hint: "Write it in quotes, as \"2026-11-28\", \"2026-11\" or \"2026\".")
    }
    guard let start else {
      inner.missing("start", hint: "Write when the period begins.")
      return nil
    }
    if let end, end < start.prefix(end.count) {
      inner.invalid("end", "the period ends before it begins")
    }
    return DatasetRecord.Period(start: start, end: end)
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

extension CodeLists {
  /// What stands for the licence of a catalogue that is not known: a dataset is not to be blamed for that.
  package static let anyOpen = "CC0-1.0"
}
