// SPDX-License-Identifier: EUPL-1.2

/// Coordinates: the fields that are added, and what was done to those of the export.
package enum GeographyWords {
  package static let longitude = LocalizedText(nl: "Lengtegraad", en: "Longitude")
  package static let latitude = LocalizedText(nl: "Breedtegraad", en: "Latitude")
  package static let degreesEast = LocalizedText(
    nl: "In graden oosterlengte (WGS84).", en: "In degrees east (WGS84).")
  package static let degreesNorth = LocalizedText(
    nl: "In graden noorderbreedte (WGS84).", en: "In degrees north (WGS84).")

  /// Coordinates that nothing was done to.
  static func same(name: String, crs: String) -> LocalizedText {
    LocalizedText(
      nl: "Coördinaten zijn in WGS84 (\(name), \(crs)).",
      en: "Coordinates are in WGS84 (\(name), \(crs)).")
  }

  /// Coordinates in ETRS89, that nothing was done to.
  static func sameInETRS89(name: String, crs: String) -> LocalizedText {
    LocalizedText(
      nl: "Coördinaten zijn in ETRS89 (\(name), \(crs)) en hier als WGS84 gepubliceerd; "
        + "het verschil is kleiner dan 1 m.",
      en: "Coordinates are in ETRS89 (\(name), \(crs)) and published here as WGS84; "
        + "the difference is less than 1 m.")
  }

  /// Coordinates that were converted.
  ///
  /// - Parameters:
  ///   - system: the system that they were in, with its code.
  ///   - grid: whose grid of corrections was used; `nil` if none was.
  ///   - metres: the accuracy, with a decimal point; `nil` if nobody knows.
  ///   - isETRS89: whether they are in ETRS89 now, which is published as WGS84.
  static func converted(
    from system: String, grid: String?, metres: String?, isETRS89: Bool
  ) -> LocalizedText {
    var nl = "Coördinaten zijn omgerekend van \(system) naar WGS84"
    var en = "Coordinates were converted from \(system) to WGS84"
    if let grid {
      nl += " met het correctiegrid van \(grid)"
      en += " with the correction grid of \(grid)"
    }
    nl +=
      metres.map { ", nauwkeurigheid \($0.replacing(".", with: ",")) m" }
      ?? ", nauwkeurigheid onbekend"
    en += metres.map { ", accuracy \($0) m" } ?? ", accuracy unknown"
    if isETRS89 {
      nl += " ten opzichte van ETRS89, dat hier als WGS84 geldt (verschil kleiner dan 1 m)"
      en += " with respect to ETRS89, which stands for WGS84 here (difference less than 1 m)"
    }
    return LocalizedText(nl: nl + ".", en: en + ".")
  }
}
