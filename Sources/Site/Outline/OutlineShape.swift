// SPDX-License-Identifier: EUPL-1.2

/// What a map shows of an outline: cut off where the picture ends, and as simple as the picture lets it be.
struct OutlineShape {
  /// The path of the line, in thousandths of the width; nil where the picture lies inside, and shows none of it.
  let path: String?
  /// Whether some of what is inside lies beyond the picture.
  let isPart: Bool

  /// The most bytes of a path.
  private static let mostBytes = 3000
  /// How far beyond the picture it is cut off, so that the cut is not seen.
  private static let room = 40.0

  /// Makes the shape; nil where the picture shows nothing of it.
  init?(_ outline: Outline, _ projection: Projection) {
    let picture = Frame(left: 0, top: 0, right: 1000, bottom: projection.height)
    let rings = outline.rings.map { corners in
      Ring(corners: corners.map { projection.point($0.lon, $0.lat) })
        .clipped(to: picture.grown(by: Self.room))
    }
    isPart = !projection.holds(outline.box)
    guard rings.contains(where: { $0.isSeen(in: picture) }) else {
      let middle = Projection.Point(x: picture.right / 2, y: picture.bottom / 2)
      guard rings.count(where: { $0.surrounds(middle) }) % 2 == 1 else { return nil }
      path = nil
      return
    }
    path = Self.path(rings)
  }

  /// The path at the finest tolerance at which it is short enough; half a pixel on most screens, to begin with.
  private static func path(_ rings: [Ring]) -> String? {
    var tolerance = 1.0
    while true {
      let path = rings.filter { $0.size > 2 * tolerance }
        .map { self.path($0.simplified(tolerance)) }.joined()
      if path.utf8.count <= mostBytes { return path.isEmpty ? nil : path }
      tolerance *= 1.5
    }
  }

  /// A ring in whole thousandths, each corner from where the last one was; empty where that is no area.
  private static func path(_ ring: Ring) -> String {
    var places: [(x: Int, y: Int)] = []
    for corner in ring.corners {
      let place = (x: Int(corner.x.rounded()), y: Int(corner.y.rounded()))
      if places.last.map({ $0 != place }) ?? true { places.append(place) }
    }
    guard places.count > 2, let first = places.first else { return "" }
    var path = "M\(first.x) \(first.y)l"
    for (place, last) in zip(places.dropFirst(), places) {
      let (across, down) = (place.x - last.x, place.y - last.y)
      path += (across < 0 || path.hasSuffix("l") ? "" : " ") + "\(across)"
      path += (down < 0 ? "" : " ") + "\(down)"
    }
    return path + "z"
  }
}
