// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads the places that data are about.
struct PlaceReader {
  let problems: ConfigProblems

  /// Reads a place, or a list of them; nil where the key is absent. What is no place is reported.
  func read(_ key: String, _ reader: inout ConfigReader) -> [String]? {
    guard let places = reader.strings(key) else { return nil }
    if places.isEmpty { reader.invalid(key, "'\(key)' is an empty list", hint: "Remove it.") }
    for place in places where !Place.isCode(place) {
      guard !WebAddress.isAbsolute(place, schemes: ["https", "http"]) else { continue }
      reader.invalid(
        key, "'\(place)' must be a code of a place or a web address",
        hint:
          "Write gm and four digits for a municipality, pv and two for a province, ws and four for a water board, "
          + "NLD for the country, or an address of https://sws.geonames.org/.")
    }
    if Set(places).count < places.count {
      reader.invalid(key, "a place stands here twice", hint: "Remove one of the two.")
    }
    return places
  }
}
