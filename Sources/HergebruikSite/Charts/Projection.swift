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

  /// Makes one on which all spots fit, with some room around them; nil where there are none.
  init?(_ spots: [DatasetProfile.Places.Spot]) {
    let (lons, lats) = (spots.map { Self.degrees($0.lon) }, spots.map { Self.degrees($0.lat) })
    guard let west = lons.min(), let east = lons.max(), let south = lats.min(),
      let north = lats.max()
    else { return nil }
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
    let size = width / Self.kilometresPerDegree
    return Point(
      x: (Self.degrees(spot.lon) * cosine - west) / size * 1000,
      y: (north - Self.degrees(spot.lat)) / size * 1000)
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

  private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
}
