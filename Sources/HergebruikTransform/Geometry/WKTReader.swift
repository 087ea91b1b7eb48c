// SPDX-License-Identifier: EUPL-1.2

/// Reads well-known text on bytes: `POINT (155000 463000)`, with PostGIS's `SRID=28992;` before it.
///
/// Coordinates are x or longitude first. Z and M are read and left out.
/// Source: OGC 06-103r4, 7; PostGIS, "EWKT".
struct WKTReader {
  private var scanner: NumberScanner
  /// Numbers of each coordinate; 0 until the first is read.
  private var dimension = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    scanner = NumberScanner(text)
  }

  /// The number in `SRID=28992;`; nil where there is none.
  ///
  /// - Throws: `geometrySyntax` where it is broken.
  mutating func srid() throws(CellProblem) -> Int? {
    scanner.skipSpace()
    let start = scanner.at
    guard word() == .srid else {
      scanner.at = start
      return nil
    }
    guard scanner.take(UInt8(ascii: "=")) else { throw .geometrySyntax }
    var (number, digits) = (0, 0)
    while isDigit(scanner.next), digits < 7 {
      number = number * 10 + Int(scanner.next &- 0x30)
      (digits, scanner.at) = (digits + 1, scanner.at + 1)
    }
    guard digits > 0, scanner.take(UInt8(ascii: ";")) else { throw .geometrySyntax }
    return number
  }

  /// Reads the whole geometry into a shape.
  ///
  /// - Throws: What is wrong with the text.
  mutating func read(into shape: inout Shape) throws(CellProblem) {
    try geometry(&shape, depth: 0)
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw .geometrySyntax }
  }

  private mutating func geometry(_ shape: inout Shape, depth: Int) throws(CellProblem) {
    guard depth < 16 else { throw .geometrySyntax }
    scanner.skipSpace()
    let (kind, suffix) = try self.kind()
    try readDimension(suffix)
    if try isEmpty() { return }
    let node = shape.begin(kind)
    switch kind {
    case .point:
      try list(&shape) { (reader, shape) throws(CellProblem) in try reader.coordinate(&shape) }
      guard shape.coordinates.count == shape.nodes[node].start + 1 else { throw .geometrySyntax }
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
      if try reader.isEmpty() { return }
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
        guard reader.scanner.take(UInt8(ascii: ")")) else { throw .geometrySyntax }
      }
      shape.end(node)
    }
  }

  private mutating func list(
    _ shape: inout Shape, _ item: (inout WKTReader, inout Shape) throws(CellProblem) -> Void
  ) throws(CellProblem) {
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "(")) else { throw .geometrySyntax }
    while true {
      try item(&self, &shape)
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: ")")) { return }
      guard scanner.take(UInt8(ascii: ",")) else { throw .geometrySyntax }
    }
  }

  private mutating func coordinate(_ shape: inout Shape) throws(CellProblem) {
    var (x, y, count) = (0.0, 0.0, 0)
    scanner.skipSpace()
    while count < 4, let number = scanner.number() {
      if count == 0 { x = number }
      if count == 1 { y = number }
      count += 1
      scanner.skipSpace()
    }
    if dimension == 0, count >= 2 { dimension = count }
    guard count == dimension, count >= 2 else { throw .geometrySyntax }
    shape.append(.init(x: x, y: y))
  }
}

// MARK: - Words

extension WKTReader {
  private enum Word {
    case srid, empty, z, m, zm
    case kind(Shape.Kind, suffix: Int)
    case foreign
    case none

    static func == (word: Word, other: Word) -> Bool {
      switch (word, other) {
      case (.srid, .srid), (.empty, .empty), (.z, .z), (.m, .m), (.zm, .zm), (.none, .none): true
      default: false
      }
    }
  }

  private static let kinds: [(name: StaticString, kind: Shape.Kind)] = [
    ("POINT", .point), ("LINESTRING", .line), ("POLYGON", .polygon), ("MULTIPOINT", .multiPoint),
    ("MULTILINESTRING", .multiLine), ("MULTIPOLYGON", .multiPolygon),
    ("GEOMETRYCOLLECTION", .collection),
  ]

  private static let suffixes: [(name: StaticString, count: Int)] = [
    ("ZM", 4), ("Z", 3), ("M", 3),
  ]

  /// Kinds of geometry that GeoJSON does not have.
  private static let foreign: [StaticString] = [
    "CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE", "MULTISURFACE", "CURVE",
    "SURFACE", "POLYHEDRALSURFACE", "TIN", "TRIANGLE", "LINEARRING", "CIRCLE",
  ]

  /// Takes letters.
  private mutating func word() -> Word {
    let start = scanner.at
    while isLetter(scanner.next) { scanner.at += 1 }
    let letters = UnsafeBufferPointer(rebasing: scanner.text[start..<scanner.at])
    if letters.isEmpty { return .none }
    if Self.equal(letters, "SRID") { return .srid }
    if Self.equal(letters, "EMPTY") { return .empty }
    if Self.equal(letters, "Z") { return .z }
    if Self.equal(letters, "M") { return .m }
    if Self.equal(letters, "ZM") { return .zm }
    for (name, kind) in Self.kinds {
      if Self.equal(letters, name) { return .kind(kind, suffix: 0) }
    }
    for (name, kind) in Self.kinds {
      for (suffix, count) in Self.suffixes {
        if Self.equal(letters, name, suffix) { return .kind(kind, suffix: count) }
      }
    }
    for name in Self.foreign {
      if Self.equal(letters, name) { return .foreign }
      for (suffix, _) in Self.suffixes where Self.equal(letters, name, suffix) { return .foreign }
    }
    return .none
  }

  private mutating func kind() throws(CellProblem) -> (Shape.Kind, Int) {
    switch word() {
    case .kind(let kind, let suffix): return (kind, suffix)
    case .foreign: throw .geometryKind
    default: throw .geometrySyntax
    }
  }

  /// `Z`, `M` or `ZM` behind the kind, on its own or at its end.
  private mutating func readDimension(_ suffix: Int) throws(CellProblem) {
    scanner.skipSpace()
    var count = suffix
    let start = scanner.at
    switch word() {
    case .z, .m: count = 3
    case .zm: count = 4
    default: scanner.at = start
    }
    guard count > 0 else { return }
    guard dimension == 0 || dimension == count else { throw .geometrySyntax }
    dimension = count
  }

  private mutating func isEmpty() throws(CellProblem) -> Bool {
    scanner.skipSpace()
    guard isLetter(scanner.next) else { return false }
    guard word() == .empty else { throw .geometrySyntax }
    return true
  }

  /// Whether letters are a word, in any case, with a suffix.
  private static func equal(
    _ letters: UnsafeBufferPointer<UInt8>, _ word: StaticString, _ suffix: StaticString = ""
  ) -> Bool {
    let (first, second) = (word.utf8CodeUnitCount, suffix.utf8CodeUnitCount)
    guard letters.count == first + second else { return false }
    for i in 0..<first where letters[i] & 0xDF != word.utf8Start[i] { return false }
    for i in 0..<second where letters[first + i] & 0xDF != suffix.utf8Start[i] { return false }
    return true
  }
}
