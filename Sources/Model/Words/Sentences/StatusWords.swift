// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What `hergebruik status` says.
package enum StatusWords {
  /// How it stands with something, in a word of one column.
  package enum Mark: String, Hashable, Sendable, CaseIterable {
    case wrong, unknown, attention, good, withdrawn

    /// The word.
    package var text: LocalizedText {
      switch self {
      case .wrong: LocalizedText(nl: "FOUT", en: "WRONG")
      case .unknown: LocalizedText(nl: "ONBEKEND", en: "UNKNOWN")
      case .attention: LocalizedText(nl: "LET OP", en: "LOOK")
      case .good: LocalizedText(nl: "goed", en: "good")
      case .withdrawn: LocalizedText(nl: "weg", en: "gone")
      }
    }
  }

  /// The first line: `2 van 5 datasets hebben iets nodig.`
  package static func summary(open: Int, of all: Int, isRight: Bool) -> LocalizedText {
    if open == 0, isRight {
      return LocalizedText(
        nl: all == 1 ? "De dataset is in orde." : "Alle \(all) datasets zijn in orde.",
        en: all == 1 ? "The dataset is in order." : "All \(all) datasets are in order.")
    }
    return LocalizedText(
      nl:
        "\(open) van de \(all) \(all == 1 ? "dataset" : "datasets") \(open == 1 ? "heeft" : "hebben") iets nodig.",
      en:
        "\(open) of \(all) \(all == 1 ? "dataset" : "datasets") \(open == 1 ? "needs" : "need") something."
    )
  }

  /// When the last run was.
  package static func lastRun(_ moment: String, daysAgo: Int) -> LocalizedText {
    .joined([
      LocalizedText(nl: "Laatste run: ", en: "Last run: "), day(moment, daysAgo: daysAgo), stop,
    ])
  }

  /// That no run is known.
  package static let neverRun = LocalizedText(
    nl: "Er is nog geen run gezien: hoe het gaat, is niet bekend. Doe: hergebruik run",
    en: "No run was seen yet: how things are is not known. Do: hergebruik run")

  /// That no run was there for too long.
  package static func noRun(days: Int) -> LocalizedText {
    LocalizedText(
      nl: "Al \(days) dagen geen run. Kijk of cron of de timer nog loopt.",
      en: "No run for \(days) days. See whether cron or the timer still works.")
  }

  /// That a run as a whole came to nothing.
  package static func nothing(_ why: LocalizedText) -> LocalizedText {
    .joined([
      LocalizedText(nl: "De laatste run deed niets: ", en: "The last run did nothing: "), why,
    ])
  }

  /// A kind of problem with its remedy, on one line.
  package static func problem(_ code: DiagnosticCode) -> LocalizedText {
    .joined([code.title, LocalizedText(nl: ". ", en: ". "), code.remedy])
  }

  /// A problem of a kind that this program does not know.
  package static func problem(named code: String) -> LocalizedText {
    LocalizedText(nl: code, en: code)
  }

  /// The room on the disk.
  package static func disk(_ bytes: Int, _ state: Mark) -> LocalizedText {
    let (nl, en) = (Language.nl.size(bytes), Language.en.size(bytes))
    switch state {
    case .wrong:
      return LocalizedText(
        nl:
          "Schijf: nog \(nl) vrij, en een nieuwe generatie past er misschien niet bij. Maak ruimte.",
        en: "Disk: \(en) free, and a new generation may not fit. Make room.")
    case .attention:
      return LocalizedText(
        nl: "Schijf: nog \(nl) vrij. Maak op tijd ruimte.",
        en: "Disk: \(en) free. Make room in time.")
    case .unknown, .good, .withdrawn:
      return LocalizedText(nl: "Schijf: \(nl) vrij.", en: "Disk: \(en) free.")
    }
  }

  /// That the room on the disk is not known.
  package static let diskUnknown = LocalizedText(
    nl: "Schijf: hoeveel er vrij is, is niet bekend.", en: "Disk: how much is free is not known.")

  /// How old the data are and how often they are to be renewed.
  ///
  /// - Parameter days: `nil` if nothing was published.
  package static func age(_ days: Int?, frequency: String?) -> LocalizedText {
    let age =
      days.map { days in
        days < 1
          ? LocalizedText(nl: "van vandaag", en: "of today")
          : LocalizedText(
            nl: days == 1 ? "1 dag oud" : "\(days) dagen oud",
            en: days == 1 ? "1 day old" : "\(days) days old")
      } ?? LocalizedText(nl: "nog nooit gepubliceerd", en: "never published")
    guard let label = frequency.flatMap({ CodeLists.frequencies[$0] }) else {
      return .joined([
        age, LocalizedText(nl: "; frequentie niet gezegd", en: "; no frequency stated"),
      ])
    }
    return .joined([age, LocalizedText(nl: "; hoort ", en: "; should be "), label])
  }

  /// The last night on which all went well.
  package static func lastGood(_ moment: String?, daysAgo: Int) -> LocalizedText {
    guard let moment else {
      return LocalizedText(nl: "nog geen goede nacht bekend", en: "no good night known yet")
    }
    return .joined([
      LocalizedText(nl: "laatste goede nacht: ", en: "last good night: "),
      day(moment, daysAgo: daysAgo),
    ])
  }

  /// That nothing is known of a dataset.
  package static let unknown = LocalizedText(
    nl: "nog geen run gezien: niet bekend of het goed gaat",
    en: "no run seen yet: not known to be well")

  /// That the last nights were refused.
  package static func refused(since day: String, nights: Int, _ why: LocalizedText) -> LocalizedText
  {
    let (dutch, english) = (Language.nl.date(day), Language.en.date(day))
    let head =
      nights == 1
      ? LocalizedText(nl: "geweigerd op \(dutch): ", en: "refused on \(english): ")
      : LocalizedText(
        nl: "geweigerd sinds \(dutch), \(nights) keer: ",
        en: "refused since \(english), \(nights) times: ")
    return .joined([head, why])
  }

  /// A refusal of before, which was mended.
  package static func refusedBefore(on day: String, _ why: LocalizedText) -> LocalizedText {
    .joined([
      LocalizedText(
        nl: "eerder geweigerd, op \(Language.nl.date(day)): ",
        en: "refused before, on \(Language.en.date(day)): "), why,
    ])
  }

  /// Where more stands of a refusal.
  package static func report(_ path: String) -> LocalizedText {
    LocalizedText(nl: "zie \(path)", en: "see \(path)")
  }

  /// That a dataset is older than it should be.
  package static func overdue(days: Int, period: Int) -> LocalizedText {
    LocalizedText(
      nl: "te oud: al \(days) dagen geen goede nacht, en \(period) mag",
      en: "too old: no good night for \(days) days, where \(period) may be")
  }

  /// Questions in a pipeline file without an answer.
  package static func questions(_ count: Int, _ dataset: String) -> LocalizedText {
    LocalizedText(
      nl:
        "\(count) \(count == 1 ? "vraag wacht" : "vragen wachten") op antwoord (ANSWER). Doe: hergebruik check \(dataset)",
      en:
        "\(count) \(count == 1 ? "question waits" : "questions wait") for an answer (ANSWER). Do: hergebruik check \(dataset)"
    )
  }

  /// How long a signature still holds.
  package static func signature(days: Int, until day: String, _ dataset: String) -> LocalizedText {
    let (dutch, english) = (Language.nl.date(day), Language.en.date(day))
    return LocalizedText(
      nl:
        "de handtekening geldt nog \(days) \(days == 1 ? "dag" : "dagen"), tot en met \(dutch). Vraag op tijd een nieuwe: hergebruik sign-off \(dataset)",
      en:
        "the signature holds \(days) more \(days == 1 ? "day" : "days"), up to \(english). Ask for a new one in time: hergebruik sign-off \(dataset)"
    )
  }

  /// That a dataset was withdrawn.
  package static func withdrawn(on day: String) -> LocalizedText {
    LocalizedText(
      nl: "ingetrokken op \(Language.nl.date(day))", en: "withdrawn on \(Language.en.date(day))")
  }

  /// That a withdrawal still has to be carried out.
  package static let notTakenAway = LocalizedText(
    nl: "ingetrokken, maar de gegevens staan er nog. Doe: hergebruik run",
    en: "withdrawn, and the data are still there. Do: hergebruik run")

  /// The first line of a bad night: which datasets were refused, and how it went with the others.
  package static func badNight(_ refused: [String], others: Int, isNothing: Bool) -> LocalizedText {
    let rest = refused.count > 10
    let names = refused.prefix(10).joined(separator: ", ")
    let dutch = "Geweigerd: \(names)\(rest ? " en nog \(refused.count - 10)" : "")."
    let english = "Refused: \(names)\(rest ? " and \(refused.count - 10) more" : "")."
    guard !isNothing else {
      return LocalizedText(
        nl:
          "\(dutch) Er is niets gepubliceerd; wat online stond, staat er nog. Wat te doen is, staat hieronder; daarna: hergebruik run",
        en:
          "\(english) Nothing was published; what was online still is. What to do stands below; then: hergebruik run"
      )
    }
    return LocalizedText(
      nl:
        "\(dutch) Wat daarvan online stond, staat er nog. Met de andere \(others) ging het goed. Wat te doen is, staat hieronder; hoe alles staat, zegt: hergebruik status",
      en:
        "\(english) What was online of it still is. The other \(others) went well. What to do stands below; how all of it stands: hergebruik status"
    )
  }

  /// That the catalogue is held.
  package static func held(since moment: String) -> LocalizedText {
    let day = String(moment.prefix(10))
    return LocalizedText(
      nl:
        "De catalogus staat vast sinds \(Language.nl.date(day)): runs publiceren niets. Loslaten: hergebruik rollback --release",
      en:
        "The catalogue is held since \(Language.en.date(day)): runs publish nothing. To release it: hergebruik rollback --release"
    )
  }

  /// That a dataset has no folder any more.
  package static func orphaned(_ dataset: String) -> LocalizedText {
    LocalizedText(
      nl:
        "gepubliceerd, maar zonder map onder pipelines. Zet de map terug, of doe: hergebruik withdraw \(dataset)",
      en:
        "published, without a folder under pipelines. Put it back, or do: hergebruik withdraw \(dataset)"
    )
  }

  /// A day and how long ago it was.
  private static func day(_ moment: String, daysAgo: Int) -> LocalizedText {
    let day = String(moment.prefix(10))
    let clock = moment.utf8.count > 10 ? " \(moment.dropFirst(11).prefix(5)) UTC" : ""
    let (nl, en) =
      switch daysAgo {
      case ...0: (" (vandaag)", " (today)")
      case 1: (" (gisteren)", " (yesterday)")
      default: (" (\(daysAgo) dagen geleden)", " (\(daysAgo) days ago)")
      }
    return LocalizedText(
      nl: Language.nl.date(day) + clock + nl, en: Language.en.date(day) + clock + en)
  }

  private static let stop = LocalizedText(nl: ".", en: ".")
}
