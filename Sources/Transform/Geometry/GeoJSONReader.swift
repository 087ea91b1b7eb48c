// SPDX-License-Identifier: EUPL-1.2

package import HergebruikValues

/// Reads one geometry in GeoJSON on bytes, or that of a feature; longitude or x comes first, heights are left out.
///
/// `crs` of the older GeoJSON is followed where the geometry, or the feature around it, has it.
/// Source: RFC 7946, 3; GeoJSON 1.0 (2008), 3.
package struct GeoJSONReader: ~Escapable {
  private let cell: JSONCursor
  private let systems: ReferenceSystems
  /// The index of the system of the coordinates; 0 is that of the pipeline file.
  private var system = 0

  @_lifetime(copy text)
  package init(_ text: Span<UInt8>, _ systems: ReferenceSystems) {
    cell = JSONCursor(text)
    self.systems = systems
  }

  /// Reads the text into a shape; the index of its reference system.
  ///
  /// - Throws: What is wrong with the text.
  package mutating func read(into shape: inout Shape) throws(CellProblem) -> Int {
    var start = cell
    if start.next == UInt8(ascii: "n"), start.skip(), start.next == nil { return system }
    guard JSONCursor.isWhole(cell.text, UInt8(ascii: "{")) else { throw .geometry(.geometrySyntax) }
    try readSystem(of: cell)
    guard try GeoJSONCell.equals(type(of: cell), "Feature") else {
      try geometry(cell, &shape, depth: 0)
      return system
    }
    guard var inner = GeoJSONCell.member("geometry", of: cell) else {
      throw .geometry(.geometrySyntax)
    }
    if inner.next == UInt8(ascii: "n") { return system }
    try readSystem(of: inner)
    try geometry(inner, &shape, depth: 0)
    return system
  }

  /// Follows `"crs": {"type": "name", "properties": {"name": …}}`.
  private mutating func readSystem(of object: JSONCursor) throws(CellProblem) {
    guard var crs = GeoJSONCell.member("crs", of: object) else { return }
    if crs.next == UInt8(ascii: "n") { throw .geometry(.referenceUnknown) }
    guard let properties = GeoJSONCell.member("properties", of: crs),
      var name = GeoJSONCell.member("name", of: properties), let range = name.string()
    else { throw .geometry(.referenceUnknown) }
    system = systems.find(cell.text.extracting(range)).system
    guard system >= 0 else { throw .geometry(.referenceUnknown) }
  }

  @_lifetime(copy self)
  private func type(
    of object: JSONCursor
  ) throws(CellProblem) -> Span<UInt8> {
    guard var type = GeoJSONCell.member("type", of: object), let range = type.string() else {
      throw .geometry(.geometrySyntax)
    }
    return cell.text.extracting(range)
  }

  private static let kinds: [(StaticString, Shape.Kind)] = [
    ("Point", .point), ("LineString", .line), ("Polygon", .polygon), ("MultiPoint", .multiPoint),
    ("MultiLineString", .multiLine), ("MultiPolygon", .multiPolygon),
    ("GeometryCollection", .collection),
  ]

  private func geometry(
    _ object: JSONCursor, _ shape: inout Shape, depth: Int
  ) throws(CellProblem) {
    guard depth < 16 else { throw .geometry(.geometrySyntax) }
    let type = try type(of: object)
    guard let kind = Self.kinds.first(where: { GeoJSONCell.equals(type, $0.0) })?.1 else {
      throw .geometry(.geometryKind)
    }
    let isCollection = kind == .collection
    guard
      var inner = GeoJSONCell.member(isCollection ? "geometries" : "coordinates", of: object)
    else { throw .geometry(.geometrySyntax) }
    guard isCollection else { return try coordinates(kind, &inner, &shape) }
    try items(kind, &inner, &shape) { (cursor, shape) throws(CellProblem) in
      try geometry(cursor, &shape, depth: depth + 1)
      guard cursor.skip() else { throw .geometry(.geometrySyntax) }
    }
  }

  /// The coordinates of a kind of geometry, with the parts that it is made of.
  private func coordinates(
    _ kind: Shape.Kind, _ cursor: inout JSONCursor, _ shape: inout Shape
  ) throws(CellProblem) {
    switch kind {
    case .point:
      let node = shape.begin(.point)
      if try !isEmptyList(&cursor) { try position(&cursor, &shape) }
      shape.end(node)
    case .line, .ring:
      try items(kind, &cursor, &shape) { (cursor, shape) throws(CellProblem) in
        try position(&cursor, &shape)
      }
    case .polygon, .multiPoint, .multiLine, .multiPolygon:
      let part: Shape.Kind =
        kind == .polygon
        ? .ring : kind == .multiPoint ? .point : kind == .multiLine ? .line : .polygon
      var isFirst = true
      try items(kind, &cursor, &shape) { (cursor, shape) throws(CellProblem) in
        let before = shape.coordinates.count
        try coordinates(part, &cursor, &shape)
        // An empty outer ring would make the first hole the outer one.
        guard part != .ring || !isFirst || shape.coordinates.count > before else {
          throw .geometry(.geometrySyntax)
        }
        isFirst = false
      }
    case .collection: throw .geometry(.geometrySyntax)
    }
  }

  private func items(
    _ kind: Shape.Kind, _ cursor: inout JSONCursor, _ shape: inout Shape,
    _ item: (inout JSONCursor, inout Shape) throws(CellProblem) -> Void
  ) throws(CellProblem) {
    let node = shape.begin(kind)
    guard cursor.take(UInt8(ascii: "[")) else { throw .geometry(.geometrySyntax) }
    if !cursor.take(UInt8(ascii: "]")) {
      repeat { try item(&cursor, &shape) } while cursor.take(UInt8(ascii: ","))
      guard cursor.take(UInt8(ascii: "]")) else { throw .geometry(.geometrySyntax) }
    }
    shape.end(node)
  }

  private func isEmptyList(_ cursor: inout JSONCursor) throws(CellProblem) -> Bool {
    var ahead = cursor
    guard ahead.take(UInt8(ascii: "[")) else { throw .geometry(.geometrySyntax) }
    guard ahead.take(UInt8(ascii: "]")) else { return false }
    cursor = ahead
    return true
  }

  /// `[lon, lat]`, with any numbers behind it.
  private func position(
    _ cursor: inout JSONCursor, _ shape: inout Shape
  ) throws(CellProblem) {
    guard cursor.take(UInt8(ascii: "[")) else { throw .geometry(.geometrySyntax) }
    var (x, y, count) = (0.0, 0.0, 0)
    repeat {
      guard cursor.next != nil else { throw .geometry(.geometrySyntax) }
      let start = cursor.at
      guard cursor.number() else { throw .geometry(.geometrySyntax) }
      var scanner = NumberScanner(cell.text.extracting(start..<cursor.at))
      guard let number = scanner.number() else { throw .geometry(.geometrySyntax) }
      if count == 0 { x = number }
      if count == 1 { y = number }
      count = min(count + 1, 2)
    } while cursor.take(UInt8(ascii: ","))
    guard cursor.take(UInt8(ascii: "]")), count == 2 else { throw .geometry(.geometrySyntax) }
    shape.append(.init(x: x, y: y))
  }
}
