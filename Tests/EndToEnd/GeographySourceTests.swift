// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Geometries as exports have them, through the real binary, and the grid that makes RD exact.
@Suite("Geometries of exports")
struct GeographySourceTests {
  /// The features of a dataset.
  private func features(_ work: Workdir, _ name: String) throws -> [[String: Any]] {
    let file = "catalog/current/datasets/\(name)/\(name).geojson.gz"
    let collection = try JSONSerialization.jsonObject(
      with: Data(Gunzip.bytes(work.read(file))))
    return try #require((collection as? [String: Any])?["features"] as? [[String: Any]])
  }

  @Test("uses the grid of RDNAPTRANS where it is installed, and says so")
  func grid() async throws {
    let work = try Workdir()
    try work.dataset(
      "banken", csv: "path: a.csv",
      fields: [
        "source: nummer, privacy: none, treat: keep",
        "source: x, type: integer, privacy: none, treat: drop",
        "source: y, type: integer, privacy: none, treat: drop",
      ], more: "geometry: {from: {x: x, y: y}}")
    try work.write("pipelines/banken/a.csv", "nummer,x,y\n1,155000,463000\n")
    // A grid that moves everything a thousandth of a degree south and east of RD's own ellipsoid.
    try work.write("grids/nl_nsgi_rdtrans2018.tif", ShiftGrid.bytes(lat: -0.001, lon: 0.001))
    let outcome = try await work.run(
      "run", environment: ["PROJ_DATA": work.file("grids") + ":/usr/share/proj"])
    #expect((outcome.code, outcome.errors) == (0, ""))
    // RD's own latitude and longitude of this point are 52.1561605556 and 5.3876388889.
    #expect(try work.published("banken")[1] == ["1", "5.3886389", "52.1551606"])
    let turtle = try work.text("catalog/current/datasets/banken/banken.ttl")
    #expect(
      turtle.contains("naar WGS84 met het correctiegrid van RDNAPTRANS, nauwkeurigheid 0,001 m"))
  }

  @Test(
    "reads the points of real BAG mutations, whose heights no attribute speaks of",
    .enabled(if: Repository.hasData, Repository.noData))
  func bag() async throws {
    let work = try Workdir()
    let samples = Repository.root + "/Tests/EndToEnd/Pipelines"
    let text = String(
      decoding: try bytes(ofFile: samples + "/bag1-mutatie/pipeline.yaml"), as: UTF8.self)
    let field = """
        - {source: {path: "product:Wijziging/*/bag:verblijfsobjectGeometrie/*", as: xml}, \
      name: plaats, privacy: none, treat: drop}
      errors: {limit: 0}
      geometry: {from: {gml: plaats}, lon: lon}
      publish: {distributions: [csv.gz, geojson.gz]}
      """
    try work.write(
      "pipelines/bag/pipeline.yaml",
      text.replacing("@SHARED@", with: Repository.shared)
        .replacing("errors: {limit: 0}", with: field))
    let outcome = try await work.run("run")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let table = try work.published("bag")
    let places = table.dropFirst().map { $0.suffix(2).compactMap(Double.init) }
    #expect(places.count == 211 && places.count { !$0.isEmpty } == 35)
    #expect(
      places.allSatisfy { $0.isEmpty || (3.3...7.3 ~= $0[0] && 50.7...53.6 ~= $0[1]) })
  }

  /// Writes a GeoPackage of a line, a polygon and nothing, with Python's own SQLite.
  private static let geoPackage = """
    import sqlite3, struct
    def geometry(kind, body):
        return b"GP\\0\\1" + struct.pack("<i", 28992) + b"\\1" + struct.pack("<I", kind) + body
    def points(*xy):
        return struct.pack("<I", len(xy)) + b"".join(struct.pack("<dd", *p) for p in xy)
    ring = points((155000, 463000), (155000, 463100), (155100, 463100), (155000, 463000))
    base = sqlite3.connect("pipelines/paden/a.gpkg")
    base.executescript(\"\"\"PRAGMA application_id = 0x47504B47;
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT,
        geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
      INSERT INTO gpkg_geometry_columns VALUES ('paden', 'geom', 'GEOMETRY', 28992, 0, 0);
      CREATE TABLE paden (fid INTEGER PRIMARY KEY, geom GEOMETRY);\"\"\")
    line = geometry(2, points((155000, 463000), (155000, 463200)))
    rows = [line, geometry(3, struct.pack("<I", 1) + ring), None]
    base.executemany("INSERT INTO paden (geom) VALUES (?)", [(row,) for row in rows])
    base.commit()
    """

  @Test("reads lines and polygons of a GeoPackage, turns rings round, and sets a point on each")
  func package() async throws {
    let work = try Workdir()
    try work.dataset(
      "paden", extract: "sqlite: {path: a.gpkg}",
      fields: [
        "source: fid, name: nummer, type: integer, privacy: none, treat: keep",
        "source: geom, name: geom, privacy: none, treat: drop",
      ],
      more:
        "geometry: {from: {wkt: geom}, lon: lon}\npublish: {distributions: [csv.gz, geojson.gz]}")
    let made = try await work.run(tool: "python3", ["-c", Self.geoPackage])
    try #require(made.code == 0, "\(made.errors)")
    let outcome = try await work.run("run")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let features = try features(work, "paden")
    let geometries = features.map { $0["geometry"] as? [String: Any] }
    #expect(
      geometries.map { $0?["type"] as? String } == ["LineString", "Polygon", nil])
    let rings = try #require(geometries[1]?["coordinates"] as? [[[Double]]])
    // Written with the clock; the second point is now the one to the north-east.
    #expect(rings[0].count == 4 && rings[0][1][0] > rings[0][0][0])
    let table = try work.published("paden")
    let line = try #require(geometries[0]?["coordinates"] as? [[Double]])
    let middle = try #require(Double(table[1][2]))
    #expect(abs(middle - (line[0][1] + line[1][1]) / 2) < 2e-7)
    let inside = table[2].dropFirst().compactMap(Double.init)
    #expect(inside.count == 2 && rings[0][0][0] < inside[0] && inside[0] < rings[0][1][0])
    #expect(table[3] == ["3", "", ""])
  }

  @Test("reads the geometry of IMGeo, in GML within XML")
  func imgeo() async throws {
    let work = try Workdir(catalogue: false)
    let samples = Repository.root + "/Tests/EndToEnd/Pipelines"
    try work.write("pipelines/catalog.yaml", bytes(ofFile: samples + "/catalog.yaml"))
    try work.copy(samples + "/imgeo-wegdelen", to: "pipelines/imgeo-wegdelen")
    let text = try work.text("pipelines/imgeo-wegdelen/pipeline.yaml")
    try work.write(
      "pipelines/imgeo-wegdelen/pipeline.yaml",
      text + "geometry: {from: {gml: geometrie}, lon: lon}\n"
        + "publish: {distributions: [csv.gz, geojson.gz]}\n")
    let outcome = try await work.run("run")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let features = try features(work, "imgeo-wegdelen")
    #expect(features.count == 2)
    let kinds = features.map { ($0["geometry"] as? [String: Any])?["type"] as? String }
    #expect(kinds.allSatisfy { $0 == "Polygon" || $0 == "MultiPolygon" })
    let properties = try #require(features[0]["properties"] as? [String: Any])
    #expect(properties["geometrie"] == nil && properties["lon"] == nil)
    #expect(properties["identificatie"] is String)
  }
}

/// A small NTv2 grid of one shift; PROJ knows grids by their content, whatever their name.
///
/// Source: GDAL's description of NTv2; longitudes and their shifts count to the west, in seconds.
private enum ShiftGrid {
  static func bytes(lat: Double, lon: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    func name(_ text: String) {
      bytes += Array(text.utf8) + Array(repeating: 0x20, count: 8 - text.utf8.count)
    }
    func append<Value>(_ value: Value) { withUnsafeBytes(of: value) { bytes += Array($0) } }
    for (key, count) in [("NUM_OREC", Int32(11)), ("NUM_SREC", 11), ("NUM_FILE", 1)] {
      name(key)
      append(count)
      append(Int32(0))
    }
    for pair in [
      ("GS_TYPE", "SECONDS"), ("VERSION", "NTv2.0"), ("SYSTEM_F", "RD"), ("SYSTEM_T", "ETRS89"),
    ] {
      name(pair.0)
      name(pair.1)
    }
    for (key, metres) in [
      ("MAJOR_F", 6_377_397.155), ("MINOR_F", 6_356_078.963), ("MAJOR_T", 6_378_137.0),
      ("MINOR_T", 6_356_752.314),
    ] {
      name(key)
      append(metres)
    }
    for pair in [("SUB_NAME", "TEST"), ("PARENT", "NONE"), ("CREATED", ""), ("UPDATED", "")] {
      name(pair.0)
      name(pair.1)
    }
    let (south, north, west, east) = (50.0, 56.0, 2.0, 8.0)
    for (key, degrees) in [
      ("S_LAT", south), ("N_LAT", north), ("E_LONG", -east), ("W_LONG", -west), ("LAT_INC", 3.0),
      ("LONG_INC", 3.0),
    ] {
      name(key)
      append(degrees * 3600)
    }
    name("GS_COUNT")
    append(Int32(9))
    append(Int32(0))
    for _ in 0..<9 {
      for value in [lat * 3600, -lon * 3600, 0, 0] { append(Float(value)) }
    }
    name("END")
    append(0.0)
    return bytes
  }
}
