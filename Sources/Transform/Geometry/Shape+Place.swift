// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
package import HergebruikValues

extension Shape {
  /// Reads a cell, converts its coordinates to WGS84 and puts its rings in the order of RFC 7946.
  ///
  /// - Parameters:
  ///   - source: The form of the cell: not `point`, which has two cells.
  ///   - systems: Those of the thread; the first holds where the cell names none.
  ///   - scratch: Room for a few bytes, so that a cell allocates nothing.
  ///   - areas: Where places are expected, to say why a coordinate has no place.
  /// - Returns: The box around it; `nil` if there is nothing in it.
  /// - Throws: Why the cell holds no geometry, or none with a place.
  package mutating func place(
    _ cell: Span<UInt8>, _ source: GeometryRequest.Source,
    _ systems: ReferenceSystems, _ scratch: inout ByteBuffer, areas: [BoundingBox]
  ) throws(CellProblem) -> BoundingBox? {
    removeAll()
    let system = try read(cell, source, systems, &scratch)
    guard !isEmpty else { return nil }
    if let problem { throw problem }
    let box = try convert(system, systems, areas)
    orientRings()
    return box
  }

  /// Reads the cell; the index of its reference system.
  private mutating func read(
    _ cell: Span<UInt8>, _ source: GeometryRequest.Source,
    _ systems: ReferenceSystems, _ scratch: inout ByteBuffer
  ) throws(CellProblem) -> Int {
    if case .gml = source {
      var reader = GMLReader(cell, systems)
      try reader.read(into: &self)
      return reader.reference.system
    }
    if case .geojson = source {
      var reader = GeoJSONReader(cell, systems)
      return try reader.read(into: &self)
    }
    var reader = WKTReader(cell)
    var system = 0
    if let srid = try reader.srid() { system = try Self.find(srid, systems, &scratch) }
    try reader.read(into: &self)
    return system
  }

  private static func find(
    _ srid: Int, _ systems: ReferenceSystems, _ scratch: inout ByteBuffer
  ) throws(CellProblem) -> Int {
    // PostGIS writes 0 where it knows nothing.
    guard srid > 0 else { return 0 }
    scratch.removeAll()
    scratch.append("EPSG:" as StaticString)
    var divisor = 1_000_000
    while divisor > 1, srid < divisor { divisor /= 10 }
    while divisor > 0 {
      scratch.append(0x30 + UInt8(srid / divisor % 10))
      divisor /= 10
    }
    let found = scratch.withSpan { systems.find($0).system }
    guard found >= 0 else { throw .geometry(.referenceUnknown) }
    return found
  }

  private mutating func convert(
    _ system: Int, _ systems: ReferenceSystems, _ areas: [BoundingBox]
  ) throws(CellProblem) -> BoundingBox {
    var (west, south, east, north) = (Int.max, Int.max, Int.min, Int.min)
    for coordinate in coordinates {
      guard let point = systems.convert(system, x: coordinate.x, y: coordinate.y) else {
        throw systems[system].doubt(x: coordinate.x, y: coordinate.y, among: areas)
      }
      (west, east) = (min(west, point.lon), max(east, point.lon))
      (south, north) = (min(south, point.lat), max(north, point.lat))
      points.append(point)
    }
    return BoundingBox(west: west, south: south, east: east, north: north)
  }
}
