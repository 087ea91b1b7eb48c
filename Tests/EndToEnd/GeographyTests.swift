// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Coordinates and the forms of a table, through the real binary.
@Suite("Geography")
struct GeographyTests {
  fileprivate static let columns = [
    "source: Nummer, name: nummer, type: integer, privacy: none, treat: keep",
    "source: X, name: rd_x, type: number, decimalChar: \",\", privacy: none, treat: drop",
    "source: Y, name: rd_y, type: number, decimalChar: \",\", privacy: none, treat: drop",
    "source: Naam, name: naam, privacy: none, treat: keep",
  ]
  fileprivate static let all = "publish: {distributions: [csv.gz, jsonl.gz, geojson.gz]}"

  fileprivate func work(
    _ rows: [String], fields: [String] = columns, more: String
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "banken", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: fields, more: more)
    try work.write(
      "pipelines/banken/a.csv", "Nummer;X;Y;Naam\n" + rows.joined(separator: "\n") + "\n")
    return work
  }

  fileprivate func file(_ work: Workdir, _ ending: String) throws -> [UInt8] {
    try Gunzip.bytes(work.read("catalog/current/datasets/banken/banken.\(ending).gz"))
  }

  fileprivate func object(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
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

  @Test(
    "refuses the places of persons that are called 'none', also where their columns are dropped")
  func places() async throws {
    let fields = Self.columns.map {
      $0.replacingOccurrences(
        of: "privacy: none, treat: keep", with: "privacy: direct, treat: drop")
    }
    let rows = (0..<40).map { "\($0);\(150_000 + $0 * 37);\(460_000 + $0 * 53);Bank" }
    for names in ["lon: lengte, lat: breedte", "lon: oost, lat: noord"] {
      let work = try work(
        rows, fields: fields + ["source: Wijk, name: wijk, privacy: quasi, treat: keep"],
        more: "geometry: {from: {x: rd_x, y: rd_y}, \(names)}\n\(Self.all)")
      try work.write(
        "pipelines/banken/a.csv",
        "Nummer;X;Y;Naam;Wijk\n" + rows.map { $0 + ";Centrum\n" }.joined())
      let outcome = try await work.run("run")
      #expect(outcome.code == 3, "\(outcome.errors)")
      #expect(
        unwrapped(outcome.errors).contains("rd_x says where somebody is"), "\(outcome.errors)")
      #expect(!work.isPublished)
    }
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
}

@Suite("Geography, by any number of workers")
struct GeographyProofs {
  private let tests = GeographyTests()

  @Test("gives the same bytes for any number of workers, over many blocks and pieces")
  func workers() async throws {
    let rows = (0..<60_000).map { row in
      row % 7 == 0
        ? "\(row);;;" : "\(row);\(row % 250_000),5;\(300_000 + row * 5 % 300_000);Bank \(row)"
    }
    let work = try tests.work(
      rows, more: "geometry: {from: {x: rd_x, y: rd_y}}\n\(GeographyTests.all)")
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
    let features = try tests.object(tests.file(work, "geojson"))["features"] as? [[String: Any]]
    #expect(features?.count == 60_000)
    #expect(features?.count { $0["geometry"] is NSNull } == 8572)
  }
}
