// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Site {
  /// The description for search engines.
  ///
  /// Source: https://schema.org/Dataset
  func structuredData(_ dataset: DatasetRecord) -> JSONValue {
    let page = "\(catalogue.baseURL)/datasets/\(dataset.name)/"
    let licence = Self.licence(dataset)
    var members: [String: JSONValue] = [
      "@context": .string("https://schema.org/"),
      "@type": .string("Dataset"),
      "@id": .string(page + "#dataset"),
      "identifier": .string(page + "#dataset"),
      "name": .string(dataset.description.title.nl),
      "description": .string(dataset.description.description.nl),
      "url": .string(page),
      "inLanguage": .string("nl"),
      "isAccessibleForFree": .boolean(true),
      "license": .string(licence.page ?? licence.uri),
      "datePublished": .string(dataset.issued),
      "dateModified": .string(dataset.modified),
      "creator": organisation,
      "publisher": organisation,
      "includedInDataCatalog": .object([
        "@type": .string("DataCatalog"), "name": .string(catalogue.title.nl),
        "url": .string(catalogue.baseURL + "/"),
      ]),
      "distribution": .array(dataset.distributions.map { download($0, page: page) }),
      "variableMeasured": .array(dataset.fields.map { .string($0.title?.nl ?? $0.name) }),
    ]
    if let keywords = dataset.description.keywords["nl"], !keywords.isEmpty {
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

  private func download(_ distribution: DistributionRecord, page: String) -> JSONValue {
    .object([
      "@type": .string("DataDownload"),
      "contentUrl": .string(page + distribution.fileName),
      "encodingFormat": .string(distribution.mediaType),
      "contentSize": .string("\(distribution.byteSize) B"),
      "sha256": .string(distribution.sha256),
    ])
  }
}
