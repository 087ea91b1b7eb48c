// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

// How GML writes coordinates.
extension GMLReader {
  /// Reads `pos`, `posList` or `coordinates`; false where the element is another.
  mutating func coordinates(
    _ name: Range<Int>, _ shape: inout Shape
  ) throws(CellProblem) -> Bool {
    let isList = scanner.equal(name, "posList")
    let isPlain = scanner.equal(name, "coordinates")
    guard isList || isPlain || scanner.equal(name, "pos") else {
      // An element with a point of its own, or a reference to one, would be left out in silence.
      if scanner.equal(name, "pointProperty") || scanner.equal(name, "pointRep")
        || scanner.equal(name, "coord")
      {
        throw .geometry(.geometryKind)
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
          throw .geometry(.geometrySyntax)
        }
        return true
      case .text(let text):
        if isPlain {
          try tuples(scanner.text[text], &shape)
        } else {
          try numbers(
            scanner.text[text], width: width(of: scanner.text[text], count, isList: isList), &shape)
        }
      default: throw .geometry(.geometrySyntax)
      }
    }
  }

  /// Numbers of each coordinate: as stated, else as there are for one, or for `count` of them, else as
  /// the reference system has. Exports of the BAG have heights that only the numbers show.
  private func width(
    of text: Span<UInt8>, _ count: Span<UInt8>?, isList: Bool
  ) throws(CellProblem) -> Int {
    if let dimension { return dimension }
    guard !isList || count != nil else { return systems[reference.system].dimension }
    var words = 0
    var isInWord = false
    for place in text.indices {
      let byte = text[place]
      let isSpace = byte == 0x20 || 0x09...0x0D ~= byte
      if !isSpace, !isInWord { words += 1 }
      isInWord = !isSpace
    }
    var stated = 1
    if let count {
      var scanner = NumberScanner(count)
      guard let number = scanner.number(), scanner.isAtEnd, 1...1e9 ~= number else {
        throw .geometry(.geometrySyntax)
      }
      stated = Int(number)
    }
    guard words % stated == 0, 2...4 ~= words / stated else { throw .geometry(.geometrySyntax) }
    return words / stated
  }

  /// `1 2 3 4`: so many numbers for each coordinate.
  private func numbers(
    _ text: Span<UInt8>, width: Int, _ shape: inout Shape
  ) throws(CellProblem) {
    var scanner = NumberScanner(text)
    scanner.skipSpace()
    while !scanner.isAtEnd {
      var (first, second) = (0.0, 0.0)
      for i in 0..<width {
        guard let number = scanner.number() else { throw .geometry(.geometrySyntax) }
        if i == 0 { first = number }
        if i == 1 { second = number }
        let end = scanner.at
        scanner.skipSpace()
        guard scanner.at > end || scanner.isAtEnd else { throw .geometry(.geometrySyntax) }
      }
      append(first, second, &shape)
    }
  }

  /// `1,2 3,4` or `1,2,3 4,5,6`.
  private func tuples(
    _ text: Span<UInt8>, _ shape: inout Shape
  ) throws(CellProblem) {
    var scanner = NumberScanner(text)
    scanner.skipSpace()
    while !scanner.isAtEnd {
      guard let first = scanner.number(), scanner.take(UInt8(ascii: ",")),
        let second = scanner.number()
      else { throw .geometry(.geometrySyntax) }
      if scanner.take(UInt8(ascii: ",")), scanner.number() == nil {
        throw .geometry(.geometrySyntax)
      }
      append(first, second, &shape)
      let end = scanner.at
      scanner.skipSpace()
      guard scanner.at > end || scanner.isAtEnd else { throw .geometry(.geometrySyntax) }
    }
  }

  /// `coordinates` may name other signs than "." "," and a space; nobody writes them, and they are
  /// refused.
  private func checkSigns() throws(CellProblem) {
    for (name, sign) in Self.signs {
      guard let value = scanner.attribute(name) else { continue }
      guard value.count == 1, value[0] == sign else { throw .geometry(.geometrySyntax) }
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
