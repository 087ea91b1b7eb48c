// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Coordinates and the forms of a table, through the real binary.
@Suite("Geography")
struct GeographyTests {
  private static let columns = [
    "source: Nummer, name: nummer, type: integer, privacy: none, treat: keep",
    "source: X, name: rd_x, type: number, decimalChar: \",\", privacy: none, treat: drop",
    "source: Y, name: rd_y, type: number, decimalChar: \",\", privacy: none, treat: drop",
    "source: Naam, name: naam, privacy: none, treat: keep",
  ]
  private static let all = "publish: {distributions: [csv.gz, jsonl.gz, geojson.gz]}"

  private func work(
    _ rows: [String], fields: [String] = columns, more: String
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "banken", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: fields, more: more)
    try work.write(
      "pipelines/banken/a.csv", "Nummer;X;Y;Naam\n" + rows.joined(separator: "\n") + "\n")
    return work
  }

  private func file(_ work: Workdir, _ ending: String) throws -> [UInt8] {
    try Gunzip.bytes(work.read("catalog/current/datasets/banken/banken.\(ending).gz"))
  }

  private func object(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// A message without the line ends that the terminal's width asks for.
  private func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("publishes one table as CSV, JSON Lines and GeoJSON that agree")
  func forms() async throws {
    let work = try work(
      ["007;155000,0;463000;\"Bank \"\"Zon\"\"\"", "8;;;", "9;121687;487484;A\\B"],
      more: "geometry: {from: {x: rd_x, y: rd_y}, lon: lengte, lat: breedte}\n\(Self.all)")
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let table = try work.published("banken")
    #expect(table[0] == ["nummer", "naam", "lengte", "breedte"])
    #expect(table[2] == ["8", "", "", ""])
    let lines = try file(work, "jsonl").split(separator: 0x0A).map(object)
    let collection = try object(file(work, "geojson"))
    let features = try #require(collection["features"] as? [[String: Any]])
    #expect(lines.count == 3 && features.count == 3)
    for ((row, line), feature) in zip(zip(table.dropFirst(), lines), features) {
      #expect(line["nummer"] as? Int == Int(row[0]))
      #expect(line["naam"] as? String ?? "" == row[1])
      #expect(line["lengte"] as? Double == Double(row[2]))
      let properties = try #require(feature["properties"] as? [String: Any])
      #expect(Set(properties.keys) == ["nummer", "naam"])
      #expect(properties["naam"] as? String ?? "" == row[1])
      let geometry = feature["geometry"] as? [String: Any]
      #expect((geometry == nil) == row[2].isEmpty)
      #expect(
        geometry?["coordinates"] as? [Double] == Double(row[2]).map { [$0, Double(row[3]) ?? 0] })
    }
    #expect(collection["type"] as? String == "FeatureCollection")
    #expect(
      collection["bbox"] as? [Double]
        == [table[3][2], table[1][3], table[1][2], table[3][3]].compactMap(Double.init))
  }

  @Test("describes the files, the area and the accuracy")
  func metadata() async throws {
    let work = try work(
      ["1;155000;463000;a"], more: "geometry: {from: {x: rd_x, y: rd_y}}\n\(Self.all)")
    #expect(try await work.run("run").code == 0)
    let folder = "catalog/current/datasets/banken"
    let turtle = try work.text("\(folder)/banken.ttl")
    #expect(turtle.contains("#area> a dct:Location"))
    #expect(turtle.contains("POLYGON((5.3872 52.1551,5.3873 52.1551,5.3873 52.1552,"))
    #expect(turtle.contains("omgerekend van Amersfoort / RD New (EPSG:28992) naar WGS84"))
    for ending in ["csv", "jsonl", "geojson"] {
      let name = "banken.\(ending).gz"
      let size = try work.read("\(folder)/\(name)").count
      #expect(turtle.contains("\(name)>") && turtle.contains("\"\(size)\"^^xsd:nonNegativeInteger"))
    }
    let page = try work.text("\(folder)/index.html")
    for text in ["Download CSV", "Download JSON Lines", "Download GeoJSON", "nauwkeurigheid 0,"] {
      #expect(page.contains(text), "\(text)")
    }
    let schema = try object(work.read("\(folder)/schema.json"))
    let fields = try #require(schema["fields"] as? [[String: Any]])
    #expect(fields.compactMap { $0["name"] as? String } == ["nummer", "naam", "lon", "lat"])
    #expect(fields.last?["type"] as? String == "number")
  }

  @Test("counts a place outside the Netherlands as a wrong row, and shows no coordinate")
  func outside() async throws {
    let rows = ["1;155000;463000;a", "2;0;0;b", "3;463000;155000;c", "4;155000;;d"]
    let more = "geometry: {from: {x: rd_x, y: rd_y}}\n\(Self.all)\n"
    let strict = try work(rows, more: more)
    let outcome = try await strict.run("run")
    #expect(outcome.code == 1)
    let errors = unwrapped(outcome.errors)
    #expect(errors.contains("lies outside the area of its reference system"))
    #expect(errors.contains("are not both filled in"))
    #expect(!outcome.errors.contains("463000") && !outcome.output.contains("463000"))
    #expect(!strict.isPublished)
    let lenient = try work(rows, more: more + "errors: {limit: 3}")
    #expect(try await lenient.run("run").code == 0)
    #expect(try lenient.published("banken").count == 2)
    let collection = try object(file(lenient, "geojson"))
    #expect((collection["features"] as? [Any])?.count == 1)
  }

  @Test("refuses to uncover a place that is about persons, with exit code 3")
  func privacy() async throws {
    let fields = Self.columns.map { $0.replacing("none, treat: drop", with: "quasi, treat: drop") }
    let work = try work(
      ["1;155000;463000;a"], fields: fields,
      more: "geometry: {from: {x: rd_x, y: rd_y}}\n\(Self.all)")
    for command in ["check", "run"] {
      let outcome = try await work.run(command)
      #expect(outcome.code == 3)
      #expect(outcome.errors.contains("[geometry-uncovers]"))
    }
    #expect(!work.isPublished)
  }

  @Test("says at check that a reference system does not exist")
  func unknownSystem() async throws {
    let work = try work(
      ["1;155000;463000;a"], more: "geometry: {from: {x: rd_x, y: rd_y}, crs: EPSG:28999}")
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(unwrapped(outcome.errors).contains("PROJ has no conversion from 'EPSG:28999'"))
    #expect(outcome.errors.contains("pipeline.yaml:"))
  }

  @Test("gives the same bytes for any number of workers, over many blocks and pieces")
  func workers() async throws {
    let rows = (0..<60_000).map { row in
      row % 7 == 0
        ? "\(row);;;" : "\(row);\(row % 250_000),5;\(300_000 + row * 5 % 300_000);Bank \(row)"
    }
    let work = try work(rows, more: "geometry: {from: {x: rd_x, y: rd_y}}\n\(Self.all)")
    var first: [String: Workdir.Entry]?
    for jobs in ["1", "2", "5"] {
      if work.exists("catalog") { try work.remove("catalog") }
      let outcome = try await work.run("run", "--date", "2026-11-23", "--jobs", jobs)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let tree = try work.tree("catalog/current")
      #expect(tree.keys.contains("datasets/banken/banken.geojson.gz"))
      if let first { #expect(differences(first, tree).isEmpty, "\(jobs)") }
      first = first ?? tree
    }
    let features = try object(file(work, "geojson"))["features"] as? [[String: Any]]
    #expect(features?.count == 60_000)
    #expect(features?.count { $0["geometry"] is NSNull } == 8572)
  }

  @Test("uses the grid of RDNAPTRANS where it is installed, and says so")
  func grid() async throws {
    let work = try work(
      ["1;155000;463000;a"], more: "geometry: {from: {x: rd_x, y: rd_y}}\n\(Self.all)")
    // A grid that moves everything a thousandth of a degree south and east of RD's own ellipsoid.
    try work.write("grids/nl_nsgi_rdtrans2018.tif", ShiftGrid.bytes(lat: -0.001, lon: 0.001))
    let outcome = try await work.run(
      "run", environment: ["PROJ_DATA": work.file("grids") + ":/usr/share/proj"])
    #expect((outcome.code, outcome.errors) == (0, ""))
    // RD's own latitude and longitude of this point are 52.1561605556 and 5.3876388889.
    #expect(try work.published("banken")[1] == ["1", "a", "5.3886389", "52.1551606"])
    let turtle = try work.text("catalog/current/datasets/banken/banken.ttl")
    #expect(
      turtle.contains("naar WGS84 met het correctiegrid van RDNAPTRANS, nauwkeurigheid 0,001 m"))
  }

  @Test(
    "reads the points of real BAG mutations, whose heights no attribute speaks of",
    .enabled(if: Repository.hasData, "../shared/data is not there"))
  func bag() async throws {
    let work = try Workdir()
    let samples = Repository.root + "/Tests/EndToEndTests/Pipelines"
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

  @Test("reads the geometry of IMGeo, in GML within XML")
  func imgeo() async throws {
    let work = try Workdir(catalogue: false)
    let samples = Repository.root + "/Tests/EndToEndTests/Pipelines"
    try work.write("pipelines/catalog.yaml", bytes(ofFile: samples + "/catalog.yaml"))
    try work.copy(samples + "/imgeo-wegdelen", to: "pipelines/imgeo-wegdelen")
    let text = try work.text("pipelines/imgeo-wegdelen/pipeline.yaml")
    try work.write(
      "pipelines/imgeo-wegdelen/pipeline.yaml",
      text + "geometry: {from: {gml: geometrie}, lon: lon}\n"
        + "publish: {distributions: [csv.gz, geojson.gz]}\n")
    let outcome = try await work.run("run")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let folder = "catalog/current/datasets/imgeo-wegdelen"
    let collection = try object(
      Gunzip.bytes(work.read("\(folder)/imgeo-wegdelen.geojson.gz")))
    let features = try #require(collection["features"] as? [[String: Any]])
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
