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
    let title = reader.localized("title", required: true, problems: problems)
    let description = reader.localized("description", required: true, problems: problems)
    let publisher = publisher(&reader)
    let contact = readContact("contactPoint", &reader)
    if reader.node("contactPoint") == nil {
      reader.missing("contactPoint", hint: "Give a functional address: {name: …, email: …}.")
    }
    let officer = readContact("dataProtectionOfficer", &reader)
    if reader.node("license") == nil {
      reader.missing("license", hint: "Usual for open data is CC0-1.0.")
    }
    let license = reader.word("license", of: Array(CodeLists.licences.keys))
    let language = reader.codes("language", of: CodeLists.languages, problems: problems)
    let spatial = spatial(&reader)
    let site = site(&reader)
    let keep = reader.integer("keep", in: 1...10_000) ?? 30
    let retention = retention(&reader)
    let privacy = LabelsReader.read(&reader)
    let limits = RunLimits.read(&reader)
    reader.finish()
    guard let baseURL, let title, let description, let publisher, let contact, let license else {
      return nil
    }
    let record = CatalogueRecord(
      baseURL: baseURL, title: title, description: description, publisher: publisher,
      contactPoint: contact, dataProtectionOfficer: officer, license: license,
      language: language ?? ["NLD"], spatial: spatial, accent: site.accent,
      accessibility: site.accessibility)
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
    guard var url = reader.requiredString("baseURL", hint: hint) else { return nil }
    while url.last == "/" { url.removeLast() }
    guard WebAddress.isAbsolute(url, schemes: ["https"]), !url.contains("?"), !url.contains("#")
    else {
      reader.invalid(
        "baseURL", "'baseURL' must be an https address without '?' and '#'", hint: hint)
      return nil
    }
    return url
  }

  private func publisher(_ reader: inout ConfigReader) -> CatalogueRecord.Agent? {
    guard reader.node("publisher") != nil else {
      reader.missing(
        "publisher", hint: "Say who publishes: {name: …, uri: …, type: LocalAuthority}.")
      return nil
    }
    guard var group = reader.mapping("publisher") else { return nil }
    let name = group.requiredString("name")
    let uri = group.requiredString(
      "uri", hint: "Usual is https://identifier.overheid.nl/tooi/id/gemeente/gm….")
    if let uri, !WebAddress.isAbsolute(uri, schemes: ["https", "http"]) {
      group.invalid("uri", "'uri' must be a web address", hint: "Begin it with https://.")
    }
    let type = group.word("type", of: CodeLists.publisherTypes)
    group.finish()
    guard let name, let uri else { return nil }
    return CatalogueRecord.Agent(name: name, uri: uri, type: type)
  }

  func readContact(
    _ key: String, _ reader: inout ConfigReader
  ) -> CatalogueRecord.Contact? {
    guard var group = reader.mapping(key) else { return nil }
    let name = group.requiredString("name", hint: "Name a team, not a person.")
    let contact = CatalogueRecord.Contact(
      name: name ?? "", email: group.string("email"), url: group.string("url"),
      telephone: group.string("telephone"))
    if group.node("email") == nil, group.node("url") == nil {
      group.missing("email", hint: "DCAT-AP-NL asks for an e-mail address or a url.")
    }
    if let email = contact.email, !WebAddress.isMail(email) {
      group.invalid(
        "email", "'email' is not an e-mail address", hint: "Write it as name@example.nl.")
    }
    if let url = contact.url, !WebAddress.isAbsolute(url, schemes: ["https", "http"]) {
      group.invalid("url", "'url' must be a web address", hint: "Begin it with https://.")
    }
    if let telephone = contact.telephone, !WebAddress.isTelephone(telephone) {
      group.invalid(
        "telephone", "'telephone' is not a telephone number",
        hint: "Write it in quotes, as \"+31 14 0123\".")
    }
    group.finish()
    return name == nil ? nil : contact
  }

  private func spatial(_ reader: inout ConfigReader) -> String? {
    guard let spatial = reader.string("spatial") else { return nil }
    let digits = spatial.dropFirst(2)
    let isCode =
      spatial.hasPrefix("gm") && digits.utf8.count == 4 && digits.utf8.allSatisfy(Names.isDigit)
    guard isCode || WebAddress.isAbsolute(spatial, schemes: ["https", "http"]) else {
      reader.invalid(
        "spatial", "'spatial' must be a municipality's code or a web address",
        hint: "Write gm and four digits, such as gm0363.")
      return nil
    }
    return spatial
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
