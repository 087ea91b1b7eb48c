// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikGeometry
@testable import HergebruikProfile
@testable import HergebruikTreatment

/// Coordinates and geometries at the poles, and far beyond.
@Suite("Extreme places")
struct ExtremePlaceTests {
  @Test("are on the map or refused", arguments: ["EPSG:4326", "EPSG:28992", "EPSG:4258"])
  func points(crs: String) throws {
    var cells = ExtremeCells(seed: 29)
    let edges = [
      "180", "-180", "90", "-90", "0", "-0", "179.9999999", "89.9999999", "1E308", "NaN",
    ]
    var left = PropertyInputs.share(of: 6)
    while left > 0 {
      let rows = (0..<200).map { _ in
        (0..<2).map { _ in cells.below(2) == 0 ? cells.pick(edges) : cells.number() }
      }
      left -= rows.count
      try see(
        [field("x", .number(NumberFormat())), field("y", .number(NumberFormat()))],
        GeometryRequest(
          source: .point(x: 0, y: 1), crs: crs, columns: .init(lon: "lon", lat: "lat"),
          writesGeometry: true), rows)
    }
  }

  @Test("of geometries have a point that stands for them", arguments: [true, false])
  func geometries(isGML: Bool) throws {
    var cells = ExtremeCells(seed: 31)
    var left = PropertyInputs.share(of: 6)
    while left > 0 {
      let rows = (0..<200).map { _ in
        let numbers = (0..<8).map { _ in
          cells.below(3) == 0 ? cells.number() : "\(cells.below(361) - 180)"
        }
        let points = stride(from: 0, to: 8, by: 2).map { "\(numbers[$0]) \(numbers[$0 + 1])" }
        let ring = (points + [points[0]]).joined(separator: isGML ? " " : ", ")
        guard cells.below(3) > 0 else { return [cells.pick(ExtremeCells.places)] }
        return [
          isGML
            ? "<Polygon srsName=\"EPSG:4326\"><exterior><LinearRing><posList>\(ring)</posList></LinearRing></exterior></Polygon>"
            : cells.below(2) == 0 ? "POLYGON ((\(ring)))" : "LINESTRING (\(ring))"
        ]
      }
      left -= rows.count
      try see(
        [field("g", .any)],
        GeometryRequest(
          source: isGML ? .gml(0) : .wkt(0), crs: "EPSG:4326",
          columns: .init(lon: "lon", lat: "lat"), writesGeometry: true), rows)
    }
  }

  @Test("of geometries within geometries, however deep, are refused or read")
  func nested() throws {
    for depth in [1, 10, 1000, 200_000] {
      let open = "<MultiGeometry><geometryMember>", close = "</geometryMember></MultiGeometry>"
      let gml =
        String(repeating: open, count: depth) + "<Point><pos>1 1</pos></Point>"
        + String(repeating: close, count: depth)
      let wkt =
        String(repeating: "GEOMETRYCOLLECTION (", count: depth) + "POINT (1 1)"
        + String(repeating: ")", count: depth)
      for (text, isGML) in [(gml, true), (wkt, false)] {
        let located = try locate(
          [field("g", .any)],
          GeometryRequest(
            source: isGML ? .gml(0) : .wkt(0), crs: "EPSG:4326", writesGeometry: true), [[text]])
        #expect(located.geometries.count == (depth <= 10 ? 1 : 0), "\(depth) \(isGML)")
      }
    }
  }

  /// Locates rows, and counts them by their places.
  private func see(_ fields: [Field], _ request: GeometryRequest, _ rows: [[String]]) throws {
    let located = try locate(fields, request, rows)
    #expect(located.rows.count + located.result.badRows.count == rows.count)
    var profile = TableProfile(located.table.fields)
    if !located.rows.isEmpty { profile.add(openBatch(located.rows)) }
    for least in [1, 10] {
      let places = profile.record(rejected: 0, least: least).places
      for spot in (places?.spots ?? []) + (places?.clusters ?? []) {
        #expect(-18_000_000...18_000_000 ~= spot.lon && -9_000_000...9_000_000 ~= spot.lat)
      }
    }
  }
}
