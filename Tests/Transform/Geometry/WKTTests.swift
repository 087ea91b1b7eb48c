// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikGeometry

@Suite struct WKTTests {
  /// The geometry of a kind as GeoJSON.
  private static func made(_ type: String, _ coordinates: String) -> String {
    "{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}"
  }

  private static let good: [(String, String)] = [
    ("POINT (5 52)", made("Point", "[5,52]")), ("point(5.25 52.5)", made("Point", "[5.25,52.5]")),
    ("  POINT\t( 5e0   +520e-1 ) ", made("Point", "[5,52]")),
    ("POINT Z (5 52 9)", made("Point", "[5,52]")),
    ("POINTZ(5 52 9)", made("Point", "[5,52]")), ("POINT M (5 52 9)", made("Point", "[5,52]")),
    ("POINT ZM (5 52 9 1)", made("Point", "[5,52]")), ("POINT (5 52 9)", made("Point", "[5,52]")),
    ("POINT (5.123456789012345678901 52)", made("Point", "[5.1234568,52]")),
    ("SRID=4326;POINT (5 52)", made("Point", "[5,52]")),
    ("SRID=0;POINT(5 52)", made("Point", "[5,52]")),
    ("SRID=4258;POINT(5 52)", made("Point", "[5,52]")),
    ("POINT EMPTY", ""), ("GEOMETRYCOLLECTION EMPTY", ""), ("MULTIPOINT (EMPTY)", ""),
    ("LINESTRING (1 2, 3 4,5 6)", made("LineString", "[[1,2],[3,4],[5,6]]")),
    ("MULTIPOINT (1 2, 3 4)", made("MultiPoint", "[[1,2],[3,4]]")),
    ("MULTIPOINT ((1 2), EMPTY, (3 4))", made("MultiPoint", "[[1,2],[3,4]]")),
    (
      "MULTILINESTRING ((1 2,3 4),(5 6,7 8))",
      made("MultiLineString", "[[[1,2],[3,4]],[[5,6],[7,8]]]")
    ),
    // Outer rings end up against the clock and holes with it, however they were.
    ("POLYGON ((0 0,4 0,4 4,0 0))", made("Polygon", "[[[0,0],[4,0],[4,4],[0,0]]]")),
    ("POLYGON ((0 0,4 4,4 0,0 0))", made("Polygon", "[[[0,0],[4,0],[4,4],[0,0]]]")),
    (
      "POLYGON ((0 0,9 0,9 9,0 0),(4 1,5 1,5 2,4 1))",
      made("Polygon", "[[[0,0],[9,0],[9,9],[0,0]],[[4,1],[5,2],[5,1],[4,1]]]")
    ),
    (
      "MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((2 2,3 3,3 2,2 2)))",
      made("MultiPolygon", "[[[[0,0],[1,0],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]]")
    ),
    (
      "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING Z (1 2 3, 4 5 6), POINT EMPTY)",
      "{\"type\":\"GeometryCollection\",\"geometries\":["
        + made("Point", "[1,2]") + "," + made("LineString", "[[1,2],[4,5]]") + "]}"
    ),
  ]

  @Test(arguments: good)
  func reads(_ text: String, _ expected: String) throws {
    #expect(try geoJSON(text, .wkt(0)) == expected)
  }

  @Test(arguments: [
    ("5 52", "geometrySyntax"), ("POINT", "geometrySyntax"),
    ("POINT (5)", "geometrySyntax"),
    ("POINT (5 52", "geometrySyntax"), ("POINT (5 52))", "geometrySyntax"),
    ("POINT (5 52) x", "geometrySyntax"), ("POINT (5 52 1 2 3)", "geometrySyntax"),
    ("POINT (5, 52)", "geometrySyntax"), ("POINT Z (5 52)", "geometrySyntax"),
    ("POINT (5,3 52,1)", "geometrySyntax"), ("POINT (. 52)", "geometrySyntax"),
    ("POINT (5e 52)", "geometrySyntax"), ("POINT (5 52, 6 53)", "geometrySyntax"),
    ("LINESTRING (1 2, 3 4 5)", "geometrySyntax"), ("LINESTRING (1 2)", "geometryTooShort"),
    ("POLYGON (0 0, 1 1)", "geometrySyntax"), ("POLYGON ((0 0,4 0,4 4))", "ringOpen"),
    ("POLYGON ((0 0,4 0,0 0))", "geometryTooShort"), ("POINTS (5 52)", "geometrySyntax"),
    ("CIRCULARSTRING (0 0,1 1,2 0)", "geometryKind"), ("CURVEPOLYGON Z EMPTY", "geometryKind"),
    ("TIN (((0 0,1 0,1 1,0 0)))", "geometryKind"), ("SRID=28992POINT (1 2)", "geometrySyntax"),
    ("SRID=1;POINT (1 2)", "referenceUnknown"), ("SRID=99999999;POINT (1 2)", "geometrySyntax"),
    ("POINT (200 52)", "outsideArea"), ("POINT (5 1e400)", "outsideArea"),
    ("SRID=28992;POINT (0 0)", "zeroPoint"),
  ])
  func refuses(_ text: String, _ problem: String) throws {
    #expect(try geoJSON(text, .wkt(0)) == problem)
  }

  @Test func refusesNestingWithoutEnd() throws {
    let text = String(repeating: "GEOMETRYCOLLECTION (", count: 5000)
    #expect(try geoJSON(text, .wkt(0)) == "geometrySyntax")
  }

  @Test(arguments: [
    ("POINT (5 52)", ["5.0000000", "52.0000000"]),
    ("MULTIPOINT (5 52, 6 53)", ["5.0000000", "52.0000000"]),
    // Halfway a line, of which the second half is three times as long.
    ("LINESTRING (5 52, 5 53, 5 56)", ["5.0000000", "54.0000000"]),
    // Where a U is widest halfway its height: in its left leg.
    ("POLYGON ((0 0,9 0,9 8,8 8,8 2,4 2,4 8,0 8,0 0))", ["2.0000000", "3.9999999"]),
    // Beside the hole.
    ("POLYGON ((0 0,8 0,8 8,0 8,0 0),(1 1,1 7,5 7,5 1,1 1))", ["6.5000000", "3.9999999"]),
    // In the larger of two, and not in a line beside it.
    (
      "GEOMETRYCOLLECTION (LINESTRING (0 0,60 60),POLYGON ((1 1,2 1,2 2,1 2,1 1)),"
        + "POLYGON ((10 10,20 10,20 20,10 20,10 10)))", ["15.0000000", "14.9999999"]
    ),
    ("POLYGON EMPTY", ["", ""]),
  ])
  func labels(_ text: String, _ expected: [String]) throws {
    #expect(try label(text) == expected)
  }
}
