// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikGeometry
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition

@Suite("Geometry in the pipeline file")
struct GeometryDefinitionTests {
  private static let x = "source: x, type: number, privacy: none, treat: keep"
  private static let y = "source: y, type: number, privacy: none, treat: keep"
  private static let name = "source: naam, privacy: none, treat: keep"

  private func read(
    _ geometry: String, _ items: [String] = [x, y, name],
    publish: String = "publish: {distributions: [csv.gz, geojson.gz]}"
  ) throws -> PipelineDefinition {
    let text = fields(extract: "csv: {path: a.csv}", publish: "\(publish)\n\(geometry)")
    return try pipeline(text + items.map { "\n  - {\($0)}" }.joined())
  }

  @Test("reads a pair of coordinates, with RD, lon and lat where nothing else is said")
  func point() throws {
    let definition = try read("geometry: {from: {x: x, y: y}}")
    let geometry = try #require(definition.geometry)
    #expect(geometry.source == .point(x: 0, y: 1))
    #expect(geometry.crs == "EPSG:28992")
    #expect(geometry.columns == .init(lon: "lon", lat: "lat"))
    #expect(geometry.writesGeometry)
    #expect(definition.publication.distributions == [.csv, .geoJSON])
  }

  @Test("adds columns for other geometries only where they are asked")
  func text() throws {
    let item = "source: geom, privacy: none, treat: drop"
    let plain = try read("geometry: {from: {wkt: geom}, crs: EPSG:4258}", [item, Self.name])
    #expect(plain.geometry?.source == .wkt(0))
    #expect(plain.geometry?.crs == "EPSG:4258")
    #expect(plain.geometry?.columns == nil)
    let asked = try read(
      "geometry: {from: {gml: geom}, lat: noord}", [item, Self.name],
      publish: "publish: {distributions: csv.gz}")
    #expect(asked.geometry?.source == .gml(0))
    #expect(asked.geometry?.columns == .init(lon: "lon", lat: "noord"))
    #expect(asked.geometry?.writesGeometry == false)
  }

  @Test("publishes CSV alone where no form is named")
  func formats() throws {
    #expect(try pipeline(fields(Self.name)).publication.distributions == [.csv])
    let both = fields(Self.name, publish: "publish: {distributions: [jsonl.gz, csv.gz]}")
    #expect(try pipeline(both).publication.distributions == [.jsonLines, .csv])
    for list in ["[]", "[csv]", "[csv.gz, csv.gz]", "[jsonl.gz]"] {
      let found = diagnostics {
        _ = try pipeline(fields(Self.name, publish: "publish: {distributions: \(list)}"))
      }
      #expect(found.map(\.code) == [.invalidValue], "\(list)")
    }
  }

  /// A mistake: the group, the fields, and what is said.
  struct Mistake: Sendable {
    var geometry: String
    var fields = [x, y, name]
    var publish = "publish: {distributions: [csv.gz, geojson.gz]}"
    var code: DiagnosticCode
    var summary: String
  }

  static let mistakes = [
    Mistake(geometry: "", code: .missingKey, summary: "geojson.gz needs a 'geometry'"),
    Mistake(
      geometry: "geometry: {crs: EPSG:28992}", code: .missingKey, summary: "'from' is missing"),
    Mistake(
      geometry: "geometry: {from: {x: x}}", code: .invalidValue, summary: "'from' names x and y"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: y, wkt: naam}}", code: .invalidValue,
      summary: "'from' names x and y"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: x}}", code: .invalidValue, summary: "the same field"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: z}}", code: .invalidValue,
      summary: "'z' is not the name"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: naam}}", code: .invalidValue, summary: "of type string"),
    Mistake(
      geometry: "geometry: {from: {wkt: x}}", code: .invalidValue, summary: "of type number"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: y}, lon: naam}", code: .invalidValue,
      summary: "called 'naam' already"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: y}, lon: Lon}", code: .invalidValue,
      summary: "'Lon' cannot be the name"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: y}, lon: lat}", code: .invalidValue,
      summary: "the same name"),
    Mistake(
      geometry: "geometry: {from: {wkt: g}}",
      fields: [name, "source: g, privacy: none, treat: drop"], publish: "",
      code: .invalidValue, summary: "nothing is published of this geometry"),
    Mistake(
      geometry: "geometry: {form: {x: x, y: y}}", code: .unknownKey, summary: "'form' is not a key"),
    // What says something about persons is shown as it is, or not at all.
    Mistake(
      geometry: "geometry: {from: {wkt: g}}",
      fields: [name, "source: g, privacy: direct, treat: drop"], code: .directIdentifierKept,
      summary: "'g' points at a person by itself"),
    Mistake(
      geometry: "geometry: {from: {x: x, y: y}}",
      fields: [x, "source: y, type: number, privacy: direct, treat: redact"],
      code: .directIdentifierKept, summary: "'y' points at a person by itself"),
    Mistake(
      geometry: "geometry: {from: {wkt: g}}",
      fields: [name, "source: g, privacy: quasi, treat: drop"], code: .geometryUncovers,
      summary: "'g' is about persons and treated with 'drop'"),
    Mistake(
      geometry: "geometry: {from: {wkt: g}}",
      fields: [name, "source: g, privacy: sensitive, treat: {prefix: 4}"],
      code: .geometryUncovers, summary: "'g' is about persons and treated with 'prefix'"),
    Mistake(
      geometry: "geometry: {from: {wkt: g}}",
      fields: [name, "source: g, privacy: none, treat: mask"], code: .invalidValue,
      summary: "'g' is treated with 'mask'"),
  ]

  @Test("refuses what cannot be right, and what would uncover a person", arguments: mistakes)
  func refuses(_ mistake: Mistake) {
    let found = diagnostics {
      _ = try read(mistake.geometry, mistake.fields, publish: mistake.publish)
    }
    #expect(
      found.contains { $0.code == mistake.code && $0.summary.contains(mistake.summary) },
      "\(lines(found))")
    let uncovers = [DiagnosticCode.directIdentifierKept, .geometryUncovers]
    if uncovers.contains(mistake.code) { #expect(DiagnosticCode.exitCode(for: found) == 3) }
  }

  @Test("takes a quasi-identifier that is kept, whose place is then public anyway")
  func quasi() throws {
    let items = [Self.x, Self.y].map { $0.replacing("none", with: "quasi") }
    #expect(try read("geometry: {from: {x: x, y: y}}", items).geometry != nil)
  }
}
