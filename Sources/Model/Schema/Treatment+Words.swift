// SPDX-License-Identifier: EUPL-1.2

/// The words of treatments that have measures.
extension Treatment {
  static let scrubbed = LocalizedText(
    nl: "in de tekst is wat als persoonsgegeven werd herkend vervangen door de soort tussen "
      + "vierkante haken, zoals [naam]",
    en: "in the text, what was recognised as personal data is replaced by its kind in square "
      + "brackets, such as [naam] for a name")

  static let generalised = LocalizedText(
    nl: "vervangen door een ruimere categorie", en: "replaced by a wider category")

  static func words(for band: AgeBand) -> LocalizedText {
    LocalizedText(
      nl: band.width == 1
        ? "leeftijd op \(band.date), vanaf \(band.top) jaar samen"
        : "leeftijdsgroep van \(band.width) jaar op \(band.date), vanaf \(band.top) jaar samen",
      en: band.width == 1
        ? "age on \(band.date), \(band.top) and over together"
        : "age band of \(band.width) years on \(band.date), \(band.top) and over together")
  }

  static func words(for band: NumberBand) -> LocalizedText {
    LocalizedText(
      nl: "ingedeeld in groepen van \(comma(band.width)), van \(comma(band.minimum)) "
        + "tot \(comma(band.maximum))",
      en: "grouped in bands of \(band.width), from \(band.minimum) to \(band.maximum)")
  }

  static func rounded(to base: String) -> LocalizedText {
    LocalizedText(nl: "afgerond op \(multiples(of: base))", en: "rounded to multiples of \(base)")
  }

  static func randomlyRounded(to base: String) -> LocalizedText {
    LocalizedText(
      nl: "naar boven of beneden afgerond op \(multiples(of: base)), door toeval bepaald",
      en: "rounded up or down at random to multiples of \(base)")
  }

  static func snapped(to grid: String) -> LocalizedText {
    LocalizedText(
      nl: "teruggebracht tot de hoek van een vak van \(comma(grid))",
      en: "moved to the corner of a square of \(grid)")
  }

  static func square(of size: Int) -> LocalizedText {
    LocalizedText(
      nl: "vervangen door het vierkant van \(size) bij \(size) meter waarin het ligt",
      en: "replaced by the square of \(size) by \(size) metres that it is in")
  }

  static func lookedUp(_ list: CodeList) -> LocalizedText {
    list.with.isEmpty
      ? LocalizedText(
        nl: "afgeleid uit een ander gegeven met een codelijst",
        en: "derived from another value by a code list")
      : LocalizedText(
        nl: "afgeleid uit andere gegevens met een codelijst",
        en: "derived from other values by a code list")
  }

  static func clamped(_ least: String?, _ most: String?) -> LocalizedText {
    switch (least, most) {
    case (let least?, let most?):
      LocalizedText(
        nl: "kleiner dan \(comma(least)) of groter dan \(comma(most)) staat als die grens",
        en: "below \(least) or above \(most) is shown as that limit")
    case (let least?, nil):
      LocalizedText(
        nl: "kleiner dan \(comma(least)) staat als \(comma(least))",
        en: "below \(least) is shown as \(least)")
    case (nil, let most):
      LocalizedText(
        nl: "groter dan \(comma(most ?? "")) staat als \(comma(most ?? ""))",
        en: "above \(most ?? "") is shown as \(most ?? "")")
    }
  }

  /// "vijftallen" for 5; "veelvouden van 0,5" if there is no word for it.
  private static func multiples(of base: String) -> String {
    switch base {
    case "1": "hele getallen"
    case "2": "even getallen"
    case "3": "drietallen"
    case "5": "vijftallen"
    case "10": "tientallen"
    case "100": "honderdtallen"
    case "1000": "duizendtallen"
    default: "veelvouden van \(comma(base))"
    }
  }

  private static func comma(_ number: String) -> String {
    String(number.map { $0 == "." ? "," : $0 })
  }
}
