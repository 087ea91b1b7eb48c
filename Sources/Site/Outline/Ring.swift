// SPDX-License-Identifier: EUPL-1.2

/// A closed line of a picture; its last corner is joined to its first.
struct Ring {
  typealias Point = Projection.Point

  var corners: [Point]

  /// The ring within a frame; where it leaves the frame it follows the frame's sides.
  ///
  /// Source: Sutherland and Hodgman, "Reentrant polygon clipping", 1974.
  func clipped(to frame: Frame) -> Ring {
    cut(\.x, from: frame.left).cut(\.x, to: frame.right).cut(\.y, from: frame.top)
      .cut(\.y, to: frame.bottom)
  }

  private func cut(
    _ axis: WritableKeyPath<Point, Double>, from least: Double = -.infinity,
    to most: Double = .infinity
  ) -> Ring {
    func isKept(_ corner: Point) -> Bool { least...most ~= corner[keyPath: axis] }
    guard var last = corners.last, !corners.allSatisfy(isKept) else { return self }
    let limit = least.isFinite ? least : most
    var kept: [Point] = []
    for corner in corners {
      if isKept(corner) != isKept(last) {
        let part =
          (limit - last[keyPath: axis]) / (corner[keyPath: axis] - last[keyPath: axis])
        var crossing = Point(
          x: last.x + part * (corner.x - last.x), y: last.y + part * (corner.y - last.y))
        crossing[keyPath: axis] = limit
        kept.append(crossing)
      }
      if isKept(corner) { kept.append(corner) }
      last = corner
    }
    return Ring(corners: kept)
  }

  /// The ring with so few corners that none of those that are gone lies farther from it than `tolerance`.
  ///
  /// Source: Douglas and Peucker, "Algorithms for the reduction of the number of points required to represent a
  /// digitized line or its caricature", 1973.
  func simplified(_ tolerance: Double) -> Ring {
    guard let first = corners.first, corners.count > 3 else { return self }
    let line = Self.thinned(corners, tolerance / 2) + [first]
    let far = line.indices.max { line[$0].distance(to: first) < line[$1].distance(to: first) } ?? 0
    var isKept = [Bool](repeating: false, count: line.count)
    (isKept[0], isKept[far]) = (true, true)
    var waiting = [(0, far), (far, line.count - 1)]
    while let (start, end) = waiting.popLast() {
      guard let (corner, distance) = Self.farthest(in: line, start, end), distance > tolerance
      else { continue }
      isKept[corner] = true
      waiting += [(start, corner), (corner, end)]
    }
    return Ring(corners: line.indices.dropLast().filter { isKept[$0] }.map { line[$0] })
  }

  /// The corners that lie farther than `distance` from the one before; so that there are few, however many there were.
  private static func thinned(_ corners: [Point], _ distance: Double) -> [Point] {
    var kept: [Point] = []
    for corner in corners where kept.last.map({ $0.distance(to: corner) > distance }) ?? true {
      kept.append(corner)
    }
    return kept
  }

  /// The corner between two others that lies farthest from the line between them, and how far; nil where there is none.
  private static func farthest(in line: [Point], _ start: Int, _ end: Int) -> (Int, Double)? {
    var best: (corner: Int, distance: Double)?
    for corner in (start + 1)..<max(end, start + 1) {
      let distance = line[corner].distance(to: line[start], line[end])
      if distance > best?.distance ?? -1 { best = (corner, distance) }
    }
    return best
  }

  /// How far it reaches across and down, the larger of the two.
  var size: Double {
    let (across, down) = (corners.map(\.x), corners.map(\.y))
    return max(
      (across.max() ?? 0) - (across.min() ?? 0), (down.max() ?? 0) - (down.min() ?? 0))
  }

  /// Whether it goes around a point.
  func surrounds(_ point: Point) -> Bool {
    var isInside = false
    for (one, other) in edges where (one.y > point.y) != (other.y > point.y) {
      let x = one.x + (point.y - one.y) / (other.y - one.y) * (other.x - one.x)
      if x > point.x { isInside.toggle() }
    }
    return isInside
  }

  /// Whether any of its line can be seen in a frame.
  func isSeen(in frame: Frame) -> Bool { edges.contains { frame.shows($0, $1) } }

  private var edges: Zip2Sequence<[Point], [Point]> {
    zip(corners, Array(corners.dropFirst()) + corners.prefix(1))
  }
}

/// A rectangle of a picture.
struct Frame {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  /// The same with some room around it.
  func grown(by room: Double) -> Frame {
    Frame(left: left - room, top: top - room, right: right + room, bottom: bottom + room)
  }

  /// Whether any part of the line between two points is in it.
  func shows(_ one: Projection.Point, _ other: Projection.Point) -> Bool {
    guard max(one.x, other.x) >= left, min(one.x, other.x) <= right,
      max(one.y, other.y) >= top, min(one.y, other.y) <= bottom
    else { return false }
    // The line misses it where all of its corners lie on one side.
    let sides = [left, right].flatMap { x in
      [top, bottom].map { Projection.turn(one, other, Projection.Point(x: x, y: $0)) }
    }
    return sides.contains { $0 >= 0 } && sides.contains { $0 <= 0 }
  }
}
