// SPDX-License-Identifier: EUPL-1.2

/// What the checks of the privacy gate looked at: counts and names of fields, never a value.
package enum GateWords {
  /// A number in each language.
  private typealias Number = (nl: String, en: String)

  private static func number(_ number: Int) -> Number {
    (Language.nl.number(number), Language.en.number(number))
  }

  /// How a sentence ends about what a sign-off may allow.
  private static func ending(_ isAllowed: Bool) -> (nl: String, en: String) {
    isAllowed ? ("; de ondertekening staat dat toe.", "; the sign-off allows it.") : (".", ".")
  }

  // MARK: Columns and fields

  package static func classified(_ bound: Int, of width: Int) -> LocalizedText {
    let (bound, width) = (number(bound), number(width))
    return LocalizedText(
      nl: "\(bound.nl) van de \(width.nl) kolommen beoordeeld.",
      en: "\(bound.en) of \(width.en) columns classified.")
  }

  package static func directIdentifiers(_ count: Int) -> LocalizedText {
    let columns = number(count)
    return count == 0
      ? LocalizedText(
        nl: "Geen kolom wijst naar één persoon.", en: "No column is a direct identifier.")
      : LocalizedText(
        nl: "\(columns.nl) kolommen behandeld.", en: "\(columns.en) columns treated.")
  }

  package static let noPersons = LocalizedText(
    nl: "Geen kolom gaat over personen.", en: "No column is about persons.")

  package static func combinations(of fields: Int) -> LocalizedText {
    let fields = number(fields)
    return LocalizedText(
      nl: "\(fields.nl) velden vergeleken met de verboden combinaties.",
      en: "\(fields.en) fields compared with the forbidden combinations.")
  }

  // MARK: Classes

  package static let noQuasiIdentifiers = LocalizedText(
    nl: "Geen gepubliceerd veld zegt samen met andere iets over een persoon.",
    en: "No published field tells of a person together with others.")

  package static let countsInstead = LocalizedText(
    nl: "Er worden aantallen gepubliceerd; de volgende controle gaat daarover.",
    en: "Counts are published; the next check is about them.")

  /// What was counted where nothing is asked: the smallest class, and how many of the rows stand alone.
  package static func withoutK(
    _ fields: [String], k: Int, unique: Int, rows: Int, isAllowed: Bool
  ) -> LocalizedText {
    let names = fields.joined(separator: ", ")
    let (k, unique, rows) = (number(k), number(unique), number(rows))
    return LocalizedText(
      nl: "k = \(k.nl), geteld over \(names): \(unique.nl) van de \(rows.nl) rijen staan alleen. "
        + "Er is geen k gevraagd" + ending(isAllowed).nl,
      en: "k = \(k.en), counted over \(names): \(unique.en) of the \(rows.en) rows stand alone. "
        + "No k is asked" + ending(isAllowed).en)
  }

  /// Fields besides by which rows can be told apart, as a sentence more.
  package static func lonelyFields(_ fields: [String], isAllowed: Bool) -> LocalizedText {
    let names = fields.joined(separator: ", ")
    return LocalizedText(
      nl: " Bijna elke rij heeft een eigen waarde in: \(names)"
        + ending(isAllowed).nl,
      en: " Nearly every row has a value of its own in: \(names)"
        + ending(isAllowed).en)
  }

  /// Fields that are free text, as a sentence more.
  package static func freeTexts(_ fields: [String], isAllowed: Bool) -> LocalizedText {
    let names = fields.joined(separator: ", ")
    return LocalizedText(
      nl: " Vrije tekst: \(names)" + ending(isAllowed).nl,
      en: " Free text: \(names)" + ending(isAllowed).en)
  }

  /// What was counted over which fields, and what is asked; both are formulas.
  package static func classes(
    _ reached: LocalizedText, over fields: [String], suppressed rows: Int, asked: LocalizedText
  ) -> LocalizedText {
    let (names, rows) = (fields.joined(separator: ", "), number(rows))
    return LocalizedText(
      nl: "\(reached.nl), geteld in de geschreven tabel over \(names); \(rows.nl) rijen "
        + "weggelaten; gevraagd is \(asked.nl).",
      en:
        "\(reached.text(in: .en)), counted in the table as written over \(names); \(rows.en) rows "
        + "left out; \(asked.text(in: .en)) is asked.")
  }

  // MARK: Cells

  package static let rowsInstead = LocalizedText(
    nl: "Er worden rijen gepubliceerd, geen tabel van aantallen.",
    en: "Rows are published, not a table of counts.")

  package static func cells(
    _ count: Int, primary: Int, secondary: Int, minimum: Int
  ) -> LocalizedText {
    let (count, minimum) = (number(count), number(minimum))
    let (primary, secondary) = (number(primary), number(secondary))
    return LocalizedText(
      nl: "\(count.nl) cellen, waarvan \(primary.nl) leeg om te kleine of te scheve aantallen en "
        + "\(secondary.nl) om die te beschermen; gevraagd is \(minimum.nl) per cel.",
      en: "\(count.en) cells, of which \(primary.en) are empty for too few or too dominant "
        + "contributors and \(secondary.en) to protect those; \(minimum.en) a cell are asked.")
  }

  // MARK: Changes since the release before

  package static let noEarlierRelease = LocalizedText(
    nl: "Er is geen eerdere versie.", en: "There is no earlier release.")

  package static let sameTable = LocalizedText(
    nl: "De tabel is gelijk aan die van de vorige versie.",
    en: "The table is the same as that of the earlier release.")

  package static let otherForm = LocalizedText(
    nl: "De vorige versie had een andere vorm; geen kolom gaat over personen.",
    en: "The earlier release had another form; no column is about persons.")

  /// How many cells changed by less than the minimum, as a part of a sentence.
  package static func tellingCells(_ count: Int, minimum: Int) -> LocalizedText {
    let (count, minimum) = (number(count), number(minimum))
    return LocalizedText(
      nl: "\(count.nl) aantallen verschillen minder dan \(minimum.nl) van de vorige versie",
      en: "\(count.en) counts differ by fewer than \(minimum.en) from the earlier release")
  }

  /// Rows that are new and rows that are gone, each with the size of its smallest class, as a part of a sentence.
  package static func changedRows(
    added: (rows: Int, k: Int), removed: (rows: Int, k: Int)
  ) -> LocalizedText {
    let (added, addedK) = (number(added.rows), number(added.k))
    let (removed, removedK) = (number(removed.rows), number(removed.k))
    return LocalizedText(
      nl: "\(added.nl) nieuwe rijen (k = \(addedK.nl)), \(removed.nl) verdwenen rijen "
        + "(k = \(removedK.nl))",
      en: "\(added.en) rows are new (k = \(addedK.en)), \(removed.en) are gone "
        + "(k = \(removedK.en))")
  }

  /// What was compared, as a whole sentence.
  package static func compared(_ what: LocalizedText?) -> LocalizedText {
    LocalizedText(nl: (what?.nl ?? "") + ".", en: (what?.text(in: .en) ?? "") + ".")
  }

  /// What was compared, and why the rest was not.
  package static func uncompared(
    _ reasons: [LocalizedText], besides what: LocalizedText?, isAllowed: Bool
  ) -> LocalizedText {
    func sentence(_ language: Language, _ why: String, _ allowed: String) -> String {
      let reasons = reasons.map { $0.text(in: language) }.joined(separator: ", ")
      let parts = [what?.text(in: language), why + reasons, isAllowed ? allowed : nil]
      let all = parts.compactMap(\.self).joined(separator: "; ")
      return all.prefix(1).uppercased() + all.dropFirst() + "."
    }
    return LocalizedText(
      nl: sentence(
        .nl, "niet te vergelijken met de vorige versie: ", "de ondertekening staat dat toe"),
      en: sentence(
        .en, "cannot be compared with the earlier release: ", "the sign-off allows it"))
  }

  /// What was found beside another release, as a sentence more.
  package static func beside(_ release: LocalizedText, _ found: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: " Naast \(release.nl): \(found.nl)",
      en: " Beside \(release.text(in: .en)): \(found.text(in: .en))")
  }

  package static let allowedTogether = LocalizedText(
    nl: " De ondertekening staat dat toe.", en: " The sign-off allows it.")

  package static func keptRelease(of date: String) -> LocalizedText {
    LocalizedText(
      nl: "de bewaarde versie van \(Language.nl.date(date))",
      en: "the kept release of \(Language.en.date(date))")
  }

  package static func goneDataset(_ name: String) -> LocalizedText {
    LocalizedText(
      nl: "de dataset \(name), die niet meer in pipelines staat",
      en: "the dataset \(name), which is no longer in pipelines")
  }

  // Reasons, as parts of a sentence.

  package static let fieldsUnknown = LocalizedText(
    nl: "de velden zijn toen niet bewaard", en: "its fields were not kept then")

  package static let withoutAskedK = LocalizedText(
    nl: "er is geen k gevraagd", en: "no k is asked")

  package static let countsBefore = LocalizedText(
    nl: "de vorige was een tabel van aantallen", en: "it was a table of counts")

  package static func regrouped(_ field: String) -> LocalizedText {
    LocalizedText(
      nl: "de groepen van veld \(field) zijn opnieuw gekozen",
      en: "the groups of field \(field) were chosen anew")
  }

  package static func otherValues(_ field: String) -> LocalizedText {
    LocalizedText(
      nl: "de groepen van veld \(field) zijn andere",
      en: "the groups of field \(field) are other ones")
  }

  package static let otherGroups = LocalizedText(
    nl: "er is geteld naar andere velden, of die zijn anders bewerkt",
    en: "it counts by other fields, or they are treated in another way")

  package static let otherMeasures = LocalizedText(
    nl: "de cijfers hebben een andere naam of zijn anders berekend",
    en: "measures have another name or are calculated in another way")

  package static func unprovenSums(_ count: Int) -> LocalizedText {
    let count = number(count)
    return LocalizedText(
      nl:
        "\(count.nl) sommen of gemiddelden veranderden zonder dat te zien is van hoeveel personen",
      en: "\(count.en) sums or means changed, and nothing shows by how many persons")
  }

  // MARK: The written files, the key and the sign-off

  package static func readBack(rows: Int, fields: Int, findings: Int) -> LocalizedText {
    let (rows, fields, findings) = (number(rows), number(fields), number(findings))
    return LocalizedText(
      nl: "\(rows.nl) rijen van \(fields.nl) velden teruggelezen, met de metadata: "
        + "\(findings.nl) bevindingen.",
      en: "\(rows.en) rows of \(fields.en) fields read back, with the metadata: "
        + "\(findings.en) findings.")
  }

  package static let noKeyNeeded = LocalizedText(
    nl: "Er is geen sleutel nodig.", en: "No key is needed.")

  package static let keyNotInOrder = LocalizedText(
    nl: "De sleutel is niet in orde.", en: "The key is not in order.")

  package static func key(_ identifier: String) -> LocalizedText {
    LocalizedText(nl: "Sleutel \(identifier).", en: "Key \(identifier).")
  }

  package static let noSignOffNeeded = LocalizedText(
    nl: "Niet nodig: geen kolom gaat over personen.", en: "Not needed: no column is about persons.")

  package static let signOffDoesNotHold = LocalizedText(
    nl: "De beoordeling geldt niet.", en: "The assessment does not hold.")

  package static func signed(by role: String, on date: String, until last: String) -> LocalizedText
  {
    func day(_ date: String, _ language: Language) -> String { language.date(date) }
    return LocalizedText(
      nl: "Ondertekend door \(role) op \(day(date, .nl)), geldig tot en met \(day(last, .nl)).",
      en: "Signed by \(role) on \(day(date, .en)), valid until \(day(last, .en)).")
  }

  // MARK: The gate as a whole

  package static let couldNotBeDone = LocalizedText(
    nl: "Deze controle kon niet worden gedaan.", en: "This check could not be done.")

  package static func done(_ count: Int, of all: Int) -> LocalizedText {
    LocalizedText(
      nl: "\(count) van de \(all) controles gedaan.", en: "\(count) of \(all) checks done.")
  }
}

/// What each check of the privacy gate looks at, in a few words.
enum GateTitle {
  static let columns = LocalizedText(
    nl: "Elke kolom is beoordeeld", en: "Every column is classified")
  static let directIdentifiers = LocalizedText(
    nl: "Wat naar één persoon wijst, is weg of onherkenbaar gemaakt",
    en: "Direct identifiers are dropped, redacted or pseudonymised")
  static let combinations = LocalizedText(
    nl: "Geen verboden combinatie van velden", en: "No forbidden combination of fields")
  static let anonymity = LocalizedText(
    nl: "Niemand staat alleen (k-anonimiteit)", en: "Nobody stands alone (k-anonymity)")
  static let cells = LocalizedText(
    nl: "Geen te kleine aantallen", en: "No cells that are too small")
  static let output = LocalizedText(
    nl: "In de geschreven bestanden staat geen persoonsgegeven",
    en: "No personal data in the files as written")
  static let key = LocalizedText(nl: "De sleutel is veilig", en: "The key is safe")
  static let signOff = LocalizedText(
    nl: "De beoordeling is ondertekend en geldig", en: "The assessment is signed and valid")
  static let complete = LocalizedText(nl: "Elke controle is gedaan", en: "Every check was done")
  static let changes = LocalizedText(
    nl: "Nieuwe en verdwenen rijen wijzen niemand aan",
    en: "Rows added or removed single nobody out")
  static let together = LocalizedText(
    nl: "Andere datasets vertellen samen met deze niets over enkelen",
    en: "Other datasets tell nothing of a few together with this one")
}
