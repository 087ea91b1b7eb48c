// SPDX-License-Identifier: EUPL-1.2

/// The words in the addresses of pages. Others link to them: a word that changes breaks those links.
package enum AddressWords {
  package static let page = LocalizedText(nl: "pagina", en: "page")
  package static let themes = LocalizedText(nl: "themas", en: "themes")
  package static let formats = LocalizedText(nl: "formaten", en: "formats")
  package static let developers = LocalizedText(nl: "ontwikkelaars", en: "developers")
  package static let about = LocalizedText(nl: "over", en: "about")
  package static let accessibility = LocalizedText(nl: "toegankelijkheid", en: "accessibility")
  package static let search = LocalizedText(nl: "zoeken", en: "search")

  // The pages of a dataset.
  package static let explore = LocalizedText(nl: "verkennen", en: "explore")
  package static let fields = LocalizedText(nl: "velden", en: "fields")
  package static let quality = LocalizedText(nl: "kwaliteit", en: "quality")
  package static let changes = LocalizedText(nl: "wijzigingen", en: "changes")
  package static let privacy = LocalizedText(nl: "persoonsgegevens", en: "personal-data")
}
