// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikValues

/// Reads one GML geometry on bytes: points, lines, surfaces and collections of them, without arcs.
///
/// Elements are known by their names without prefix, so that fragments whose namespaces are declared
/// elsewhere can be read too. Source: OGC 07-036r1 (GML 3.2.1), OGC 03-105r1 (GML 3.1.1), 10 and 11;
/// of GML 2 what has `coordinates`.
package struct GMLReader: ~Escapable {
  var scanner: GMLScanner
  let systems: ReferenceSystems
  /// The system of the geometry, and whether its coordinates are in that system's own order.
  package private(set) var reference: ReferenceSystems.Reference
  /// Whether an element named it.
  private(set) var isReferenceStated = false
  /// Numbers of each coordinate where an element says so.
  var dimension: Int?

  /// Makes a reader; the first system is that of geometries that name none.
  @_lifetime(copy text)
  package init(_ text: Span<UInt8>, _ systems: ReferenceSystems) {
    scanner = GMLScanner(text)
    self.systems = systems
    reference = .init(system: 0, isInOwnOrder: true)
  }

  /// Reads the text into a shape.
  ///
  /// The outermost element is a geometry, or a property with one geometry in it.
  /// - Throws: What is wrong with the text.
  package mutating func read(into shape: inout Shape) throws(CellProblem) {
    guard let root = try child() else { throw .geometry(.geometrySyntax) }
    if try !geometry(root, &shape) {
      guard let inner = try child(), try geometry(inner, &shape), try child() == nil else {
        throw .geometry(.geometryKind)
      }
    }
    guard try child() == nil, scanner.depth == 0 else { throw .geometry(.geometrySyntax) }
  }

  /// The name of the next element in the open one, by its bytes; nil at its end, which is taken. Text between is refused, and so
  /// is a reference to something elsewhere, which would be left out in silence.
  mutating func child() throws(CellProblem) -> Range<Int>? {
    while true {
      switch try scanner.next() {
      case .start(let name):
        guard scanner.attribute("href") == nil else { throw .geometry(.geometryKind) }
        return name
      case .end, .finish: return nil
      case .text(let text):
        guard UTF8Text.trimmedASCII(scanner.text[text]).isEmpty else {
          throw .geometry(.geometrySyntax)
        }
      }
    }
  }

  /// Passes over the rest of the open element, its end included.
  mutating func skip() throws(CellProblem) {
    let depth = scanner.depth
    while scanner.depth >= depth {
      if case .finish = try scanner.next() { throw .geometry(.geometrySyntax) }
    }
  }

  /// Reads a geometry whose start tag is behind the scanner; false where the name is of none.
  mutating func geometry(
    _ name: Range<Int>, _ shape: inout Shape
  ) throws(CellProblem) -> Bool {
    guard let kind = GMLName(scanner.text[name]) else { return false }
    // Geometries within geometries are read by calls within calls, for which there is only so much room.
    guard scanner.depth <= Self.depthLimit else { throw .geometry(.geometrySyntax) }
    let outer = dimension
    defer { dimension = outer }
    try readAttributes()
    switch kind {
    case .point: try leaf(.point, &shape)
    case .lineString: try leaf(.line, &shape)
    case .curve, .compositeCurve: try curve(.line, kind, &shape)
    case .polygon: try polygon(&shape)
    case .surface, .compositeSurface: try surfaces(&shape)
    case .multiPoint: try members(.multiPoint, &shape)
    case .multiCurve: try members(.multiLine, &shape)
    case .multiSurface: try surfaces(&shape, keepsMulti: true)
    case .multiGeometry: try members(.collection, &shape)
    case .foreign: throw .geometry(.geometryKind)
    }
    return true
  }

  /// The most elements that a geometry may stand in; the geometries of GML are far below it.
  private static let depthLimit = 64

  /// Reads `srsName` and `srsDimension` of the last start tag.
  mutating func readAttributes() throws(CellProblem) {
    let isNewer = scanner.attribute("srsDimension") != nil
    if let text = scanner.attribute(isNewer ? "srsDimension" : "dimension") {
      guard text.count == 1, 2...4 ~= Int(text[0] &- 0x30) else { throw .geometry(.geometrySyntax) }
      dimension = Int(text[0] &- 0x30)
    }
    guard let name = scanner.attribute("srsName") else { return }
    let found = systems.find(name)
    guard found.system >= 0 else { throw .geometry(.referenceUnknown) }
    if isReferenceStated {
      guard found.system == reference.system, found.isInOwnOrder == reference.isInOwnOrder else {
        throw .geometry(.referenceUnknown)
      }
    }
    (reference, isReferenceStated) = (found, true)
  }

  /// `pointMember`, `curveMembers` and the like: every geometry in them is a part.
  private mutating func members(
    _ kind: Shape.Kind, _ shape: inout Shape
  ) throws(CellProblem) {
    let node = shape.begin(kind)
    while let name = try child() {
      guard GMLName.isMember(scanner.text[name]) else {
        try skip()
        continue
      }
      while let inner = try child() {
        let part = shape.nodes.count
        guard try geometry(inner, &shape) else { throw .geometry(.geometryKind) }
        guard shape.nodes.count > part else { continue }
        let fits =
          switch kind {
          case .multiPoint: shape.nodes[part].kind == .point
          case .multiLine: shape.nodes[part].kind == .line
          default: true
          }
        guard fits else { throw .geometry(.geometryKind) }
      }
    }
    shape.end(node)
  }
}

/// The names of geometries.
enum GMLName {
  case point, lineString, curve, compositeCurve, polygon, surface, compositeSurface
  case multiPoint, multiCurve, multiSurface, multiGeometry
  /// A geometry that GeoJSON does not have, or that has no coordinates of its own.
  case foreign

  private static let names: [(StaticString, GMLName)] = [
    ("Point", .point), ("LineString", .lineString), ("Curve", .curve),
    ("CompositeCurve", .compositeCurve), ("Polygon", .polygon), ("Surface", .surface),
    ("CompositeSurface", .compositeSurface), ("MultiPoint", .multiPoint),
    ("MultiCurve", .multiCurve), ("MultiLineString", .multiCurve),
    ("MultiSurface", .multiSurface), ("MultiPolygon", .multiSurface),
    ("MultiGeometry", .multiGeometry), ("Solid", .foreign), ("MultiSolid", .foreign),
    ("CompositeSolid", .foreign), ("OrientableCurve", .foreign), ("OrientableSurface", .foreign),
    ("PolyhedralSurface", .foreign), ("TriangulatedSurface", .foreign), ("Tin", .foreign),
    ("Envelope", .foreign), ("Box", .foreign), ("GeometricComplex", .foreign),
    ("Shell", .foreign), ("Grid", .foreign), ("RectifiedGrid", .foreign),
  ]

  package init?(_ name: Span<UInt8>) {
    for (word, kind) in Self.names where name.elementsEqual(word) {
      self = kind
      return
    }
    return nil
  }

  private static let members: [StaticString] = [
    "pointMember", "pointMembers", "curveMember", "curveMembers", "lineStringMember",
    "surfaceMember", "surfaceMembers", "polygonMember", "geometryMember", "geometryMembers",
  ]

  /// Whether it holds the parts of a collection.
  static func isMember(_ name: Span<UInt8>) -> Bool {
    members.contains { name.elementsEqual($0) }
  }
}
