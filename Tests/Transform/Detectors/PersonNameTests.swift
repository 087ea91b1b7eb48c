// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikDetectors
@testable import HergebruikTreatment

/// Names of persons in columns and texts, on names and sentences that were made up here.
@Suite("Names of persons")
struct PersonNameTests {
  private static let first = [
    "Nathan", "Sanne", "Youssef", "Fatma", "Agnieszka", "Soerin", "Loïs", "Gerrit", "Chaima",
    "Kwame",
    "Wietske", "Orhan", "Bo", "Anne-Fleur", "Mieke", "Zbigniew",
  ]
  private static let last = [
    "Kamp", "de Vries", "van der Heijden", "El Amrani", "Yıldız", "Kowalczyk", "Ramdin", "Bakker",
    "Hoekstra",
    "van 't Hof", "Öztürk", "Wiśniewski", "Jansen-de Boer", "Boateng", "Mulder", "van Beusekom",
  ]
  /// In no list: a test sees to that.
  private static let unheard = [
    "Zwoferink", "Kraaijvelder", "Plomperst", "Hobbelveldt", "Tjoekema", "Vrolingsma", "Drakkelaar",
    "Smeulderick",
  ]

  private func people(_ make: (String, String) -> String) -> [String] {
    (0..<60).map { i in make(Self.first[i % 16], Self.last[(i + i / 16 * 3) % 16]) }
  }

  @Test("the list folds case and marks, tells kinds apart, and has no word that it should not have")
  func list() {
    func kinds(_ word: String) -> NameKinds {
      var word = word
      return word.withUTF8 { NameTable.shared.kinds($0, 0, $0.count) }
    }
    for word in ["Jansen", "JANSEN", "jansen", "Yıldız", "YILDIZ", "Özdemir", "Wiśniewski"] {
      #expect(kinds(word).contains(.last), "\(word)")
    }
    #expect(kinds("Yi\u{307}ldiz") == kinds("Yildiz"))
    #expect(kinds("Fatima").contains(.first) && kinds("Fatima").isPlainName)
    #expect(kinds("Bakker").contains([.last, .ordinary]))
    #expect(kinds("Kampen").contains(.place))
    #expect(kinds("Emmeloord").contains(.place) && kinds("Emmeloord").isDisjoint(with: .name))
    for word in Self.unheard + ["stoeptegel", "vergunning", "", "x", "Ж", "\u{E9}"] {
      #expect(kinds(word).isEmpty, "\(word)")
    }
    #expect(NameList.count > 80_000)
  }

  @Test("a column of names is likely at least, whatever it is called and however they are written")
  func columns() {
    let forms: [(String, String) -> String] = [
      { "\($0) \($1)" }, { "\($1), \($0)" }, { _, last in last }, { first, _ in first },
      { "\($0) \($1)".uppercased() }, { _, last in last.uppercased() },
      { "\($1), \($0.prefix(1))." }, { "\($0.prefix(1)). \($1)" }, { "\($1) \($0.prefix(1))." },
      { "\($0) \($1)-Visser" },
    ]
    for (number, form) in forms.enumerated() {
      let cells = people(form)
      let found = findings(cells)
      #expect(
        found == ["name likely"] || found == ["name certain"], "\(number) \(cells[0]) \(found)")
    }
    let logins = people { first, last in
      "\(first.prefix(1).lowercased()).\(last.split(whereSeparator: { " -'".contains($0) }).last ?? "")"
        .lowercased()
    }
    #expect(findings(logins) == ["name likely"])
    #expect(findings((0..<60).map { _ in "Nathan Kamp" }) == ["name likely"])
  }

  @Test("columns of organisations, places, streets, trees and words are none")
  func otherColumns() {
    let organisations = (0..<60).map {
      "\(["Stichting", "Basisschool", "Bouwbedrijf", "Garage", "Gemeente"][$0 % 5]) \(Self.last[$0 % 16])"
    }
    let schools = (0..<60).map { "\(Self.first[$0 % 16]) \(Self.unheard[$0 % 8])school" }
    let streets = (0..<60).map { "\(Self.first[$0 % 16]) \(Self.unheard[$0 % 8])straat" }
    let places = [
      "Zwolle", "Kampen", "Urk", "Den Haag", "Alphen aan den Rijn", "Bergen", "Hoorn", "Deventer",
      "Almelo", "Goes",
      "'s-Gravenhage", "Nieuwe Pekela", "Emmen", "Assen", "Delft", "Gouda", "Breda", "Tilburg",
      "Venlo", "Weert",
      "Roermond", "Sittard", "Heerlen", "Maastricht", "Eindhoven", "Helmond", "Oss", "Tiel",
      "Arnhem", "Ede",
    ]
    let trees = [
      "Zomereik", "Gewone esdoorn", "Ruwe berk", "Zwarte els", "Linde", "Beuk", "Es", "Plataan",
      "Kers", "Taxus",
      "Acer platanoides", "Quercus robur", "Tilia cordata", "Fagus sylvatica", "Iep", "Wilg",
      "Populier", "Walnoot",
    ]
    let subjects = [
      "Afval", "Openbaar Groen", "Straatverlichting", "Losse Stoeptegel", "Water en Riool",
      "Verkeer", "Overlast",
      "Speeltoestellen", "Handhaving", "Wet Milieubeheer", "Sociale Zaken", "Burgerzaken",
      "Bouwen en Wonen", "Belasting",
    ]
    for cells in [organisations, schools, streets, places, trees, subjects] {
      let found = findings(cells).filter { $0.hasPrefix("name") && $0 != "name possible" }
      #expect(found.isEmpty, "\(cells[0]): \(found)")
    }
  }

  @Test("one dhr. in sixty texts is likely; a header that asks for a person needs fewer names")
  func fewHits() {
    let texts = (0..<59).map { "De tegel bij nummer \($0) ligt los" }
    #expect(findings(texts + ["Dhr. Kamp belt terug"]) == ["name likely"])
    let owners = (0..<20).map { $0 % 3 == 0 ? "Nathan Kamp" : "Garage De Bron \($0)" }
    #expect(findings(owners, label: "EIGENAAR") == ["name likely"])
    #expect(
      findings((0..<20).map { "Garage \($0)" }, label: "EIGENAAR") == ["name possible"])
  }

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
        let first = Self.first[(i + number) % 16]
        let (last, unheard) = (Self.last[(i * 5 + number) % 16], Self.unheard[i % 8])
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
