// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

// What geometries are made of: coordinates, curves, rings and patches.
extension GMLReader {
  /// A point, line or ring that has its coordinates right within it.
  mutating func leaf(_ kind: Shape.Kind, _ shape: inout Shape) throws(CellProblem) {
    let node = shape.begin(kind)
    while let name = try child() {
      if try !coordinates(name, &shape) { try skip() }
    }
    let count = shape.coordinates.count - shape.nodes[node].start
    guard kind != .point || count <= 1 else { throw .geometry(.geometrySyntax) }
    shape.end(node)
  }

  /// A curve of segments, or of other curves, that each begin where the one before ends.
  mutating func curve(
    _ kind: Shape.Kind, _ name: GMLName, _ shape: inout Shape
  ) throws(CellProblem) {
    let node = shape.begin(kind)
    while let name = try child() {
      if scanner.equal(name, "segments") {
        while let segment = try child() {
          guard scanner.equal(segment, "LineStringSegment") else {
            throw .geometry(.geometryArc)
          }
          try readAttributes()
          try joined(&shape, node)
        }
      } else if scanner.equal(name, "curveMember") {
        try curveMember(&shape, node)
      } else {
        try skip()
      }
    }
    shape.end(node)
  }

  /// The coordinates of one segment behind those that are there; the end must meet the beginning.
  private mutating func joined(_ shape: inout Shape, _ node: Int) throws(CellProblem) {
    let seam = shape.coordinates.count
    while let name = try child() {
      if try !coordinates(name, &shape) { try skip() }
    }
    try shape.join(at: seam, of: node)
  }

  private mutating func curveMember(_ shape: inout Shape, _ node: Int) throws(CellProblem) {
    while let inner = try child() {
      let seam = shape.coordinates.count
      let part = shape.nodes.count
      guard try geometry(inner, &shape) else { throw .geometry(.geometryKind) }
      guard shape.nodes.count > part else { continue }
      guard shape.nodes[part].kind == .line else { throw .geometry(.geometryKind) }
      shape.dissolve(part)
      try shape.join(at: seam, of: node)
    }
  }

  /// A polygon: an outer ring, then holes.
  mutating func polygon(_ shape: inout Shape) throws(CellProblem) {
    let node = shape.begin(.polygon)
    var hasOuter = false
    while let name = try child() {
      let isOuter =
        scanner.equal(name, "exterior") || scanner.equal(name, "outerBoundaryIs")
      let isInner =
        scanner.equal(name, "interior") || scanner.equal(name, "innerBoundaryIs")
      guard isOuter || isInner else {
        try skip()
        continue
      }
      // The outer ring comes first in GML, and must for GeoJSON; it is one, and it is not empty.
      guard isOuter != hasOuter, isOuter || shape.nodes.count > node + 1 else {
        throw .geometry(.geometrySyntax)
      }
      hasOuter = true
      while let ring = try child() {
        guard isInner || shape.nodes.count == node + 1 else { throw .geometry(.geometrySyntax) }
        try self.ring(ring, &shape)
      }
    }
    shape.end(node)
  }

  private mutating func ring(
    _ name: Range<Int>, _ shape: inout Shape
  ) throws(CellProblem) {
    try readAttributes()
    if scanner.equal(name, "LinearRing") {
      try leaf(.ring, &shape)
    } else if scanner.equal(name, "Ring") {
      try curve(.ring, .compositeCurve, &shape)
    } else {
      throw .geometry(.geometryKind)
    }
  }

  /// Surfaces of patches or members: a polygon where there is one, else several.
  mutating func surfaces(
    _ shape: inout Shape, keepsMulti: Bool = false
  ) throws(CellProblem) {
    let node = shape.begin(.multiPolygon)
    while let name = try child() {
      if scanner.equal(name, "patches") || scanner.equal(name, "polygonPatches") {
        while let patch = try child() {
          guard
            scanner.equal(patch, "PolygonPatch") || scanner.equal(patch, "Triangle")
              || scanner.equal(patch, "Rectangle")
          else { throw .geometry(.geometryArc) }
          try polygon(&shape)
        }
      } else if GMLName.isMember(scanner.text[name]) {
        while let inner = try child() { try surface(inner, &shape) }
      } else {
        try skip()
      }
    }
    guard shape.end(node), !keepsMulti, shape.nodes[node].parts == 1 else { return }
    shape.unwrap(node)
  }

  private mutating func surface(
    _ name: Range<Int>, _ shape: inout Shape
  ) throws(CellProblem) {
    let part = shape.nodes.count
    guard try geometry(name, &shape) else { throw .geometry(.geometryKind) }
    guard shape.nodes.count > part else { return }
    switch shape.nodes[part].kind {
    case .polygon: break
    case .multiPolygon: shape.unwrap(part)
    default: throw .geometry(.geometryKind)
    }
  }
}
