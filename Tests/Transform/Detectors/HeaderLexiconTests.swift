// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikDetectors

@Suite("Names of columns")
struct HeaderLexiconTests {
  @Test("are cut at signs, spaces and capitals")
  func tokens() {
    #expect(LabelTokens("GEB_DATUM").words == ["geb", "datum"])
    #expect(LabelTokens("geboorteDatum").words == ["geboorte", "datum"])
    #expect(LabelTokens("BG:inp.bsn").words == ["bg", "inp", "bsn"])
    #expect(LabelTokens("92.10 Gemeentecode").words == ["92", "10", "gemeentecode"])
    #expect(LabelTokens("Coördinaat X").words == ["coördinaat", "x"])
    #expect(LabelTokens("--").words.isEmpty)
  }

  @Test(
    "that leave no doubt",
    arguments: [
      ("BSN", Detector.bsn), ("SOFINUMMER", .bsn), ("BURGERSERVICENR", .bsn), ("inp.bsn", .bsn),
      ("bsnPartner", .bsn), ("GEB_DATUM", .birthDate), ("GEBOORTEDATUM", .birthDate),
      ("ACHTERNAAM", .name), ("VOORLETTERS", .name), ("Naam kandidaat", .name),
      ("TELEFOON", .phone), ("bezoek_adres_tel", .phone), ("IBAN", .iban), ("REKENINGNR", .iban),
      ("KENTEKEN", .kenteken), ("ANUMMER", .aNummer), ("A-nummer", .aNummer),
      ("E-mail", .email), ("email/_text", .email), ("POSTCODE_VESTIGING", .postcode),
      ("Postal_code", .postcode), ("woonadres", .address), ("X (RD)", .coordinates),
      ("Y_coordinate", .coordinates), ("KvK-nummer", .kvk), ("AGBcode", .agb), ("BIGnr", .big),
      ("ONDERWIJSNUMMER", .onderwijsnummer), ("RSIN", .rsin), ("btwNummer", .btwNummer),
      ("ip_adres", .ipAddress), ("paspoortnummer", .documentNumber), ("chassisnummer", .vin),
      ("identificatieNummeraanduiding", .bagID),
    ])
  func telling(label: String, detector: Detector) {
    let meaning = HeaderLexicon.builtIn.meaning(of: label)
    #expect(meaning?.detector == detector && meaning?.isTelling == true, "\(label)")
  }

  @Test(
    "that only may be about persons",
    arguments: ["NAAM", "Melder", "aanvrager", "documentnummer", "OVERLIJDENSDATUM"])
  func weak(label: String) {
    let meaning = HeaderLexicon.builtIn.meaning(of: label)
    #expect(meaning != nil && meaning?.isTelling == false, "\(label)")
  }

  @Test(
    "that are not",
    arguments: [
      "GEMEENTENAAM", "plaatsnaam", "Aantal", "zone", "extra_nummer", "WEBSNELHEID_MBPS", "id",
      "INTERNETADRES", "LEERLINGEN", "postcode4", "datum", "BRIN NUMMER", "telling", "bigram",
    ])
  func others(label: String) {
    let meaning = HeaderLexicon.builtIn.meaning(of: label)
    #expect(meaning?.detector == nil, "\(label)")
  }

  @Test("of a project come first, in whole words")
  func own() {
    let lexicon = HeaderLexicon(adding: [.bsn: ["PERSNR"], .name: ["RELATIE"]])
    #expect(lexicon.meaning(of: "pers_nr")?.detector == .bsn)
    #expect(lexicon.meaning(of: "INP.PERSNR")?.detector == .bsn)
    #expect(lexicon.meaning(of: "Relatie 2")?.detector == .name)
    #expect(lexicon.meaning(of: "correlatie") == nil)
    #expect(lexicon.meaning(of: "BSN")?.detector == .bsn)
    #expect(HeaderLexicon.builtIn.meaning(of: "PERSNR") == nil)
  }

  @Test("and every detector has names that are its own")
  func complete() {
    #expect(Set(Detector.allCases.map(\.name)).count == Detector.allCases.count)
    #expect(Set(Detector.allCases.map(\.dutchName)).count == Detector.allCases.count)
    for detector in Detector.allCases {
      #expect(Detector(name: detector.name) == detector)
      #expect(!detector.words.isEmpty && !detector.dutchName.isEmpty)
      #expect(Texts.localized("detector-\(detector.name)").en != nil, "\(detector)")
    }
    #expect(Detector(name: "nothing") == nil)
  }
}
