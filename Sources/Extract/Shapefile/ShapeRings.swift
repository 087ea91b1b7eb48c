// SPDX-License-Identifier: EUPL-1.2

/// Sorts the rings of a polygon: outer ones go with the clock, and holes against it.
///
/// A file in which all of it is the other way round is read too, where every hole then lies in a ring.
/// Source: ESRI Shapefile Technical Description, July 1998, "Polygon".
struct ShapeRings {
  /// A ring, as far as it is known.
  private struct Ring {
    var points: Range<Int>
    /// Twice the area; negative with the clock.
    var area = 0.0
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    init(_ points: Range<Int>) { self.points = points }
  }

  /// Edges that are looked at for one polygon: hostile rings do not keep a thread busy.
  private static let edgeLimit = 200_000_000

  /// The polygons, each the index of its outer ring and of its holes; nil where a hole lies in no ring, or there are too
  /// many to find out.
  ///
  /// - Parameters:
  ///   - parts: The points of each ring, by index.
  ///   - start: Where the first point stands in the bytes.
  func polygons(_ parts: [Range<Int>], start: Int, _ bytes: Span<UInt8>) -> [[Int]]? {
    if parts.count == 1 { return [[0]] }
    var rings = parts.map(Ring.init)
    for index in rings.indices { Self.measure(&rings[index], start, bytes) }
    // An area beyond all numbers is none of either kind: no ring may be lost.
    let clockwise = rings.indices.filter { !(rings[$0].area > 0) }
    let others = rings.indices.filter { rings[$0].area > 0 }
    if others.isEmpty { return clockwise.map { [$0] } }
    var work = 0
    return Self.assign(others, to: clockwise, rings, start, bytes, &work)
      ?? Self.assign(clockwise, to: others, rings, start, bytes, &work)
  }

  private static func point(_ index: Int, _ start: Int, _ bytes: Span<UInt8>) -> (Double, Double) {
    (
      ShapeBytes.number(bytes, start + 16 * index),
      ShapeBytes.number(bytes, start + 16 * index + 8)
    )
  }

  private static func measure(_ ring: inout Ring, _ start: Int, _ bytes: Span<UInt8>) {
    guard let first = ring.points.first else { return }
    let origin = point(first, start, bytes)
    var last = origin
    for index in ring.points {
      let (x, y) = point(index, start, bytes)
      (ring.west, ring.east) = (min(ring.west, x), max(ring.east, x))
      (ring.south, ring.north) = (min(ring.south, y), max(ring.north, y))
      ring.area += (last.0 - origin.0) * (y - origin.1) - (x - origin.0) * (last.1 - origin.1)
      last = (x, y)
    }
  }

  /// Puts each hole to the smallest ring that it lies in; nil where it lies in none.
  private static func assign(
    _ holes: [Int], to outers: [Int], _ rings: [Ring], _ start: Int, _ bytes: Span<UInt8>,
    _ work: inout Int
  ) -> [[Int]]? {
    var found = outers.map { [$0] }
    // The smallest first: the first that holds a hole is the one.
    let bySize = outers.indices.sorted { abs(rings[outers[$0]].area) < abs(rings[outers[$1]].area) }
    for hole in holes {
      var home: Int?
      for index in bySize {
        let outer = rings[outers[index]]
        work += 1
        guard outer.west <= rings[hole].west, outer.east >= rings[hole].east,
          outer.south <= rings[hole].south, outer.north >= rings[hole].north
        else { continue }
        if lies(rings[hole], in: outer, start, bytes, &work) {
          home = index
          break
        }
        guard work <= edgeLimit else { return nil }
      }
      guard let home, work <= edgeLimit else { return nil }
      found[home].append(hole)
    }
    return found
  }

  /// Whether a ring lies in another, by the first of its points that is not on the other's edge.
  private static func lies(
    _ ring: Ring, in outer: Ring, _ start: Int, _ bytes: Span<UInt8>, _ work: inout Int
  ) -> Bool {
    for index in ring.points {
      guard work <= edgeLimit else { return false }
      work += outer.points.count
      if let isInside = contains(outer, point(index, start, bytes), start, bytes) {
        return isInside
      }
    }
    return true
  }

  /// Whether a point lies in a ring; nil on its edge.
  private static func contains(
    _ ring: Ring, _ place: (x: Double, y: Double), _ start: Int, _ bytes: Span<UInt8>
  ) -> Bool? {
    var isInside = false
    for index in ring.points.dropLast() {
      let (a, b) = (point(index, start, bytes), point(index + 1, start, bytes))
      let cross = (b.0 - a.0) * (place.y - a.1) - (place.x - a.0) * (b.1 - a.1)
      let isBetween =
        min(a.0, b.0) <= place.x && place.x <= max(a.0, b.0) && min(a.1, b.1) <= place.y
        && place.y <= max(a.1, b.1)
      if cross == 0, isBetween { return nil }
      if (a.1 > place.y) != (b.1 > place.y), (cross > 0) == (b.1 > a.1) { isInside.toggle() }
    }
    return isInside
  }
}
