// SPDX-License-Identifier: EUPL-1.2

/// Columns of which the name leaves no doubt, and that the pipeline calls `none`.
enum HeaderLeaks {
  /// Names of direct identifiers, above values that say nothing.
  private static let labels = [
    "BSN", "bsn_nummer", "burgerservicenummer", "SOFINR", "onderwijsnummer", "PGN",
    "A-nummer", "a_nr", "RSIN", "BTW_NUMMER", "paspoortnummer", "PASPOORT_NR", "rijbewijsnummer",
    "IDKAART", "BIG-nummer", "bigregistratie", "IBAN", "rekeningnummer", "bankrekening",
    "KENTEKEN", "kenteken_voertuig", "nummerplaat", "chassisnummer", "VIN", "EMAIL", "e-mail",
    "emailadres", "E_MAIL_ADRES", "TELEFOON", "telefoonnr", "TEL", "mobiel", "mobiele_telefoon",
    "GSM", "FAX", "IP", "ip_adres", "VOORNAAM", "voornamen", "VOORLETTERS", "ACHTERNAAM",
    "achternaam_partner", "geslachtsnaam", "roepnaam", "tussenvoegsel", "familienaam",
    "meisjesnaam", "initialen", "persoonsnaam", "naam_melder", "NAAM_AANVRAGER", "naamBewoner",
    "GESLNAAM", "ACHTERNM", "NM_AANVRAGER", "tenaamstelling", "REISDOCNR", "TEL1",
    "gebruikersnaam", "username", "login", "handtekening", "pasfoto",
  ]

  static let direct = LeakTests.Kind(
    name: "a telling name", code: "personal-data",
    leaks: labels.enumerated().map { number, label in
      LeakCase("kop-\(number)", [(label, Cells.opaque), ("zone", Cells.zone)])
    })

  /// The same columns under a name of which nothing can be told.
  static let renamed = LeakTests.Kind(
    name: "a telling name in the export, and another on the page", code: "personal-data",
    leaks: labels.enumerated().map { number, label in
      LeakCase(
        "hernoemd-\(number)", [(label, Cells.opaque), ("zone", Cells.zone)],
        fields: [label: "name: veld, privacy: none, treat: keep"])
    })

  /// Days of birth, and what nobody should learn of a person.
  static let other = LeakTests.Kind(
    name: "a telling name of another class", code: "personal-data",
    leaks: [
      "GEBOORTEDATUM", "geboorte_datum", "GEB_DATUM", "gebdat", "geb_dt", "GEB", "geboren", "dob",
      "dateOfBirth", "birthdate", "DAT_GEBOORTE", "DATGEB", "GBDAT", "GEBOORTE_DAT", "GEBDAG",
      "verjaardag",
    ].enumerated().map { number, label in
      LeakCase(
        "geboorte-\(number)", [(label, Cells.birth), ("zone", Cells.zone)],
        fields: [label: "name: dag, privacy: none, treat: keep"])
    }
      + [
        "diagnose", "DIAGNOSE_CODE", "religie", "geloofsovertuiging", "etniciteit",
        "seksuele_geaardheid", "vakbond", "strafblad", "politieke voorkeur", "ziektebeeld",
      ].enumerated().map { number, label in
        LeakCase("bijzonder-\(number)", [(label, Cells.opaque), ("zone", Cells.zone)])
      })
}
