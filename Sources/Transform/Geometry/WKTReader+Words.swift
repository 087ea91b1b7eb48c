// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

// The words of well-known text.
extension WKTReader {
  enum Word {
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
  mutating func word() -> Word {
    let start = scanner.at
    while isLetter(scanner.next) { scanner.at += 1 }
    let letters = scanner.text.extracting(start..<scanner.at)
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

  mutating func kind() throws(CellProblem) -> (Shape.Kind, Int) {
    switch word() {
    case .kind(let kind, let suffix): return (kind, suffix)
    case .foreign: throw .geometry(.geometryKind)
    default: throw .geometry(.geometrySyntax)
    }
  }

  /// `Z`, `M` or `ZM` behind the kind, on its own or at its end.
  mutating func readDimension(_ suffix: Int) throws(CellProblem) {
    scanner.skipSpace()
    var count = suffix
    let start = scanner.at
    switch word() {
    case .z, .m: count = 3
    case .zm: count = 4
    default: scanner.at = start
    }
    guard count > 0 else { return }
    guard dimension == 0 || dimension == count else { throw .geometry(.geometrySyntax) }
    dimension = count
  }

  mutating func isEmpty() throws(CellProblem) -> Bool {
    scanner.skipSpace()
    guard isLetter(scanner.next) else { return false }
    guard word() == .empty else { throw .geometry(.geometrySyntax) }
    return true
  }

  /// Whether letters are a word, in any case, with a suffix.
  private static func equal(
    _ letters: Span<UInt8>, _ word: StaticString, _ suffix: StaticString = ""
  ) -> Bool {
    let (first, second) = (word.utf8CodeUnitCount, suffix.utf8CodeUnitCount)
    guard letters.count == first + second else { return false }
    for i in 0..<first where unsafe letters[i] & 0xDF != word.utf8Start[i] { return false }
    for i in 0..<second where unsafe letters[first + i] & 0xDF != suffix.utf8Start[i] {
      return false
    }
    return true
  }
}
