// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension DCATCatalogue {
  func datasetTriples(_ dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    let description = dataset.description
    var node = Node(names.dataset, .dcat, "Dataset")
    node.add(.dct, "identifier", string: names.dataset)
    node.add(.dct, "title", description.title)
    node.add(.dct, "description", description.description)
    node.add(.dct, "publisher", iri: catalogue.publisher.uri)
    node.add(.dct, "creator", iri: catalogue.publisher.uri)
    node.add(.dcat, "contactPoint", iri: names.contact)
    node.add(.dct, "accessRights", iri: try Codes.accessRight(description.accessRights))
    for theme in description.themes { node.add(.dcat, "theme", iri: try Codes.theme(theme)) }
    for (language, keywords) in description.keywords {
      for keyword in keywords { node.add(.dcat, "keyword", text: keyword, language: language) }
    }
    if let frequency = description.accrualPeriodicity {
      node.add(.dct, "accrualPeriodicity", iri: try Codes.frequency(frequency))
    }
    try node.addLanguages(catalogue.language)
    node.add(.dct, "issued", date: dataset.issued)
    node.add(.dct, "modified", date: dataset.modified)
    node.add(.dct, "conformsTo", iri: names.schema)
    node.add(.dcat, "landingPage", iri: description.landingPage ?? names.page)
    for page in [names.page] + (description.pages ?? []) { node.add(.foaf, "page", iri: page) }
    node.add(.dct, "provenance", iri: names.provenance)
    node.add(
      .adms, "status",
      iri: Codes.authority + "dataset-status/"
        + (dataset.withdrawal == nil ? "COMPLETED" : "WITHDRAWN"))
    if let version = description.version {
      node.add(.dcat, "version", string: String(version))
    }
    if let spatial { node.add(.dct, "spatial", iri: spatial) }
    if dataset.geography?.box != nil { node.add(.dct, "spatial", iri: names.area) }
    if dataset.temporal != nil { node.add(.dct, "temporal", iri: names.temporal) }
    for distribution in dataset.distributions {
      node.add(.dcat, "distribution", iri: names.distribution(distribution))
    }
    return node.triples + companions(of: dataset, names)
  }

  /// The page, schema, provenance, area and period that a dataset refers to.
  private func companions(of dataset: DatasetRecord, _ names: DCATNames) -> [Triple] {
    var page = Node(names.page, .foaf, "Document")
    page.add(.dct, "title", dataset.description.title)
    var schema = Node(names.schema, .dct, "Standard")
    schema.add(.dct, "title", CatalogueWords.schema(of: dataset.description.title))
    var provenance = Node(names.provenance, .dct, "ProvenanceStatement")
    provenance.add(.rdfs, "label", Provenance.text(of: dataset))
    var triples = page.triples + schema.triples + provenance.triples
    let own =
      [dataset.description.landingPage].compactMap(\.self) + (dataset.description.pages ?? [])
    for page in own where page != names.page {
      triples += Node(page, .foaf, "Document").triples
    }
    if let period = dataset.temporal {
      var node = Node(names.temporal, .dct, "PeriodOfTime")
      node.add(.dcat, "startDate", date: period.start)
      node.add(.dcat, "endDate", date: period.end)
      triples += node.triples
    }
    if let box = dataset.geography?.box {
      var node = Node(names.area, .dct, "Location")
      node.add(.dcat, "bbox", box: box)
      triples += node.triples
    }
    return triples
  }

  func distributionTriples(
    _ distribution: DistributionRecord, of dataset: DatasetRecord, _ names: DCATNames
  ) throws(Failure) -> [Triple] {
    let title = dataset.description.title
    let isGzip = distribution.fileName.hasSuffix(".gz")
    let kind = distribution.label + (isGzip ? ", gzip" : "")
    var node = Node(names.distribution(distribution), .dcat, "Distribution")
    node.add(.dct, "title", CatalogueWords.file(kind, of: title))
    node.add(.dct, "description", CatalogueWords.allRows(kind, of: title))
    node.add(.dcat, "accessURL", iri: names.file(distribution))
    node.add(.dcat, "downloadURL", iri: names.file(distribution))
    node.add(.dct, "license", iri: try Codes.licence(dataset.description.license))
    node.add(.dcat, "mediaType", iri: Codes.mediaType(distribution.mediaType))
    node.add(.dct, "format", iri: Codes.authority + "file-type/" + distribution.format)
    if isGzip { node.add(.dcat, "compressFormat", iri: Codes.mediaType("application/gzip")) }
    node.add(.dcat, "byteSize", number: distribution.byteSize)
    node.add(.spdx, "checksum", iri: names.checksum(distribution))
    let isGeoJSON = distribution.format == DistributionFormat.geoJSON.code
    node.add(.dct, "conformsTo", iri: isGeoJSON ? Codes.geoJSON : names.schema)
    try node.addLanguages(catalogue.language)
    node.add(.dct, "issued", date: dataset.issued)
    node.add(.dct, "modified", date: dataset.modified)
    node.add(.adms, "status", iri: Codes.authority + "distribution-status/COMPLETED")
    let standard = isGeoJSON ? Node(Codes.geoJSON, .dct, "Standard").triples : []
    var checksum = Node(names.checksum(distribution), .spdx, "Checksum")
    checksum.add(.spdx, "algorithm", iri: RDFName(.spdx, "checksumAlgorithm_sha256").iri)
    checksum.add(.spdx, "checksumValue", hexadecimal: distribution.sha256)
    return node.triples + checksum.triples + standard
  }

  func recordTriples(_ dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    var node = Node(names.record, .dcat, "CatalogRecord")
    node.add(.foaf, "primaryTopic", iri: names.dataset)
    node.add(.dct, "conformsTo", iri: Codes.profile)
    try node.addLanguages(catalogue.language)
    node.add(.dct, "issued", date: dataset.issued)
    node.add(.dct, "modified", date: dataset.modified)
    return node.triples
  }
}
