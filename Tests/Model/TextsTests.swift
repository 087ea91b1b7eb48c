// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

struct TextsTests {
  @Test func everyTextIsInBothLanguages() throws {
    let catalogue = try Texts.catalogue.get()
    #expect(catalogue.count > 40)
    for (key, text) in catalogue {
      #expect(Set(text.keys) == ["nl", "en"], "\(key)")
      #expect(text.values.allSatisfy { !$0.isEmpty }, "\(key)")
      let isPlain = key.utf8.allSatisfy {
        "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0)
      }
      #expect(isPlain, "\(key)")
    }
  }

  @Test func theLanguagesHaveTheSamePlaces() throws {
    for (key, text) in try Texts.catalogue.get() {
      let places = text.mapValues { text in
        text.matches(of: /\{[a-z]+\}/).map { String($0.output) }.sorted()
      }
      #expect(places["nl"] == places["en"], "\(key)")
    }
  }

  @Test func fillsPlaces() throws {
    let texts = try Texts(.nl)
    #expect(texts.count("rows", 1) == "1 rij")
    #expect(texts.count("rows", 1234) == "1.234 rijen")
    #expect(texts("rows-more", [:]) == "⟦rows-more: count⟧ rijen")
    #expect(texts["no-such-text"] == "⟦no-such-text⟧")
    #expect(Texts.localized("type-string") == LocalizedText(nl: "tekst", en: "text"))
    #expect(Texts.localized("no-such-text") == LocalizedText(nl: "⟦no-such-text⟧"))
  }

  @Test func aMunicipalityChangesATextOnlyForItself() throws {
    let texts = try Texts(.en, changed: ["type-string": "words"])
    #expect(texts["type-string"] == "words")
    #expect(texts["type-date"] == "date")
  }

  @Test func namesTypesAndTreatments() throws {
    let texts = try Texts(.en)
    #expect(texts.type("yearmonth") == "year and month")
    #expect(texts.type("object") == "free content")
    #expect(texts.treatment(.kind(.dateToYear)) == "only the year")
    #expect(
      texts.treatment(
        .kind(.round), inWords: LocalizedText(nl: "afgerond op vijven", en: "to fives"))
        == "to fives")
  }
}
