// SPDX-License-Identifier: EUPL-1.2

/// What datasets tell together: counts and names of fields and datasets, never a value.
package enum TogetherWords {
  /// How a dataset hangs together with another.
  package struct Link {
    /// The names of both.
    package var names: [String]
    /// Whether both are made of one export.
    package var isOfOneSource: Bool
    /// The fields of both by which rows can be joined, and how many are alike then; `nil` if that is not told.
    package var joins: [(one: String, other: String, k: Int?)]
    /// What both tell of a few, as parts of a sentence.
    package var faults: [LocalizedText]
    /// Whether both sign-offs allow it.
    package var isAllowed: Bool

    /// Makes one.
    package init(
      names: [String], isOfOneSource: Bool, joins: [(one: String, other: String, k: Int?)],
      faults: [LocalizedText], isAllowed: Bool
    ) {
      (self.names, self.isOfOneSource) = (names, isOfOneSource)
      (self.joins, self.faults, self.isAllowed) = (joins, faults, isAllowed)
    }
  }

  private typealias Number = (nl: String, en: String)

  private static func number(_ number: Int) -> Number {
    (Language.nl.number(number), Language.en.number(number))
  }

  package static let later = LocalizedText(
    nl: "Dit wordt gecontroleerd als alle datasets klaar zijn.",
    en: "This is checked when all datasets are ready.")

  package static let nobodyElse = LocalizedText(
    nl: "Er is geen andere dataset over personen.", en: "There is no other dataset about persons.")

  /// With how many it was compared, and how it hangs together with some of them.
  package static func compared(
    _ count: Int, linked: [Link], isUncompared: Bool
  ) -> LocalizedText {
    let datasets = number(count)
    let start = LocalizedText(
      nl:
        "Vergeleken met \(datasets.nl) andere \(count == 1 ? "dataset" : "datasets") over personen"
        + (linked.isEmpty ? ", zonder gedeelde bron, pseudoniemen of unieke kolom." : "."),
      en: "Compared with \(datasets.en) other \(count == 1 ? "dataset" : "datasets") about persons"
        + (linked.isEmpty ? ", without a common source, pseudonyms or unique column." : "."))
    let rest = linked.map(words)
    let missing = LocalizedText(
      nl: isUncompared ? " Niet alle konden worden vergeleken." : "",
      en: isUncompared ? " Not all could be compared." : "")
    return LocalizedText(
      nl: start.nl + rest.map { " " + $0.nl }.joined() + missing.nl,
      en: start.text(in: .en) + rest.map { " " + $0.text(in: .en) }.joined()
        + missing.text(in: .en))
  }

  private static func words(_ link: Link) -> LocalizedText {
    func text(_ language: Language) -> String {
      let isDutch = language == .nl
      var parts: [String] = []
      if link.isOfOneSource { parts.append(isDutch ? "dezelfde bron" : "the same source") }
      for join in link.joins {
        let fields = join.one == join.other ? join.one : "\(join.one) = \(join.other)"
        let way = isDutch ? "te koppelen op \(fields)" : "can be joined by \(fields)"
        parts.append(way + (join.k.map { " (k = \(language.number($0)))" } ?? ""))
      }
      parts += link.faults.map { $0.text(in: language) }
      if !link.faults.isEmpty, link.isAllowed {
        parts.append(isDutch ? "de ondertekening staat dat toe" : "the sign-off allows it")
      }
      return link.names.joined(separator: isDutch ? " en " : " and ") + ": "
        + parts.joined(separator: "; ") + "."
    }
    return LocalizedText(nl: text(.nl), en: text(.en))
  }

  /// How a dataset hangs together with another, as its definition says.
  package static func neighbour(
    _ name: String, isOfOneSource: Bool, series: [String]
  ) -> LocalizedText {
    let fields = series.joined(separator: ", ")
    let dutch = [
      isOfOneSource ? "dezelfde bron" : nil,
      series.isEmpty ? nil : "te koppelen op de pseudoniemen van \(fields)",
    ]
    let english = [
      isOfOneSource ? "the same source" : nil,
      series.isEmpty ? nil : "can be joined by the pseudonyms of \(fields)",
    ]
    return LocalizedText(
      nl: "\(name): " + dutch.compactMap(\.self).joined(separator: ", "),
      en: "\(name): " + english.compactMap(\.self).joined(separator: ", "))
  }

  // MARK: What tells of a few, as parts of a sentence

  package static func jointK(
    _ k: Int, of minimum: Int, by one: String, _ other: String
  ) -> LocalizedText {
    let (k, minimum) = (number(k), number(minimum))
    let fields = one == other ? one : "\(one) = \(other)"
    return LocalizedText(
      nl: "gekoppeld op \(fields) zijn er \(k.nl) gelijk, en \(minimum.nl) is gevraagd",
      en: "joined by \(fields) \(k.en) are alike, and \(minimum.en) are asked")
  }

  package static func differing(_ count: Int, minimum: Int) -> LocalizedText {
    let isOne = count == 1
    let (count, minimum) = (number(count), number(minimum))
    return LocalizedText(
      nl:
        "\(count.nl) \(isOne ? "aantal verschilt" : "aantallen verschillen") minder dan \(minimum.nl)",
      en: "\(count.en) \(isOne ? "count differs" : "counts differ") by fewer than \(minimum.en)")
  }

  package static func derived(_ count: Int) -> LocalizedText {
    let isOne = count == 1
    let count = number(count)
    return LocalizedText(
      nl:
        "\(count.nl) lege \(isOne ? "cel van de ene volgt" : "cellen van de ene volgen") uit de andere",
      en:
        "\(count.en) empty \(isOne ? "cell of one follows" : "cells of one follow") from the other")
  }

  package static func sums(_ count: Int) -> LocalizedText {
    let isOne = count == 1
    let count = number(count)
    return LocalizedText(
      nl:
        "\(count.nl) \(isOne ? "som verschilt" : "sommen verschillen") zonder dat te zien is van hoeveel personen",
      en:
        "\(count.en) \(isOne ? "sum differs" : "sums differ"), and nothing shows by how many persons"
    )
  }

  package static func unlike(_ one: String, _ other: String) -> LocalizedText {
    LocalizedText(
      nl: "\(one) en \(other) zijn dezelfde kolom, anders bewerkt, en niet te vergelijken",
      en: "\(one) and \(other) are one column, treated in two ways, and cannot be compared")
  }

  package static let inOneOrder = LocalizedText(
    nl: "de rijen van beide staan in de volgorde van de export, en zijn daardoor te koppelen",
    en: "the rows of both have the order of the export, and can be joined by it")

  package static let unsolved = LocalizedText(
    nl: "er zijn te veel lege cellen om na te gaan of er een uit de andere volgt",
    en: "there are too many empty cells to tell whether one follows from the others")

  package static let unknownCounts = LocalizedText(
    nl: "de telling die online staat, staat niet meer in pipeline.yaml",
    en: "the table of counts that is online is no longer in pipeline.yaml")
}
