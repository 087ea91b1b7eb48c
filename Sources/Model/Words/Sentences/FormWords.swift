// SPDX-License-Identifier: EUPL-1.2

/// What stands in the form that an FG fills in without a shell.
package enum FormWords {
  package static let start = LocalizedText(
    nl: "Formulier voor de FG. Lees eerst report.html in deze map. Schrijf de antwoorden tussen de "
      + "aanhalingstekens, bewaar dit bestand en stuur het terug. Wat leeg blijft, staat in het rapport als "
      + "niet ingevuld.",
    en:
      "Form for the FG. Read report.html in this folder first. Write the answers between the quotation marks, "
      + "save this file and send it back. What stays empty stands in the report as not filled in.")

  package static let fixed = LocalizedText(
    nl: "Verander deze regels niet.", en: "Leave these lines as they are.")

  package static let decision = LocalizedText(
    nl:
      "Wie ondertekent en wie besluit, als functie en niet als naam: FG. Het besluit is publish (publiceren) "
      + "of refuse (niet publiceren). De laatste dag is JJJJ-MM-DD, hooguit drie jaar verder.",
    en:
      "Who signs and who decides, as functions and not as names: FG. The decision is publish or refuse. The "
      + "last day is YYYY-MM-DD, three years ahead at most.")

  /// What is asked under the key of a note, as the report calls it.
  package static func note(_ key: String) -> LocalizedText {
    let word = key.reduce(into: "") { word, letter in
      word += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
    }
    let isQuestion = ["singlingOut", "linkability", "inference"].contains(key)
    return Texts.localized(isQuestion ? "report-question-\(word)" : "report-note-\(word)")
  }

  /// What an exception allows, as the report calls it.
  package static func exception(_ word: String) -> LocalizedText {
    Texts.localized("report-exception-\(word)")
  }

  package static let exceptions = LocalizedText(
    nl: "Alleen wat hier een reden heeft, is toegestaan.",
    en: "Only what has a reason here is allowed.")
}
