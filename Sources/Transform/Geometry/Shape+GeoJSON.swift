// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel

extension Shape {
  /// Appends the geometry as a GeoJSON object.
  ///
  /// Source: RFC 7946, 3.1.
  package func appendGeoJSON(to out: inout ByteBuffer) {
    if !isEmpty { append(0, to: &out) }
  }

  private func append(_ index: Int, to out: inout ByteBuffer) {
    let node = nodes[index]
    out.append(Self.opening(node.kind))
    if node.kind == .collection {
      appendParts(of: index, to: &out) { part, out in append(part, to: &out) }
    } else {
      appendCoordinates(index, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  private func appendCoordinates(_ index: Int, to out: inout ByteBuffer) {
    let node = nodes[index]
    switch node.kind {
    case .point: GeoPointText.append(points[node.start], to: &out)
    case .line, .ring:
      out.append(UInt8(ascii: "["))
      for i in node.start..<node.end {
        if i > node.start { out.append(UInt8(ascii: ",")) }
        GeoPointText.append(points[i], to: &out)
      }
      out.append(UInt8(ascii: "]"))
    default:
      appendParts(of: index, to: &out) { part, out in appendCoordinates(part, to: &out) }
    }
  }

  private func appendParts(
    of index: Int, to out: inout ByteBuffer, _ body: (Int, inout ByteBuffer) -> Void
  ) {
    out.append(UInt8(ascii: "["))
    var part = index + 1
    while part < nodes[index].next {
      if part > index + 1 { out.append(UInt8(ascii: ",")) }
      body(part, &out)
      part = nodes[part].next
    }
    out.append(UInt8(ascii: "]"))
  }

  private static func opening(_ kind: Kind) -> StaticString {
    switch kind {
    case .point: GeoPointText.opening
    case .line: "{\"type\":\"LineString\",\"coordinates\":"
    case .polygon, .ring: "{\"type\":\"Polygon\",\"coordinates\":"
    case .multiPoint: "{\"type\":\"MultiPoint\",\"coordinates\":"
    case .multiLine: "{\"type\":\"MultiLineString\",\"coordinates\":"
    case .multiPolygon: "{\"type\":\"MultiPolygon\",\"coordinates\":"
    case .collection: "{\"type\":\"GeometryCollection\",\"geometries\":"
    }
  }
}

/// A point as GeoJSON.
package enum GeoPointText {
  static let opening: StaticString = "{\"type\":\"Point\",\"coordinates\":"

  /// Appends `[lon,lat]`.
  @inline(__always)
  static func append(_ point: GeoPoint, to out: inout ByteBuffer) {
    out.append(UInt8(ascii: "["))
    Degrees.append(point.lon, to: &out)
    out.append(UInt8(ascii: ","))
    Degrees.append(point.lat, to: &out)
    out.append(UInt8(ascii: "]"))
  }

  /// Appends a whole geometry of one point.
  @inline(__always)
  package static func appendGeometry(_ point: GeoPoint, to out: inout ByteBuffer) {
    out.append(opening)
    append(point, to: &out)
    out.append(UInt8(ascii: "}"))
  }
}

extension ByteBuffer {
  /// Appends a text of the program's own; allocates nothing.
  @inline(__always)
  package mutating func append(_ text: StaticString) {
    unsafe append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
