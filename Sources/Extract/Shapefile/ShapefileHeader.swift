// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What the file of shapes (`.shp`) says of itself in its first hundred bytes.
///
/// Source: ESRI Shapefile Technical Description, July 1998, "Main File Header".
struct ShapefileHeader {
  /// The kinds of shape that a file has, all of one kind beside null shapes.
  enum Kind: Int {
    case null = 0
    case point = 1, polyLine = 3, polygon = 5, multiPoint = 8
    case pointZ = 11, polyLineZ = 13, polygonZ = 15, multiPointZ = 18
    case pointM = 21, polyLineM = 23, polygonM = 25, multiPointM = 28
    case multiPatch = 31

    /// Whether shapes have heights.
    var hasZ: Bool { (11...18).contains(rawValue) }
    /// Whether shapes have measures and no heights.
    var hasM: Bool { (21...28).contains(rawValue) }
    /// The kind without heights and measures.
    var plain: Kind { rawValue < 31 ? Kind(rawValue: rawValue % 10) ?? .null : .multiPatch }
  }

  /// Bytes of the header.
  static let size = 100

  /// Bytes of the whole file.
  let length: Int
  let kind: Kind
  /// West, south, east and north of all shapes, as the file says.
  let box: (west: Double, south: Double, east: Double, north: Double)

  /// Whether bytes are how a file of shapes begins, or the index of one.
  static func isLikely(_ start: [UInt8]) -> Bool {
    start.count >= 4 && start[0] == 0 && start[1] == 0 && start[2] == 0x27 && start[3] == 0x0A
  }

  /// Reads a header.
  ///
  /// - Parameter bytes: Its hundred bytes, or fewer where the file is shorter.
  /// - Throws: `format-error`.
  init(_ bytes: Span<UInt8>, file: String) throws(Failure) {
    let place = Diagnostic.Location(file: file)
    guard bytes.count == Self.size, ShapeBytes.big(bytes, 0) == 9994 else {
      throw Failure(
        .format, at: place, "this is no file of shapes (.shp)",
        hint: "Give the .shp of the shapefile, or a zip file with all its parts.")
    }
    guard let kind = Kind(rawValue: ShapeBytes.little(bytes, 32)) else {
      throw ShapeBytes.damaged(place, "it has shapes of kind \(ShapeBytes.little(bytes, 32))")
    }
    guard kind != .multiPatch else {
      throw Failure(
        .format, at: place, "the shapes are surfaces in three dimensions (MultiPatch)",
        hint: "Let the source system export polygons, or convert it: ogr2ogr -f GPKG out.gpkg FILE")
    }
    length = 2 * ShapeBytes.big(bytes, 24)
    guard length >= Self.size else {
      throw ShapeBytes.damaged(place, "it says that it is shorter than its header")
    }
    self.kind = kind
    box = (
      ShapeBytes.number(bytes, 36), ShapeBytes.number(bytes, 44), ShapeBytes.number(bytes, 52),
      ShapeBytes.number(bytes, 60)
    )
  }
}

/// Reads numbers out of bytes, of which the caller knows that they are there.
enum ShapeBytes {
  /// A signed number of four bytes, the highest first.
  static func big(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    Int(Int32(bitPattern: word(bytes, at).byteSwapped))
  }

  /// A signed number of four bytes, the lowest first.
  @inline(__always)
  static func little(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    Int(Int32(bitPattern: word(bytes, at)))
  }

  /// A number with a fraction, of eight bytes, the lowest first.
  @inline(__always)
  static func number(_ bytes: Span<UInt8>, _ at: Int) -> Double {
    Double(bitPattern: UInt64(word(bytes, at)) | UInt64(word(bytes, at + 4)) << 32)
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt32 {
    UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
      | UInt32(bytes[at + 3]) << 24
  }

  /// What is said of a file that contradicts itself.
  static func damaged(_ place: Diagnostic.Location, _ what: String) -> Failure {
    Failure(
      .format, at: place, "the file of shapes is damaged: \(what)",
      hint: "Copy all parts of the shapefile again, or let the source system export it anew.")
  }
}
