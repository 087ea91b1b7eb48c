// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikModel

/// From degrees to a picture with north above: equirectangular, true to distance at the middle of the data.
struct Projection {
  /// A point of the picture, in thousandths of its width.
  struct Point: Hashable {
    var x: Double
    var y: Double

    func distance(to other: Point) -> Double {
      let (across, down) = (x - other.x, y - other.y)
      return (across * across + down * down).squareRoot()
    }

    /// How far it lies from the line between two points, ends included.
    func distance(to one: Point, _ other: Point) -> Double {
      let (across, down) = (other.x - one.x, other.y - one.y)
      let square = across * across + down * down
      guard square > 0 else { return distance(to: one) }
      let part = ((x - one.x) * across + (y - one.y) * down) / square
      let held = min(max(part, 0), 1)
      return distance(to: Point(x: one.x + held * across, y: one.y + held * down))
    }
  }

  /// A box of meridians and parallels, in degrees.
  struct Box: Hashable, Sendable {
    var west: Double
    var south: Double
    var east: Double
    var north: Double

    /// The smallest box around places; nil where there are none.
    init?(_ places: [(lon: Double, lat: Double)]) {
      guard let first = places.first else { return nil }
      (west, east, south, north) = (first.lon, first.lon, first.lat, first.lat)
      for (lon, lat) in places {
        (west, east) = (min(west, lon), max(east, lon))
        (south, north) = (min(south, lat), max(north, lat))
      }
    }

    /// The smallest box around this one and another.
    private func joined(with other: Box) -> Box {
      var box = self
      (box.west, box.east) = (min(west, other.west), max(east, other.east))
      (box.south, box.north) = (min(south, other.south), max(north, other.north))
      return box
    }

    /// What a map of places in this box shows where there is an outline: the whole of it, as long as the places take
    /// up half of the width or of the height; else the places, which would be too near to each other to read.
    func extended(to outline: Box?) -> Box {
      guard let all = outline.map(joined) else { return self }
      let isEnough =
        2 * (east - west) >= all.east - all.west || 2 * (north - south) >= all.north - all.south
      return isEnough ? all : self
    }
  }

  /// How wide a picture is for its height.
  enum Shape: String {
    case wide, square, tall

    var ratio: Double {
      switch self {
      case .wide: 3 / 2
      case .square: 1
      case .tall: 4 / 5
      }
    }
  }

  let shape: Shape
  /// Kilometres that the whole width stands for.
  let width: Double
  private let west: Double
  private let north: Double
  private let cosine: Double
  private static let kilometresPerDegree = 111.32
  /// How much taller a map is for what stands below its places.
  private static let below = 1.1
  /// The narrowest map, in kilometres.
  private static let narrowest = 0.2

  /// Makes one on which all spots fit, with some room around them, and with the outline where that leaves them large
  /// enough; nil where there are none.
  init?(_ spots: [DatasetProfile.Places.Spot], in outline: Outline? = nil) {
    guard let places = Box(spots.map { (Self.degrees($0.lon), Self.degrees($0.lat)) }) else {
      return nil
    }
    let box = places.extended(to: outline?.box)
    let (west, south, east, north) = (box.west, box.south, box.east, box.north)
    let cosine = max(cos((south + north) / 2 * .pi / 180), 0.01)
    let (across, down) = ((east - west) * cosine, north - south)
    let least = Self.narrowest / Self.kilometresPerDegree
    // Below there is room for the scale.
    let tall = max(down, least) * Self.below
    let ratio = max(across, least) / tall
    shape = ratio > 1.22 ? .wide : ratio > 0.9 ? .square : .tall
    let size = max(max(across, least), tall * shape.ratio) * 1.12
    self.west = (west + east) / 2 * cosine - size / 2
    self.north =
      (south + north) / 2 + max(down, least) * (1 - Self.below) / 2 + size / shape.ratio / 2
    self.cosine = cosine
    width = size * Self.kilometresPerDegree
  }

  /// Thousandths of the width.
  var height: Double { 1000 / shape.ratio }

  /// Where a spot is in the picture.
  func point(_ spot: DatasetProfile.Places.Spot) -> Point {
    point(Self.degrees(spot.lon), Self.degrees(spot.lat))
  }

  /// Where a place in degrees is in the picture, or beside it.
  func point(_ lon: Double, _ lat: Double) -> Point {
    let size = width / Self.kilometresPerDegree
    return Point(x: (lon * cosine - west) / size * 1000, y: (north - lat) / size * 1000)
  }

  /// Whether all of a box is in the picture.
  func holds(_ box: Box) -> Bool {
    let (one, other) = (point(box.west, box.north), point(box.east, box.south))
    return one.x >= 0 && one.y >= 0 && other.x <= 1000 && other.y <= height
  }

  /// A round length for a scale bar, in metres: between a ninth and a quarter of the width.
  var scaleBar: Int {
    let most = width * 1000 / 4
    var power = 1
    while Double(power) * 10 <= most { power *= 10 }
    return [5, 2, 1].map { $0 * power }.first { Double($0) <= most } ?? power
  }

  static func degrees(_ steps: Int) -> Double { Double(steps) / 100_000 }

  /// The smallest convex shape around points, as its corners in order.
  ///
  /// Source: Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979.
  static func hull(_ points: [Point]) -> [Point] {
    let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard sorted.count > 2 else { return sorted }
    func half(_ points: [Point]) -> [Point] {
      var corners: [Point] = []
      for point in points {
        while corners.count > 1,
          turn(corners[corners.count - 2], corners[corners.count - 1], point) <= 0
        {
          corners.removeLast()
        }
        corners.append(point)
      }
      return corners.dropLast()
    }
    return half(sorted) + half(sorted.reversed())
  }

  /// Above zero where a point lies to the one side of a line, below where to the other.
  static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
}
