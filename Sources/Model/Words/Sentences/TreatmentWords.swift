// SPDX-License-Identifier: EUPL-1.2

/// What was done to the values of a field: for its page, and briefly for a sentence of the provenance.
package struct TreatmentWords: Sendable {
  /// For the page.
  package var page: LocalizedText
  /// For a sentence that lists the treated fields.
  package var brief: LocalizedText

  /// Has the same words in both places, unless it gets brief ones.
  package init(nl: String, en: String, brief: LocalizedText? = nil) {
    page = LocalizedText(nl: nl, en: en)
    self.brief = brief ?? page
  }
}

/// Words of treatments whatever their measure.
extension TreatmentWords {
  static let unchanged = Self(nl: "ongewijzigd", en: "unchanged")
  static let fixedText = Self(nl: "vervangen door een vaste tekst", en: "replaced by a fixed text")
  static let masked = Self(nl: "gedeeltelijk afgeschermd", en: "partly masked")
  static let pseudonymised = Self(
    nl: "gepseudonimiseerd: vervangen door een code", en: "pseudonymised: replaced by a code",
    brief: LocalizedText(nl: "gepseudonimiseerd", en: "pseudonymised"))
  static let shortened = Self(
    nl: "ingekort tot de eerste tekens", en: "shortened to its first characters",
    brief: LocalizedText(nl: "ingekort", en: "shortened"))
  static let year = Self(
    nl: "alleen het jaar", en: "only the year",
    brief: LocalizedText(nl: "alleen het jaar", en: "year only"))
  static let month = Self(
    nl: "alleen het jaar en de maand", en: "only the year and the month",
    brief: LocalizedText(nl: "alleen jaar en maand", en: "year and month only"))
  static let fromCoordinates = Self(
    nl: "berekend uit de coördinaten", en: "computed from the coordinates")
}

/// Words of treatments with their measure.
extension TreatmentWords {
  static let scrubbed = LocalizedText(
    nl: "in de tekst is wat als persoonsgegeven werd herkend vervangen door de soort tussen "
      + "vierkante haken, zoals [naam]",
    en: "in the text, what was recognised as personal data is replaced by its kind in square "
      + "brackets, such as [naam] for a name")

  static let generalised = LocalizedText(
    nl: "vervangen door een ruimere categorie", en: "replaced by a wider category")

  /// An age in bands of so many years; a width of 1 is the age itself.
  static func age(width: Int, date: String, top: Int) -> LocalizedText {
    LocalizedText(
      nl: width == 1
        ? "leeftijd op \(date), vanaf \(top) jaar samen"
        : "leeftijdsgroep van \(width) jaar op \(date), vanaf \(top) jaar samen",
      en: width == 1
        ? "age on \(date), \(top) and over together"
        : "age band of \(width) years on \(date), \(top) and over together")
  }

  static func banded(width: String, from minimum: String, to maximum: String) -> LocalizedText {
    LocalizedText(
      nl: "ingedeeld in groepen van \(comma(width)), van \(comma(minimum)) "
        + "tot \(comma(maximum))",
      en: "grouped in bands of \(width), from \(minimum) to \(maximum)")
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

  /// Derived by a code list, from the field alone or from others too.
  static func lookedUp(fromSeveral: Bool) -> LocalizedText {
    fromSeveral
      ? LocalizedText(
        nl: "afgeleid uit andere gegevens met een codelijst",
        en: "derived from other values by a code list")
      : LocalizedText(
        nl: "afgeleid uit een ander gegeven met een codelijst",
        en: "derived from another value by a code list")
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

  /// Merged with rows alike, after what was done before that.
  package static func merged(after before: LocalizedText?) -> LocalizedText {
    LocalizedText(
      nl: (before.map { "\($0.nl); " } ?? "")
        + "samengevoegd met gelijkende rijen tot een bereik of een verzameling",
      en: (before?.en.map { "\($0); " } ?? "") + "merged with rows alike into a range or a set")
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
    number.replacing(".", with: Language.nl.decimalSeparator)
  }
}
