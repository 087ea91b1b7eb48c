// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

/// Names of persons that are scrubbed from texts, on sentences that were made up here.
@Suite("Scrubbed names of persons")
struct PersonNameScrubTests {
  /// `F` a first name, `L` a surname, `U` one that no list has.
  private static let forms = [
    "F heeft gebeld.", "L heeft gebeld.", "U heeft gebeld.", "Gesproken met F L.",
    "Gesproken met F U.",
    "Gesproken met U over de bijstand.", "Ingediend door F.", "Ingediend door U.",
    "Namens U is bezwaar gemaakt.",
    "Dhr. U belt terug.", "Mevrouw F U is verhuisd.", "Geachte heer U, uw brief is ontvangen.",
    "De familie L is weg.",
    "U, P. heeft niet betaald.", "Betreft: U, J.P.", "Met vriendelijke groet, F U",
    "Hoogachtend,\nU", "Groetjes F",
    "Beste F, zie de bijlage.", "Melder: F U", "Buurman U klaagt.", "U belt morgen terug.",
    "Volgens U klopt het niet.",
    "Gisteren belde U weer.", "Overleg met collega F en F gehad.", "MEVROUW U HEEFT GEBELD",
    "Kind: F U, groep vier.",
    "De auto van F staat hier.", "Zij is gescheiden van F U.", "Contactpersoon: U",
    "dhr jansen belt",
    "ingelogd als p.jansen vandaag", "drs. A. U schreef het.", "Wij hebben F U gesproken.",
  ]

  @Test("scrub leaves none of these names, and in 1,088 sentences at most one in a hundred")
  func scrubbed() throws {
    var (sentences, names): ([String], [[String]]) = ([], [])
    for (number, form) in Self.forms.enumerated() {
      for i in 0..<32 {
        let first = MadeUpNames.first[(i + number) % 16]
        let (last, unheard) = (MadeUpNames.last[(i * 5 + number) % 16], MadeUpNames.unheard[i % 8])
        let isLoud = form.hasPrefix("MEV")
        let words = form.split(separator: " ", omittingEmptySubsequences: false).map { word in
          let letter = word.first { "FLU".contains($0) }
          let isPlace = word.allSatisfy { !$0.isLetter || "FLU".contains($0) } && word.count < 4
          guard let letter, isPlace || word.contains("\n") else { return String(word) }
          let name = letter == "F" ? first : letter == "L" ? last : unheard
          return word.replacingOccurrences(
            of: String(letter), with: isLoud ? name.uppercased() : name)
        }
        sentences.append(words.joined(separator: " "))
        names.append(
          [first, unheard, unheard.uppercased(), "jansen"]
            + last.split(separator: " ").map(String.init))
      }
    }
    let done = try scrub(sentences)
    let left = zip(done, names).filter { text, names in
      let words = Set(text.split { !$0.isLetter }.map(String.init))
      return names.contains { $0.first?.isUppercase != false && words.contains($0) }
        || words.contains("jansen")
    }
    #expect(done.count == 1088)
    #expect(left.count <= 10, "\(left.prefix(20).map(\.0))")
  }

  @Test(
    "scrub leaves sentences without names as they are",
    arguments: [
      "De vergadering met Vitens is verzet naar dinsdag.", "Vandaag heeft de bewoner gebeld.",
      "Melder heeft gebeld.",
      "Storing gemeld bij Liander en Ziggo.", "Verhuisd van Zwolle naar Urk.",
      "De brug over de Vecht is dicht.",
      "Volgens Rijkswaterstaat is de weg open.", "Bij basisschool De Regenboog wordt hard gereden.",
      "De Raad van State heeft uitspraak gedaan.", "Het Leger des Heils biedt onderdak.",
      "Met Kerst is het loket dicht.",
      "Op grond van de Participatiewet gestopt.", "Zie bijlage A. Deze is leeg.",
      "BOOM OMGEWAAID IN HET PARK",
      "Geachte heer of mevrouw, uw aanvraag loopt.", "Contactpersoon: onbekend",
      "In Januari is de nota verstuurd.",
      "Fractie vraagt aandacht voor de Maas.", "Hij komt uit Marokko en spreekt Turks.",
      "Project Groene Long",
    ])
  func plain(text: String) throws {
    #expect(try scrub([text]) == [text])
  }

  private func scrub(_ texts: [String]) throws -> [String] {
    let field = Field(
      source: "tekst", name: "tekst", type: .string(.default), privacy: .sensitive,
      treatment: .scrub)
    let treated = try treat([field], texts.map { [$0] }, missingValues: [""])
    return treated.rows.map { $0[0] }
  }
}
