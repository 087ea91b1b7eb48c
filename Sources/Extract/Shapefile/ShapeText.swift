// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Writes shapes as well-known text, with the number of their reference system before it.
///
/// Source: ESRI Shapefile Technical Description, July 1998, "Main File Record Contents"; OGC 06-103r4, 7.
struct ShapeText {
  let kind: ShapefileHeader.Kind
  /// `SRID=28992;`
  let prefix: String
  let sink: RecordSink
  private let rings = ShapeRings()

  init(_ kind: ShapefileHeader.Kind, system: Int, to sink: RecordSink) {
    (self.kind, self.sink) = (kind, sink)
    prefix = "SRID=\(system);"
  }

  /// A list of coordinates within a record.
  struct Points {
    /// Where x of the first one stands.
    var start: Int
    var count: Int
    /// Where the first height stands; nil where there are none.
    var heights: Int?
  }

  /// Appends the shape of a record to the current cell; false where it is a null shape, or has no point.
  ///
  /// - Throws: `format-error` where the record contradicts itself.
  func append(
    _ bytes: Span<UInt8>, at place: Diagnostic.Location
  ) throws(Failure) -> Bool {
    let found = ShapeBytes.little(bytes, 0)
    if found == ShapefileHeader.Kind.null.rawValue { return false }
    guard found == kind.rawValue else {
      throw ShapeBytes.damaged(
        place, "a shape is of kind \(found) in a file of kind \(kind.rawValue)")
    }
    switch kind.plain {
    case .point: try point(bytes, place)
    case .multiPoint:
      let (points, _) = try lists(bytes, hasParts: false, place)
      guard points.count > 0 else { return false }
      begin("MULTIPOINT", points)
      for index in 0..<points.count {
        sink.append(index == 0 ? "(" : ", ")
        sink.append(UInt8(ascii: "("))
        try coordinate(index, points, bytes, place)
        sink.append(UInt8(ascii: ")"))
      }
      sink.append(UInt8(ascii: ")"))
    case .polyLine:
      let (points, parts) = try lists(bytes, hasParts: true, place)
      guard points.count > 0 else { return false }
      let isOne = parts.count == 1
      begin(isOne ? "LINESTRING" : "MULTILINESTRING", points)
      for part in parts.indices {
        if !isOne { sink.append(part == 0 ? "(" : ", ") }
        try line(Self.range(part, parts, points.count), points, bytes, place)
      }
      if !isOne { sink.append(UInt8(ascii: ")")) }
    case .polygon:
      let (points, parts) = try lists(bytes, hasParts: true, place)
      guard points.count > 0 else { return false }
      try polygons(points, parts, bytes, place)
    default: throw ShapeBytes.damaged(place, "a shape is of a kind that is not read")
    }
    return true
  }

  // MARK: Kinds

  private func point(_ bytes: Span<UInt8>, _ place: Diagnostic.Location) throws(Failure) {
    let lengths = kind.hasZ ? [36, 28] : kind.hasM ? [28] : [20]
    guard lengths.contains(bytes.count) else { throw Self.length(place) }
    let points = Points(start: 4, count: 1, heights: kind.hasZ ? 20 : nil)
    let solid = solid(points, bytes)
    begin("POINT", solid)
    sink.append(UInt8(ascii: "("))
    try coordinate(0, solid, bytes, place)
    sink.append(UInt8(ascii: ")"))
  }

  /// A polygon for each outer ring, with the holes that lie in it.
  private func polygons(
    _ points: Points, _ parts: [Int], _ bytes: Span<UInt8>, _ place: Diagnostic.Location
  ) throws(Failure) {
    guard
      let polygons = rings.polygons(
        (0..<parts.count).map { Self.range($0, parts, points.count) }, start: points.start, bytes)
    else {
      throw Failure(
        .format, at: place,
        "a polygon has a hole that lies in none of its rings, or too many rings to sort out",
        hint: "Repair it in the source system (ArcGIS: Repair Geometry; QGIS: Fix geometries).")
    }
    begin(polygons.count == 1 ? "POLYGON" : "MULTIPOLYGON", points)
    let isOne = polygons.count == 1
    for (index, polygon) in polygons.enumerated() {
      if !isOne { sink.append(index == 0 ? "(" : ", ") }
      for (at, ring) in polygon.enumerated() {
        sink.append(at == 0 ? "(" : ", ")
        try line(Self.range(ring, parts, points.count), points, bytes, place)
      }
      sink.append(UInt8(ascii: ")"))
    }
    if !isOne { sink.append(UInt8(ascii: ")")) }
  }

  // MARK: Parts

  /// The points of a record, and where its parts begin among them.
  private func lists(
    _ bytes: Span<UInt8>, hasParts: Bool, _ place: Diagnostic.Location
  ) throws(Failure) -> (Points, parts: [Int]) {
    // Kind, box, count of parts, count of points.
    let fixed = hasParts ? 44 : 40
    guard bytes.count >= fixed else { throw Self.length(place) }
    let partCount = hasParts ? ShapeBytes.little(bytes, 36) : 0
    let count = ShapeBytes.little(bytes, hasParts ? 40 : 36)
    guard partCount >= 0, count >= 0 else { throw Self.length(place) }
    let start = fixed + 4 * partCount
    let plain = start + 16 * count
    // Measures may be left out.
    let more = 16 + 8 * count
    let lengths =
      kind.hasZ ? [plain + more, plain + 2 * more] : kind.hasM ? [plain, plain + more] : [plain]
    guard lengths.contains(bytes.count) else { throw Self.length(place) }
    var parts: [Int] = []
    parts.reserveCapacity(partCount)
    for index in 0..<partCount {
      let part = ShapeBytes.little(bytes, fixed + 4 * index)
      guard index == 0 ? part == 0 : part > parts[index - 1], part < count else {
        throw ShapeBytes.damaged(place, "a part of a shape begins where it cannot")
      }
      parts.append(part)
    }
    guard !hasParts || (partCount == 0) == (count == 0) else {
      throw ShapeBytes.damaged(place, "a shape has points and no parts")
    }
    let points = Points(start: start, count: count, heights: kind.hasZ ? plain + 16 : nil)
    return (solid(points, bytes), parts)
  }

  private static func range(_ part: Int, _ parts: [Int], _ count: Int) -> Range<Int> {
    parts[part]..<(part + 1 < parts.count ? parts[part + 1] : count)
  }

  /// Points with their heights only where all of them are numbers.
  private func solid(_ points: Points, _ bytes: Span<UInt8>) -> Points {
    guard let heights = points.heights else { return points }
    var points = points
    for index in 0..<points.count
    where !ShapeBytes.number(bytes, heights + 8 * index).isFinite {
      points.heights = nil
      break
    }
    return points
  }

  // MARK: Text

  private func begin(_ word: String, _ points: Points) {
    sink.append(prefix)
    sink.append(word)
    sink.append(points.heights == nil ? " " : " Z ")
  }

  private func line(
    _ range: Range<Int>, _ points: Points, _ bytes: Span<UInt8>, _ place: Diagnostic.Location
  ) throws(Failure) {
    for index in range {
      sink.append(index == range.lowerBound ? "(" : ", ")
      try coordinate(index, points, bytes, place)
    }
    sink.append(UInt8(ascii: ")"))
    guard sink.recordCount <= sink.recordLimit else {
      throw Failure(
        .recordTooLarge, at: place, "a record is larger than \(sink.recordLimit) bytes",
        hint: "Check whether the file is what it should be.")
    }
  }

  private func coordinate(
    _ index: Int, _ points: Points, _ bytes: Span<UInt8>, _ place: Diagnostic.Location
  ) throws(Failure) {
    let x = ShapeBytes.number(bytes, points.start + 16 * index)
    let y = ShapeBytes.number(bytes, points.start + 16 * index + 8)
    guard x.isFinite, y.isFinite else {
      throw ShapeBytes.damaged(place, "a coordinate is no number")
    }
    sink.append(PlainNumber.text(x))
    sink.append(UInt8(ascii: " "))
    sink.append(PlainNumber.text(y))
    guard let heights = points.heights else { return }
    sink.append(UInt8(ascii: " "))
    sink.append(PlainNumber.text(ShapeBytes.number(bytes, heights + 8 * index)))
  }

  private static func length(_ place: Diagnostic.Location) -> Failure {
    ShapeBytes.damaged(place, "a shape is not as long as its parts and points ask")
  }
}
