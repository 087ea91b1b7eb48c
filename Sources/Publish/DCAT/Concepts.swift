// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What the codes are that a catalogue refers to, and what they are called: so that a reader needs no list beside it.
enum Concepts {
  /// A code of a list.
  private struct Concept {
    /// What it is besides a concept; nil for nothing else.
    var type: RDFName?
    var label: LocalizedText
    var scheme: String
  }

  /// Statements about each code that some statements refer to, and about the lists that they are of.
  static func triples(about triples: [Triple]) -> [Triple] {
    var objects: Set<String> = []
    for triple in triples where triple.predicate != .type {
      if case .iri(let iri) = triple.object { objects.insert(iri) }
    }
    var told: [Triple] = []
    for iri in objects {
      told += statements(about: iri)
      // A licence refers to its type.
      if case .iri(let type)? = told.last?.object { told += statements(about: type) }
    }
    return told
  }

  private static func statements(about iri: String) -> [Triple] {
    if let concept = all[iri] {
      var node = Node(iri, .skos, "Concept")
      if let type = concept.type { node.add(.rdf, "type", iri: type.iri) }
      node.add(.skos, "prefLabel", concept.label)
      node.add(.skos, "inScheme", iri: concept.scheme)
      return node.triples + scheme(concept.scheme)
    }
    if let licence = licences[iri] { return statements(about: licence, iri) }
    if iri.hasPrefix(Codes.mediaType("")) {
      var node = Node(iri, .dct, "MediaType")
      node.add(
        .rdfs, "label", string: String(iri.dropFirst(Codes.mediaType("").count)))
      return node.triples
    }
    if iri == RDFName(.spdx, "checksumAlgorithm_sha256").iri {
      return Node(iri, .spdx, "ChecksumAlgorithm").triples
    }
    return scheme(iri)
  }

  /// The type stands last, for who wants to follow it.
  private static func statements(about licence: CodeLists.Licence, _ iri: String) -> [Triple] {
    var node = Node(iri, .dct, "LicenseDocument")
    node.add(.dct, "title", licence.label)
    for other in licence.addresses where other != iri {
      node.add(.skos, "exactMatch", iri: other)
    }
    node.add(.dct, "type", iri: licenceType + licence.type)
    return node.triples
  }

  private static func scheme(_ iri: String) -> [Triple] {
    guard let title = schemes[iri] else { return [] }
    var node = Node(iri, .skos, "ConceptScheme")
    node.add(.dct, "title", title)
    return node.triples
  }

  private static let licenceType = "http://purl.org/adms/licencetype/"

  private static let licences: [String: CodeLists.Licence] = Dictionary(
    CodeLists.licences.values.flatMap { licence in licence.addresses.map { ($0, licence) } },
    uniquingKeysWith: { first, _ in first })

  /// Every code of every list, by its address.
  private static let all: [String: Concept] = {
    var all: [String: Concept] = [:]
    func enter(
      _ list: [String: LocalizedText], _ base: String, scheme: String? = nil, type: RDFName? = nil
    ) {
      for (code, label) in list {
        all[base + code] = Concept(
          type: type, label: label, scheme: scheme ?? String(base.dropLast()))
      }
    }
    let authority = Codes.authority
    enter(CodeLists.themes, authority + "data-theme/")
    enter(
      CodeLists.frequencies, authority + "frequency/", type: RDFName(.dct, "Frequency"))
    enter(
      CodeLists.accessRightNames, authority + "access-right/",
      type: RDFName(.dct, "RightsStatement"))
    enter(
      CodeLists.languageNames, authority + "language/", type: RDFName(.dct, "LinguisticSystem"))
    enter(
      CodeLists.fileTypes, authority + "file-type/", type: RDFName(.dct, "MediaTypeOrExtent"))
    enter(CodeLists.datasetStatuses, authority + "dataset-status/")
    enter(CodeLists.datasetStatuses, authority + "distribution-status/")
    enter(CodeLists.availabilities, authority + "planned-availability/")
    enter(CodeLists.datasetTypes, authority + "dataset-type/")
    enter(
      CodeLists.publisherTypeNames, Codes.publisherType, scheme: Codes.publisherType + "1.0")
    enter(CodeLists.partyRoles, Codes.partyRole, type: RDFName(.dcat, "Role"))
    enter(CodeLists.linkRoles, Codes.linkRole, type: RDFName(.dcat, "Role"))
    enter(CodeLists.changeTypes, Codes.changeType, scheme: Codes.changeType + "1.0")
    enter(CodeLists.licenceTypes, licenceType, scheme: licenceType + "1.0")
    return all
  }()

  /// What the lists are called, by their addresses.
  private static let schemes: [String: LocalizedText] = {
    var schemes: [String: LocalizedText] = [:]
    for (name, title) in CodeLists.schemes { schemes[Codes.authority + name] = title }
    for (address, title) in [
      (Codes.publisherType + "1.0", CodeLists.publisherTypeScheme),
      (Codes.changeType + "1.0", CodeLists.changeTypeScheme),
      (licenceType + "1.0", CodeLists.licenceTypeScheme),
      (String(Codes.partyRole.dropLast()), CodeLists.partyRoleScheme),
      (String(Codes.linkRole.dropLast()), CodeLists.linkRoleScheme),
    ] {
      schemes[address] = title
    }
    return schemes
  }()
}
