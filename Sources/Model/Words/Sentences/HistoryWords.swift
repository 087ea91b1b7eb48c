// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What `hergebruik history`, `rollback` and `purge` say.
package enum HistoryWords {
  /// What happened to a dataset in a generation.
  package enum Happening: String, Hashable, Sendable {
    case new, data, description, withdrawn, back, kept

    /// In words.
    package var text: LocalizedText {
      switch self {
      case .new: LocalizedText(nl: "nieuw", en: "new")
      case .data: LocalizedText(nl: "andere gegevens", en: "other data")
      case .description: LocalizedText(nl: "andere beschrijving", en: "another description")
      case .withdrawn: LocalizedText(nl: "ingetrokken", en: "withdrawn")
      case .back: LocalizedText(nl: "terug naar eerder", en: "went back")
      case .kept: LocalizedText(nl: "gepubliceerd", en: "published")
      }
    }
  }

  /// The mark of the published generation.
  package static let current = LocalizedText(nl: "staat online", en: "is online")
  /// That nothing was published.
  package static let nothing = LocalizedText(
    nl: "Er is nog niets gepubliceerd.", en: "Nothing was published yet.")
  /// That nothing changed in a generation but pages.
  package static let pages = LocalizedText(nl: "alleen pagina’s", en: "pages only")
  /// That a generation cannot be read.
  package static let unreadable = LocalizedText(nl: "niet te lezen", en: "cannot be read")

  /// A number of rows.
  package static func rows(_ count: Int) -> LocalizedText {
    LocalizedText(
      nl: "\(Language.nl.number(count)) \(count == 1 ? "rij" : "rijen")",
      en: "\(Language.en.number(count)) \(count == 1 ? "row" : "rows")")
  }

  /// A number of datasets.
  package static func datasets(_ count: Int) -> LocalizedText {
    LocalizedText(
      nl: "\(count) \(count == 1 ? "dataset" : "datasets")",
      en: "\(count) \(count == 1 ? "dataset" : "datasets")")
  }

  /// Nights that were refused.
  package static func refused(_ nights: Int, until last: String, _ why: LocalizedText)
    -> LocalizedText
  {
    let head =
      nights == 1
      ? LocalizedText(nl: "geweigerd: ", en: "refused: ")
      : LocalizedText(
        nl: "geweigerd, \(nights) keer, tot en met \(last): ",
        en: "refused, \(nights) times, up to \(last): ")
    return .joined([head, why])
  }

  /// That the catalogue is held.
  package static func held(since: String, at generation: String, _ reason: String) -> LocalizedText
  {
    LocalizedText(
      nl:
        "De catalogus staat vast sinds \(since), op \(generation): \(reason). Loslaten: hergebruik rollback --release",
      en:
        "The catalogue is held since \(since), at \(generation): \(reason). To release it: hergebruik rollback --release"
    )
  }

  /// That something is to be removed for good, or was.
  package static func purged(_ what: String, _ reason: String, removed: String?) -> LocalizedText {
    let text = removed.map { " (\($0))" } ?? ""
    return removed == nil
      ? LocalizedText(
        nl:
          "nog niet helemaal verwijderd: \(what), omdat: \(reason). Doe: hergebruik purge \(what)",
        en: "not wholly removed yet: \(what), because: \(reason). Do: hergebruik purge \(what)")
      : LocalizedText(
        nl: "voorgoed verwijderd: \(what), omdat: \(reason)\(text)",
        en: "removed for good: \(what), because: \(reason)\(text)")
  }

  /// How to go back.
  package static func goBack(_ generation: String) -> LocalizedText {
    LocalizedText(
      nl: "Terug naar een eerdere: hergebruik rollback \(generation) --reason \"…\"",
      en: "To go back to an earlier one: hergebruik rollback \(generation) --reason \"…\"")
  }

  /// That the catalogue went back.
  package static func wentBack(to generation: String, _ datasets: [String]) -> LocalizedText {
    let names = datasets.joined(separator: ", ")
    return LocalizedText(
      nl:
        "Terug naar \(generation): \(names)\nDe catalogus staat vast: runs publiceren niets tot u hem loslaat met\n  hergebruik rollback --release",
      en:
        "Back to \(generation): \(names)\nThe catalogue is held: runs publish nothing until you release it with\n  hergebruik rollback --release"
    )
  }

  /// That a hold ended.
  package static let released = LocalizedText(
    nl: "Losgelaten: de volgende run publiceert weer.",
    en: "Released: the next run publishes again.")

  /// Where a decision stands.
  package static let written = LocalizedText(
    nl: "Geschreven: pipelines/decisions.yaml; bewaar het in versiebeheer.",
    en: "Written: pipelines/decisions.yaml; keep it in version control.")

  /// A new generation.
  package static func generation(_ name: String) -> LocalizedText {
    LocalizedText(nl: "Nieuwe generatie: \(name)", en: "New generation: \(name)")
  }

  /// A release that went back to earlier data, in the log of a dataset.
  package static func release(backTo day: String) -> LocalizedText {
    LocalizedText(
      nl: "terug naar de gegevens van \(Language.nl.date(day))",
      en: "back to the data of \(Language.en.date(day))")
  }

  /// That something was removed for good.
  package static func removed(_ what: String, _ numbers: String) -> LocalizedText {
    LocalizedText(
      nl: "Voorgoed verwijderd: \(what) (\(numbers))", en: "Removed for good: \(what) (\(numbers))")
  }

  /// What a purge cannot reach.
  package static let notReached = LocalizedText(
    nl:
      "Niet verwijderd, want buiten catalog en .hergebruik: de export zelf, versiebeheer, back-ups, de webserver en wie het al ophaalde. Kijk daar ook.",
    en:
      "Not removed, for it is outside catalog and .hergebruik: the export itself, version control, backups, the web server, and copies that others fetched. Look there too."
  )
}
