// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Organisations, addresses and places, which several resources refer to.
extension DCATCatalogue {
  /// What datasets and catalogue both refer to: publisher, contact, place and profile.
  func shared() throws(Failure) -> [Triple] {
    let names = DCATNames(base: catalogue.baseURL)
    var triples = Self.agent(catalogue.publisher)
    triples += try Self.contact(catalogue.contactPoint, names.contact)
    for place in places { triples += Self.location(place) }
    var profile = Node(Codes.profile, .dct, "Standard")
    profile.add(.dct, "title", CatalogueWords.profile)
    return triples + profile.triples
  }

  /// The places that the catalogue is about.
  var places: [Place] {
    ([catalogue.spatial].compactMap(\.self) + (catalogue.morePlaces ?? [])).map(Place.init)
  }

  static func agent(_ agent: CatalogueRecord.Agent) -> [Triple] {
    var node = Node(agent.uri, .foaf, "Agent")
    node.add(.foaf, "name", LocalizedText(nl: agent.name))
    if let type = agent.type { node.add(.dct, "type", iri: Codes.publisherType + type) }
    return node.triples
  }

  static func location(_ place: Place) -> [Triple] {
    var node = Node(place.address, .dct, "Location")
    if let name = place.name { node.add(.skos, "prefLabel", name) }
    return node.triples
  }

  static func contact(
    _ contact: CatalogueRecord.Contact, _ iri: String
  ) throws(Failure) -> [Triple] {
    guard contact.email != nil || contact.url != nil else {
      throw Failure(
        .missingKey, at: Diagnostic.Location(field: "contactPoint"),
        "the contact point has neither an e-mail address nor a web page",
        hint: "Give 'email' or 'url' under 'contactPoint' in catalog.yaml.")
    }
    var node = Node(iri, .vcard, "Kind")
    node.add(.rdf, "type", iri: RDFName(.vcard, "Organization").iri)
    node.add(.vcard, "fn", LocalizedText(nl: contact.name))
    if let email = contact.email {
      node.add(.vcard, "hasEmail", iri: "mailto:" + IRI.component(email, keeping: "@+'"))
    }
    if let url = contact.url { node.add(.vcard, "hasURL", iri: url) }
    if let dial = contact.dial { node.add(.vcard, "hasTelephone", iri: dial) }
    return node.triples
  }
}
