// SPDX-License-Identifier: EUPL-1.2

/// A prefix and its namespace; the closed list of vocabularies that the catalogue is written in.
package enum RDFPrefix: String, CaseIterable, Sendable {
  case adms, dcat, dcatap, dct, dqv, eli, foaf, gsp, odrl, prov, rdf, rdfs, skos, spdx, vcard, xsd

  /// The start of every IRI of the vocabulary.
  package var namespace: String {
    switch self {
    case .adms: "http://www.w3.org/ns/adms#"
    case .dcat: "http://www.w3.org/ns/dcat#"
    case .dcatap: "http://data.europa.eu/r5r/"
    case .dct: "http://purl.org/dc/terms/"
    case .dqv: "http://www.w3.org/ns/dqv#"
    case .eli: "http://data.europa.eu/eli/ontology#"
    case .foaf: "http://xmlns.com/foaf/0.1/"
    case .gsp: "http://www.opengis.net/ont/geosparql#"
    case .odrl: "http://www.w3.org/ns/odrl/2/"
    case .prov: "http://www.w3.org/ns/prov#"
    case .rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    case .rdfs: "http://www.w3.org/2000/01/rdf-schema#"
    case .skos: "http://www.w3.org/2004/02/skos/core#"
    case .spdx: "http://spdx.org/rdf/terms#"
    case .vcard: "http://www.w3.org/2006/vcard/ns#"
    case .xsd: "http://www.w3.org/2001/XMLSchema#"
    }
  }
}

/// A term of one of the vocabularies: a class, a property or a datatype.
package struct RDFName: Hashable, Sendable {
  /// The vocabulary.
  package let prefix: RDFPrefix
  /// The rest of the IRI; an XML name, so that each serialisation can write it.
  package let local: String

  /// Makes a name; `local` is written in the source code, never read from somewhere.
  package init(_ prefix: RDFPrefix, _ local: StaticString) {
    self.prefix = prefix
    self.local = local.description
  }

  private init(prefix: RDFPrefix, local: String) {
    self.prefix = prefix
    self.local = local
  }

  /// The name of an IRI that one of the vocabularies holds and that needs no escape; nil otherwise.
  package init?(iri: String) {
    for prefix in RDFPrefix.allCases where iri.utf8.starts(with: prefix.namespace.utf8) {
      let local = iri.utf8.dropFirst(prefix.namespace.utf8.count)
      let isLetter: (UInt8) -> Bool = { 65...90 ~= $0 || 97...122 ~= $0 }
      guard let first = local.first, isLetter(first),
        local.allSatisfy({ isLetter($0) || 48...57 ~= $0 || $0 == 95 || $0 == 45 })
      else { return nil }
      self.init(prefix: prefix, local: String(decoding: local, as: UTF8.self))
      return
    }
    return nil
  }

  /// The whole IRI.
  package var iri: String { prefix.namespace + local }

  /// `dct:title`.
  package var compact: String { "\(prefix.rawValue):\(local)" }

  /// `rdf:type`.
  package static let type = RDFName(.rdf, "type")
}

/// The object of a triple. There are no blank nodes: they have no identity between two nights.
package enum RDFTerm: Sendable {
  case iri(String)
  /// A text with its BCP 47 tag, in lower case.
  case text(String, language: String)
  /// A value with its datatype.
  case value(String, datatype: RDFName)

  /// What terms are ordered and compared by, as UTF-8: two strings that are only canonically
  /// equivalent are different literals in RDF.
  var sortKey: [String] {
    switch self {
    case .iri(let iri): ["0", iri]
    case .text(let text, let language): ["1", language, text]
    case .value(let value, let datatype): ["2", datatype.iri, value]
    }
  }
}

/// A statement.
package struct Triple: Sendable {
  /// An absolute IRI.
  package let subject: String
  /// The property.
  package let predicate: RDFName
  /// The value.
  package let object: RDFTerm

  /// Makes a statement; IRIs are escaped here, so that every serialiser can write them as they are.
  package init(_ subject: String, _ predicate: RDFName, _ object: RDFTerm) {
    self.subject = IRI.escaped(subject)
    self.predicate = predicate
    if case .iri(let iri) = object {
      self.object = .iri(IRI.escaped(iri))
    } else {
      self.object = object
    }
  }
}
