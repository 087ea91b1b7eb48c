// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Places on a plain ground, north above: each one, or groups of them as circles with their numbers; below them the
/// boundary of the municipality.
struct MapChart {
  private typealias Point = Projection.Point

  let places: DatasetProfile.Places
  /// The groups, those that lie too near to each other put together.
  let clusters: [DatasetProfile.Places.Spot]
  let projection: Projection
  /// What is shown of the boundary; nil where there is none, or where it lies elsewhere.
  let outline: OutlineShape?
  let texts: Texts

  /// Nil where there are no places to show.
  init?(_ places: DatasetProfile.Places, in outline: Outline?, texts: Texts) {
    guard let projection = Projection(places.spots + places.clusters, in: outline) else {
      return nil
    }
    self.outline = outline.flatMap { OutlineShape($0, projection) }
    (self.places, self.projection, self.texts) = (places, projection, texts)
    clusters = Self.apart(places.clusters, projection)
  }

  /// Draws it.
  func svg(_ id: String, title: String, description: String) -> String {
    var picture = Picture(
      id, classes: "chart-map chart-map-\(projection.shape.rawValue)", height: nil, title: title,
      description: description)
    ground(&picture)
    for (circle, cluster) in zip(circles, clusters) { draw(circle, cluster, &picture) }
    scaleBar(&picture)
    return picture.finish()
  }

  /// The municipality, or where its line is not in the picture the area around all places; and the places themselves.
  private func ground(_ picture: inout Picture) {
    let height = Picture.number(projection.height)
    picture.open("svg", [("viewBox", "0 0 1000 \(height)")])
    let points = (places.spots.isEmpty ? clusters : places.spots).map(projection.point)
    let corners = Projection.hull(points)
    if let path = outline?.path {
      picture.element("path", [("class", "chart-outline"), ("d", path)])
    } else if corners.count > 2 {
      picture.element("path", [("class", "chart-area"), ("d", Self.polygon(corners))])
    }
    if !places.spots.isEmpty {
      let kind =
        !places.clusters.isEmpty
        ? "chart-ground" : points.count > 400 ? "chart-dots chart-many" : "chart-dots"
      picture.element("path", [("class", kind), ("d", Self.dots(points))])
    }
    picture.close("svg")
  }

  private static func polygon(_ corners: [Point]) -> String {
    "M" + corners.map { "\(Picture.number($0.x)) \(Picture.number($0.y))" }.joined(separator: "L")
      + "Z"
  }

  /// Lines without a length, which a round end makes dots of any size; each from where the last one was.
  private static func dots(_ points: [Point]) -> String {
    var (x, y) = (0, 0)
    var seen: Set<[Int]> = []
    var path = ""
    for point in points {
      let place = [Int((point.x * 2).rounded()), Int((point.y * 2).rounded())]
      guard seen.insert(place).inserted else { continue }
      let (across, down) = (place[0] - x, place[1] - y)
      path += "m\(half(across))\(down < 0 ? "" : " ")\(half(down))h0"
      (x, y) = (place[0], place[1])
    }
    return path
  }

  private static func half(_ number: Int) -> String {
    guard number % 2 != 0 else { return String(number / 2) }
    return (number < 0 ? "-" : "") + (number.magnitude < 2 ? "" : String(number.magnitude / 2))
      + ".5"
  }

  // MARK: Groups

  private struct Circle {
    var middle: Point
    var radius: Double
  }

  /// How far groups are apart at least, in thousandths of the width.
  private static let distance = 105.0
  private static let largestRadius = 80.0

  /// Puts the two groups together that are nearest to each other, until none are too near; the largest first.
  private static func apart(
    _ clusters: [DatasetProfile.Places.Spot], _ projection: Projection
  ) -> [DatasetProfile.Places.Spot] {
    var groups = clusters
    while let (i, j, near) = nearest(groups.map(projection.point)), near < distance {
      let (one, other) = (groups[i], groups.remove(at: j))
      let rows = one.rows + other.rows
      groups[i] = .init(
        lon: (one.lon * one.rows + other.lon * other.rows) / rows,
        lat: (one.lat * one.rows + other.lat * other.rows) / rows, rows: rows)
    }
    return groups.sorted { ($1.rows, $1.lat, $0.lon) < ($0.rows, $0.lat, $1.lon) }
  }

  /// The two points that are nearest to each other, the earlier one first, and how far they are apart.
  private static func nearest(_ points: [Point]) -> (Int, Int, Double)? {
    var best: (Int, Int, Double)?
    for j in points.indices {
      for i in 0..<j where best.map({ points[i].distance(to: points[j]) < $0.2 }) ?? true {
        best = (i, j, points[i].distance(to: points[j]))
      }
    }
    return best
  }

  /// Circles with areas as their counts are, as large as they can be while they hardly overlap.
  private var circles: [Circle] {
    let middles = clusters.map(projection.point)
    let roots = clusters.map { Double($0.rows).squareRoot() }
    let largest = roots.max() ?? 1
    var scale = Self.largestRadius / largest
    for (i, one) in middles.enumerated() {
      for j in 0..<i {
        scale = min(scale, 1.15 * one.distance(to: middles[j]) / (roots[i] + roots[j]))
      }
    }
    return zip(middles, roots).map { Circle(middle: $0, radius: max($1 * scale, 9)) }
  }

  private func draw(
    _ circle: Circle, _ cluster: DatasetProfile.Places.Spot, _ picture: inout Picture
  ) {
    let (x, y) = (circle.middle.x / 1000, circle.middle.y / projection.height)
    // A radius in per cent is of the mean of width and height.
    let mean = ((1_000_000 + projection.height * projection.height) / 2).squareRoot()
    picture.open(
      "circle",
      [
        ("class", "chart-circle"), ("cx", Picture.part(x)), ("cy", Picture.part(y)),
        ("r", Picture.part(circle.radius / mean)),
      ])
    picture.element("title", [], texts.count("rows", cluster.rows))
    picture.close("circle")
    let number = texts.shortest(cluster.rows)
    // A digit is about seven pixels wide; the picture is 288 wide on a telephone, and 340 or more on a desk.
    let needed = Double(number.count) * 3.6 + 2
    guard circle.radius * 0.34 >= needed else { return }
    picture.element(
      "text",
      [
        ("class", circle.radius * 0.288 >= needed ? "chart-inside" : "chart-inside chart-fine"),
        ("x", Picture.part(x)), ("y", Picture.part(y)), ("dy", "4.5"),
      ], number)
  }

  // MARK: Scale

  private func scaleBar(_ picture: inout Picture) {
    let metres = projection.scaleBar
    let part = Double(metres) / 1000 / projection.width
    let words =
      metres < 1000
      ? texts("map-metres", ["number": texts.language.number(metres)])
      : texts("map-kilometres", ["number": texts.language.number(metres / 1000)])
    picture.open(
      "svg", [("class", "chart-scale"), ("x", "4%"), ("y", "97%"), ("overflow", "visible")])
    picture.element("line", [("x2", Picture.part(part)), ("y1", "-4"), ("y2", "-4")])
    for end in ["0", Picture.part(part)] {
      picture.element("line", [("x1", end), ("x2", end), ("y1", "-8"), ("y2", "0")])
    }
    picture.element("text", [("y", "-12")], words)
    picture.close("svg")
  }
}
