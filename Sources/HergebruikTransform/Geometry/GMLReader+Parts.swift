// SPDX-License-Identifier: EUPL-1.2

// What geometries are made of: coordinates, curves, rings and patches.
extension GMLReader {
  /// A point, line or ring that has its coordinates right within it.
  mutating func leaf(_ kind: Shape.Kind, _ shape: inout Shape) throws(CellProblem) {
    let node = shape.begin(kind)
    while let name = try child() {
      if try !coordinates(name, &shape) { try skip() }
    }
    let count = shape.coordinates.count - shape.nodes[node].start
    guard kind != .point || count <= 1 else { throw .geometrySyntax }
    shape.end(node)
  }

  /// A curve of segments, or of other curves, that each begin where the one before ends.
  mutating func curve(
    _ kind: Shape.Kind, _ name: GMLName, _ shape: inout Shape
  ) throws(CellProblem) {
    let node = shape.begin(kind)
    while let name = try child() {
      if GMLScanner.equal(name, "segments") {
        while let segment = try child() {
          guard GMLScanner.equal(segment, "LineStringSegment") else { throw .geometryArc }
          try readAttributes()
          try joined(&shape, node)
        }
      } else if GMLScanner.equal(name, "curveMember") {
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
      guard try geometry(inner, &shape) else { throw .geometryKind }
      guard shape.nodes.count > part else { continue }
      guard shape.nodes[part].kind == .line else { throw .geometryKind }
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
        GMLScanner.equal(name, "exterior") || GMLScanner.equal(name, "outerBoundaryIs")
      let isInner =
        GMLScanner.equal(name, "interior") || GMLScanner.equal(name, "innerBoundaryIs")
      guard isOuter || isInner else {
        try skip()
        continue
      }
      // The outer ring comes first in GML, and must for GeoJSON.
      guard isOuter != hasOuter else { throw .geometrySyntax }
      hasOuter = true
      while let ring = try child() { try self.ring(ring, &shape) }
    }
    shape.end(node)
  }

  private mutating func ring(
    _ name: UnsafeBufferPointer<UInt8>, _ shape: inout Shape
  ) throws(CellProblem) {
    try readAttributes()
    if GMLScanner.equal(name, "LinearRing") {
      try leaf(.ring, &shape)
    } else if GMLScanner.equal(name, "Ring") {
      try curve(.ring, .compositeCurve, &shape)
    } else {
      throw .geometryKind
    }
  }

  /// Surfaces of patches or members: a polygon where there is one, else several.
  mutating func surfaces(
    _ shape: inout Shape, keepsMulti: Bool = false
  ) throws(CellProblem) {
    let node = shape.begin(.multiPolygon)
    while let name = try child() {
      if GMLScanner.equal(name, "patches") || GMLScanner.equal(name, "polygonPatches") {
        while let patch = try child() {
          guard
            GMLScanner.equal(patch, "PolygonPatch") || GMLScanner.equal(patch, "Triangle")
              || GMLScanner.equal(patch, "Rectangle")
          else { throw .geometryArc }
          try polygon(&shape)
        }
      } else if GMLName.isMember(name) {
        while let inner = try child() { try surface(inner, &shape) }
      } else {
        try skip()
      }
    }
    guard shape.end(node), !keepsMulti, shape.nodes[node].parts == 1 else { return }
    shape.unwrap(node)
  }

  private mutating func surface(
    _ name: UnsafeBufferPointer<UInt8>, _ shape: inout Shape
  ) throws(CellProblem) {
    let part = shape.nodes.count
    guard try geometry(name, &shape) else { throw .geometryKind }
    guard shape.nodes.count > part else { return }
    switch shape.nodes[part].kind {
    case .polygon: break
    case .multiPolygon: shape.unwrap(part)
    default: throw .geometryKind
    }
  }
}

// MARK: - Numbers

extension GMLReader {
  /// Reads `pos`, `posList` or `coordinates`; false where the element is another.
  private mutating func coordinates(
    _ name: UnsafeBufferPointer<UInt8>, _ shape: inout Shape
  ) throws(CellProblem) -> Bool {
    let isList = GMLScanner.equal(name, "posList")
    let isPlain = GMLScanner.equal(name, "coordinates")
    guard isList || isPlain || GMLScanner.equal(name, "pos") else {
      // An element with a point of its own, or a reference to one, would be left out in silence.
      if GMLScanner.equal(name, "pointProperty") || GMLScanner.equal(name, "pointRep")
        || GMLScanner.equal(name, "coord")
      {
        throw .geometryKind
      }
      return false
    }
    let outer = dimension
    defer { dimension = outer }
    try readAttributes()
    if isPlain { try checkSigns() }
    let count = isList ? scanner.attribute("count") : nil
    let start = shape.coordinates.count
    while true {
      switch try scanner.next() {
      case .end:
        guard isList || isPlain || shape.coordinates.count == start + 1 else {
          throw .geometrySyntax
        }
        return true
      case .text(let text):
        if isPlain {
          try tuples(text, &shape)
        } else {
          try numbers(text, width: width(of: text, count, isList: isList), &shape)
        }
      default: throw .geometrySyntax
      }
    }
  }

  /// Numbers of each coordinate: as stated, else as there are for one, or for `count` of them, else as
  /// the reference system has. Exports of the BAG have heights that only the numbers show.
  private func width(
    of text: UnsafeBufferPointer<UInt8>, _ count: UnsafeBufferPointer<UInt8>?, isList: Bool
  ) throws(CellProblem) -> Int {
    if let dimension { return dimension }
    guard !isList || count != nil else { return systems[reference.system].dimension }
    var words = 0
    var isInWord = false
    for byte in text {
      let isSpace = byte == 0x20 || 0x09...0x0D ~= byte
      if !isSpace, !isInWord { words += 1 }
      isInWord = !isSpace
    }
    var stated = 1
    if let count {
      var scanner = NumberScanner(count)
      guard let number = scanner.number(), scanner.isAtEnd, 1...1e9 ~= number else {
        throw .geometrySyntax
      }
      stated = Int(number)
    }
    guard words % stated == 0, 2...4 ~= words / stated else { throw .geometrySyntax }
    return words / stated
  }

  /// `1 2 3 4`: so many numbers for each coordinate.
  private func numbers(
    _ text: UnsafeBufferPointer<UInt8>, width: Int, _ shape: inout Shape
  ) throws(CellProblem) {
    var scanner = NumberScanner(text)
    scanner.skipSpace()
    while !scanner.isAtEnd {
      var (first, second) = (0.0, 0.0)
      for i in 0..<width {
        guard let number = scanner.number() else { throw .geometrySyntax }
        if i == 0 { first = number }
        if i == 1 { second = number }
        let end = scanner.at
        scanner.skipSpace()
        guard scanner.at > end || scanner.isAtEnd else { throw .geometrySyntax }
      }
      append(first, second, &shape)
    }
  }

  /// `1,2 3,4` or `1,2,3 4,5,6`.
  private func tuples(
    _ text: UnsafeBufferPointer<UInt8>, _ shape: inout Shape
  ) throws(CellProblem) {
    var scanner = NumberScanner(text)
    scanner.skipSpace()
    while !scanner.isAtEnd {
      guard let first = scanner.number(), scanner.take(UInt8(ascii: ",")),
        let second = scanner.number()
      else { throw .geometrySyntax }
      if scanner.take(UInt8(ascii: ",")), scanner.number() == nil { throw .geometrySyntax }
      append(first, second, &shape)
      let end = scanner.at
      scanner.skipSpace()
      guard scanner.at > end || scanner.isAtEnd else { throw .geometrySyntax }
    }
  }

  /// `coordinates` may name other signs than "." "," and a space; nobody writes them, and they are
  /// refused.
  private func checkSigns() throws(CellProblem) {
    for (name, sign) in Self.signs {
      guard let value = scanner.attribute(name) else { continue }
      guard value.count == 1, value[0] == sign else { throw .geometrySyntax }
    }
  }

  private static let signs: [(StaticString, UInt8)] = [
    ("decimal", UInt8(ascii: ".")), ("cs", UInt8(ascii: ",")), ("ts", UInt8(ascii: " ")),
  ]

  private func append(_ first: Double, _ second: Double, _ shape: inout Shape) {
    let isNorthFirst = reference.isInOwnOrder && systems[reference.system].isNorthFirst
    shape.append(isNorthFirst ? .init(x: second, y: first) : .init(x: first, y: second))
  }
}
