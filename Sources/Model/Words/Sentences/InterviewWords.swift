// SPDX-License-Identifier: EUPL-1.2

/// What `init` asks on a terminal.
package enum InterviewWords {
  package static let intro = LocalizedText(
    nl:
      "Beantwoord wat alleen u weet. Enter kiest wat tussen haken staat; zonder haken blijft de vraag open. Stoppen: Ctrl-D.",
    en:
      "Answer what only you know. Enter takes what stands in brackets; without brackets the question stays open. Stop: Ctrl-D."
  )
  package static let kept = LocalizedText(
    nl: "Uw antwoorden van de vorige keer zijn gebruikt:",
    en: "Your answers of last time were used:")
  package static let retry = LocalizedText(
    nl: "Dat kan niet. Kies een van de antwoorden.",
    en: "That cannot be. Choose one of the answers.")
  package static let failed = LocalizedText(
    nl: "Met dit antwoord kan het bestand niet gelezen worden; de vraag blijft open.",
    en: "With this answer the file cannot be read; the question stays open.")
  package static let title = LocalizedText(nl: "Titel", en: "Title")
  package static let description = LocalizedText(
    nl: "Wat staat erin, voor wie, en uit welk systeem? (een of twee zinnen)",
    en: "What is in it, for whom, and from which system? (one or two sentences, in Dutch)")
  package static let theme = LocalizedText(nl: "Thema", en: "Theme")
  package static let none = LocalizedText(
    nl: "gaat niet over personen: publiceren", en: "not about persons: publish")
  package static let direct = LocalizedText(
    nl: "wijst personen aan: weglaten", en: "points at persons: leave out")

  package static func option(_ key: String, _ remark: String) -> LocalizedText {
    LocalizedText(nl: "\(key) (lezen van het bestand): \(remark)", en: "\(key): \(remark)")
  }

  package static func type(_ column: String, _ reason: String) -> LocalizedText {
    LocalizedText(
      nl: "Wat voor waarden staan er in '\(column)'? (\(reason))",
      en: "What are the values of '\(column)'? (\(reason))")
  }

  package static let noPlace = LocalizedText(
    nl: "geen van deze: geen plaats publiceren", en: "none of these: publish no place")

  package static func place(_ reason: String) -> LocalizedText {
    LocalizedText(
      nl: "Waar ligt elke rij? (\(reason))", en: "Where does each row lie? (\(reason))")
  }

  package static func plain(_ columns: [String]) -> LocalizedText {
    let list = columns.joined(separator: ", ")
    return columns.count == 1
      ? LocalizedText(
        nl: "Deze kolom lijkt niet over personen te gaan: \(list).",
        en: "This column seems not to be about persons: \(list).")
      : LocalizedText(
        nl: "Deze \(columns.count) kolommen lijken niet over personen te gaan: \(list).",
        en: "These \(columns.count) columns seem not to be about persons: \(list).")
  }

  package static func privacy(_ column: String, _ reason: String) -> LocalizedText {
    LocalizedText(
      nl: "Gaat '\(column)' over personen? Gevonden: \(reason).",
      en: "Is '\(column)' about persons? Found: \(reason).")
  }
}
