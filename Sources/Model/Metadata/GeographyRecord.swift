// SPDX-License-Identifier: EUPL-1.2

/// Where a dataset's things are, and how their coordinates became WGS84.
package struct GeographyRecord: Hashable, Sendable, Codable {

  /// Coordinates of one reference system, and what was done to them.
  package struct Conversion: Hashable, Sendable, Codable {
    /// The code of the system that the coordinates were in: `EPSG:28992`.
    package var crs: String
    /// Its name: `Amersfoort / RD New`.
    package var name: String
    /// How accurate the conversion is, in metres; nil where PROJ does not know.
    package var accuracy: Double?
    /// Whether a grid of corrections was used; for RD that is RDNAPTRANS.
    package var usesGrid: Bool
    /// Whether the result is in ETRS89, which is published as WGS84.
    package var isETRS89: Bool

    /// Makes a conversion.
    package init(crs: String, name: String, accuracy: Double?, usesGrid: Bool, isETRS89: Bool) {
      self.crs = crs
      self.name = name
      self.accuracy = accuracy
      self.usesGrid = usesGrid
      self.isETRS89 = isETRS89
    }
  }

  /// The sides of a box around everything, in degrees with four decimals, rounded outward.
  package struct Box: Hashable, Sendable, Codable {
    /// The smallest longitude.
    package var west: String
    /// The smallest latitude.
    package var south: String
    /// The largest longitude.
    package var east: String
    /// The largest latitude.
    package var north: String

    /// Rounds a box outward to 0.0001 degree, about ten metres.
    package init(_ box: BoundingBox) {
      west = Self.text(box.west, .down)
      south = Self.text(box.south, .down)
      east = Self.text(box.east, .up)
      north = Self.text(box.north, .up)
    }

    private static func text(_ steps: Int, _ rule: FloatingPointRoundingRule) -> String {
      let down = Int((Double(steps) / 1000).rounded(rule))
      let digits = String(down.magnitude % 10_000)
      return (down < 0 ? "-" : "") + "\(down.magnitude / 10_000)."
        + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// Around what; nil where no row has coordinates.
  package var box: Box?
  /// How coordinates were converted, by reference system.
  package var conversions: [Conversion]

  /// Makes a record.
  package init(box: Box?, conversions: [Conversion]) {
    self.box = box
    self.conversions = conversions
  }
}

extension GeographyRecord.Conversion {
  /// What was done, and how accurate it is, for people.
  package var sentence: LocalizedText {
    guard let accuracy, accuracy == 0, !usesGrid else { return converted }
    return isETRS89
      ? GeographyWords.sameInETRS89(name: name, crs: crs)
      : GeographyWords.same(name: name, crs: crs)
  }

  private var converted: LocalizedText {
    let isNational = crs == "EPSG:28992" || crs == "EPSG:7415"
    return GeographyWords.converted(
      from: "\(name) (\(crs))", grid: usesGrid ? isNational ? "RDNAPTRANS" : "PROJ" : nil,
      metres: accuracy.map(Self.metres), isETRS89: isETRS89)
  }

  /// `0.25`, `1`, `0.001`: at most three decimals.
  private static func metres(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded(.up))
    var digits = String(thousandths % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(thousandths / 1000)" + (digits.isEmpty ? "" : ".\(digits)")
  }
}
