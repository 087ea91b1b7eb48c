// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Pages {
  /// The description for search engines.
  ///
  /// Source: https://schema.org/Dataset
  func structuredData(_ dataset: DatasetRecord) -> JSONValue {
    let data = "\(catalogue.baseURL)/datasets/\(dataset.name)/"
    let page = "\(catalogue.baseURL)/\(Route.dataset(dataset.name, .overview).folder(language))"
    let uri = dataset.uri ?? data + "#dataset"
    let description = dataset.description
    let said = description.statements ?? DatasetStatements()
    let licence = CodeLists.licences[description.license]
    let publisher = said.publisher ?? catalogue.publisher
    var members: [String: JSONValue] = [
      "@context": .string("https://schema.org/"),
      "@type": .string("Dataset"),
      "@id": .string(uri),
      "identifier": .string(said.identifier ?? dataset.identifier ?? uri),
      "name": .string(description.title.text(in: language)),
      "description": .string(Self.cut(description.description.text(in: language))),
      "url": .string(page),
      "inLanguage": .string(language.rawValue),
      "isAccessibleForFree": .boolean(description.isOpen),
      "license": .string(licence?.address ?? licence?.geonovum ?? description.license),
      "datePublished": .string(dataset.issued),
      "dateModified": .string(dataset.dataMoment),
      "creator": list((said.creators ?? [publisher]).map(organisation)),
      "publisher": organisation(publisher),
      "creditText": .string(publisher.name),
      "contactPoint": contactPoint(said.contactPoint ?? catalogue.contactPoint),
      "includedInDataCatalog": .object([
        "@type": .string("DataCatalog"), "@id": .string(catalogue.baseURL + "/#catalog"),
        "name": .string(catalogue.title.text(in: language)),
        "url": .string(catalogue.baseURL + "/"),
      ]),
    ]
    if !dataset.isDescribedOnly {
      members["distribution"] = .array(dataset.distributions.map { download($0, data: data) })
      members["variableMeasured"] = .array(
        dataset.fields.map { .string($0.title?.text(in: language) ?? $0.name) })
    }
    if let external = description.external, !external.files.isEmpty {
      members["distribution"] = .array(external.files.map(download))
    }
    members["conditionsOfAccess"] = description.rights.map { .string($0.text(in: language)) }
    members["version"] = description.version.map { .string(String($0)) }
    if let keywords = description.keywords[language.rawValue], !keywords.isEmpty {
      members["keywords"] = .array(keywords.map(JSONValue.string))
    }
    if let period = dataset.period {
      members["temporalCoverage"] = .string("\(period.start)/\(period.end ?? "..")")
    }
    let places = coverage(dataset)
    if !places.isEmpty { members["spatialCoverage"] = list(places) }
    let sources = (said.sources ?? []).map { link -> JSONValue in
      .string(
        link.isDataset ? "\(catalogue.baseURL)/datasets/\(link.address)/#dataset" : link.address)
    }
    if !sources.isEmpty { members["isBasedOn"] = list(sources) }
    return .object(members)
  }

  /// The catalogue for search engines.
  ///
  /// Source: https://schema.org/DataCatalog
  var structuredCatalogue: JSONValue {
    let licence = CodeLists.licences[catalogue.license]
    return .object([
      "@context": .string("https://schema.org/"),
      "@type": .string("DataCatalog"),
      "@id": .string(catalogue.baseURL + "/#catalog"),
      "name": .string(catalogue.title.text(in: language)),
      "description": .string(Self.cut(catalogue.description.text(in: language))),
      "url": .string("\(catalogue.baseURL)/\(Route.home.folder(language))"),
      "inLanguage": .string(language.rawValue),
      "license": .string(licence?.address ?? licence?.geonovum ?? catalogue.license),
      "publisher": organisation(catalogue.publisher),
    ])
  }

  /// The places that a dataset is about, and the box around its points.
  private func coverage(_ dataset: DatasetRecord) -> [JSONValue] {
    let own = dataset.description.statements?.spatial
    let codes = own ?? [catalogue.spatial].compactMap(\.self) + (catalogue.morePlaces ?? [])
    var places = codes.map(Place.init).map { place -> JSONValue in
      var members: [String: JSONValue] = [
        "@type": .string("Place"), "@id": .string(place.address),
      ]
      members["name"] = place.name.map { .string($0.text(in: language)) }
      return .object(members)
    }
    if let box = dataset.geography?.box {
      // Latitude first, as schema.org's boxes have it.
      let sides = "\(box.south) \(box.west) \(box.north) \(box.east)"
      places.append(
        .object([
          "@type": .string("Place"),
          "geo": .object(["@type": .string("GeoShape"), "box": .string(sides)]),
        ]))
    }
    return places
  }

  private func organisation(_ agent: CatalogueRecord.Agent) -> JSONValue {
    .object([
      "@type": .string("Organization"), "@id": .string(agent.uri), "name": .string(agent.name),
    ])
  }

  private func contactPoint(_ contact: CatalogueRecord.Contact) -> JSONValue {
    var members: [String: JSONValue] = [
      "@type": .string("ContactPoint"), "name": .string(contact.name),
    ]
    members["email"] = contact.email.map(JSONValue.string)
    members["url"] = contact.url.flatMap(Self.webAddress).map(JSONValue.string)
    members["telephone"] = contact.telephone.map(JSONValue.string)
    return .object(members)
  }

  /// One value by itself, several as a list.
  private func list(_ values: [JSONValue]) -> JSONValue {
    values.count == 1 ? values[0] : .array(values)
  }

  /// A text of at most 5,000 characters, which is what search engines read.
  private static func cut(_ text: String) -> String {
    text.count > 5000 ? text.prefix(4999) + "…" : text
  }

  private func download(_ file: ExternalData.File) -> JSONValue {
    var members: [String: JSONValue] = [
      "@type": .string("DataDownload"), "contentUrl": .string(file.downloadURL ?? file.accessURL),
    ]
    members["encodingFormat"] = file.mediaType.map(JSONValue.string)
    return .object(members)
  }

  private func download(_ distribution: DistributionRecord, data: String) -> JSONValue {
    .object([
      "@type": .string("DataDownload"),
      "contentUrl": .string(data + distribution.fileName),
      "encodingFormat": .string(distribution.mediaType),
      "contentSize": .string("\(distribution.byteSize) B"),
      "sha256": .string(distribution.sha256),
    ])
  }
}
