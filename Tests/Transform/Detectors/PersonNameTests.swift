// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDetectors

/// Names of persons in columns and texts, on names and sentences that were made up here.
@Suite("Names of persons")
struct PersonNameTests {
  private func people(_ make: (String, String) -> String) -> [String] {
    (0..<60).map { i in make(MadeUpNames.first[i % 16], MadeUpNames.last[(i + i / 16 * 3) % 16]) }
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
    for word in MadeUpNames.unheard + ["stoeptegel", "vergunning", "", "x", "Ж", "\u{E9}"] {
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
      "\(["Stichting", "Basisschool", "Bouwbedrijf", "Garage", "Gemeente"][$0 % 5]) \(MadeUpNames.last[$0 % 16])"
    }
    let schools = (0..<60).map {
      "\(MadeUpNames.first[$0 % 16]) \(MadeUpNames.unheard[$0 % 8])school"
    }
    let streets = (0..<60).map {
      "\(MadeUpNames.first[$0 % 16]) \(MadeUpNames.unheard[$0 % 8])straat"
    }
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
}
