// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors

/// What the name of a column says of coordinates, by Dutch and English words.
struct CoordinateLabel: Equatable {
  /// The direction in which it counts.
  enum Axis {
    case east, north
    /// It is a coordinate, but nobody says which.
    case unknown
  }

  let axis: Axis
  /// Whether it speaks of degrees: longitude and latitude.
  let isDegrees: Bool
  /// What else the name says, which the other coordinate of a place says too.
  let stem: String

  private static let east: Set<String> = ["x", "easting"]
  private static let north: Set<String> = ["y", "northing"]
  private static let longitude: Set<String> = [
    "lon", "lng", "long", "longitude", "lengtegraad", "oosterlengte",
  ]
  private static let latitude: Set<String> = ["lat", "latitude", "breedtegraad", "noorderbreedte"]
  private static let coordinate: Set<String> = [
    "coord", "coords", "coordinaat", "coördinaat", "coordinate", "coordinaten", "coördinaten",
    "coordinates", "coor", "cor", "co",
  ]
  private static let noise: Set<String> = coordinate.union([
    "rd", "rdnew", "rijksdriehoek", "wgs", "wgs84", "84", "etrs89", "geo", "gps", "epsg", "28992",
    "4326",
  ])

  /// Reads a name; nil where it says nothing of coordinates.
  init?(_ label: String) {
    var found: [(axis: Axis, isDegrees: Bool)] = []
    var rest: [String] = []
    var isCoordinate = false
    for word in LabelTokens(label).words {
      if let axis = Self.axis(of: word) {
        found.append(axis)
      } else if Self.noise.contains(word) || Self.coordinate.contains(Self.withoutNumber(word)) {
        isCoordinate =
          isCoordinate
          || Self.coordinate.contains(Self.withoutNumber(word)) && word.utf8.count > 3
      } else {
        rest.append(word)
      }
    }
    // A name with both axes is that of a pair in one cell.
    guard found.count <= 1 else { return nil }
    if let one = found.first {
      (axis, isDegrees, stem) = (one.axis, one.isDegrees, rest.joined(separator: " "))
    } else {
      guard isCoordinate else { return nil }
      let words = rest.filter { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      (axis, isDegrees, stem) = (.unknown, false, words.joined(separator: " "))
    }
  }

  /// A word without the digits that it ends in: `coord1`.
  private static func withoutNumber(_ word: String) -> String {
    String(word.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
  }

  /// The axis that a word stands for, with what is glued to it: `xcoord`, `rdx`.
  private static func axis(of word: String) -> (axis: Axis, isDegrees: Bool)? {
    if east.contains(word) { return (.east, false) }
    if north.contains(word) { return (.north, false) }
    if longitude.contains(word) { return (.east, true) }
    if latitude.contains(word) { return (.north, true) }
    for noise in noise where word.utf8.count > noise.utf8.count {
      if word.hasSuffix(noise), let axis = axis(of: String(word.dropLast(noise.count))) {
        return axis
      }
      if word.hasPrefix(noise), let axis = axis(of: String(word.dropFirst(noise.count))) {
        return axis
      }
    }
    return nil
  }
}
