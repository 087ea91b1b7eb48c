// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// What a steward says of one dataset in the place of the catalogue, and beside it.
extension DCATCatalogue {
  /// By what it is known, who is behind it, and what it is about.
  func identity(of dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    let said = dataset.description.statements ?? DatasetStatements()
    var node = Node(about: names.dataset)
    var others: [Triple] = []
    node.add(.dct, "identifier", string: said.identifier ?? dataset.identifier ?? names.dataset)
    for (index, text) in (said.otherIdentifiers ?? []).enumerated() {
      var identifier = Node(names.part("identifier", index), .adms, "Identifier")
      identifier.add(.skos, "notation", string: text)
      node.add(.adms, "identifier", iri: identifier.iri)
      others += identifier.triples
    }
    let publisher = said.publisher ?? catalogue.publisher
    node.add(.dct, "publisher", iri: publisher.uri)
    for creator in said.creators ?? [publisher] {
      node.add(.dct, "creator", iri: creator.uri)
      others += Self.agent(creator)
    }
    others += Self.agent(publisher)
    if let contact = said.contactPoint {
      node.add(.dcat, "contactPoint", iri: names.ownContact)
      others += try Self.contact(contact, names.ownContact)
    } else {
      node.add(.dcat, "contactPoint", iri: names.contact)
    }
    for place in said.spatial?.map(Place.init) ?? places {
      node.add(.dct, "spatial", iri: place.address)
      others += Self.location(place)
    }
    try node.addLanguages(said.languages ?? catalogue.language)
    let status = dataset.withdrawal == nil ? said.status ?? "COMPLETED" : "WITHDRAWN"
    node.add(.adms, "status", iri: Codes.authority + "dataset-status/" + status)
    return node.triples + others
  }

  /// What is said beside that.
  func statements(of dataset: DatasetRecord, _ names: DCATNames) throws(Failure) -> [Triple] {
    var node = Node(about: names.dataset)
    for other in datasets
    where other.description.statements?.replaces?.contains(dataset.name) == true {
      node.add(
        .dct, "isReplacedBy", iri: DCATNames(base: catalogue.baseURL, other).dataset)
    }
    guard let said = dataset.description.statements else { return node.triples }
    if let notes = said.versionNotes { node.add(.adms, "versionNotes", notes) }
    for type in said.types ?? [] {
      node.add(.dct, "type", iri: Codes.authority + "dataset-type/" + type)
    }
    for name in said.replaces ?? [] { node.add(.dct, "replaces", iri: address(of: name)) }
    node.addScope(said)
    var others = attributions(said, names, &node)
    others += try samples(of: dataset, said, names, &node)
    for (key, type, links) in [
      ("conformsTo", RDFName(.dct, "Standard"), said.standards),
      ("isReferencedBy", RDFName(.foaf, "Document"), said.referrers),
    ] as [(StaticString, RDFName, [DatasetStatements.Link]?)] {
      for link in links ?? [] {
        node.add(.dct, key, iri: link.address)
        others += Self.resource(link, type)
      }
    }
    for law in said.legislation ?? [] {
      others += Self.resource(law, RDFName(.eli, "LegalResource"))
    }
    if let policy = said.policy { others += Node(policy, .odrl, "Policy").triples }
    for link in said.relations ?? [] { others += relation(link, names, &node) }
    for link in said.sources ?? [] {
      // Only of our own datasets all is known that a source must have.
      if link.isDataset, datasets.contains(where: { $0.name == link.address }) {
        node.add(.dct, "source", iri: address(of: link.address))
      } else {
        node.add(.prov, "wasDerivedFrom", iri: address(of: link.address))
        others += Self.resource(
          .init(address: address(of: link.address), title: link.title), RDFName(.prov, "Entity"))
      }
    }
    return node.triples + others
  }

  private func attributions(
    _ said: DatasetStatements, _ names: DCATNames, _ node: inout Node
  ) -> [Triple] {
    (said.attributions ?? []).enumerated().flatMap { index, other in
      var attribution = Node(names.part("attribution", index), .prov, "Attribution")
      attribution.add(.prov, "agent", iri: other.agent.uri)
      attribution.add(.dcat, "hadRole", iri: Codes.partyRole + other.role)
      node.add(.prov, "qualifiedAttribution", iri: attribution.iri)
      return attribution.triples + Self.agent(other.agent)
    }
  }

  private func samples(
    of dataset: DatasetRecord, _ said: DatasetStatements, _ names: DCATNames, _ node: inout Node
  ) throws(Failure) -> [Triple] {
    var others: [Triple] = []
    for (index, link) in (said.samples ?? []).enumerated() {
      var sample = Node(names.part("sample", index), .dcat, "Distribution")
      sample.add(
        .dct, "title", link.title ?? CatalogueWords.sample(of: dataset.description.title))
      sample.add(.dcat, "accessURL", iri: link.address)
      try sample.addLanguages(said.languages ?? catalogue.language)
      sample.add(
        .dct, "license",
        iri: try Codes.licence(dataset.description.license, in: catalogue.licenceList))
      node.add(.adms, "sample", iri: sample.iri)
      others += sample.triples
    }
    return others
  }

  private func relation(
    _ link: DatasetStatements.Link, _ names: DCATNames, _ node: inout Node
  ) -> [Triple] {
    let iri = address(of: link.address)
    node.add(.dct, "relation", iri: iri)
    var others: [Triple] = []
    if let title = link.title, !link.isDataset {
      others += Self.resource(.init(address: iri, title: title), RDFName(.rdfs, "Resource"))
    }
    guard let role = link.role, datasets.contains(where: { $0.name == link.address }) else {
      return others
    }
    var relationship = Node(names.part("relation-\(role)", nil), .dcat, "Relationship")
    relationship.add(.dct, "relation", iri: iri)
    relationship.add(.dcat, "hadRole", iri: Codes.linkRole + role)
    node.add(.dcat, "qualifiedRelation", iri: relationship.iri)
    return others + relationship.triples
  }

  /// The address of a dataset of this catalogue; any other address as it is.
  private func address(of name: String) -> String {
    if name.contains(":") { return name }
    return datasets.first { $0.name == name }.map { DCATNames(base: catalogue.baseURL, $0).dataset }
      ?? DCATNames(base: catalogue.baseURL, dataset: name).dataset
  }

  private static func resource(_ link: DatasetStatements.Link, _ type: RDFName) -> [Triple] {
    var node = Node(about: link.address)
    node.add(.rdf, "type", iri: type.iri)
    if let title = link.title { node.add(.dct, "title", title) }
    return node.triples
  }
}

extension Node {
  /// Adds what is said of a dataset and of each of its files alike.
  mutating func addScope(_ said: DatasetStatements) {
    if let metres = said.spatialResolution {
      add(.dcat, "spatialResolutionInMeters", decimal: metres)
    }
    if let duration = said.temporalResolution {
      add(.dcat, "temporalResolution", duration: duration)
    }
    for law in said.legislation ?? [] { add(.dcatap, "applicableLegislation", iri: law.address) }
  }
}
