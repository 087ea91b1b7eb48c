// SPDX-License-Identifier: EUPL-1.2

extension HeaderLexicon {
  /// All rules, in the order in which they are tried.
  static let rules: [Rule] = numbers + persons + places + kinds

  private static func telling(
    _ detector: Detector, whole: [String] = [], holds: [String] = [], has: [String] = [],
    begins: [String] = [],
    ends: [String] = [], pairs: [(String, String)] = [], unless: [String] = []
  ) -> Rule {
    Rule(
      subject: .detector(detector), isTelling: true, whole: whole, holds: holds, has: has,
      begins: begins,
      ends: ends, pairs: pairs, unless: unless)
  }

  /// Numbers that point at one person, company or thing.
  private static let numbers: [Rule] = [
    telling(
      .bsn, holds: ["burgerservice", "sofinummer", "sofinr", "citizenservicenumber"],
      has: ["sofi"], begins: ["bsn"], ends: ["bsn"]),
    telling(
      .onderwijsnummer, holds: ["onderwijsnummer", "onderwijsnr", "persoonsgebondennummer"],
      has: ["pgn"]),
    telling(
      .aNummer, holds: ["administratienummer"], has: ["anummer", "anr"],
      pairs: [("a", "nummer"), ("a", "nr")], unless: ["dossier"]),
    telling(.rsin, begins: ["rsin"], ends: ["rsin"], pairs: [("fi", "nummer")]),
    telling(
      .btwNummer, holds: ["btwnummer", "btwnr", "btwid", "omzetbelastingnummer", "vatnumber"]),
    telling(
      .documentNumber,
      holds: [
        "paspoort", "rijbewijs", "identiteitsbewijs", "identiteitskaart", "idkaart", "passport",
        "vreemdelingennummer", "reisdoc",
      ], unless: ["soort", "datum"]),
    telling(.big, holds: ["bignummer", "bignr", "bigregistratie", "bigcode"]),
    telling(.agb, begins: ["agb"], unless: ["agbouw"]),
    telling(
      .kvk, holds: ["kamervankoophandel", "handelsregister"], begins: ["kvk"], ends: ["kvk"]),
    telling(
      .iban, holds: ["rekeningn", "bankrek", "bankaccount", "accountnumber"], begins: ["iban"],
      ends: ["iban"], unless: ["grootboek", "kostenreken"]),
    telling(
      .kenteken, holds: ["kenteken", "nummerplaat", "nummerbord", "licenseplate", "licenceplate"]),
    telling(
      .vin, holds: ["chassis", "voertuigidentificatie"], has: ["vin", "vinnummer", "vinnr"]),
  ]

  /// Persons, and how to reach them.
  private static let persons: [Rule] = [
    telling(
      .email, holds: ["email", "mailadres", "epost"], has: ["mail"],
      unless: ["bekend", "aanwezig", "toestemming"]),
    telling(.ipAddress, has: ["ip", "ipadres", "ipaddress", "ipv4", "ipv6"]),
    telling(
      .phone, holds: ["telefoon", "mobiel", "phone", "gsmn"],
      has: ["tel", "tel1", "tel2", "telnr", "mobnr", "fax", "faxnr", "gsm"], begins: ["faxnummer"],
      unless: [
        "kosten", "mobielob", "bekend", "aanwezig", "toestemming", "telefoontje", "gesprek",
        "aantaltel", "aantalmob", "automobiel", "duur",
      ]),
    telling(
      .name,
      holds: [
        "achternaam", "voornaam", "voornamen", "voorletter", "tussenvoegsel", "roepnaam",
        "geslachtsnaam", "familienaam", "meisjesnaam", "lastname", "firstname", "surname",
        "fullname", "initialen", "voorvoegselgeslacht", "naamkandidaat", "kandidaatnaam",
        "naammelder", "naamaanvrager", "naambewoner", "naamhouder", "naamcontactpersoon",
        "naammedewerker", "geslnaam", "geslachtsnm", "achternm",
        "voornm", "nmaanvrager", "nmmelder", "nmhouder", "partnernaam", "tenaamstelling",
        "volledigenm", "volledigenaam", "weergavenaam", "naamclient", "naamklant", "persoonsnaam",
        "voorvoegsels",
      ], unless: ["voornaamste"]),
    telling(
      .birthDate, whole: ["geb", "geboren"],
      holds: [
        "geboortedatum", "gebdat", "geboortedag", "birthdate", "dateofbirth", "birthday", "datgeb",
        "gbdat", "dtgeb", "geboortedat", "geboortedtm", "gebdag", "verjaardag", "datumgeboorte",
      ],
      has: ["dob", "gebdt"],
      pairs: [("geb", "datum"), ("geb", "dat"), ("geb", "dt"), ("geboren", "op")]),
    Rule(subject: .portrait, isTelling: true, holds: ["handtekening", "pasfoto"]),
    Rule(
      subject: .account, isTelling: true, holds: ["gebruikersnaam", "username"], has: ["login"]),
    Rule(
      subject: .role, isTelling: false,
      holds: [
        "melder", "aanvrager", "indiener", "houder", "eigenaar", "bewoner", "contactpersoon",
        "medewerker", "client", "cliënt", "klant", "partner", "ouder", "kind", "leerling",
        "student", "patient", "burger", "kandidaat", "behandelaar", "rechthebbende", "gemachtigde",
        "inspecteur",
        "begeleider", "mantelzorger", "bewindvoerder", "echtgeno", "vergunninghouder",
        "zaakwaarnemer",
      ],
      unless: [
        "leerlingen", "kinderen", "ouderen", "studenten", "patienten", "kandidaten", "klanten",
        "burgerlijk", "onderhouder", "aanhouder",
      ]),
  ]

  /// Where something is, which may be where somebody lives.
  private static let places: [Rule] = [
    telling(
      .postcode, whole: ["pc"], holds: ["postcode", "postalcode", "zipcode"], has: ["pc6", "zip"],
      unless: ["postcode4", "postcodegebied", "viercijfer"]),
    telling(
      .bagID,
      holds: ["nummeraanduiding", "verblijfsobject", "adresseerbaarobject", "bagid", "pandid"],
      has: ["bag", "vbo", "vboid"],
      unless: ["status", "gebruiksdoel", "oppervlakte", "typeadres", "typever"]),
    Rule(
      subject: .houseNumber, isTelling: true,
      holds: ["huisnummer", "huisnr", "huisletter"], unless: ["toevoegingsoort"]),
    telling(
      .address, holds: ["adres", "address"],
      unless: ["adresseerbaar", "internetadres", "webadres", "macadres", "adrestype"]),
    telling(
      .coordinates,
      holds: ["coordina", "coördina", "latitude", "longitude", "geometrie", "geometry"],
      has: ["x", "y", "lat", "lon", "lng", "rdx", "rdy", "wkt", "xy", "geom"]),
  ]

  /// What else may be about a person.
  private static let kinds: [Rule] = [
    // Of a passport, or of a decision.
    Rule(subject: .detector(.documentNumber), isTelling: false, holds: ["documentnummer"]),
    Rule(
      subject: .detector(.birthDate), isTelling: false,
      holds: ["geboorte", "overlijd", "birth"],
      pairs: [
        ("geb", "jr"), ("geb", "jaar"), ("geb", "mnd"), ("geb", "maand"), ("geb", "dg"),
        ("geb", "dag"),
      ], unless: ["plaats", "land", "gemeente", "place"]),
    Rule(
      subject: .demographic, isTelling: false, tellsOfPersons: true,
      holds: [
        "burgerlijkestaat", "burgstaat", "nationaliteit", "geboorteland", "geboorteplaats",
        "migratieachtergrond", "gezinssamenstelling", "gezinssituatie", "huishoudtype",
        "huwelijk", "leefvorm", "leeftijd", "geslacht", "nationality", "maritalstatus",
      ],
      has: ["gender", "sekse", "age", "sex", "lft", "burgst", "gesl"],
      unless: ["geslachtsnaam"]),
    Rule(
      subject: .demographic, isTelling: false,
      holds: ["burgerlijk", "gezin", "huishoud", "geboorte", "birth", "overlijd"]),
    Rule(
      subject: .detector(.address), isTelling: false,
      holds: ["straat", "woonplaats"], has: ["toevoeging"]),
    // Special categories of personal data, and crime. Source: AVG, articles 9 and 10.
    Rule(
      subject: .sensitive, isTelling: true,
      holds: [
        "diagnose", "ziektebeeld", "kerkgenootschap", "verblijfsstatus", "zwangerschap", "detentie",
        "religie", "godsdienst", "geloofsovertuig", "levensovertuig",
        "etniciteit", "geaardheid", "vakbond", "vakvereniging", "strafblad", "politiekevoorkeur",
        "politiekeovertuiging", "partijvoorkeur",
      ]),
    sensitiveOfPersons,
    Rule(
      subject: .sensitive, isTelling: false,
      holds: [
        "diagnose", "gezondheid", "ziekte", "beperking", "religie", "geloof", "kerk", "etnic",
        "schuld", "uitkering", "inkomen", "straf", "delict", "indicatie", "zorg", "medicatie",
      ]),
    Rule(
      subject: .freeText, isTelling: false,
      holds: [
        "opmerking", "toelichting", "omschrijving", "notitie", "memo", "bericht", "klacht", "vraag",
      ]),
    Rule(
      subject: .detector(.name), isTelling: false, ends: ["naam", "name"],
      unless: [
        "gemeente", "plaats", "provincie", "gebied", "regio", "land", "wijk", "buurt", "vestiging",
        "instelling", "school", "object", "bestand", "verkorte", "openbareruimte",
      ]),
  ]

  /// What nobody should learn of a person: health, origin, crime, money, and what municipalities do for people (Wmo,
  /// Jeugdwet, Participatiewet, debts, school attendance). Of trees and streets the same words say nothing.
  private static let sensitiveOfPersons = Rule(
    subject: .sensitive, isTelling: false, tellsOfPersons: true,
    holds: [
      "ziekte", "ziekmeld", "ziekteverzuim", "handicap", "gezondheid", "medicatie",
      "medicijn", "allergie", "dieet", "zwanger", "doodsoorzaak", "bloedgroep", "verslaving",
      "psychisch", "psychiatr", "dementie", "autisme", "dyslexie", "zorgprofiel",
      "zorgzwaarte", "zorgindicatie", "zorgvraag", "indicatiebesluit", "arbeidsongeschikt",
      "uitkering", "bijstand", "participatiewet", "inkomen", "salaris", "schuld",
      "wsnp", "kwijtschelding", "deurwaarder", "beslaglegging", "faillis", "budgetbeheer",
      "voedselbank", "dakloos", "laaggeletterd", "wajong", "toeslag", "armoede",
      "betaalachterstand",
      "huurachterstand", "jeugdzorg", "jeugdhulp", "jeugdbescherming", "jeugdreclassering",
      "ondertoezicht", "voogdij", "pleegzorg", "pleegkind", "uithuisplaats", "curatele",
      "bewindvoering", "mentorschap", "huiselijkgeweld", "mishandel", "huisverbod", "leerplicht",
      "schoolverzuim", "spijbel", "thuiszitter", "verzuim", "leerachterstand", "delict", "misdrijf",
      "veroordeling", "verdachte", "dader", "slachtoffer", "reclassering", "straf", "recidive",
      "herkomst", "etnic", "asiel", "statushouder", "verblijfsvergunning", "verblijfstitel",
      "inburgering", "religie", "geloof", "kerkelijk", "politiek", "stemgedrag", "seksue",
      "transgender", "biometr", "vingerafdruk", "genetisch", "diagnose", "disability", "illness",
      "disease", "income", "salary", "debt", "ethnic", "religion", "crime",
    ],
    has: [
      "wmo", "pgb", "wia", "wao", "ggz", "ots", "dna", "loon", "beperking", "vermogen", "iq", "bmi",
      "icd10",
    ],
    unless: ["strafschop", "ziektekiem", "schuldig"])
}

extension LabelTokens {
  /// Whether a name says that its column counts or measures: `AANTAL_BEWONERS`, `percentage`, `gem_inkomen`.
  package var isCount: Bool {
    has(["perc", "pct", "gem", "avg", "som", "sum", "count", "total", "share", "ratio", "mediaan"])
      || begins(["aantal", "totaal", "percentage", "procent", "gemiddeld", "aandeel", "average"])
      || ends(["aantal", "totaal", "percentage"])
  }

  /// Whether a name says that its column has ages, of persons or of trees.
  package var isAge: Bool { holds(["leeftijd"]) || has(["age", "lft"]) }

  /// Whether a name says that its column has names of organisations, streets, ships, books or plants, and not of persons.
  package var isOfThings: Bool {
    begins([
      "organisatie", "club", "sportclub", "vereniging", "stichting", "bedrijf", "onderneming",
      "firma", "school", "instelling", "straat", "laan", "weg", "plein", "openbareruimte", "schip",
      "vaartuig", "boot", "boek", "titel", "soort", "plant", "gewas", "roos", "merk", "model",
      "product", "partij", "fractie", "winkel", "supermarkt", "locatie", "gebouw", "object",
      "museum", "apotheek", "praktijk", "kerk", "park", "hotel", "restaurant", "team", "project",
      "leverancier", "uitgever", "film", "album", "boom", "sponsor", "halte", "station", "brug",
      "rechtsvorm", "zaal", "werk", "voorstelling", "species", "ship", "book", "street", "brand",
      "company", "party", "organisation", "organization", "vendor", "keten", "filiaal", "lijst",
    ])
      || ends(["straatnaam", "school", "club", "bedrijf", "soort", "partij", "titel", "vereniging"])
  }

  /// Whether a name says that the place in its column is where somebody lives.
  package var isHome: Bool {
    guard !has(["woonplaats"]) else { return false }
    return begins(["woonadres", "woonpostcode", "woonstraat", "woonlocatie", "thuis", "prive"])
      || has(["woon", "woonhuis", "home"]) || joined.hasPrefix("woonhuis")
  }

  /// Whether a name says that the row is of a person who reports, asks or lives somewhere; not what kind of person that is.
  package var isPersonInRole: Bool {
    holds([
      "melder", "aanvrager", "bewoner", "client", "cliënt", "patient", "patiënt", "indiener",
      "klager", "leerling", "inwoner", "huurder", "deelnemer", "bezoeker", "betrokkene",
    ])
      && !holds([
        "soort", "type", "categorie", "kanaal", "datum", "aantal", "leerlingen", "bewoners",
        "inwoners", "huurders", "deelnemers", "bezoekers", "clienten", "patienten", "perc",
        "totaal",
        "bekend", "tevreden",
      ]) && !isCount
  }
}
