// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// Reads `catalog.yaml`; every problem is collected before anything is thrown.
///
/// Source: DCAT-AP-NL 3.0, Catalogue.
struct CatalogueReader {
  let problems: ConfigProblems

  /// Reads the file; nil where something is wrong, which is reported.
  func read(
    _ text: String
  ) -> (
    record: CatalogueRecord, keep: Int, retention: Retention,
    privacy: (lexicon: HeaderLexicon, signers: [SealSigner]), logo: String?, limits: RunLimits
  )? {
    guard let root = YAMLDocument.parse(text, problems: problems),
      Question.none(in: root, problems),
      var reader = ConfigReader(root, what: "the file", problems: problems),
      reader.checkVersion(upTo: FileFormat.catalogue, problems: problems)
    else { return nil }
    let baseURL = baseURL(&reader)
    let former = formerBaseURLs(&reader)
    let title = reader.localized("title", required: true, problems: problems)
    let description = reader.localized("description", required: true, problems: problems)
    let publisher = readAgent("publisher", &reader)
    if reader.node("publisher") == nil {
      reader.missing(
        "publisher", hint: "Say who publishes: {name: …, uri: …, type: LocalAuthority}.")
    }
    let contact = readContact("contactPoint", &reader)
    if reader.node("contactPoint") == nil {
      reader.missing("contactPoint", hint: "Give a functional address: {name: …, email: …}.")
    }
    let officer = readContact("dataProtectionOfficer", &reader)
    if reader.node("license") == nil {
      reader.missing("license", hint: "Usual for open data is CC0-1.0.")
    }
    let license = reader.word("license", of: Array(CodeLists.licences.keys))
    let list = reader.word("licenseList", of: CodeLists.LicenceList.allCases.map(\.rawValue))
    let language = reader.codes("language", of: CodeLists.languages, problems: problems)
    let places = PlaceReader(problems: problems).read("spatial", &reader) ?? []
    let site = site(&reader)
    let keep = reader.integer("keep", in: 1...10_000) ?? 30
    let retention = retention(&reader)
    let privacy = LabelsReader.read(&reader)
    let limits = RunLimits.read(&reader)
    reader.finish()
    guard let baseURL, let title, let description, let publisher, let contact, let license else {
      return nil
    }
    var record = CatalogueRecord(
      baseURL: baseURL, title: title, description: description, publisher: publisher,
      contactPoint: contact, dataProtectionOfficer: officer, license: license,
      language: language ?? ["NLD"], spatial: places.first, accent: site.accent,
      accessibility: site.accessibility)
    record.morePlaces = places.count > 1 ? Array(places.dropFirst()) : nil
    record.formerBaseURLs = former
    record.licenceList = list.flatMap(CodeLists.LicenceList.init)
    return (record, keep, retention, privacy, site.logo, limits)
  }

  private func retention(_ reader: inout ConfigReader) -> Retention {
    var retention = Retention()
    guard var group = reader.mapping("retention") else { return retention }
    retention.reportDays = group.integer("reportDays", in: 1...36_500) ?? retention.reportDays
    retention.downloadDays = group.integer("downloadDays", in: 1...36_500) ?? retention.downloadDays
    group.finish()
    return retention
  }

  private func baseURL(_ reader: inout ConfigReader) -> String? {
    let hint = "Write it as https://data.voorbeeldstad.nl."
    guard let url = reader.requiredString("baseURL", hint: hint) else { return nil }
    return address(url, "baseURL", hint: hint, reader)
  }

  /// Where the catalogue was served before: who writes it accepts that it moved.
  private func formerBaseURLs(_ reader: inout ConfigReader) -> [String]? {
    guard let urls = reader.strings("formerBaseURLs") else { return nil }
    let hint = "Write it as it stood under 'baseURL'."
    let former = urls.compactMap { address($0, "formerBaseURLs", hint: hint, reader) }
    return former.isEmpty ? nil : former
  }

  private func address(
    _ text: String, _ key: String, hint: String, _ reader: ConfigReader
  ) -> String? {
    var url = text
    while url.last == "/" { url.removeLast() }
    guard WebAddress.isAbsolute(url, schemes: ["https"]), !url.contains("?"), !url.contains("#")
    else {
      reader.invalid(key, "'\(key)' must be an https address without '?' and '#'", hint: hint)
      return nil
    }
    return url
  }

  private func site(
    _ reader: inout ConfigReader
  ) -> (accent: String?, logo: String?, accessibility: AccessibilityStatement?) {
    guard var group = reader.mapping("site") else { return (nil, nil, nil) }
    let accent = group.string("accent")
    let logo = group.string("logo")
    let accessibility = accessibility(&group)
    group.finish()
    if let accent, !Names.isColour(accent) {
      group.invalid(
        "accent", "'accent' is not a colour", hint: "Write it in quotes, as \"#154273\".")
      return (nil, nil, nil)
    }
    if let logo, !SiteFiles.isLogo(logo) {
      group.invalid(
        "logo", "'logo' is not a picture that every browser shows",
        hint: "Name an .svg, .png or .webp file, relative to the folder 'pipelines'.")
      return (nil, nil, nil)
    }
    return (accent, logo, accessibility)
  }
}
