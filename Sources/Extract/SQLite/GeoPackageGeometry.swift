// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A geometry of a GeoPackage, as well-known text (WKT).
///
/// Source: OGC 12-128r19, GeoPackage Encoding Standard, 2.1.3; OGC 06-103r4, Simple Features, 7 and 8.
///
/// Memory safety: `bytes` are the row's, which is not left while it is read; every number is read behind a check of what is left.
@safe
struct GeoPackageGeometry {
  private let bytes: UnsafeRawBufferPointer
  private let place: Diagnostic.Location
  private let sink: RecordSink
  private var at: Int

  /// Appends a geometry to the current cell; nothing where it is empty.
  ///
  /// - Parameter system: The number of the reference system that the table names.
  /// - Throws: `format-error` where it is damaged, in another system, or has curves.
  static func append(
    _ blob: UnsafeBufferPointer<UInt8>, system: Int, to sink: RecordSink,
    at place: Diagnostic.Location
  ) throws(Failure) {
    var geometry = unsafe GeoPackageGeometry(
      bytes: UnsafeRawBufferPointer(blob), place: place, sink: sink, at: 0)
    guard try geometry.readHeader(system) else { return }
    try geometry.appendGeometry(depth: 0)
    guard geometry.at == blob.count else { throw geometry.damaged }
  }

  /// Reads what stands before the geometry; false where it is empty.
  private mutating func readHeader(_ system: Int) throws(Failure) -> Bool {
    guard unsafe bytes.count >= 8, unsafe bytes[0] == 0x47, unsafe bytes[1] == 0x50,
      unsafe bytes[2] == 0
    else { throw damaged }
    let flags = unsafe bytes[3]
    guard flags & 0x20 == 0 else { throw unread("a geometry is of a kind of its own") }
    at = 4
    let found = Int(Int32(bitPattern: try word(isLittle: flags & 1 == 1)))
    guard found == system else {
      throw unread("a geometry is in reference system \(found), not \(system) as the table says")
    }
    let envelopes = [0, 32, 48, 48, 64]
    guard Int(flags >> 1 & 7) < envelopes.count else { throw damaged }
    at += envelopes[Int(flags >> 1 & 7)]
    return flags & 0x10 == 0
  }

  private static let words = [
    "", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
  ]

  /// Appends a geometry; the word before it, unless it is a part of one that says what its parts are.
  private mutating func appendGeometry(depth: Int, part: Int? = nil) throws(Failure) {
    guard depth < 16, unsafe at < bytes.count, unsafe bytes[at] <= 1 else { throw damaged }
    let isLittle = unsafe bytes[at] == 1
    at += 1
    let code = Int(try word(isLittle: isLittle))
    let (kind, dimensions) = (code % 1000, code / 1000)
    guard (1...7).contains(kind) else {
      throw unread("a geometry has curves or is of another kind")
    }
    guard dimensions <= 3, part == nil || part == kind else { throw damaged }
    if part == nil {
      sink.append(Self.words[kind] + ["", " Z", " M", " ZM"][dimensions])
      sink.append(0x20)
    }
    let width = [2, 3, 3, 4][dimensions]
    switch kind {
    case 1: try appendPoint(width, isLittle)
    case 2: try appendPoints(width, isLittle)
    case 3:
      try appendList(isLittle) { geometry throws(Failure) in
        try geometry.appendPoints(width, isLittle)
      }
    default:
      let inner = kind == 7 ? nil : kind - 3
      try appendList(isLittle) { geometry throws(Failure) in
        try geometry.appendGeometry(depth: depth + 1, part: inner)
      }
    }
  }

  private mutating func appendPoint(_ width: Int, _ isLittle: Bool) throws(Failure) {
    let start = at
    let first = try number(isLittle)
    guard first.isNaN else {
      at = start
      sink.append(UInt8(ascii: "("))
      try appendCoordinates(width, isLittle)
      return sink.append(UInt8(ascii: ")"))
    }
    for _ in 1..<width { _ = try number(isLittle) }
    sink.append("EMPTY")
  }

  private mutating func appendPoints(_ width: Int, _ isLittle: Bool) throws(Failure) {
    try appendList(isLittle) { geometry throws(Failure) in
      try geometry.appendCoordinates(width, isLittle)
    }
  }

  private mutating func appendList(
    _ isLittle: Bool, _ item: (inout Self) throws(Failure) -> Void
  ) throws(Failure) {
    let count = Int(try word(isLittle: isLittle))
    guard count > 0 else { return sink.append("EMPTY") }
    for index in 0..<count {
      sink.append(index == 0 ? "(" : ", ")
      try item(&self)
    }
    sink.append(UInt8(ascii: ")"))
  }

  private mutating func appendCoordinates(_ width: Int, _ isLittle: Bool) throws(Failure) {
    for index in 0..<width {
      if index > 0 { sink.append(0x20) }
      let value = try number(isLittle)
      guard value.isFinite else { throw damaged }
      sink.append(PlainNumber.text(value))
    }
    guard sink.recordCount <= sink.recordLimit else {
      throw Failure(
        .recordTooLarge, at: place, "a record is larger than \(sink.recordLimit) bytes",
        hint: "Check whether the file is what it should be.")
    }
  }

  private mutating func word(isLittle: Bool) throws(Failure) -> UInt32 {
    guard unsafe at + 4 <= bytes.count else { throw damaged }
    defer { at += 4 }
    let word = unsafe bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
    return isLittle ? UInt32(littleEndian: word) : UInt32(bigEndian: word)
  }

  private mutating func number(_ isLittle: Bool) throws(Failure) -> Double {
    guard unsafe at + 8 <= bytes.count else { throw damaged }
    defer { at += 8 }
    let word = unsafe bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    return Double(bitPattern: isLittle ? UInt64(littleEndian: word) : UInt64(bigEndian: word))
  }

  private var damaged: Failure {
    Failure(
      .format, at: place, "a geometry is not as GeoPackage writes them",
      hint:
        "The file is damaged, or the column has no geometries: let the source system export it again."
    )
  }

  private func unread(_ what: String) -> Failure {
    Failure(
      .format, at: place, "\(what), which is not read",
      hint: "Let the source system export points, lines and polygons in one reference system.")
  }
}
