// SPDX-License-Identifier: EUPL-1.2

/// The words of Dutch texts that tell what stands near them.
enum TextWords {
  /// All of them in one table, names included.
  static let table: WordTable = {
    var words: [String: WordMeaning] = [:]
    func add(_ list: [String], _ meaning: WordMeaning) {
      for word in list {
        precondition(
          words[word]?.detector == nil || meaning.detector == nil, "a word speaks of two detectors")
        words[word, default: []].formUnion(meaning)
      }
    }
    add(prefixes, .prefix)
    add(titles, .title)
    add(families, .degree)
    add(lords, .lord)
    add(degrees, .degree)
    add(cues, .cue)
    add(near, .near)
    add(says, .says)
    add(helping, .helps)
    add(done, .done)
    add(bodies, .body)
    add(brands, .body)
    add(openers, .opener)
    add(joining, .joins)
    for (detector, list) in contexts { add(list, .context(detector)) }
    for (detector, list) in stems { add(list, [.context(detector), .stem]) }
    return WordTable(words)
  }()

  /// Words of at most eight letters, as they are.
  private static let contexts: [(Detector, [String])] = [
    (.bsn, ["bsn", "sofi", "bsnr", "sofinr", "bsns"]),
    (.aNummer, ["anummer", "anr"]),
    (.rsin, ["rsin"]),
    (.phone, ["tel", "telnr", "mobiel", "gsm", "fax", "bel", "belde", "telefoon"]),
    (.birthDate, ["geboren", "geb", "gebdat"]),
    (.documentNumber, ["paspoort", "idkaart", "idbewijs"]),
    (.big, ["big"]), (.agb, ["agb"]), (.kvk, ["kvk"]), (.kenteken, ["kenteken", "auto"]),
    (.iban, ["iban"]),
  ]
  /// Words of eight letters or more that longer ones begin with.
  private static let stems: [(Detector, [String])] = [
    (.bsn, ["burgerservice", "sofinummer", "persoonsnummer", "bsnnummer", "bsnummer"]),
    (.onderwijsnummer, ["onderwijsnummer", "onderwijsnr"]),
    (.aNummer, ["administratienummer"]),
    (.phone, ["telefoonnummer", "telefoonnr", "mobielnummer", "telnummer"]),
    (.birthDate, ["geboortedatum", "geboortedag", "verjaardag"]),
    (
      .documentNumber,
      ["paspoortnummer", "rijbewijs", "identiteitsbewijs", "identiteitskaart", "documentnummer"]
    ),
    (.big, ["bignummer"]), (.agb, ["agbcode"]), (.kvk, ["kvknummer"]),
    (.kenteken, ["kentekens", "kentekennummer", "nummerplaat", "nummerbord"]),
  ]
}
