// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// What became of a dataset: its feed, withdrawal and earlier versions.
extension DCATCatalogue {
  /// The feed by which programs follow the files of a dataset: a service to download them from.
  ///
  /// Source: INSPIRE, Technical Guidance for Download Services, pre-defined dataset download by Atom.
  func service(of dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    let description = dataset.description
    var node = Node(names.service, .dcat, "DataService")
    node.add(.rdf, "type", iri: RDFName(.dcat, "Resource").iri)
    node.add(.dct, "identifier", string: names.service)
    node.add(.dct, "title", CatalogueWords.feed(of: description.title))
    node.add(.dct, "description", CatalogueWords.feedText(of: description.title))
    node.add(.dcat, "endpointURL", iri: names.feed)
    node.add(.dcat, "endpointDescription", iri: names.base + "/" + AddressWords.developers.nl + "/")
    node.add(.dcat, "servesDataset", iri: names.dataset)
    node.add(.dct, "conformsTo", iri: Codes.atom)
    try node.addResponsible(dataset, catalogue, names)
    var standard = Node(Codes.atom, .dct, "Standard")
    standard.add(.dct, "title", CatalogueWords.atom)
    return node.triples + standard.triples
  }

  /// That the data were taken away, when and why; which datasets came in their place; and what tells of changes.
  func history(of dataset: DatasetRecord, _ names: DCATNames) -> [Triple] {
    var node = Node(about: names.dataset)
    guard let withdrawal = dataset.withdrawal else {
      guard dataset.table != nil else { return [] }
      // What programs read of it beside the files.
      for file in ["changes.json", "quality.json"] {
        node.add(.rdfs, "seeAlso", iri: names.page + file)
      }
      return node.triples
    }
    var activity = Node(names.stem + "#withdrawal", .prov, "Activity")
    activity.add(.prov, "endedAtTime", date: withdrawal.date.asMoment)
    let words = CatalogueWords.withdrawn(on: withdrawal.date, because: withdrawal.reason)
    activity.add(.rdfs, "label", words)
    node.add(.prov, "wasInvalidatedBy", iri: activity.iri)
    // Portals show these notes, and know no invalidation.
    node.add(.adms, "versionNotes", words)
    return node.triples + activity.triples
  }

  /// The earlier versions that are online, each a dataset of its own.
  ///
  /// They stand in the file of the dataset alone: portals would list them beside it.
  func versions(of dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    let versions = dataset.versions ?? []
    var node = Node(about: names.dataset)
    var triples: [Triple] = []
    for (index, version) in versions.enumerated() {
      let iri = names.version(version.date)
      node.add(.dcat, "hasVersion", iri: iri)
      if index == 0 { node.add(.dcat, "previousVersion", iri: iri) }
      var record = dataset.record(of: version)
      record.description.title = CatalogueWords.version(version.date, of: record.description.title)
      var own = Node(iri, .dcat, "Dataset")
      own.add(.rdf, "type", iri: RDFName(.dcat, "Resource").iri)
      own.add(.dcat, "isVersionOf", iri: names.dataset)
      own.add(.dcat, "version", string: version.date)
      if index + 1 < versions.count {
        own.add(.dcat, "previousVersion", iri: names.version(versions[index + 1].date))
      }
      try own.addVersion(of: record, identifier: iri, catalogue, names)
      for file in version.distributions {
        let place = "versions/\(version.date)/" + IRI.component(file.fileName)
        let fileIRI = names.version(version.date) + "-" + IRI.component(file.fileName)
        own.add(.dcat, "distribution", iri: fileIRI)
        triples += try earlier(file, of: record, fileIRI, names.page + place, names)
      }
      triples += own.triples
    }
    return node.triples + triples
  }

  private func earlier(
    _ file: DistributionRecord, of record: DatasetRecord, _ iri: String, _ address: String,
    _ names: DCATNames
  ) throws(Failure) -> [Triple] {
    let isGzip = file.fileName.hasSuffix(".gz")
    let kind = file.label + (isGzip ? ", gzip" : "")
    var node = Node(iri, .dcat, "Distribution")
    node.add(.dct, "title", CatalogueWords.file(kind, of: record.description.title))
    node.add(.dct, "description", CatalogueWords.allRows(kind, of: record.description.title))
    node.add(.dcat, "accessURL", iri: address)
    node.add(.dcat, "downloadURL", iri: address)
    node.add(.dcat, "accessService", iri: names.service)
    node.add(
      .dct, "license",
      iri: try Codes.licence(record.description.license, in: catalogue.licenceList))
    node.add(.dcat, "mediaType", iri: Codes.mediaType(file.mediaType))
    node.add(.dct, "format", iri: Codes.authority + "file-type/" + file.format)
    if isGzip { node.add(.dcat, "compressFormat", iri: Codes.mediaType("application/gzip")) }
    node.add(.dcat, "byteSize", number: file.byteSize)
    node.add(.dct, "conformsTo", iri: names.schema)
    node.add(.dct, "modified", date: record.modified)
    node.add(
      .dcatap, "availability", iri: Codes.authority + "planned-availability/AVAILABLE")
    try node.addLanguages(record.description.statements?.languages ?? catalogue.language)
    let checksum = iri + "-sha256"
    node.add(.spdx, "checksum", iri: checksum)
    var sum = Node(checksum, .spdx, "Checksum")
    sum.add(.spdx, "algorithm", iri: RDFName(.spdx, "checksumAlgorithm_sha256").iri)
    sum.add(.spdx, "checksumValue", hexadecimal: file.sha256)
    return node.triples + sum.triples
  }

  /// How good the data are, as numbers from 0 to 1.
  ///
  /// Source: https://www.w3.org/TR/vocab-dqv/
  func measurements(of dataset: DatasetRecord, _ names: DCATNames) -> [Triple] {
    guard dataset.table != nil, let profile = dataset.profile else { return [] }
    let cells = profile.rows * profile.fields.count
    let missing = profile.fields.reduce(0) { $0 + $1.missing }
    var node = Node(about: names.dataset)
    var triples: [Triple] = []
    for (name, part, all) in [
      ("completeness", cells - missing, cells),
      ("validity", profile.rows, profile.rows + profile.rejected),
    ] {
      let metric = names.base + "/#" + name
      var measurement = Node(names.stem + "#" + name, .dqv, "QualityMeasurement")
      measurement.add(.dqv, "isMeasurementOf", iri: metric)
      measurement.add(.dqv, "value", decimal: QualityReport.decimal(part, of: all))
      node.add(.dqv, "hasQualityMeasurement", iri: measurement.iri)
      var definition = Node(metric, .dqv, "Metric")
      definition.add(.skos, "prefLabel", CatalogueWords.metric(name))
      definition.add(
        .dqv, "expectedDataType", iri: RDFName(.xsd, "decimal").iri)
      triples += measurement.triples + definition.triples
    }
    return node.triples + triples
  }
}

extension Node {
  /// Adds what an earlier version shares with its dataset.
  fileprivate mutating func addVersion(
    of record: DatasetRecord, identifier: String, _ catalogue: CatalogueRecord, _ names: DCATNames
  ) throws(Failure) {
    let description = record.description
    let said = description.statements ?? DatasetStatements()
    let publisher = said.publisher ?? catalogue.publisher
    add(.dct, "identifier", string: identifier)
    add(.dct, "title", description.title)
    add(.dct, "description", description.description)
    add(.dct, "accessRights", iri: try Codes.accessRight(description.accessRights))
    for theme in description.themes { add(.dcat, "theme", iri: try Codes.theme(theme)) }
    add(.dct, "publisher", iri: publisher.uri)
    for creator in said.creators ?? [publisher] { add(.dct, "creator", iri: creator.uri) }
    add(.dcat, "contactPoint", iri: said.contactPoint == nil ? names.contact : names.ownContact)
    add(.dct, "conformsTo", iri: names.schema)
    add(.dcat, "landingPage", iri: names.page)
    add(.foaf, "page", iri: names.page)
    add(.dct, "modified", date: record.modified)
    add(.adms, "status", iri: Codes.authority + "dataset-status/COMPLETED")
    try addLanguages(said.languages ?? catalogue.language)
  }
}
