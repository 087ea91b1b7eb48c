// SPDX-License-Identifier: EUPL-1.2

/// The sentences of the provenance of a dataset that are not about its protection or its coordinates.
package enum ProvenanceWords {
  package static let exported = LocalizedText(
    nl: "Geëxporteerd uit een bronsysteem, gecontroleerd en gepubliceerd met Hergebruik.",
    en: "Exported from a source system, checked and published with Hergebruik.")

  /// Which fields were treated, and how.
  package static func treated(_ fields: [(name: String, words: LocalizedText)]) -> LocalizedText {
    func list(_ language: Language) -> String {
      fields.map { "\($0.name) (\($0.words.text(in: language)))" }.joined(separator: ", ")
    }
    return LocalizedText(
      nl: "Bewerkte velden: \(list(.nl)).", en: "Treated fields: \(list(.en)).")
  }

  package static let pseudonymsArePersonal = LocalizedText(
    nl: "Gepseudonimiseerde gegevens blijven persoonsgegevens.",
    en: "Pseudonymised data remain personal data.")
}
