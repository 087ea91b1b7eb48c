// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Pages {
  /// The description for search engines.
  ///
  /// Source: https://schema.org/Dataset
  func structuredData(_ dataset: DatasetRecord) -> JSONValue {
    let data = "\(catalogue.baseURL)/datasets/\(dataset.name)/"
    let page = "\(catalogue.baseURL)/\(Route.dataset(dataset.name, .overview).folder(language))"
    let licence = CodeLists.licences[dataset.description.license]
    var members: [String: JSONValue] = [
      "@context": .string("https://schema.org/"),
      "@type": .string("Dataset"),
      "@id": .string(data + "#dataset"),
      "identifier": .string(data + "#dataset"),
      "name": .string(dataset.description.title.text(in: language)),
      "description": .string(dataset.description.description.text(in: language)),
      "url": .string(page),
      "inLanguage": .string(language.rawValue),
      "isAccessibleForFree": .boolean(true),
      "license": .string(licence?.page ?? licence?.uri ?? dataset.description.license),
      "datePublished": .string(dataset.issued),
      "dateModified": .string(dataset.modified),
      "creator": organisation,
      "publisher": organisation,
      "includedInDataCatalog": .object([
        "@type": .string("DataCatalog"), "name": .string(catalogue.title.text(in: language)),
        "url": .string(catalogue.baseURL + "/"),
      ]),
      "distribution": .array(dataset.distributions.map { download($0, data: data) }),
      "variableMeasured": .array(
        dataset.fields.map { .string($0.title?.text(in: language) ?? $0.name) }),
    ]
    if let keywords = dataset.description.keywords[language.rawValue], !keywords.isEmpty {
      members["keywords"] = .array(keywords.map(JSONValue.string))
    }
    if let period = dataset.temporal {
      members["temporalCoverage"] = .string("\(period.start)/\(period.end)")
    }
    if let box = dataset.geography?.box {
      // Latitude first, as schema.org's boxes have it.
      let sides = "\(box.south) \(box.west) \(box.north) \(box.east)"
      members["spatialCoverage"] = .object([
        "@type": .string("Place"),
        "geo": .object(["@type": .string("GeoShape"), "box": .string(sides)]),
      ])
    }
    return .object(members)
  }

  private var organisation: JSONValue {
    .object([
      "@type": .string("Organization"), "@id": .string(catalogue.publisher.uri),
      "name": .string(catalogue.publisher.name),
    ])
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
