// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// Tells what was done to the data before they were published.
///
/// Says nothing of fields that were left out: their names are not public.
enum Provenance {
  static func text(of dataset: DatasetRecord) -> LocalizedText {
    let treated = dataset.fields.filter {
      // Of coordinates there is a sentence of its own.
      $0.treatment != .kind(.keep) && $0.treatment != .coordinates
    }
    var nl = "Geëxporteerd uit een bronsysteem, gecontroleerd en gepubliceerd met Hergebruik."
    var en = "Exported from a source system, checked and published with Hergebruik."
    if !treated.isEmpty {
      let parts = treated.map { ($0.name, $0.treatmentInWords ?? $0.treatment.words.brief) }
      nl += " Bewerkte velden: " + parts.map { "\($0) (\($1.nl))" }.joined(separator: ", ") + "."
      en += " Treated fields: " + parts.map { "\($0) (\($1.en ?? $1.nl))" }.joined(separator: ", ")
      en += "."
    }
    if dataset.fields.contains(where: { $0.treatment == .kind(.pseudonymise) }) {
      nl += " Gepseudonimiseerde gegevens blijven persoonsgegevens."
      en += " Pseudonymised data remain personal data."
    }
    for sentence in dataset.protection ?? [] {
      nl += " " + sentence.nl
      en += " " + (sentence.en ?? sentence.nl)
    }
    for conversion in dataset.geography?.conversions ?? [] {
      nl += " " + conversion.sentence.nl
      en += " " + (conversion.sentence.en ?? "")
    }
    return LocalizedText(nl: nl, en: en)
  }
}
