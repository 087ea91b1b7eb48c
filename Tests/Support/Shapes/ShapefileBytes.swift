// SPDX-License-Identifier: EUPL-1.2

/// Shapefiles for tests, byte for byte.
///
/// Source: ESRI Shapefile Technical Description, July 1998.
package struct ShapefileBytes {
  /// A shape: lines or rings of coordinates, each x, y and, where the kind has them, z and m.
  package typealias Parts = [[[Double]]]

  /// The number of the kind of all shapes: 1 for points, 8 for multipoints, 3 for lines, 5 for polygons; 10 more with
  /// heights, 20 more with measures.
  package var kind: Int
  /// The shapes; nil for null shapes.
  package var shapes: [Parts?]
  /// Whether shapes with heights have measures too.
  package var hasMeasures = true

  package init(kind: Int, _ shapes: [Parts?]) { (self.kind, self.shapes) = (kind, shapes) }

  /// The `.prj` of RD, as ArcGIS writes it.
  package static let rd = """
    PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],\
    PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],\
    PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],\
    PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]
    """
  /// The `.prj` of WGS84.
  package static let wgs84 = """
    GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],\
    UNIT["Degree",0.0174532925199433]]
    """

  /// The `.shp`.
  package var bytes: [UInt8] {
    var records: [UInt8] = []
    for (index, shape) in shapes.enumerated() {
      let content = shape.map(content) ?? Self.little(0)
      records += Self.big(index + 1) + Self.big(content.count / 2) + content
    }
    return header(length: 100 + records.count) + records
  }

  private func header(length: Int) -> [UInt8] {
    Self.big(9994) + Array(repeating: 0, count: 20) + Self.big(length / 2) + Self.little(1000)
      + Self.little(kind) + box(shapes.compactMap(\.self).joined().joined().map(\.self))
      + Array(repeating: 0, count: 32)
  }

  private func box(_ points: [[Double]]) -> [UInt8] {
    let (x, y) = (points.map { $0[0] }, points.map { $0[1] })
    return Self.number(x.min() ?? 0) + Self.number(y.min() ?? 0) + Self.number(x.max() ?? 0)
      + Self.number(y.max() ?? 0)
  }

  private func content(_ shape: Parts) -> [UInt8] {
    let points = shape.flatMap(\.self)
    if kind % 10 == 1 { return Self.little(kind) + points[0].flatMap(Self.number) }
    var bytes = Self.little(kind) + box(points)
    if kind % 10 != 8 { bytes += Self.little(shape.count) }
    bytes += Self.little(points.count)
    if kind % 10 != 8 {
      var start = 0
      for part in shape {
        bytes += Self.little(start)
        start += part.count
      }
    }
    bytes += points.flatMap { Self.number($0[0]) + Self.number($0[1]) }
    if kind > 10 {
      bytes += Self.number(0) + Self.number(0) + points.flatMap { Self.number($0[2]) }
    }
    if (11...18).contains(kind), hasMeasures {
      bytes += Self.number(0) + Self.number(0) + points.flatMap { Self.number($0[3]) }
    }
    return bytes
  }

  /// A `.dbf` of texts.
  ///
  /// - Parameter language: The byte that names the character set; 0 names none.
  package static func table(
    _ columns: [(name: String, length: Int)], _ rows: [[[UInt8]]], language: UInt8 = 0
  ) -> [UInt8] {
    let record = 1 + columns.reduce(0) { $0 + $1.length }
    let count = 33 + 32 * columns.count
    var bytes: [UInt8] = [3, 126, 11, 29]
    bytes += little(rows.count) + [UInt8(count & 0xFF), UInt8(count >> 8)]
    bytes += [UInt8(record & 0xFF), UInt8(record >> 8)]
    bytes += Array(repeating: 0, count: 17) + [language, 0, 0]
    for column in columns {
      bytes += Array(column.name.utf8) + Array(repeating: 0, count: 11 - column.name.utf8.count)
      bytes += [0x43, 0, 0, 0, 0, UInt8(column.length)] + Array(repeating: 0, count: 15)
    }
    bytes.append(0x0D)
    for row in rows {
      bytes.append(0x20)
      for (cell, column) in zip(row, columns) {
        bytes += cell + Array(repeating: 0x20, count: column.length - cell.count)
      }
    }
    return bytes + [0x1A]
  }

  package static func big(_ number: Int) -> [UInt8] { little(number).reversed() }

  package static func little(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  package static func number(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }
}
