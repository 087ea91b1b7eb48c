// SPDX-License-Identifier: EUPL-1.2

/// The shorter lists, each by the last part of the URI.
extension CodeLists {
  /// The access right of data that everybody may have.
  package static let openAccess = "PUBLIC"

  /// Who may have the data.
  ///
  /// Source: http://publications.europa.eu/resource/authority/access-right
  package static let accessRightNames: [String: LocalizedText] = [
    openAccess: LocalizedText(nl: "openbaar", en: "public"),
    "RESTRICTED": LocalizedText(nl: "beperkt", en: "restricted"),
    "NON_PUBLIC": LocalizedText(nl: "niet openbaar", en: "non-public"),
  ]
  /// Their codes, the widest first.
  package static let accessRights = [openAccess, "RESTRICTED", "NON_PUBLIC"]

  /// The languages that a Dutch municipality publishes in.
  ///
  /// Source: http://publications.europa.eu/resource/authority/language
  package static let languageNames: [String: LocalizedText] = [
    "NLD": LocalizedText(nl: "Nederlands", en: "Dutch"),
    "FRY": LocalizedText(nl: "Fries", en: "Western Frisian"),
    "ENG": LocalizedText(nl: "Engels", en: "English"),
    "DEU": LocalizedText(nl: "Duits", en: "German"),
    "FRA": LocalizedText(nl: "Frans", en: "French"),
    "PAP": LocalizedText(nl: "Papiaments", en: "Papiamento"),
    "NDS": LocalizedText(nl: "Nedersaksisch", en: "Low German"),
    "LIM": LocalizedText(nl: "Limburgs", en: "Limburgish"),
  ]
  /// Their codes.
  package static let languages = languageNames.keys.sorted()

  /// What kind of organisation a publisher is.
  ///
  /// Source: http://purl.org/adms/publishertype/1.0
  package static let publisherTypeNames: [String: LocalizedText] = [
    "LocalAuthority": LocalizedText(nl: "lokale overheid", en: "local authority"),
    "RegionalAuthority": LocalizedText(nl: "regionale overheid", en: "regional authority"),
    "NationalAuthority": LocalizedText(nl: "nationale overheid", en: "national authority"),
    "SupraNationalAuthority": LocalizedText(
      nl: "supranationale overheid", en: "supranational authority"),
    "Academia-ScientificOrganisation": LocalizedText(
      nl: "wetenschappelijke instelling", en: "academia or scientific organisation"),
    "Company": LocalizedText(nl: "bedrijf", en: "company"),
    "IndustryConsortium": LocalizedText(nl: "bedrijvenconsortium", en: "industry consortium"),
    "NonGovernmentalOrganisation": LocalizedText(
      nl: "niet-gouvernementele organisatie", en: "non-governmental organisation"),
    "NonProfitOrganisation": LocalizedText(
      nl: "organisatie zonder winstoogmerk", en: "non-profit organisation"),
    "StandardisationBody": LocalizedText(
      nl: "standaardisatieorganisatie", en: "standardisation body"),
  ]
  /// Their codes.
  package static let publisherTypes = publisherTypeNames.keys.sorted()

  /// How far a dataset is.
  ///
  /// Source: http://publications.europa.eu/resource/authority/dataset-status
  package static let datasetStatuses: [String: LocalizedText] = [
    "COMPLETED": LocalizedText(nl: "voltooid", en: "completed"),
    "DEVELOP": LocalizedText(nl: "in ontwikkeling", en: "under development"),
    "DEPRECATED": LocalizedText(nl: "verouderd", en: "deprecated"),
    "DISCONT": LocalizedText(nl: "stopgezet", en: "discontinued"),
    "OP_DATPRO": LocalizedText(nl: "voorlopige gegevens", en: "provisional data"),
    "WITHDRAWN": LocalizedText(nl: "ingetrokken", en: "withdrawn"),
  ]

  /// How long a file is meant to stay.
  ///
  /// Source: http://publications.europa.eu/resource/authority/planned-availability
  package static let availabilities: [String: LocalizedText] = [
    "STABLE": LocalizedText(nl: "blijvend", en: "stable"),
    "AVAILABLE": LocalizedText(nl: "beschikbaar", en: "available"),
    "EXPERIMENTAL": LocalizedText(nl: "op proef", en: "experimental"),
    "TEMPORARY": LocalizedText(nl: "tijdelijk", en: "temporary"),
  ]

  /// What kind of dataset it is.
  ///
  /// Source: http://publications.europa.eu/resource/authority/dataset-type
  package static let datasetTypes: [String: LocalizedText] = [
    "CODE_LIST": LocalizedText(nl: "codelijst", en: "code list"),
    "GEOSPATIAL": LocalizedText(nl: "geografische gegevens", en: "geospatial data"),
    "ONTOLOGY": LocalizedText(nl: "ontologie", en: "ontology"),
    "STATISTICAL": LocalizedText(nl: "statistische gegevens", en: "statistical data"),
    "SYNTHETIC_DATA": LocalizedText(nl: "synthetische gegevens", en: "synthetic data"),
    "TAXONOMY": LocalizedText(nl: "taxonomie", en: "taxonomy"),
    "TEST_DATA": LocalizedText(nl: "testgegevens", en: "test data"),
    "THESAURUS": LocalizedText(nl: "thesaurus", en: "thesaurus"),
  ]

  /// What a file is.
  ///
  /// Source: http://publications.europa.eu/resource/authority/file-type
  package static let fileTypes: [String: LocalizedText] = Dictionary(
    uniqueKeysWithValues: [
      ("CSV", "CSV"), ("JSON", "JSON"), ("GEOJSON", "GeoJSON"), ("ATOM", "Atom"), ("XML", "XML"),
      ("XLSX", "Excel XLSX"), ("ODS", "ODS"), ("PDF", "PDF"), ("HTML", "HTML"), ("ZIP", "ZIP"),
      ("GPKG", "GeoPackage"), ("SHP", "Shapefile"), ("GML", "GML"), ("KML", "KML"),
      ("WMS_SRVC", "WMS"), ("WFS_SRVC", "WFS"), ("RDF_TURTLE", "Turtle"), ("RDF_XML", "RDF/XML"),
      ("JSON_LD", "JSON-LD"), ("TXT", "TXT"), ("DOCX", "DOCX"), ("ODT", "ODT"), ("TSV", "TSV"),
      ("SPARQLQ", "SPARQL"),
    ].map { ($0, LocalizedText(nl: $1, en: $1)) })

  /// What happened to the description of a dataset since it was last looked at.
  ///
  /// Source: http://purl.org/adms/changetype
  package static let changeTypes: [String: LocalizedText] = [
    "created": LocalizedText(nl: "nieuw", en: "created"),
    "updated": LocalizedText(nl: "gewijzigd", en: "updated"),
    "deleted": LocalizedText(nl: "verwijderd", en: "deleted"),
  ]

  /// What part an organisation has in a dataset.
  ///
  /// Source: http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole
  package static let partyRoles: [String: LocalizedText] = [
    "author": LocalizedText(nl: "auteur", en: "author"),
    "custodian": LocalizedText(nl: "beheerder", en: "custodian"),
    "distributor": LocalizedText(nl: "verstrekker", en: "distributor"),
    "originator": LocalizedText(nl: "inwinner", en: "originator"),
    "owner": LocalizedText(nl: "eigenaar", en: "owner"),
    "pointOfContact": LocalizedText(nl: "contactpunt", en: "point of contact"),
    "principalInvestigator": LocalizedText(nl: "hoofdonderzoeker", en: "principal investigator"),
    "processor": LocalizedText(nl: "bewerker", en: "processor"),
    "publisher": LocalizedText(nl: "uitgever", en: "publisher"),
    "resourceProvider": LocalizedText(nl: "bronhouder", en: "resource provider"),
    "user": LocalizedText(nl: "gebruiker", en: "user"),
  ]

  /// What a page or dataset is to another.
  ///
  /// Source: http://www.iana.org/assignments/relation
  package static let linkRoles: [String: LocalizedText] = [
    "alternate": LocalizedText(nl: "andere vorm", en: "alternate"),
    "canonical": LocalizedText(nl: "voorkeursvorm", en: "canonical"),
    "collection": LocalizedText(nl: "verzameling", en: "collection"),
    "item": LocalizedText(nl: "onderdeel", en: "item"),
    "original": LocalizedText(nl: "origineel", en: "original"),
    "predecessor-version": LocalizedText(nl: "vorige versie", en: "predecessor version"),
    "related": LocalizedText(nl: "verwant", en: "related"),
    "successor-version": LocalizedText(nl: "volgende versie", en: "successor version"),
  ]
}
