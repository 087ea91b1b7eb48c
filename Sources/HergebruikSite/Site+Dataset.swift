// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Site {
  /// What the template of a dataset's page shows.
  func datasetPage(_ dataset: DatasetRecord) -> [String: Any] {
    let licence = Self.licence(dataset)
    var page = shared(root: "../../")
    page["pageTitle"] = dataset.description.title.nl
    page["summary"] = Self.summary(dataset.description.description.nl)
    page["paragraphs"] = Self.paragraphs(dataset.description.description.nl)
    page["canonical"] = "\(catalogue.baseURL)/datasets/\(dataset.name)/"
    page["alternates"] = [
      Self.alternate("text/turtle", "\(dataset.name).ttl", "Turtle"),
      Self.alternate("application/ld+json", "\(dataset.name).jsonld", "JSON-LD"),
    ]
    page["csvw"] = dataset.table.map { _ in "\(dataset.name).csv-metadata.json" }
    page["facts"] = facts(dataset)
    page["licence"] = licence.label.nl
    page["licencePage"] = licence.page
    page["distributions"] = dataset.distributions.map { Self.distribution($0, of: dataset) }
    page["fields"] = dataset.fields.map { field in
      self.field(field, isKey: dataset.primaryKey.contains(field.name))
    }
    page["fieldCount"] = texts.count("fields", dataset.fields.count)
    page["privacy"] = privacy(dataset)
    page["changes"] = Self.changes(dataset)
    page["structuredData"] = structuredData(dataset).scriptText
    return page
  }

  private func facts(_ dataset: DatasetRecord) -> [[String: String]] {
    var facts = [
      ["name": "Bijgewerkt", "value": Language.nl.date(dataset.modified)],
      ["name": "Eerste publicatie", "value": Language.nl.date(dataset.issued)],
    ]
    if let code = dataset.description.accrualPeriodicity {
      facts.append(["name": "Wordt bijgewerkt", "value": CodeLists.frequencies[code]?.nl ?? code])
    }
    if let version = dataset.description.version {
      facts.append(["name": "Versie", "value": String(version)])
    }
    facts.append(["name": "Omvang", "value": texts.count("rows", dataset.rows)])
    if let period = dataset.temporal {
      let start = Language.nl.date(period.start)
      let end = Language.nl.date(period.end)
      let value = start == end ? start : "\(start) tot en met \(end)"
      facts.append(["name": "Periode", "value": value])
    }
    if let geography = dataset.geography { facts += Self.facts(geography) }
    facts.append(["name": "Thema", "value": Self.themes(dataset)])
    if let keywords = dataset.description.keywords["nl"], !keywords.isEmpty {
      facts.append(["name": "Trefwoorden", "value": keywords.joined(separator: ", ")])
    }
    facts.append([
      "name": "Kwaliteit van de metadata",
      "value":
        "\(MetadataQuality(dataset, catalogue).points) van de \(MetadataQuality.maximum) punten (methode van data.europa.eu)",
    ])
    facts.append(["name": "Eigenaar", "value": catalogue.publisher.name])
    return facts
  }

  /// Where it is, and how exactly.
  private static func facts(_ geography: GeographyRecord) -> [[String: String]] {
    var facts: [[String: String]] = []
    if let box = geography.box {
      let sides = [box.west, box.south, box.east, box.north]
        .map { String($0.map { $0 == "." ? "," : $0 }) }
      facts.append([
        "name": "Gebied",
        "value":
          "lengtegraad \(sides[0]) tot \(sides[2]), breedtegraad \(sides[1]) tot \(sides[3])",
      ])
    }
    if !geography.conversions.isEmpty {
      facts.append([
        "name": "Coördinaten",
        "value": geography.conversions.map(\.sentence.nl).joined(separator: " "),
        "english": geography.conversions.compactMap(\.sentence.en).joined(separator: " "),
      ])
    }
    return facts
  }

  private static func distribution(
    _ distribution: DistributionRecord, of dataset: DatasetRecord
  ) -> [String: Any] {
    let isGzip = distribution.fileName.hasSuffix(".gz")
    return [
      "href": distribution.fileName,
      "format": distribution.label + (isGzip ? ", ingepakt (gzip)" : ""),
      "short": distribution.label,
      "size": Language.nl.size(distribution.byteSize),
      "isGzip": isGzip,
      "uncompressed": Language.nl.size(distribution.uncompressedSize),
      "date": Language.nl.date(dataset.modified),
      "sha256": distribution.sha256,
    ]
  }

  private func field(_ field: PublishedField, isKey: Bool) -> [String: Any] {
    var page: [String: Any] = [
      "name": field.name, "type": texts.type(field.type),
      "treatment": texts.treatment(field.treatment, inWords: field.treatmentInWords),
      "isKey": isKey,
      "isPersonal": field.privacy != .none,
    ]
    page["title"] = field.title?.nl
    page["description"] = field.description?.nl
    page["unit"] = field.unit
    if field.title == nil, field.description == nil { page["noMeaning"] = true }
    return page
  }

  /// The notice about personal data; nil where no published field says anything about persons.
  private func privacy(_ dataset: DatasetRecord) -> [String: Any]? {
    let personal = dataset.fields.filter { $0.privacy != .none }
    guard !personal.isEmpty else { return nil }
    let isPseudonymised = personal.contains { $0.treatment == Treatment.pseudonymise.name }
    return [
      "isPseudonymised": isPseudonymised,
      "protection": (dataset.protection ?? []).map { sentence in
        ["text": sentence.nl, "english": sentence.en ?? ""]
      },
    ]
  }
}
