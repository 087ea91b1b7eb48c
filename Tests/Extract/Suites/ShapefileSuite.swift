// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTestShapes
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// Shapefiles.
  static let shapefile = ExtractorSuite(
    ShapefileExtractor.self,
    cases: shapeTables + shapeRefusals,
    large: Large(options: .group(["path": .text("large.shp"), "crs": .text("EPSG:28992")])) {
      rows, folder in
      let points = (0..<rows).map { [[[Double($0), 463_000.5]]] }
      try folder.write(ShapefileBytes(kind: 1, points).bytes, to: "large.shp")
      try folder.write(
        ShapefileBytes.table([("NR", 10)], (0..<rows).map { [Array("\($0)".utf8)] }),
        to: "large.dbf")
    })

  private static let shapeTables: [ExtractorCase] = [
    shapes("points, one of them null", 1, [[[[1.5, -2]]], nil], ["POINT (1.5 -2)", ""]),
    shapes(
      "points with heights and measures", 11, [[[[1, 2, 3, -1e39]]]], ["POINT Z (1 2 3)"]),
    shapes("points with measures", 21, [[[[1, 2, 3]]]], ["POINT (1 2)"]),
    shapes(
      "multipoints", 8, [[[[1, 2], [3, 4]]], [[[5, 6]]]],
      ["MULTIPOINT ((1 2), (3 4))", "MULTIPOINT ((5 6))"]),
    shapes(
      "lines", 3, [[[[1, 2], [3, 4]]], [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]],
      ["LINESTRING (1 2, 3 4)", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"]),
    shapes(
      "lines with heights that are no numbers", 13, [[[[1, 2, .nan, 0], [3, 4, 1, 0]]]],
      ["LINESTRING (1 2, 3 4)"]),
    shapes(
      "polygons: a hole, two rings, a hole in the second, an island in a hole, an empty one", 5,
      [
        [square(0, 10), hole(2, 3)], [square(0, 1), square(5, 1)],
        [square(0, 1), square(5, 4), hole(6, 1)], [hole(2, 6), square(0, 10), square(4, 2)], [],
      ],
      [
        "POLYGON (\(text(square(0, 10))), \(text(hole(2, 3))))",
        "MULTIPOLYGON ((\(text(square(0, 1)))), (\(text(square(5, 1)))))",
        "MULTIPOLYGON ((\(text(square(0, 1)))), (\(text(square(5, 4))), \(text(hole(6, 1)))))",
        "MULTIPOLYGON ((\(text(square(0, 10))), \(text(hole(2, 6)))), (\(text(square(4, 2)))))", "",
      ]),
    shapes(
      "polygons that go the other way round", 5,
      [[hole(0, 10), square(2, 3)], [hole(0, 1)], [hole(0, 1), hole(5, 1)]],
      [
        "POLYGON (\(text(hole(0, 10))), \(text(square(2, 3))))", "POLYGON (\(text(hole(0, 1))))",
        "MULTIPOLYGON ((\(text(hole(0, 1)))), (\(text(hole(5, 1)))))",
      ]),
    shapes(
      "a hole that touches its ring", 5, [[square(0, 10), hole(0, 3)]],
      ["POLYGON (\(text(square(0, 10))), \(text(hole(0, 3))))"]),
    ExtractorCase(
      "a column that is called geometry, and a row that is deleted",
      files: [
        ("a.shp", ShapefileBytes(kind: 1, [[[[1, 2]]], [[[3, 4]]]]).bytes),
        ("a.DBF", deleted), ("a.Prj", Array(ShapefileBytes.wgs84.utf8)),
      ], options: .group(["path": .text("a.shp")]),
      .table(
        shapeTable(
          ["GEOMETRY", "geometry_"], [["x1", "SRID=4326;POINT (3 4)"]], first: 2))),
    ExtractorCase(
      "letters by the .cpg, which wins over the table",
      files: [
        ("a.shp", ShapefileBytes(kind: 1, [[[[1, 2]]]]).bytes),
        ("a.dbf", ShapefileBytes.table([("NAAM", 4)], [[Array("Zoë".utf8)]], language: 0x57)),
        ("a.cpg", Array("UTF-8\r\n".utf8)), ("a.prj", Array(ShapefileBytes.rd.utf8)),
      ], options: .group(["path": .text("a.shp")]),
      .table(shapeTable(["NAAM", "geometry"], [["Zoë", "SRID=28992;POINT (1 2)"]]))),
  ]

  private static let shapeRefusals: [ExtractorCase] = {
    let good = ShapefileBytes(kind: 3, [[[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]]]).bytes
    func with(_ place: Int, _ bytes: [UInt8]) -> [UInt8] {
      var changed = good
      changed.replaceSubrange(place..<place + bytes.count, with: bytes)
      return changed
    }
    func refusal(
      _ name: String, _ bytes: [UInt8], _ code: DiagnosticCode = .format, line: Int? = nil,
      rows: Int = 2, more: [(name: String, bytes: [UInt8])] = []
    ) -> ExtractorCase {
      let table = ShapefileBytes.table([("NR", 2)], (0..<rows).map { [Array("\($0)".utf8)] })
      return ExtractorCase(
        name, files: [("a.shp", bytes), ("a.dbf", table)] + more,
        options: .group(["path": .text("a.shp"), "crs": .text("EPSG:28992")]),
        .refusal(code, line: line, column: nil))
    }
    var cases = [
      refusal("nothing", [], .sourceEmpty),
      refusal("a header that is cut off", Array(good.prefix(60))),
      refusal("no shapes", Array("a;b\n1;2\n".utf8)),
      refusal("a file that is cut off", Array(good.dropLast(8)), line: 2),
      refusal("a file that is longer than it says", good + [0, 0]),
      refusal(
        "a file that says it is longer", with(24, ShapefileBytes.big(good.count / 2 + 8)), line: 3),
      refusal("a file that says it is shorter than its header", with(24, ShapefileBytes.big(9))),
      refusal("a negative length", with(24, ShapefileBytes.big(-9))),
      refusal("surfaces", with(32, ShapefileBytes.little(31))),
      refusal("a kind that nobody knows", with(32, ShapefileBytes.little(77))),
      refusal("a record of another number", with(100, ShapefileBytes.big(7)), line: 1),
      refusal("a record longer than the file", with(104, ShapefileBytes.big(1 << 29)), line: 1),
      refusal("a record of a negative length", with(104, ShapefileBytes.big(-2)), line: 1),
      refusal("another kind of shape", with(108, ShapefileBytes.little(5)), line: 1),
      refusal("more points than there are", with(148, ShapefileBytes.little(3)), line: 1),
      refusal("two billion points", with(148, ShapefileBytes.little(0x7FFF_FFFF)), line: 1),
      refusal("fewer than no points", with(148, ShapefileBytes.little(-1)), line: 1),
      refusal("two billion parts", with(144, ShapefileBytes.little(0x7FFF_FFFF)), line: 1),
      refusal("fewer than no parts", with(144, ShapefileBytes.little(-2)), line: 1),
      refusal("a part beyond the points", with(152, ShapefileBytes.little(2)), line: 1),
      refusal("a coordinate that is no number", with(156, ShapefileBytes.number(.nan)), line: 1),
      refusal("more shapes than rows", good, line: nil, rows: 1),
      refusal("more rows than shapes", good, line: nil, rows: 3),
      refusal(
        "a hole in no ring", ShapefileBytes(kind: 5, [[square(0, 2), hole(8, 1)]]).bytes, line: 1,
        rows: 1),
      refusal(
        "a .cpg that says nothing known", good, .encoding, more: [("a.cpg", Array("7".utf8))]),
      ExtractorCase(
        "no table", files: [("a.shp", good)], options: .group(["path": .text("a.shp")]),
        .refusal(.sourceMissing, line: nil, column: nil)),
    ]
    for prj in [nil, "PROJCS[\"RD_New\"]", "LOCAL_CS[\"plein\"]"] {
      var files = [("a.shp", good), ("a.dbf", ShapefileBytes.table([("NR", 2)], [[[]], [[]]]))]
      if let prj { files.append(("a.prj", Array(prj.utf8))) }
      cases.append(
        ExtractorCase(
          "a reference system that is not known: \(prj ?? "none")", files: files,
          options: .group(["path": .text("a.shp")]), .refusal(.format, line: nil, column: nil)))
    }
    return cases
  }()

  private static let deleted: [UInt8] = {
    var bytes = ShapefileBytes.table([("GEOMETRY", 2)], [[Array("x0".utf8)], [Array("x1".utf8)]])
    bytes[65] = 0x2A
    return bytes
  }()

  /// A ring with the clock, from a corner.
  private static func square(_ corner: Double, _ size: Double) -> [[Double]] {
    let end = corner + size
    return [[corner, corner], [corner, end], [end, end], [end, corner], [corner, corner]]
  }

  private static func hole(_ corner: Double, _ size: Double) -> [[Double]] {
    square(corner, size).reversed()
  }

  private static func text(_ ring: [[Double]]) -> String {
    "(\(ring.map { "\(Int($0[0])) \(Int($0[1]))" }.joined(separator: ", ")))"
  }

  private static func shapes(
    _ name: String, _ kind: Int, _ shapes: [ShapefileBytes.Parts?], _ texts: [String]
  ) -> ExtractorCase {
    ExtractorCase(
      name,
      files: [
        ("a.shp", ShapefileBytes(kind: kind, shapes).bytes),
        (
          "a.dbf",
          ShapefileBytes.table([("NR", 2)], shapes.indices.map { [Array("\($0)".utf8)] })
        ),
        ("a.prj", Array(ShapefileBytes.rd.utf8)),
      ], options: .group(["path": .text("a.shp")]),
      .table(
        shapeTable(
          ["NR", "geometry"],
          texts.enumerated().map { ["\($0)", $1.isEmpty ? "" : "SRID=28992;\($1)"] })))
  }

  private static func shapeTable(
    _ header: [String], _ rows: [[String]], first: Int = 1
  ) -> TableContents {
    TableContents(
      header: header, width: header.count,
      records: rows.enumerated().map { index, row in
        .init(row, row: index + 1, line: index + first, file: "a.shp")
      })
  }
}
