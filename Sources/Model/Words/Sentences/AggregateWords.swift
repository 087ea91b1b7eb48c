// SPDX-License-Identifier: EUPL-1.2

/// What a measure of a table of counts is, and what was done to it.
package enum AggregateWords {
  package static let rows = LocalizedText(nl: "aantal rijen", en: "number of rows")
  package static let contributors = LocalizedText(nl: "aantal", en: "number")

  package static func sum(of field: String) -> LocalizedText {
    LocalizedText(nl: "som van \(field)", en: "sum of \(field)")
  }

  package static func mean(of field: String) -> LocalizedText {
    LocalizedText(nl: "gemiddelde van \(field)", en: "mean of \(field)")
  }

  /// Behind a measure: its rounding.
  package static func rounded(to base: Int) -> LocalizedText {
    LocalizedText(
      nl: ", afgerond op veelvouden van \(base)", en: ", rounded to multiples of \(base)")
  }

  /// Behind a measure: the rounding of the farm statistics.
  package static let roundedAsFarmStatistics = LocalizedText(
    nl: ", afgerond op 5 of een tiental", en: ", rounded to 5 or a multiple of ten")

  /// At the end: which cells are empty.
  package static func hidden(below minimum: Int) -> LocalizedText {
    LocalizedText(
      nl: "; leeg waar het er minder dan \(minimum) zijn, of waar het cijfer iemand kan verraden",
      en: "; empty where there are fewer than \(minimum), or where it could give somebody away")
  }
}
