// SPDX-License-Identifier: EUPL-1.2

/// The boundary of a municipality, which maps draw below their places.
struct Outline: Sendable {
  /// A corner in degrees, WGS84.
  struct Corner: Hashable, Sendable {
    var lon: Double
    var lat: Double
  }

  /// The edges of land, islands and holes, each without its first corner repeated at its end.
  ///
  /// What lies within an odd number of them is inside.
  let rings: [[Corner]]
  /// The smallest box around all of them.
  let box: Projection.Box

  /// Makes an outline; nil where there are no corners.
  init?(rings: [[Corner]]) {
    guard let box = Projection.Box(rings.joined().map { ($0.lon, $0.lat) }) else { return nil }
    (self.rings, self.box) = (rings, box)
  }
}
