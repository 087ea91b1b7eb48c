// SPDX-License-Identifier: EUPL-1.2

/// How persons are protected, besides the treatment of each field: for the page and the provenance.
package enum ProtectionWords {
  /// Which key the pseudonyms were made with, and for which release; an empty release is every release.
  package static func pseudonyms(key: String, release: String) -> LocalizedText {
    LocalizedText(
      nl: "De codes zijn gemaakt met sleutel \(key) en "
        + (release.isEmpty
          ? "blijven bij elke publicatie gelijk." : "gelden alleen voor publicatie \(release)."),
      en: "The codes were made with key \(key) and "
        + (release.isEmpty
          ? "stay the same in every release." : "hold for release \(release) only."))
  }

  /// How many rows were left out lest one be found.
  package static func suppression(rows: Int, minimum: Int) -> LocalizedText {
    LocalizedText(
      nl: "Elke rij is in de velden over personen gelijk aan ten minste \(minimum - 1) andere; "
        + (rows == 0
          ? "daarvoor is niets weggelaten."
          : "daarvoor \(rows == 1 ? "is 1 rij" : "zijn \(rows) rijen") weggelaten."),
      en: "In the fields about persons each row is the same as at least \(minimum - 1) others; "
        + (rows == 0
          ? "no row was left out for that."
          : "\(rows) row\(rows == 1 ? " was" : "s were") left out for that."))
  }

  /// How many cells of a table of counts are empty.
  package static func cells(_ count: Int, hidden: Int, minimum: Int) -> LocalizedText {
    LocalizedText(
      nl: "Dit is een tabel van aantallen: \(count) cellen, waarvan er \(hidden) leeg zijn om "
        + "personen te beschermen (minder dan \(minimum), of af te leiden).",
      en: "This is a table of counts: \(count) cells, of which \(hidden) are empty to protect "
        + "persons (fewer than \(minimum), or to be derived).")
  }
}
