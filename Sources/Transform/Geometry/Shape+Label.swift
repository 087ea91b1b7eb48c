// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

extension Shape {
  /// One point that stands for the geometry.
  ///
  /// A point in the largest polygon, halfway its height, where it is widest; else the middle of the
  /// longest line; else the first point.
  package func label(_ crossings: inout [Int]) -> GeoPoint? {
    if let polygon = largestPolygon, let point = interiorPoint(polygon, &crossings) { return point }
    if let line = longestLine { return middle(nodes[line].start..<nodes[line].end) }
    return points.first
  }

  private var largestPolygon: Int? {
    var best: (index: Int, area: Double)?
    for index in nodes.indices where nodes[index].kind == .polygon {
      let ring = nodes[index + 1]
      let area = abs(signedArea(ring.start..<ring.end))
      if area > best?.area ?? 0 { best = (index, area) }
    }
    return best?.index
  }

  /// The middle of the widest part of a horizontal line through a polygon.
  ///
  /// The line runs half a step above a whole one, so that it never meets a corner.
  private func interiorPoint(_ polygon: Int, _ crossings: inout [Int]) -> GeoPoint? {
    let ring = nodes[polygon + 1]
    var (south, north) = (Int.max, Int.min)
    for i in ring.start..<ring.end {
      (south, north) = (min(south, points[i].lat), max(north, points[i].lat))
    }
    guard south < north else { return nil }
    let lat = south + (north - south - 1) / 2
    crossings.removeAll(keepingCapacity: true)
    var part = polygon + 1
    while part < nodes[polygon].next {
      for i in nodes[part].start..<(nodes[part].end - 1) {
        let (a, b) = (points[i], points[i + 1])
        guard (a.lat <= lat) != (b.lat <= lat) else { continue }
        let share = (Double(lat - a.lat) + 0.5) / Double(b.lat - a.lat)
        crossings.append(a.lon + Int((share * Double(b.lon - a.lon)).rounded(.down)))
      }
      part = nodes[part].next
    }
    crossings.sort()
    var best: (west: Int, east: Int)?
    for i in stride(from: 0, to: crossings.count - 1, by: 2) {
      let pair = (west: crossings[i], east: crossings[i + 1])
      if pair.east - pair.west > best.map({ $0.east - $0.west }) ?? -1 { best = pair }
    }
    return best.map { GeoPoint(lon: $0.west + ($0.east - $0.west) / 2, lat: lat) }
  }

  private var longestLine: Int? {
    var best: (index: Int, length: Double)?
    for index in nodes.indices where nodes[index].kind == .line || nodes[index].kind == .ring {
      let length = self.length(nodes[index].start..<nodes[index].end)
      if length > best?.length ?? -1 { best = (index, length) }
    }
    return best?.index
  }

  private func length(_ range: Range<Int>) -> Double {
    range.dropLast().reduce(0) { $0 + distance($1, points[range.lowerBound].lat) }
  }

  /// The distance from a point to the next, in steps of latitude.
  private func distance(_ i: Int, _ lat: Int) -> Double {
    let scale = Numbers.cosine(Double(lat) / 10_000_000 * .pi / 180)
    let east = Double(points[i + 1].lon - points[i].lon) * scale
    let north = Double(points[i + 1].lat - points[i].lat)
    return (east * east + north * north).squareRoot()
  }

  private func middle(_ range: Range<Int>) -> GeoPoint {
    let lat = points[range.lowerBound].lat
    var rest = length(range) / 2
    for i in range.dropLast() {
      let step = distance(i, lat)
      if step > 0, rest <= step {
        let share = rest / step
        let (a, b) = (points[i], points[i + 1])
        return GeoPoint(
          lon: a.lon + Int((share * Double(b.lon - a.lon)).rounded()),
          lat: a.lat + Int((share * Double(b.lat - a.lat)).rounded()))
      }
      rest -= step
    }
    return points[range.lowerBound]
  }
}
