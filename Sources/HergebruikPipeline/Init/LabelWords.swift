// SPDX-License-Identifier: EUPL-1.2

/// What the name of a column says, by Dutch and English words.
///
/// It is a list of words and no more: it misses what has another name, which is why every column that is
/// published still has a question.
struct LabelWords {
  private let words: [String]
  private let whole: String

  init(_ label: String) {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in label.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic
      if !isLetter || scalar.properties.isUppercase && wasLower {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isLetter { word += scalar.properties.lowercaseMapping }
      wasLower = isLetter && scalar.properties.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    self.words = words
    whole = words.joined()
  }

  private func has(_ wanted: [String]) -> Bool {
    words.contains { word in wanted.contains(word) }
  }

  private func holds(_ parts: [String]) -> Bool {
    parts.contains { whole.contains($0) }
  }

  private func ends(_ parts: [String]) -> Bool {
    words.contains { word in parts.contains { word.hasSuffix($0) } }
  }

  var isDate: Bool { holds(["datum", "date"]) || has(["dd", "dat", "ingang", "einde", "begin"]) }
  var isYear: Bool { holds(["jaar", "year"]) }
  var isCode: Bool {
    holds(["code", "nummer", "number", "postcode", "telefoon", "huisnr", "brin"])
      || has(["nr", "no", "id", "key", "kvk", "bsn", "tel", "fax", "sleutel"])
      || ends(["nr", "id"])
  }

  /// What points at a person by itself; nil where the name does not say so.
  var direct: String? {
    if holds(["bsn", "burgerservice", "sofinummer", "sofinr"]) {
      return "a citizen service number (BSN)"
    }
    if holds(["anummer", "administratienummer"]) && !holds(["dossier"]) { return "an A-number" }
    if holds([
      "achternaam", "voornaam", "voornamen", "voorletter", "tussenvoegsel", "roepnaam",
      "geslachtsnaam",
      "familienaam", "meisjesnaam", "lastname", "firstname", "surname",
    ]) {
      return "a person's name"
    }
    if holds(["email", "mailadres", "epost"]) { return "an e-mail address" }
    if holds(["telefoon", "mobiel", "gsm", "phone"]) || has(["tel", "fax"]) {
      return "a telephone number"
    }
    if holds(["iban", "rekeningn", "bankrek"]) { return "a bank account" }
    if holds(["paspoort", "rijbewijs", "documentnummer", "identiteitsbewijs"]) {
      return "a document number"
    }
    if holds(["handtekening", "pasfoto"]) { return "a signature or portrait" }
    if has(["ip", "ipadres", "gebruikersnaam", "username", "login"]) {
      return "an account or address on a network"
    }
    return nil
  }

  /// What may be about a person, so that a person has to decide; nil where the name does not say so.
  var perhaps: String? {
    if holds([
      "melder", "aanvrager", "indiener", "houder", "eigenaar", "bewoner", "contactpersoon",
      "medewerker",
      "client", "cliënt", "klant", "partner", "ouder", "kind", "leerling", "student", "patient",
      "burger", "kandidaat",
    ]) {
      return "may be a person"
    }
    if holds(["geboorte", "gebdat", "overlijd", "birth"]) {
      return "may be a day of birth or death"
    }
    if has(["geslacht", "gender", "sekse", "leeftijd", "age", "nationaliteit", "herkomst"])
      || holds(["burgerlijk", "gezin", "huishoud"])
    {
      return "may tell what kind of person"
    }
    if holds(["adres", "straat", "huisn", "huisletter", "postcode", "woonplaats", "kenteken"])
      || has(["toevoeging", "nummeraanduiding", "x", "y", "lat", "lon", "latitude", "longitude"])
    {
      return "may be where a person lives or what one drives"
    }
    if holds([
      "diagnose", "gezondheid", "ziekte", "beperking", "religie", "geloof", "kerk", "etnic",
      "schuld", "uitkering",
      "inkomen", "straf", "delict", "indicatie", "zorg",
    ]) {
      return "may be something that nobody should learn of a person"
    }
    if holds([
      "opmerking", "toelichting", "omschrijving", "notitie", "memo", "bericht", "klacht", "vraag",
    ]) {
      return "free text, in which anything may stand"
    }
    let isPlace = holds([
      "gemeente", "plaats", "provincie", "gebied", "regio", "land", "wijk", "buurt",
    ])
    if ends(["naam", "name"]), !isPlace { return "may be a person's name" }
    return nil
  }
}
