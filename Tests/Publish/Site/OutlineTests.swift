// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikSite

/// The boundary under the points of a map.
@Suite("Outlines")
struct OutlineTests {
  private typealias Spot = DatasetProfile.Places.Spot

  /// A box as a ring of a GeoJSON file.
  private static func ring(
    _ west: Double, _ south: Double, _ east: Double, _ north: Double
  ) -> String {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return "[" + corners.map { "[\($0), \($1), 12.5]" }.joined(separator: ", ") + "]"
  }

  private static let square = #"{"type": "Polygon", "coordinates": [\#(ring(5, 52, 5.1, 52.1))]}"#
  /// Land with a hole in it, and an island in the hole and one outside.
  private static let islands = """
    {"type": "MultiPolygon", "coordinates": [
      [\(ring(5, 52, 5.1, 52.1)), \(ring(5.02, 52.02, 5.08, 52.08))],
      [\(ring(5.04, 52.04, 5.06, 52.06))], [\(ring(5.12, 52.05, 5.14, 52.06))]]}
    """

  private func outline(_ text: String) throws -> Outline {
    try Outline(geoJSON: Array(text.utf8), file: "outline.geojson")
  }

  /// Spots in the corners of a box, in degrees.
  private func spots(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Spot] {
    [(west, south), (east, north)].map {
      Spot(lon: Int($0 * 100_000), lat: Int($1 * 100_000), rows: 1)
    }
  }

  private func shape(_ text: String, _ spots: [Spot]) throws -> OutlineShape? {
    let outline = try outline(text)
    return OutlineShape(outline, try #require(Projection(spots, in: outline)))
  }

  /// The corners of a path, by ring.
  private func rings(_ path: String) throws -> [[(x: Int, y: Int)]] {
    try path.split(separator: "z").map { part in
      let numbers = try part.matches(of: /-?\d+/).map { try #require(Int($0.0)) }
      var rings = [(x: numbers[0], y: numbers[1])]
      for i in stride(from: 2, to: numbers.count, by: 2) {
        let last = rings[rings.count - 1]
        rings.append((last.x + numbers[i], last.y + numbers[i + 1]))
      }
      return rings
    }
  }

  @Test("are read from every form that RFC 7946 gives an area")
  func forms() throws {
    let corners = [(5, 52), (5.1, 52), (5.1, 52.1), (5, 52.1)].map {
      Outline.Corner(lon: $0.0, lat: $0.1)
    }
    for text in [
      Self.square, #"{"type": "MultiPolygon", "coordinates": [[\#(Self.ring(5, 52, 5.1, 52.1))]]}"#,
      #"{"type": "Feature", "properties": null, "geometry": \#(Self.square)}"#,
      #"{"features": [{"type": "Feature", "geometry": null}, "#
        + #"{"type": "Feature", "geometry": \#(Self.square)}], "type": "FeatureCollection"}"#,
    ] {
      #expect(try outline(text).rings == [corners], "\(text)")
    }
    #expect(try outline(Self.islands).rings.count == 4)
  }

  @Test(
    "are refused with the place and what to do",
    arguments: [
      ("", "the outline is not JSON", nil),
      ("{\"type\": \"Polygon\"", "the outline is not JSON", nil),
      ("[]", "the outline is not GeoJSON: another value belongs here", nil),
      ("{}", "the outline is not GeoJSON: it has no 'type'", nil),
      (#"{"type": "Polygon"}"#, "the outline is not GeoJSON: it has no 'coordinates'", nil),
      (
        #"{"type": "Point", "coordinates": [5, 52]}"#,
        "the outline is neither a Polygon nor a MultiPolygon", nil
      ),
      (
        #"{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "LineString"}}]}"#,
        "the outline is neither a Polygon nor a MultiPolygon", "/features[0]/geometry"
      ),
      (#"{"type": "Polygon", "coordinates": []}"#, "the outline has no rings", nil),
      (#"{"type": "Feature", "geometry": null}"#, "the outline has no rings", nil),
      (
        #"{"type": "Polygon", "coordinates": [[]]}"#,
        "a ring has fewer than four corners, or does not end where it begins", "/coordinates[0]"
      ),
      (
        #"{"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 53]]]}"#,
        "a ring has fewer than four corners, or does not end where it begins", "/coordinates[0]"
      ),
      (
        #"{"type": "Polygon", "coordinates": [[[5, 52], ["6", 52]]]}"#,
        "the outline is not GeoJSON: another value belongs here", "/coordinates[0][1][0]"
      ),
      (
        #"{"type": "MultiPolygon", "coordinates": [[[[155000, 463000], [155001, 463000]]]]}"#,
        "the outline is in metres of the Dutch grid (RD, EPSG:28992), not in degrees",
        "/coordinates[0][0][0]"
      ),
      (
        #"{"type": "Polygon", "coordinates": [[[5, 52], [599000, 6800000]]]}"#,
        "a corner has no longitude and latitude in degrees", "/coordinates[0][1]"
      ),
      (
        #"{"type": "Polygon", "coordinates": [[[52, 5], [52.1, 5], [52, 5.1], [52, 5]]]}"#,
        "the outline has latitude before longitude", nil
      ),
    ] as [(String, String, String?)])
  func refused(_ text: String, _ summary: String, _ path: String?) throws {
    do {
      _ = try outline(text)
      Issue.record("it was read")
    } catch {
      let found = try #require((error as? Failure)?.diagnostics.first)
      #expect(found.code == .template && found.location.file == "outline.geojson")
      #expect((found.summary, found.location.path) == (summary, path))
      #expect(found.hint?.isEmpty == false)
    }
  }

  @Test("stop a site before it has pages")
  func design() throws {
    let design = SiteDesign(files: ["outline.geojson": Array("{}".utf8)])
    #expect(throws: Failure.self) {
      try Site(catalogue: Sample.catalogue, datasets: [], design: design)
    }
  }

  @Test("lie where the points lie")
  func projection() throws {
    let corners = spots(5, 52, 5.1, 52.1)
    let outline = try outline(Self.square)
    let projection = try #require(Projection(corners, in: outline))
    let shape = try #require(OutlineShape(outline, projection))
    let path = try #require(shape.path)
    let ring = try #require(try rings(path).first)
    #expect(ring.count == 4 && !shape.isPart)
    for (spot, corner) in zip(corners, [ring[0], ring[2]]) {
      let point = projection.point(spot)
      #expect(abs(point.x - Double(corner.x)) <= 0.5 && abs(point.y - Double(corner.y)) <= 0.5)
    }
    // North is up, east is to the right.
    #expect(ring[1].x > ring[0].x && ring[2].y < ring[1].y)
  }

  @Test("have holes and islands, in one path that fills by turns")
  func holes() throws {
    let shape = try #require(try shape(Self.islands, spots(5, 52, 5.1, 52.1)))
    let path = try #require(shape.path)
    #expect(path.count(where: { $0 == "M" }) == 4 && path.count(where: { $0 == "z" }) == 4)
    let css = String(decoding: PackageResources.charts_css, as: UTF8.self)
    #expect(css.contains(/\.chart-outline \{[^}]*fill-rule: evenodd/))
  }

  @Test("are shown whole where the points take up half of them, else where the points are")
  func extent() throws {
    let outline = try outline(Self.square)
    func width(_ spots: [Spot]) throws -> Double {
      try #require(Projection(spots, in: outline)).width
    }
    let whole = try width(spots(5, 52, 5.1, 52.1))
    #expect(try width(spots(5.02, 52.02, 5.021, 52.071)) == whole)
    #expect(try width(spots(5.02, 52.02, 5.03, 52.03)) < whole / 4)
    // What lies outside is shown as well.
    #expect(try width(spots(5.05, 52.05, 5.2, 52.1)) > whole)
    let far = spots(6, 53, 6.01, 53.01)
    #expect(try width(far) == Projection(far)?.width)
  }

  @Test("are cut off beside the picture, and tell what is shown of them")
  func clipping() throws {
    // Near the south-west corner: two lines cross the picture.
    let corner = try #require(try shape(Self.islands, spots(4.998, 51.998, 5.01, 52.01)))
    #expect(corner.isPart)
    let path = try #require(corner.path)
    let rings = try rings(path)
    #expect(rings.count == 1)
    #expect(rings.joined().allSatisfy { -41...1041 ~= $0.x && -41...1300 ~= $0.y })
    #expect(rings[0].contains { 0...1000 ~= $0.x && 0...1250 ~= $0.y })
    // On land, far from every line.
    let inside = try #require(try shape(Self.islands, spots(5.004, 52.004, 5.008, 52.008)))
    #expect(inside.path == nil && inside.isPart)
    // In the hole, and elsewhere.
    #expect(try shape(Self.islands, spots(5.024, 52.024, 5.03, 52.03)) == nil)
    #expect(try shape(Self.islands, spots(6, 53, 6.01, 53.01)) == nil)
  }

  @Test("are made so simple that a page stays small, and stay where they were")
  func simplification() throws {
    let count = 20_000
    let corners = (0..<count).map { index in
      let angle = Double(index) / Double(count) * 2 * .pi
      let radius = 0.05 + 0.004 * sin(40 * angle) + 0.0008 * sin(3000 * angle)
      return Outline.Corner(lon: 5.3 + 1.6 * radius * cos(angle), lat: 52.1 + radius * sin(angle))
    }
    let islands = (0..<500).map { index in
      let (lon, lat) = (5.3 + Double(index % 25) * 0.002, 52.1 + Double(index / 25) * 0.002)
      return [(0, 0), (0.0008, 0), (0.0008, 0.0008)].map {
        Outline.Corner(lon: lon + $0.0, lat: lat + $0.1)
      }
    }
    let outline = try #require(Outline(rings: [corners] + islands))
    let projection = try #require(Projection(spots(5.22, 52.05, 5.38, 52.15), in: outline))
    let path = try #require(OutlineShape(outline, projection)?.path)
    #expect(path.utf8.count <= 3000 && path.utf8.count > 1000)
    let line = try #require(try rings(path).first).map {
      Ring.Point(x: Double($0.x), y: Double($0.y))
    }
    let edges = Array(zip(line, line.dropFirst() + line.prefix(1)))
    for corner in corners.enumerated() where corner.offset % 97 == 0 {
      let point = projection.point(corner.element.lon, corner.element.lat)
      #expect(edges.contains { point.distance(to: $0, $1) < 12 }, "\(corner.offset)")
    }
  }

  @Test("keep a corner that matters, and lose one that does not")
  func tolerance() {
    func ring(_ bump: Double) -> Ring {
      Ring(
        corners: [(0, 0), (50, bump), (100, 0), (100, 100), (0, 100)].map {
          Ring.Point(x: $0, y: $1)
        })
    }
    #expect(ring(0.9).simplified(1).corners.count == 4)
    #expect(ring(1.1).simplified(1).corners.count == 5)
    #expect(ring(-1.1).simplified(1).corners.count == 5)
  }

  @Test("stand below the points on a page, with words")
  func page() throws {
    var dataset = Sample.dataset("bomen", fields: Sample.plainFields)
    dataset.profile = DatasetProfile(
      rows: 4, rejected: 0,
      fields: [.init(name: "nummer", missing: 0, distinct: .init(count: 4, isEstimate: false))])
    dataset.profile?.places = .init(
      rows: 4, spots: spots(5.01, 52.01, 5.09, 52.09) + spots(5.02, 52.01, 5.03, 52.05),
      clusters: [])
    func page(_ files: [String: [UInt8]], _ path: String) throws -> String {
      let site = try Site(
        catalogue: Sample.catalogue, datasets: [dataset], design: SiteDesign(files: files))
      return String(decoding: try #require(try site.files()[path]), as: UTF8.self)
    }
    let files = ["outline.geojson": Array(Self.islands.utf8)]
    let bare = try page([:], "datasets/bomen/index.html")
    #expect(bare.contains("chart-area") && !bare.contains("chart-outline"))
    let map = try page(files, "datasets/bomen/index.html")
    let line = try #require(map.range(of: "class=\"chart-outline\""))
    let dots = try #require(map.range(of: "class=\"chart-dots\""))
    #expect(line.upperBound < dots.lowerBound && !map.contains("chart-area"))
    #expect(map.contains("De lijn is de grens van de gemeente.</desc>"))
    #expect(
      try page(files, "en/datasets/bomen/index.html").contains("The line is the boundary of"))
  }
}
