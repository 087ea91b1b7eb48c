// SPDX-License-Identifier: EUPL-1.2

/// What the lists themselves are called.
extension CodeLists {
  /// The lists of the EU's Publications Office, by the last part of their address.
  package static let schemes: [String: LocalizedText] = [
    "data-theme": LocalizedText(nl: "Datathema’s", en: "Data themes"),
    "frequency": LocalizedText(nl: "Frequenties", en: "Frequencies"),
    "access-right": LocalizedText(nl: "Toegangsrechten", en: "Access rights"),
    "language": LocalizedText(nl: "Talen", en: "Languages"),
    "file-type": LocalizedText(nl: "Bestandstypen", en: "File types"),
    "dataset-status": LocalizedText(nl: "Status van datasets", en: "Dataset status"),
    "distribution-status": LocalizedText(nl: "Status van distributies", en: "Distribution status"),
    "planned-availability": LocalizedText(
      nl: "Geplande beschikbaarheid", en: "Planned availability"),
    "dataset-type": LocalizedText(nl: "Soorten datasets", en: "Dataset types"),
  ]
  /// Of kinds of organisations.
  package static let publisherTypeScheme = LocalizedText(
    nl: "Soorten uitgevers", en: "Publisher types")
  /// Of what happened to a description.
  package static let changeTypeScheme = LocalizedText(nl: "Soorten wijzigingen", en: "Change types")
  /// Of kinds of licences.
  package static let licenceTypeScheme = LocalizedText(nl: "Soorten licenties", en: "Licence types")
  /// Of parts that organisations have.
  package static let partyRoleScheme = LocalizedText(
    nl: "Rollen van organisaties", en: "Roles of parties")
  /// Of what a page is to another.
  package static let linkRoleScheme = LocalizedText(nl: "Soorten relaties", en: "Link relations")
}
