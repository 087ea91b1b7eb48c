// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads what a steward says of one dataset that the catalogue says of all, and what only some have.
///
/// Source: DCAT-AP-NL 3.0, Dataset and Distribution.
struct StatementsReader {
  let problems: ConfigProblems

  /// Reads the keys; nil where nothing is said.
  func read(_ group: inout ConfigReader) -> DatasetStatements? {
    var said = DatasetStatements()
    readIdentity(&group, &said)
    readParties(&group, &said)
    readCoverage(&group, &said)
    readLinks(&group, &said)
    said.provenance = group.localized("provenance", problems: problems)
    said.versionNotes = group.localized("versionNotes", problems: problems)
    // That data are withdrawn is a decision, not a description.
    let statuses = CodeLists.datasetStatuses.keys.filter { $0 != "WITHDRAWN" }.sorted()
    said.status = group.word("status", of: statuses)
    said.availability = group.word("availability", of: CodeLists.availabilities.keys.sorted())
    said.types = group.codes(
      "type", of: CodeLists.datasetTypes.keys.sorted(), problems: problems)
    return said == DatasetStatements() ? nil : said
  }

  private func readIdentity(_ group: inout ConfigReader, _ said: inout DatasetStatements) {
    said.identifier = filled("identifier", group.string("identifier"), group)
    said.otherIdentifiers = list("otherIdentifier", &group)
    said.issued = day("issued", &group)
    said.replaces = list("replaces", &group)
    for name in said.replaces ?? [] where !Names.isSlug(name) {
      group.invalid(
        "replaces", "'\(name)' cannot be the name of a dataset",
        hint: "Write the name of the folder that it had.")
    }
  }

  private func readParties(_ group: inout ConfigReader, _ said: inout DatasetStatements) {
    let reader = CatalogueReader(problems: problems)
    said.contactPoint = reader.readContact("contactPoint", &group)
    said.publisher = reader.readAgent("publisher", &group)
    let creators = groups("creator", &group).compactMap { reader.readAgent($0) }
    said.creators = creators.isEmpty ? nil : creators
    let others = groups("attribution", &group).compactMap {
      item -> DatasetStatements.Attribution? in
      var item = item
      let role = item.word("role", of: CodeLists.partyRoles.keys.sorted())
      if !item.names.contains("role") { item.missing("role", hint: "Such as role: custodian.") }
      guard let agent = reader.readAgent(item), let role else { return nil }
      return .init(agent: agent, role: role)
    }
    said.attributions = others.isEmpty ? nil : others
  }

  private func readCoverage(_ group: inout ConfigReader, _ said: inout DatasetStatements) {
    said.spatial = PlaceReader(problems: problems).read("spatial", &group)
    said.languages = group.codes("language", of: CodeLists.languages, problems: problems)
    said.spatialResolution = group.string("spatialResolution")
    if let metres = said.spatialResolution,
      Double(metres).map({ $0 > 0 }) != true
        || !metres.utf8.allSatisfy({ Names.isDigit($0) || $0 == UInt8(ascii: ".") })
    {
      group.invalid(
        "spatialResolution", "'spatialResolution' must be a number of metres",
        hint: "Write 10 or 0.5.")
    }
    said.temporalResolution = group.string("temporalResolution")
    if let duration = said.temporalResolution, !Self.isDuration(duration) {
      group.invalid(
        "temporalResolution", "'temporalResolution' must be a duration",
        hint: "Write P1D for a day, P1M for a month, P1Y for a year, PT1H for an hour.")
    }
  }

  private func readLinks(_ group: inout ConfigReader, _ said: inout DatasetStatements) {
    said.standards = links("conformsTo", &group)
    said.samples = links("sample", &group)
    said.sources = links("source", &group, allowsDatasets: true)
    said.relations = links("relation", &group, allowsDatasets: true, allowsRoles: true)
    said.referrers = links("isReferencedBy", &group)
    said.legislation = links("applicableLegislation", &group)
    said.policy = group.string("hasPolicy")
    if let policy = said.policy { checkAddress(policy, "hasPolicy", group) }
  }

  /// Addresses, each by itself or as `{url: …, title: …}`.
  private func links(
    _ key: String, _ group: inout ConfigReader, allowsDatasets: Bool = false,
    allowsRoles: Bool = false
  ) -> [DatasetStatements.Link]? {
    guard let value = group.node(key) else { return nil }
    var items = [value]
    if case .sequence(let all) = value.value { items = all }
    if items.isEmpty { group.invalid(key, "'\(key)' is an empty list", hint: "Remove it.") }
    let links = items.compactMap { item -> DatasetStatements.Link? in
      var link = DatasetStatements.Link(address: item.text ?? "")
      if item.text == nil {
        guard var inner = ConfigReader(item, what: "an item of '\(key)'", problems: problems) else {
          return nil
        }
        link.address = inner.requiredString("url") ?? ""
        link.title = inner.localized("title", problems: problems)
        if allowsRoles { link.role = inner.word("role", of: CodeLists.linkRoles.keys.sorted()) }
        inner.finish()
        if link.address.isEmpty { return nil }
        if link.role != nil, !link.isDataset {
          group.invalid(
            key, "only a dataset of this catalogue has a role",
            hint: "Leave 'role' out, or name a dataset in the place of its address.")
        }
      }
      if allowsDatasets, Names.isSlug(link.address) { return link }
      checkAddress(link.address, key, group)
      return link
    }
    if Set(links.map(\.address)).count < links.count {
      group.invalid(key, "an address stands in '\(key)' twice", hint: "Remove one of the two.")
    }
    return links.isEmpty ? nil : links
  }

  /// The groups of a key that has one or several.
  private func groups(_ key: String, _ group: inout ConfigReader) -> [ConfigReader] {
    guard let value = group.node(key) else { return [] }
    var items = [value]
    if case .sequence(let all) = value.value { items = all }
    if items.isEmpty { group.invalid(key, "'\(key)' is an empty list", hint: "Remove it.") }
    return items.compactMap { ConfigReader($0, what: "'\(key)'", problems: problems) }
  }

  private func list(_ key: String, _ group: inout ConfigReader) -> [String]? {
    guard let texts = group.strings(key) else { return nil }
    if texts.isEmpty { group.invalid(key, "'\(key)' is an empty list", hint: "Remove it.") }
    for text in texts { _ = filled(key, text, group) }
    if Set(texts).count < texts.count {
      group.invalid(key, "something stands in '\(key)' twice", hint: "Remove one of the two.")
    }
    return texts.isEmpty ? nil : texts
  }

  private func filled(_ key: String, _ text: String?, _ group: ConfigReader) -> String? {
    if let text, !text.contains(where: { !$0.isWhitespace }) {
      group.invalid(key, "'\(key)' is empty", hint: "Write it, or leave it out.")
    }
    return text
  }

  private func checkAddress(_ address: String, _ key: String, _ group: ConfigReader) {
    guard !WebAddress.isAbsolute(address, schemes: ["https", "http"]) else { return }
    group.invalid(
      key, "'\(address)' must be an absolute web address",
      hint: "Write https://www.example.nl/bomen.")
  }

  private func day(_ key: String, _ group: inout ConfigReader) -> String? {
    guard let day = group.string(key) else { return nil }
    if !AmsterdamDate.isValid(day) {
      group.invalid(key, "'\(key)' must be a day that exists", hint: "Write it as 2026-11-28.")
    }
    return day
  }

  /// Whether a text is a duration: `P`, then numbers with letters in their order, after `T` those of the clock.
  ///
  /// Source: XML Schema 1.1, part 2, 3.3.6.
  static func isDuration(_ text: String) -> Bool {
    guard text.hasPrefix("P") else { return false }
    let halves = text.dropFirst().split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count <= 2, !halves.contains(where: { $0.isEmpty && halves.count == 1 }),
      halves.count == 1 || !halves[1].isEmpty
    else { return false }
    return zip(halves, ["YMD", "HMS"]).allSatisfy { half, letters in
      var rest = letters[...]
      var digits = 0
      for character in half {
        if character.isASCII, character.isNumber {
          digits += 1
        } else {
          guard digits > 0, let place = rest.firstIndex(of: character) else { return false }
          rest = rest[rest.index(after: place)...]
          digits = 0
        }
      }
      return digits == 0
    }
  }
}
