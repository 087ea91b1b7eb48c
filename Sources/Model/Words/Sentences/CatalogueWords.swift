// SPDX-License-Identifier: EUPL-1.2

/// Titles and descriptions of the DCAT catalogue. They are in English where the title of the dataset is.
package enum CatalogueWords {
  /// The title of the schema of a dataset.
  package static func schema(of title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "Table Schema van \(title.nl)", en: title.en.map { "Table Schema of \($0)" })
  }

  /// The title of a file: `Bomen (CSV, gzip)`.
  package static func file(_ kind: String, of title: LocalizedText) -> LocalizedText {
    LocalizedText(nl: "\(title.nl) (\(kind))", en: title.en.map { "\($0) (\(kind))" })
  }

  /// What the metadata keep to.
  package static let profile = LocalizedText(nl: "DCAT-AP-NL 3.0")
  /// What feeds keep to.
  package static let atom = LocalizedText(nl: "Atom (RFC 4287)")
  /// What a steward might write of data that are not open, in a hint.
  package static let reason = "Woo, artikel 5.1, eerste lid, onder d: persoonsgegevens."

  /// The title of the feed of a dataset, as a service.
  package static func feed(of title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "Bestanden van \(title.nl) (Atom)", en: title.en.map { "Files of \($0) (Atom)" })
  }

  /// What that service does.
  package static func feedText(of title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "Een feed met elke publicatie van de dataset, en de adressen van de bestanden.",
      en: title.en.map { _ in
        "A feed with each release of the dataset, and the addresses of the files."
      })
  }

  /// The title of an earlier version.
  package static func version(_ day: String, of title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "\(title.nl), versie van \(Language.nl.date(day))",
      en: title.en.map { "\($0), version of \(Language.en.date(day))" })
  }

  /// That a dataset came back under another name.
  package static func replaced(by title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "De gegevens staan nu bij “\(title.nl)”.",
      en: "The data are now at “\(title.en ?? title.nl)”.")
  }

  /// That data were taken away, and why.
  package static func withdrawn(on day: String, because reason: LocalizedText?) -> LocalizedText {
    LocalizedText(
      nl: "Ingetrokken op \(Language.nl.date(day)).\(reason.map { " " + $0.nl } ?? "")",
      en: "Withdrawn on \(Language.en.date(day)).\(reason.map { " " + ($0.en ?? $0.nl) } ?? "")")
  }

  /// What a measurement of quality is called.
  package static func metric(_ name: String) -> LocalizedText {
    name == "completeness"
      ? LocalizedText(
        nl: "deel van de cellen dat gevuld is", en: "part of the cells that is filled")
      : LocalizedText(
        nl: "deel van de rijen dat aan het schema voldoet",
        en: "part of the rows that keep to the schema")
  }

  /// The title of an example of the data.
  package static func sample(of title: LocalizedText) -> LocalizedText {
    LocalizedText(nl: "Voorbeeld van \(title.nl)", en: title.en.map { "Sample of \($0)" })
  }

  /// The description of a file.
  package static func allRows(_ kind: String, of title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "Alle rijen in één bestand: \(kind), UTF-8.",
      en: title.en.map { _ in "All rows in one file: \(kind), UTF-8." })
  }
}
