// SPDX-License-Identifier: EUPL-1.2

package import HergebruikValues

/// Reads well-known text on bytes: `POINT (155000 463000)`, with PostGIS's `SRID=28992;` before it.
///
/// Coordinates are x or longitude first. Z and M are read and left out.
/// Source: OGC 06-103r4, 7; PostGIS, "EWKT".
package struct WKTReader: ~Escapable {
  var scanner: NumberScanner
  /// Numbers of each coordinate; 0 until the first is read.
  var dimension = 0

  @_lifetime(copy text)
  package init(_ text: Span<UInt8>) {
    scanner = NumberScanner(text)
  }

  /// The number in `SRID=28992;`; nil where there is none.
  ///
  /// - Throws: `geometrySyntax` where it is broken.
  package mutating func srid() throws(CellProblem) -> Int? {
    scanner.skipSpace()
    let start = scanner.at
    guard word() == .srid else {
      scanner.at = start
      return nil
    }
    guard scanner.take(UInt8(ascii: "=")) else { throw .geometry(.geometrySyntax) }
    var (number, digits) = (0, 0)
    while isDigit(scanner.next), digits < 7 {
      number = number * 10 + Int(scanner.next &- 0x30)
      (digits, scanner.at) = (digits + 1, scanner.at + 1)
    }
    guard digits > 0, scanner.take(UInt8(ascii: ";")) else { throw .geometry(.geometrySyntax) }
    return number
  }

  /// Reads the whole geometry into a shape.
  ///
  /// - Throws: What is wrong with the text.
  package mutating func read(into shape: inout Shape) throws(CellProblem) {
    try geometry(&shape, depth: 0)
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw .geometry(.geometrySyntax) }
  }

  private mutating func geometry(_ shape: inout Shape, depth: Int) throws(CellProblem) {
    guard depth < 16 else { throw .geometry(.geometrySyntax) }
    scanner.skipSpace()
    let (kind, suffix) = try self.kind()
    try readDimension(suffix)
    if try isEmpty() { return }
    let node = shape.begin(kind)
    switch kind {
    case .point:
      try list(&shape) { (reader, shape) throws(CellProblem) in try reader.coordinate(&shape) }
      guard shape.coordinates.count == shape.nodes[node].start + 1 else {
        throw .geometry(.geometrySyntax)
      }
    case .line, .ring:
      try list(&shape) { (reader, shape) throws(CellProblem) in try reader.coordinate(&shape) }
    case .polygon: try parts(.ring, &shape)
    case .multiPoint: try points(&shape)
    case .multiLine: try parts(.line, &shape)
    case .multiPolygon: try polygons(&shape)
    case .collection:
      try list(&shape) { (reader, shape) throws(CellProblem) in
        // Each says itself how many numbers its coordinates have.
        reader.dimension = 0
        try reader.geometry(&shape, depth: depth + 1)
      }
    }
    shape.end(node)
  }

  /// `((…), (…))`: lines or rings.
  private mutating func parts(_ kind: Shape.Kind, _ shape: inout Shape) throws(CellProblem) {
    try list(&shape) { (reader, shape) throws(CellProblem) in
      if try reader.isEmpty() {
        // An empty outer ring would make the first hole the outer one.
        guard kind != .ring else { throw .geometry(.geometrySyntax) }
        return
      }
      let node = shape.begin(kind)
      try reader.list(&shape) { (reader, shape) throws(CellProblem) in
        try reader.coordinate(&shape)
      }
      shape.end(node)
    }
  }

  private mutating func polygons(_ shape: inout Shape) throws(CellProblem) {
    try list(&shape) { (reader, shape) throws(CellProblem) in
      if try reader.isEmpty() { return }
      let node = shape.begin(.polygon)
      try reader.parts(.ring, &shape)
      shape.end(node)
    }
  }

  /// `(1 2, 3 4)` or `((1 2), (3 4))`: both are written.
  private mutating func points(_ shape: inout Shape) throws(CellProblem) {
    try list(&shape) { (reader, shape) throws(CellProblem) in
      if try reader.isEmpty() { return }
      let node = shape.begin(.point)
      reader.scanner.skipSpace()
      let inParentheses = reader.scanner.take(UInt8(ascii: "("))
      try reader.coordinate(&shape)
      if inParentheses {
        reader.scanner.skipSpace()
        guard reader.scanner.take(UInt8(ascii: ")")) else { throw .geometry(.geometrySyntax) }
      }
      shape.end(node)
    }
  }

  private mutating func list(
    _ shape: inout Shape, _ item: (inout WKTReader, inout Shape) throws(CellProblem) -> Void
  ) throws(CellProblem) {
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "(")) else { throw .geometry(.geometrySyntax) }
    while true {
      try item(&self, &shape)
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: ")")) { return }
      guard scanner.take(UInt8(ascii: ",")) else { throw .geometry(.geometrySyntax) }
    }
  }

  private mutating func coordinate(_ shape: inout Shape) throws(CellProblem) {
    var (x, y, count) = (0.0, 0.0, 0)
    scanner.skipSpace()
    while count < 4, let number = scanner.number() {
      if count == 0 { x = number }
      if count == 1 { y = number }
      count += 1
      // `5.3.1` and `5-3` are no two numbers.
      let end = scanner.at
      scanner.skipSpace()
      let isLast = scanner.next == UInt8(ascii: ",") || scanner.next == UInt8(ascii: ")")
      guard scanner.at > end || isLast else { throw .geometry(.geometrySyntax) }
    }
    if dimension == 0, count >= 2 { dimension = count }
    guard count == dimension, count >= 2 else { throw .geometry(.geometrySyntax) }
    shape.append(.init(x: x, y: y))
  }
}
