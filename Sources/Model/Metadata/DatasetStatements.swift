// SPDX-License-Identifier: EUPL-1.2

/// What else DCAT-AP-NL lets a steward say about a dataset; each is nil where nothing is said.
///
/// Where the catalogue says the same of all datasets, what is said here stands in its place.
package struct DatasetStatements: Hashable, Sendable, Codable {
  /// The identifier under which it is known elsewhere already: `dct:identifier`.
  package var identifier: String?
  /// Other identifiers: `adms:identifier`.
  package var otherIdentifiers: [String]?
  /// Whom to ask.
  package var contactPoint: CatalogueRecord.Contact?
  /// Who publishes it.
  package var publisher: CatalogueRecord.Agent?
  /// Who made it.
  package var creators: [CatalogueRecord.Agent]?
  /// The places that it is about: codes of municipalities and countries, or web addresses.
  package var spatial: [String]?
  /// The period that it is about, where no field tells.
  package var temporal: DatasetRecord.Period?
  /// Codes of the languages of the data.
  package var languages: [String]?
  /// How the data came to be, before the export.
  package var provenance: LocalizedText?
  /// Standards that the data keep to.
  package var standards: [Link]?
  /// What is new in this version.
  package var versionNotes: LocalizedText?
  /// Examples of the data.
  package var samples: [Link]?
  /// What it was made from: names of datasets of this catalogue, or web addresses.
  package var sources: [Link]?
  /// What it has to do with.
  package var relations: [Link]?
  /// What refers to it.
  package var referrers: [Link]?
  /// A code of the EU dataset-status list.
  package var status: String?
  /// A code of the EU planned-availability list.
  package var availability: String?
  /// Codes of the EU dataset-type list.
  package var types: [String]?
  /// The smallest distance that the data tell apart, in metres.
  package var spatialResolution: String?
  /// The shortest time that the data tell apart, as an XML Schema duration: `P1D`.
  package var temporalResolution: String?
  /// Others who have a part in it, and which.
  package var attributions: [Attribution]?
  /// Laws that ask for it to be published.
  package var legislation: [Link]?
  /// The policy under which the files may be used, beside the licence.
  package var policy: String?
  /// When it was first published elsewhere, `YYYY-MM-DD`.
  package var issued: String?
  /// Names of datasets of this catalogue in the place of which it came.
  package var replaces: [String]?

  /// Says nothing.
  package init() {}

  /// An address, and what stands there.
  package struct Link: Hashable, Sendable, Codable {
    /// A web address, or the name of a dataset.
    package var address: String
    /// What it is called.
    package var title: LocalizedText?
    /// What it is to the dataset, by IANA's list of link relations: `related`.
    package var role: String?

    /// Makes a link.
    package init(address: String, title: LocalizedText? = nil, role: String? = nil) {
      (self.address, self.title, self.role) = (address, title, role)
    }

    /// Whether it is the name of a dataset of this catalogue.
    package var isDataset: Bool { !address.contains(":") }
  }

  /// Someone who has a part in a dataset.
  package struct Attribution: Hashable, Sendable, Codable {
    /// Who.
    package var agent: CatalogueRecord.Agent
    /// A code of ISO 19115's list of roles: `custodian`.
    package var role: String

    /// Makes an attribution.
    package init(agent: CatalogueRecord.Agent, role: String) {
      (self.agent, self.role) = (agent, role)
    }
  }
}

/// As words, to compare and to show them.
extension DatasetStatements {
  /// What is said, by the keys of the pipeline file.
  package var words: [String: String] {
    func links(_ links: [Link]?) -> String? {
      links?.map { link in
        ([link.address, link.role].compactMap(\.self) + (link.title?.tagged.map(\.text) ?? []))
          .joined(separator: " ")
      }.joined(separator: ", ")
    }
    func agents(_ agents: [CatalogueRecord.Agent]?) -> String? {
      agents?.map { "\($0.name) \($0.uri)" }.joined(separator: ", ")
    }
    func text(_ text: LocalizedText?) -> String? {
      text?.tagged.map(\.text).joined(separator: " / ")
    }
    let contact = contactPoint.map {
      [$0.name, $0.email, $0.url, $0.telephone].compactMap(\.self).joined(separator: ", ")
    }
    let said: [String: String?] = [
      "identifier": identifier, "otherIdentifier": otherIdentifiers?.joined(separator: ", "),
      "contactPoint": contact, "publisher": agents(publisher.map { [$0] }),
      "creator": agents(creators), "spatial": spatial?.joined(separator: ", "),
      "temporal": temporal.map { "\($0.start) – \($0.end ?? "")" },
      "language": languages?.joined(separator: ", "), "provenance": text(provenance),
      "conformsTo": links(standards), "versionNotes": text(versionNotes),
      "sample": links(samples), "source": links(sources), "relation": links(relations),
      "isReferencedBy": links(referrers), "status": status, "availability": availability,
      "type": types?.joined(separator: ", "), "spatialResolution": spatialResolution,
      "temporalResolution": temporalResolution,
      "attribution": attributions?.map { "\($0.role): \($0.agent.name)" }.joined(separator: ", "),
      "applicableLegislation": links(legislation), "hasPolicy": policy, "issued": issued,
      "replaces": replaces?.joined(separator: ", "),
    ]
    return said.compactMapValues(\.self)
  }
}
