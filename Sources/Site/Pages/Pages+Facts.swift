// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikModel

/// What stands beside the description of a dataset.
extension Pages {
  /// The facts beside a dataset, in order.
  func facts(
    _ dataset: DatasetRecord, _ root: String, hasMap: Bool
  ) -> [[String: Any]] {
    var facts: [[String: Any]] = []
    func add(_ key: String, _ value: String, href: String? = nil) {
      var fact: [String: Any] = ["name": texts[key], "value": value]
      fact["href"] = href
      facts.append(fact)
    }
    add("fact-updated", language.date(dataset.dataDay))
    if dataset.dataDay != dataset.modified {
      add("fact-described", language.date(dataset.modified))
    }
    if let code = dataset.description.accrualPeriodicity {
      add("fact-frequency", CodeLists.frequencies[code]?.text(in: language) ?? code)
    }
    if !dataset.isDescribedOnly { add("fact-rows", language.number(dataset.rows)) }
    if let period = dataset.period { add("fact-period", words(of: period)) }
    if let box = dataset.geography?.box {
      let area = area(box, hasMap: hasMap)
      add("fact-area", area.value, href: area.href)
    }
    if let conversions = dataset.geography?.conversions, !conversions.isEmpty {
      let sentences = conversions.map { $0.sentence.text(in: language) }
      add("fact-coordinates", sentences.joined(separator: " "))
    }
    add(
      "fact-access",
      CodeLists.accessRightNames[dataset.description.accessRights]?.text(in: language)
        ?? dataset.description.accessRights)
    let licence = licence(dataset.description.license)
    add("fact-licence", licence.label, href: licence.page)
    if !dataset.isDescribedOnly, let rights = dataset.description.rights {
      add("fact-rights", rights.text(in: language))
    }
    add(
      "fact-owner",
      dataset.description.statements?.publisher?.name ?? catalogue.publisher.name)
    let quality = MetadataQuality(dataset, catalogue)
    add(
      "fact-quality",
      texts(
        "points-of",
        [
          "points": language.number(quality.points),
          "maximum": language.number(MetadataQuality.maximum),
        ]),
      href: dataset.isDescribedOnly
        ? nil : root + Route.dataset(dataset.name, .quality).folder(language))
    for code in dataset.description.themes {
      add("fact-theme", theme(code), href: root + Route.theme(code, page: 1).folder(language))
    }
    if let keywords = dataset.description.keywords[language.rawValue], !keywords.isEmpty {
      add("fact-keywords", keywords.joined(separator: ", "))
    }
    if let version = dataset.description.version { add("fact-version", String(version)) }
    add("fact-issued", language.date(dataset.issued))
    return facts + statements(dataset, root)
  }

  /// What a steward says of this dataset alone.
  private func statements(_ dataset: DatasetRecord, _ root: String) -> [[String: Any]] {
    var facts: [[String: Any]] = []
    func add(_ key: String, _ value: String?, href: String? = nil) {
      guard let value else { return }
      var fact: [String: Any] = ["name": texts[key], "value": value]
      fact["href"] = href
      facts.append(fact)
    }
    func addLinks(_ key: String, _ links: [DatasetStatements.Link]?) {
      for link in links ?? [] {
        let named = link.isDataset ? site.datasets.first { $0.name == link.address } : nil
        let title = link.title ?? named?.description.title
        let href =
          link.isDataset
          ? named.map { root + Route.dataset($0.name, .overview).folder(language) }
          : Self.webAddress(link.address)
        add(key, title?.text(in: language) ?? link.address, href: href)
      }
    }
    func labels(_ codes: [String]?, _ list: [String: LocalizedText]) -> String? {
      codes?.map { list[$0]?.text(in: language) ?? $0 }.joined(separator: ", ")
    }
    let others = site.datasets.filter {
      $0.description.statements?.replaces?.contains(dataset.name) == true
    }
    addLinks("fact-replaced", others.map { .init(address: $0.name) })
    addLinks("fact-page", dataset.description.pages?.map { .init(address: $0) })
    guard let said = dataset.description.statements else { return facts }
    addLinks("fact-replaces", said.replaces?.map { .init(address: $0) })
    add("fact-identifier", said.identifier)
    if let contact = said.contactPoint {
      add(
        "fact-contact", contact.name,
        href: contact.email.map { "mailto:\($0)" } ?? contact.url.flatMap(Self.webAddress))
    }
    for place in said.spatial ?? [] {
      let place = Place(place)
      add(
        "fact-place", place.name?.text(in: language) ?? place.address,
        href: Self.webAddress(place.address))
    }
    add("fact-language", labels(said.languages, CodeLists.languageNames))
    add("fact-status", labels(said.status.map { [$0] }, CodeLists.datasetStatuses))
    add("fact-type", labels(said.types, CodeLists.datasetTypes))
    for other in said.attributions ?? [] {
      var fact: [String: Any] = ["value": other.agent.name]
      fact["name"] = Self.capitalised(labels([other.role], CodeLists.partyRoles) ?? other.role)
      facts.append(fact)
    }
    add("fact-notes", said.versionNotes?.text(in: language))
    add("fact-provenance", said.provenance?.text(in: language))
    addLinks("fact-standard", said.standards)
    addLinks("fact-source", said.sources)
    addLinks("fact-sample", said.samples)
    addLinks("fact-relation", said.relations)
    addLinks("fact-referrer", said.referrers)
    addLinks("fact-law", said.legislation)
    return facts
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private func words(of period: DatasetRecord.Period) -> String {
    let start = language.date(period.start)
    guard let end = period.end.map(language.date) else {
      return texts("period-open", ["start": start])
    }
    return start == end ? start : texts("period", ["start": start, "end": end])
  }

  /// Where it is: on the map where there is one, else between which meridians and parallels.
  private func area(_ box: GeographyRecord.Box, hasMap: Bool) -> (value: String, href: String?) {
    if hasMap { return (texts["area-on-map"], "#\(Figures.mapID)") }
    let sides = [box.west, box.east, box.south, box.north]
      .map { $0.replacing(".", with: language.decimalSeparator) }
    let text = texts(
      "area", ["west": sides[0], "east": sides[1], "south": sides[2], "north": sides[3]])
    return (text, nil)
  }
}
