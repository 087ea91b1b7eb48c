// SPDX-License-Identifier: EUPL-1.2

/// The codes that metadata may use, with their labels.
///
/// Only codes: the pipeline file is checked against the keys, DCAT and the pages look up the values.
package enum CodeLists {
  /// A licence of the list that DCAT-AP-NL names.
  package struct Licence: Hashable, Sendable {
    /// The entry in Geonovum's list, which DCAT-AP-NL wants as the value of `dct:license`.
    package let uri: String
    /// The name, with the Dutch explanation where there is one.
    package let label: LocalizedText
    /// The page where a person can read the licence; nil for data that are not open.
    package let page: String?

    /// Makes a licence.
    package init(uri: String, label: LocalizedText, page: String?) {
      self.uri = uri
      self.label = label
      self.page = page
    }
  }

  /// Licences by SPDX identifier (`CC0-1.0`, `CC-BY-4.0`), and `niet_open`.
  ///
  /// Source: https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties
  package static let licences: [String: Licence] = {
    let list = "https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/"
    let site = "https://creativecommons.org/"
    var licences = [
      "CC0-1.0": Licence(
        uri: list + "cc0",
        label: LocalizedText(nl: "CC0 1.0 (publiek domein)", en: "CC0 1.0 (public domain)"),
        page: site + "publicdomain/zero/1.0/deed.nl"),
      "CC-PDM-1.0": Licence(
        uri: list + "public_domain_mark",
        label: LocalizedText(nl: "Publiek domein (PDM 1.0)", en: "Public Domain Mark 1.0"),
        page: site + "publicdomain/mark/1.0/deed.nl"),
      "niet_open": Licence(
        uri: list + "niet_open", label: LocalizedText(nl: "Niet open", en: "Not open"), page: nil),
    ]
    for family in licenceFamilies {
      for version in 1...4 {
        // Version 1.0 of this one family has its parts the other way round on the site.
        let path = family.path == "by-nc-nd" && version == 1 ? "by-nd-nc" : family.path
        licences["CC-\(family.path.uppercased())-\(version).0"] = Licence(
          uri: "\(list)\(family.code)\(version)0",
          label: LocalizedText(
            nl: "CC \(family.path.uppercased()) \(version).0 (\(family.nl))",
            en: "CC \(family.path.uppercased()) \(version).0"),
          page: "\(site)licenses/\(path)/\(version).0/deed.nl")
      }
    }
    return licences
  }()

  /// The Creative Commons licences that exist in the versions 1.0 to 4.0.
  private static let licenceFamilies: [(path: String, code: String, nl: String)] = [
    ("by", "naamsvermelding", "naamsvermelding"),
    ("by-sa", "naamsvermelding_gelijkdelen", "naamsvermelding, gelijk delen"),
    (
      "by-nd", "naamsvermelding_geen_afgeleide_werken",
      "naamsvermelding, geen afgeleide werken"
    ),
    ("by-nc", "naamsvermelding_niet_commercieel", "naamsvermelding, niet commercieel"),
    (
      "by-nc-sa", "naamsvermelding_niet_commercieel_gelijk_delen",
      "naamsvermelding, niet commercieel, gelijk delen"
    ),
    (
      "by-nc-nd", "naamsvermelding_niet_commercieel_geen_afgeleide_werken",
      "naamsvermelding, niet commercieel, geen afgeleide werken"
    ),
  ]

  /// How often data are renewed; the last part of the URI.
  ///
  /// Source: http://publications.europa.eu/resource/authority/frequency
  package static let frequencies: [String: LocalizedText] = [
    "CONT": LocalizedText(nl: "voortdurend", en: "continuous"),
    "BIHOURLY": LocalizedText(nl: "om de twee uur", en: "every two hours"),
    "DAILY_2": LocalizedText(nl: "twee keer per dag", en: "twice a day"),
    "DAILY": LocalizedText(nl: "dagelijks", en: "daily"),
    "WEEKLY_3": LocalizedText(nl: "drie keer per week", en: "three times a week"),
    "WEEKLY_2": LocalizedText(nl: "twee keer per week", en: "twice a week"),
    "WEEKLY": LocalizedText(nl: "wekelijks", en: "weekly"),
    "BIWEEKLY": LocalizedText(nl: "veertiendaags", en: "every two weeks"),
    "MONTHLY_3": LocalizedText(nl: "drie keer per maand", en: "three times a month"),
    "MONTHLY_2": LocalizedText(nl: "twee keer per maand", en: "twice a month"),
    "MONTHLY": LocalizedText(nl: "maandelijks", en: "monthly"),
    "BIMONTHLY": LocalizedText(nl: "tweemaandelijks", en: "every two months"),
    "QUARTERLY": LocalizedText(nl: "driemaandelijks", en: "quarterly"),
    "ANNUAL_3": LocalizedText(nl: "drie keer per jaar", en: "three times a year"),
    "ANNUAL_2": LocalizedText(nl: "halfjaarlijks", en: "twice a year"),
    "ANNUAL": LocalizedText(nl: "jaarlijks", en: "yearly"),
    "BIENNIAL": LocalizedText(nl: "tweejaarlijks", en: "every two years"),
    "TRIENNIAL": LocalizedText(nl: "driejaarlijks", en: "every three years"),
    "QUADRENNIAL": LocalizedText(nl: "om de vier jaar", en: "every four years"),
    "QUINQUENNIAL": LocalizedText(nl: "om de vijf jaar", en: "every five years"),
    "IRREG": LocalizedText(nl: "onregelmatig", en: "irregularly"),
    "AS_NEEDED": LocalizedText(nl: "wanneer dat nodig is", en: "as needed"),
    "NOT_PLANNED": LocalizedText(nl: "niet gepland", en: "not planned"),
    "NEVER": LocalizedText(nl: "nooit", en: "never"),
    "OTHER": LocalizedText(nl: "anders", en: "other"),
    "UNKNOWN": LocalizedText(nl: "onbekend", en: "unknown"),
  ]

  /// What data are about; the last part of the URI.
  ///
  /// Source: http://publications.europa.eu/resource/authority/data-theme
  package static let themes: [String: LocalizedText] = [
    "AGRI": LocalizedText(
      nl: "Landbouw, visserij, bosbouw en voeding", en: "Agriculture, fisheries, forestry and food"),
    "ECON": LocalizedText(nl: "Economie en financiën", en: "Economy and finance"),
    "EDUC": LocalizedText(nl: "Onderwijs, cultuur en sport", en: "Education, culture and sport"),
    "ENER": LocalizedText(nl: "Energie", en: "Energy"),
    "ENVI": LocalizedText(nl: "Milieu", en: "Environment"),
    "GOVE": LocalizedText(nl: "Overheid en publieke sector", en: "Government and public sector"),
    "HEAL": LocalizedText(nl: "Gezondheid", en: "Health"),
    "INTR": LocalizedText(nl: "Internationale vraagstukken", en: "International issues"),
    "JUST": LocalizedText(
      nl: "Justitie, rechtsstelsel en openbare veiligheid",
      en: "Justice, legal system and public safety"),
    "REGI": LocalizedText(nl: "Regio’s en steden", en: "Regions and cities"),
    "SOCI": LocalizedText(nl: "Bevolking en samenleving", en: "Population and society"),
    "TECH": LocalizedText(nl: "Wetenschap en technologie", en: "Science and technology"),
    "TRAN": LocalizedText(nl: "Vervoer", en: "Transport"),
  ]

  /// Who may have the data; the last part of the URI.
  ///
  /// Source: http://publications.europa.eu/resource/authority/access-right
  package static let accessRights = ["PUBLIC", "RESTRICTED", "NON_PUBLIC"]

  /// The languages that a Dutch municipality publishes in; the last part of the URI.
  ///
  /// Source: http://publications.europa.eu/resource/authority/language
  package static let languages = ["NLD", "FRY", "ENG", "DEU"]

  /// What kind of organisation a publisher is; the last part of the URI.
  ///
  /// Source: http://purl.org/adms/publishertype/1.0
  package static let publisherTypes = [
    "LocalAuthority", "RegionalAuthority", "NationalAuthority", "SupraNationalAuthority",
    "Academia-ScientificOrganisation", "Company", "IndustryConsortium",
    "NonGovernmentalOrganisation", "NonProfitOrganisation", "StandardisationBody",
  ]
}
