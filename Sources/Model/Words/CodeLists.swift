// SPDX-License-Identifier: EUPL-1.2

/// The codes that metadata may use, with their labels.
///
/// Only codes: the pipeline file is checked against the keys, DCAT and the pages look up the values.
package enum CodeLists {
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
}
