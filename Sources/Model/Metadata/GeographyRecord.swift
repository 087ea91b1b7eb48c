// SPDX-License-Identifier: EUPL-1.2

/// Where a dataset's things are, and how their coordinates became WGS84.
public struct GeographyRecord: Hashable, Sendable, Codable {

  /// Coordinates of one reference system, and what was done to them.
  public struct Conversion: Hashable, Sendable, Codable {
    /// The code of the system that the coordinates were in: `EPSG:28992`.
    public var crs: String
    /// Its name: `Amersfoort / RD New`.
    public var name: String
    /// How accurate the conversion is, in metres; nil where PROJ does not know.
    public var accuracy: Double?
    /// Whether a grid of corrections was used; for RD that is RDNAPTRANS.
    public var usesGrid: Bool
    /// Whether the result is in ETRS89, which is published as WGS84.
    public var isETRS89: Bool

    /// Makes a conversion.
    public init(crs: String, name: String, accuracy: Double?, usesGrid: Bool, isETRS89: Bool) {
      self.crs = crs
      self.name = name
      self.accuracy = accuracy
      self.usesGrid = usesGrid
      self.isETRS89 = isETRS89
    }
  }

  /// The sides of a box around everything, in degrees with four decimals, rounded outward.
  public struct Box: Hashable, Sendable, Codable {
    /// The smallest longitude.
    public var west: String
    /// The smallest latitude.
    public var south: String
    /// The largest longitude.
    public var east: String
    /// The largest latitude.
    public var north: String

    /// Rounds a box outward to 0.0001 degree, about ten metres.
    public init(_ box: BoundingBox) {
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
  public var box: Box?
  /// How coordinates were converted, by reference system.
  public var conversions: [Conversion]

  /// Makes a record.
  public init(box: Box?, conversions: [Conversion]) {
    self.box = box
    self.conversions = conversions
  }
}

extension GeographyRecord.Conversion {
  /// What was done, and how accurate it is, for people.
  public var sentence: LocalizedText {
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
