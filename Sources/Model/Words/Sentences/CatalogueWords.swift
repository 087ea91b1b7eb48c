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

  /// The description of a file.
  package static func allRows(_ kind: String, of title: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "Alle rijen in één bestand: \(kind), UTF-8.",
      en: title.en.map { _ in "All rows in one file: \(kind), UTF-8." })
  }
}
