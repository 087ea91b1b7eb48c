// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikTestShapes
import Testing

/// Shapefiles through the real program: `init`, and the same shapes in three formats.
@Suite("Shapefiles") struct ShapefileTests {
  /// Shapes of each kind, as a shapefile has them and as well-known text.
  private static let shapes: [(kind: Int, shapes: [ShapefileBytes.Parts?], text: [String])] = [
    (
      1, [[[[155_000, 463_000]]], nil, [[[187_380.25, 323_830.5]]]],
      ["POINT(155000 463000)", "", "POINT(187380.25 323830.5)"]
    ),
    (
      18,
      [[[[155_000, 463_000, 1, 2], [155_100, 463_000, 1, 2]]], [[[155_000, 463_000, 3, 4]]]],
      ["MULTIPOINT((155000 463000),(155100 463000))", "MULTIPOINT((155000 463000))"]
    ),
    (
      23,
      [
        [[[155_000, 463_000, 7], [155_100, 463_050, 8]]],
        [
          [[155_000, 463_000, 7], [155_100, 463_050, 8]],
          [[156_000, 463_000, 7], [156_100, 463_050, 8], [156_200, 463_000, 8]],
        ],
      ],
      [
        "LINESTRING(155000 463000,155100 463050)",
        "MULTILINESTRING((155000 463000,155100 463050),(156000 463000,156100 463050,156200 463000))",
      ]
    ),
    (
      15,
      [
        [ring(155_000, 100), ring(155_010, 50).reversed()],
        [ring(155_000, 100), ring(156_000, 100), ring(156_010, 20).reversed()],
      ],
      [
        "POLYGON((155000 463000,155000 463100,155100 463100,155100 463000,155000 463000),"
          + "(155010 463000,155060 463000,155060 463050,155010 463050,155010 463000))",
        "MULTIPOLYGON(((155000 463000,155000 463100,155100 463100,155100 463000,155000 463000)),"
          + "((156000 463000,156000 463100,156100 463100,156100 463000,156000 463000),"
          + "(156010 463000,156030 463000,156030 463020,156010 463020,156010 463000)))",
      ]
    ),
  ]

  private static func ring(_ x: Double, _ size: Double) -> [[Double]] {
    [
      [x, 463_000], [x, 463_000 + size], [x + size, 463_000 + size], [x + size, 463_000],
      [x, 463_000],
    ]
    .map { $0 + [0, 0] }
  }

  private func table(_ count: Int) -> [UInt8] {
    ShapefileBytes.table(
      [("NAAM", 12)], (0..<count).map { [Array("Speelplek \($0)".utf8)] })
  }

  /// What is published of an export once `init`'s questions are answered: the table, and its geometries.
  private func publish(
    _ work: Workdir, _ export: String, _ name: String
  ) async throws -> (yaml: String, table: [[String]], geometries: [String]) {
    let outcome = try await work.run("init", export, "--name", name)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let yaml = try work.text("pipelines/\(name)/pipeline.yaml")
    try HurriedSteward.answer(
      work, ["pipelines/catalog.yaml", "pipelines/\(name)/pipeline.yaml"])
    let run = try await work.run("run", name)
    #expect(run.code == 0, "\(run.errors)")
    return (yaml, try work.published(name), try work.geometries(name))
  }

  @Test("publish what the same shapes publish as well-known text and as GeoJSON", arguments: 0..<4)
  func sameShapes(_ index: Int) async throws {
    let (kind, shapes, texts) = Self.shapes[index]
    let work = try Workdir(catalogue: false)
    try work.write("plek.bin", ShapefileBytes(kind: kind, shapes).bytes)
    try work.write("plek.dbf", table(shapes.count))
    try work.write("plek.prj", ShapefileBytes.rd)
    let rows = texts.enumerated().map { "Speelplek \($0);\($1)\n" }.joined()
    try work.write("plek.csv", "NAAM;vlak\n" + rows)
    let found = try await publish(work, "plek.bin", "vorm")
    #expect(found.yaml.contains("\n  shapefile:\n"), "\(found.yaml)")
    #expect(found.yaml.contains("\ngeometry: {from: {wkt: geometry}}\n"), "\(found.yaml)")
    #expect(!found.yaml.contains("crs: ANSWER"), "\(found.yaml)")
    #expect(found.table[1][0] == "Speelplek 0" && found.table.count == shapes.count + 1)
    let text = try await publish(work, "plek.csv", "tekst").geometries
    #expect(found.geometries == text && text.count == shapes.count)
    let file = try Gunzip.bytes(
      work.read("catalog/current/datasets/vorm/vorm.geojson.gz"))
    try work.write("plek.geojson", Array(file))
    #expect(try await publish(work, "plek.geojson", "json").geometries == text)
  }

  @Test("are read out of a zip file, and asked about where it has several")
  func zipped() async throws {
    let work = try Workdir(catalogue: false)
    let shapes = ShapefileBytes(kind: 1, [[[[5.3872036, 52.1551727]]]]).bytes
    for (folder, layers) in [("een", ["kaart/plek"]), ("twee", ["kaart/plek", "kaart/bank"])] {
      for layer in layers {
        try work.write("\(folder)/\(layer).shp", shapes)
        try work.write("\(folder)/\(layer).DBF", table(1))
        try work.write("\(folder)/\(layer).prj", ShapefileBytes.wgs84)
        try work.write("\(folder)/\(layer).shx", Array(shapes.prefix(100)))
        try work.write("\(folder)/lees mij.txt", "Gemaakt op 28 november")
      }
      let zip = try await work.run(
        tool: "/usr/bin/python3",
        [
          "-c",
          "import shutil, sys; shutil.make_archive(sys.argv[1], 'zip', sys.argv[1])",
          work.file(folder),
        ])
      #expect(zip.code == 0, "\(zip.errors)")
      let found = try await publish(work, "\(folder).zip", folder)
      #expect(found.yaml.contains("layer: ANSWER") == (layers.count > 1), "\(found.yaml)")
      #expect(found.geometries == [#"{"coordinates":[5.3872036,52.1551727],"type":"Point"}"#])
    }
  }

  @Test("are those of exactly their name, where others differ in capitals alone")
  func capitals() async throws {
    let work = try Workdir()
    let make =
      "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w')\nfor name in sys.argv[2:]: z.write(name.lower(), name)"
    try work.write("plek.shp", ShapefileBytes(kind: 1, [[[[155_000, 463_000]]]]).bytes)
    try work.write("plek.dbf", table(1))
    try work.write("plek.prj", ShapefileBytes.rd)
    for (names, code) in [
      (["PLEK.DBF", "plek.shp", "plek.dbf", "plek.prj"], Int32(0)),
      (["PLEK.DBF", "Plek.dbf", "plek.shp", "plek.prj"], 1),
    ] {
      try work.dataset(
        "a", extract: "shapefile: {path: export.zip}",
        fields: [
          "source: NAAM, name: naam, privacy: none, treat: keep",
          "source: geometry, privacy: none, treat: drop",
        ])
      let zip = try await work.run(
        tool: "/usr/bin/python3", ["-c", make, "pipelines/a/export.zip"] + names)
      #expect(zip.code == 0, "\(zip.errors)")
      let run = try await work.run("run")
      #expect(run.code == code, "\(run.errors)")
      #expect(
        code == 0 || run.unwrappedErrors.contains("differ in capitals alone"), "\(run.errors)")
    }
  }

  @Test("ask for what nothing beside them tells")
  func questions() async throws {
    let work = try Workdir(catalogue: false)
    try work.write("a.shp", ShapefileBytes(kind: 1, [[[[155_000, 463_000]]]]).bytes)
    var name = Array("Caf".utf8)
    name.append(0xE9)
    try work.write("a.dbf", ShapefileBytes.table([("NAAM", 6)], [[name]]))
    let found = try await publish(
      work, "a.shp", "a")
    #expect(found.yaml.contains("crs: ANSWER") && found.yaml.contains("encoding: ANSWER"))
    #expect(found.yaml.contains("# EPSG:28992? there is no .prj"), "\(found.yaml)")
    #expect(found.geometries.count == 1 && found.geometries[0].contains("5.387"))
    // The table by itself says where the shapes are.
    let table = try await work.run("init", "a.dbf", "--name", "b")
    #expect(table.code == 0)
    #expect(try work.text("pipelines/b/pipeline.yaml").contains(".shp"))
    try work.write("c.shp", ShapefileBytes(kind: 1, [[[[155_000, 463_000]]]]).bytes)
    let alone = try await work.run("init", "c.shp")
    #expect(alone.code == 1 && alone.errors.contains(".dbf"), "\(alone.errors)")
  }
}
