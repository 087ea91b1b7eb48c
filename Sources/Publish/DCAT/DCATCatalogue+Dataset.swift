// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension DCATCatalogue {
  func datasetTriples(_ dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    let description = dataset.description
    var node = Node(names.dataset, .dcat, "Dataset")
    // What a record is about must be a resource, and not every reader knows that datasets are.
    node.add(.rdf, "type", iri: RDFName(.dcat, "Resource").iri)
    node.add(.dct, "title", description.title)
    node.add(.dct, "description", description.description)
    node.add(.dct, "accessRights", iri: try Codes.accessRight(description.accessRights))
    for theme in description.themes { node.add(.dcat, "theme", iri: try Codes.theme(theme)) }
    for (language, keywords) in description.keywords {
      for keyword in keywords { node.add(.dcat, "keyword", text: keyword, language: language) }
    }
    if let frequency = description.accrualPeriodicity {
      node.add(.dct, "accrualPeriodicity", iri: try Codes.frequency(frequency))
    }
    node.add(.dct, "issued", date: dataset.issued)
    node.add(.dct, "modified", date: dataset.dataMoment)
    if dataset.table != nil {
      node.add(.dct, "conformsTo", iri: names.schema)
    } else {
      // Without files, the licence and the reason stand here.
      node.add(
        .dct, "license", iri: try Codes.licence(description.license, in: catalogue.licenceList))
    }
    if Provenance.isTold(dataset) { node.add(.dct, "provenance", iri: names.provenance) }
    if description.rights != nil { node.add(.dct, "rights", iri: names.rights) }
    node.add(.dcat, "landingPage", iri: description.landingPage ?? names.page)
    for page in [names.page] + (description.pages ?? []) { node.add(.foaf, "page", iri: page) }
    if let version = description.version {
      node.add(.dcat, "version", string: String(version))
    }
    if dataset.geography?.box != nil { node.add(.dct, "spatial", iri: names.area) }
    if dataset.period != nil { node.add(.dct, "temporal", iri: names.temporal) }
    for distribution in dataset.distributions {
      node.add(.dcat, "distribution", iri: names.distribution(distribution))
    }
    return try node.triples + companions(of: dataset, names) + identity(of: dataset, names)
      + statements(of: dataset, names) + history(of: dataset, names)
      + measurements(of: dataset, names)
  }

  /// The page, schema, provenance, area and period that a dataset refers to.
  private func companions(of dataset: DatasetRecord, _ names: DCATNames) -> [Triple] {
    var page = Node(names.page, .foaf, "Document")
    page.add(.dct, "title", dataset.description.title)
    var triples = page.triples
    if dataset.table != nil {
      var schema = Node(names.schema, .dct, "Standard")
      schema.add(.dct, "title", CatalogueWords.schema(of: dataset.description.title))
      triples += schema.triples
    }
    if Provenance.isTold(dataset) {
      var provenance = Node(names.provenance, .dct, "ProvenanceStatement")
      provenance.add(.rdfs, "label", Provenance.text(of: dataset))
      triples += provenance.triples
    }
    if let rights = dataset.description.rights {
      var node = Node(names.rights, .dct, "RightsStatement")
      node.add(.rdfs, "label", rights)
      triples += node.triples
    }
    let own =
      [dataset.description.landingPage].compactMap(\.self) + (dataset.description.pages ?? [])
    for page in own where page != names.page {
      triples += Node(page, .foaf, "Document").triples
    }
    if let period = dataset.period {
      var node = Node(names.temporal, .dct, "PeriodOfTime")
      node.add(.dcat, "startDate", date: period.start)
      if let end = period.end { node.add(.dcat, "endDate", date: end) }
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
    node.add(
      .dct, "license",
      iri: try Codes.licence(dataset.description.license, in: catalogue.licenceList))
    if dataset.description.rights != nil { node.add(.dct, "rights", iri: names.rights) }
    node.add(.dcat, "mediaType", iri: Codes.mediaType(distribution.mediaType))
    node.add(.dct, "format", iri: Codes.authority + "file-type/" + distribution.format)
    if isGzip { node.add(.dcat, "compressFormat", iri: Codes.mediaType("application/gzip")) }
    node.add(.dcat, "byteSize", number: distribution.byteSize)
    node.add(.spdx, "checksum", iri: names.checksum(distribution))
    let isGeoJSON = distribution.format == DistributionFormat.geoJSON.code
    node.add(.dct, "conformsTo", iri: isGeoJSON ? Codes.geoJSON : names.schema)
    let said = dataset.description.statements
    try node.addLanguages(said?.languages ?? catalogue.language)
    node.add(.dct, "issued", date: dataset.issued)
    node.add(.dct, "modified", date: dataset.dataMoment)
    node.add(.adms, "status", iri: Codes.authority + "distribution-status/COMPLETED")
    node.add(.dcat, "accessService", iri: names.service)
    node.add(
      .dcatap, "availability",
      iri: Codes.authority + "planned-availability/" + (said?.availability ?? "AVAILABLE"))
    if let said { node.addScope(said) }
    if let policy = said?.policy { node.add(.odrl, "hasPolicy", iri: policy) }
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
    node.add(.dct, "modified", date: dataset.recordMoment)
    node.add(.adms, "status", iri: Codes.changeType + changeType(of: dataset))
    return node.triples
  }

  private func changeType(of dataset: DatasetRecord) -> String {
    if dataset.withdrawal != nil { return "deleted" }
    return dataset.modified == dataset.issued ? "created" : "updated"
  }
}
