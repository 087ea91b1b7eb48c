// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Files and services that are elsewhere.
extension DCATCatalogue {
  /// What is told of them.
  func external(of dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    guard let external = dataset.description.external, dataset.withdrawal == nil else { return [] }
    var node = Node(about: names.dataset)
    if let planned = external.planned { node.add(.dct, "available", date: planned) }
    var triples: [Triple] = []
    for (index, file) in external.files.enumerated() {
      let iri = names.part("file", index)
      node.add(.dcat, "distribution", iri: iri)
      triples += try self.file(file, iri, of: dataset, names)
    }
    for (index, service) in external.services.enumerated() {
      triples += try self.service(service, names.part("service", index), of: dataset, names)
    }
    return node.triples + triples
  }

  /// The services of a dataset that is elsewhere, for the catalogue.
  func services(of dataset: DatasetRecord, _ names: DCATNames) -> [String] {
    guard dataset.withdrawal == nil else { return [] }
    if dataset.table != nil { return [names.service] }
    return (dataset.description.external?.services ?? []).indices.map {
      names.part("service", $0)
    }
  }

  private func file(
    _ file: ExternalData.File, _ iri: String, of dataset: DatasetRecord, _ names: DCATNames
  ) throws(Failure) -> [Triple] {
    let description = dataset.description
    let said = description.statements
    let title =
      file.title
      ?? file.format.map {
        CatalogueWords.file(CodeLists.fileTypes[$0]?.nl ?? $0, of: description.title)
      } ?? description.title
    var node = Node(iri, .dcat, "Distribution")
    node.add(.dct, "title", title)
    node.add(.dct, "description", title)
    node.add(.dcat, "accessURL", iri: file.accessURL)
    if let download = file.downloadURL { node.add(.dcat, "downloadURL", iri: download) }
    node.add(
      .dct, "license", iri: try Codes.licence(description.license, in: catalogue.licenceList))
    if let format = file.format {
      node.add(.dct, "format", iri: Codes.authority + "file-type/" + format)
    }
    if let media = file.mediaType { node.add(.dcat, "mediaType", iri: Codes.mediaType(media)) }
    if dataset.description.external?.services.isEmpty == false {
      node.add(.dcat, "accessService", iri: names.part("service", 0))
    }
    try node.addLanguages(said?.languages ?? catalogue.language)
    node.add(
      .dcatap, "availability",
      iri: Codes.authority + "planned-availability/" + (said?.availability ?? "AVAILABLE"))
    if description.rights != nil { node.add(.dct, "rights", iri: names.rights) }
    if let said { node.addScope(said) }
    return node.triples
  }

  private func service(
    _ service: ExternalData.Service, _ iri: String, of dataset: DatasetRecord, _ names: DCATNames
  ) throws(Failure) -> [Triple] {
    var node = Node(iri, .dcat, "DataService")
    node.add(.rdf, "type", iri: RDFName(.dcat, "Resource").iri)
    node.add(.dct, "identifier", string: iri)
    let title = service.title ?? dataset.description.title
    node.add(.dct, "title", title)
    node.add(.dct, "description", title)
    node.add(.dcat, "endpointURL", iri: service.endpointURL)
    node.add(.dcat, "endpointDescription", iri: service.endpointDescription)
    node.add(.dcat, "servesDataset", iri: names.dataset)
    try node.addResponsible(dataset, catalogue, names)
    guard let standard = service.conformsTo else { return node.triples }
    node.add(.dct, "conformsTo", iri: standard)
    return node.triples + Node(standard, .dct, "Standard").triples
  }
}

extension Node {
  /// Adds who answers for a service, who may use it, and what it is about: as of its dataset.
  mutating func addResponsible(
    _ dataset: DatasetRecord, _ catalogue: CatalogueRecord, _ names: DCATNames
  ) throws(Failure) {
    let description = dataset.description
    let said = description.statements ?? DatasetStatements()
    let publisher = said.publisher ?? catalogue.publisher
    add(.dcat, "landingPage", iri: names.page)
    add(.dct, "accessRights", iri: try Codes.accessRight(description.accessRights))
    add(.dct, "license", iri: try Codes.licence(description.license, in: catalogue.licenceList))
    add(.dct, "publisher", iri: publisher.uri)
    add(.dct, "creator", iri: (said.creators?.first ?? publisher).uri)
    add(.dcat, "contactPoint", iri: said.contactPoint == nil ? names.contact : names.ownContact)
    for theme in description.themes { add(.dcat, "theme", iri: try Codes.theme(theme)) }
    let themes = description.themes.compactMap { CodeLists.themes[$0]?.nl }
    for keyword in description.keywords["nl"] ?? themes {
      add(.dcat, "keyword", text: keyword, language: "nl")
    }
    try addLanguages(["NLD"])
  }
}
