// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikGeometry
@testable import HergebruikTreatment
@testable import HergebruikValues

@Suite struct PointTests {
  /// RD, and ETRS89 by RDNAPTRANS2018: PROJ with the grid that Kadaster publishes.
  struct Control: Sendable {
    var x: Double
    var y: Double
    var lon: Double
    var lat: Double
  }

  static let controls = [
    Control(x: 155_000, y: 463_000, lon: 5.387203650, lat: 52.155172887),
    Control(x: 121_687, y: 487_484, lon: 4.898009130, lat: 52.374218254),
    Control(x: 176_331, y: 317_462, lon: 5.690057847, lat: 50.846600518),
    Control(x: 233_473, y: 582_036, lon: 6.562052437, lat: 53.219180262),
    Control(x: 31_246, y: 391_495, lon: 3.604865742, lat: 51.498861772),
    Control(x: 141_000, y: 600_000, lon: 5.176804018, lat: 53.386160477),
  ]

  private func metres(_ lon: Double, _ lat: Double, _ control: Control) -> Double {
    let east = (lon - control.lon) * 111_320 * cos(control.lat * .pi / 180)
    return hypot(east, (lat - control.lat) * 111_195)
  }

  @Test(arguments: controls) func convertsRDAsAccuratelyAsItSays(_ control: Control) throws {
    let located = try points([["\(Int(control.x))", "\(Int(control.y))"]])
    let lon = try #require(Double(located.rows[0][2]))
    let lat = try #require(Double(located.rows[0][3]))
    let conversion = try #require(located.result.conversions.first)
    let accuracy = try #require(conversion.accuracy)
    #expect(conversion.crs == "EPSG:28992")
    #expect(conversion.name == "Amersfoort / RD New")
    #expect(conversion.isETRS89)
    #expect(accuracy == (conversion.usesGrid ? 0.001 : 0.25))
    // Seven decimals are a centimetre by themselves.
    #expect(metres(lon, lat, control) <= accuracy + 0.01)
  }

  @Test func agreesWithTheOldWGS84OfAmersfoortWithinAMetre() throws {
    let located = try points([["155000", "463000"]])
    let old = Control(x: 155_000, y: 463_000, lon: 5.38720621, lat: 52.15517440)
    let lon = try #require(Double(located.rows[0][2]))
    let lat = try #require(Double(located.rows[0][3]))
    #expect(metres(lon, lat, old) < 1)
  }

  @Test func writesSevenDecimalsAndTheSameInGeoJSON() throws {
    let located = try points([["5,5", "52"], ["-0,00000001", "-33,1234567"]], crs: "EPSG:4326")
    #expect(
      located.rows == [
        ["5.5", "52", "5.5000000", "52.0000000"],
        ["-0.00000001", "-33.1234567", "0.0000000", "-33.1234567"],
      ])
    #expect(
      located.geometries[0] == #"{"type":"Point","coordinates":[5.5000000,52.0000000]}"#)
    #expect(
      located.result.box
        == BoundingBox(
          west: 0, south: -331_234_567, east: 55_000_000,
          north: 520_000_000))
  }

  @Test func leavesRowsWithoutCoordinatesEmpty() throws {
    let located = try points(
      [["155000", "463000"], ["", ""], ["0", "0"]], missingValues: ["", "0"])
    #expect(located.problems == [])
    #expect(located.rows[1...].allSatisfy { $0 == ["", "", "", ""] })
    #expect(located.geometries.dropFirst() == ["", ""])
  }

  @Test(arguments: [
    (["0", "0"], CellProblem.zeroPoint), (["-7001", "463000"], .outsideArea),
    (["463000", "155000"], .axesSwapped), (["155000", "629001"], .outsideArea),
    (["5,1", "52,1"], .otherSystem), (["52,1", "5,1"], .otherSystem),
    (["NaN", "463000"], .outsideArea), (["155000", "INF"], .outsideArea),
    (["155000", ""], .halfPoint), (["", "463000"], .halfPoint), (["abc", "463000"], .type),
  ])
  func refusesWhatIsNoPlace(_ row: [String], _ problem: CellProblem) throws {
    let located = try points([row, ["155000", "463000"]])
    #expect(located.problems == [problem])
    #expect(located.result.badRows == [0])
    #expect(located.rows.count == 1)
    #expect(located.geometries.count == 1 && !located.geometries[0].isEmpty)
  }

  @Test func geometriesStayWithTheirRowsWhereOthersAreRefused() throws {
    var naam = field("naam", .string(.default))
    naam.constraints.required = true
    let number = FieldType.number(NumberFormat())
    let located = try locate(
      [naam, field("x", number), field("y", number)],
      GeometryRequest(
        source: .point(x: 1, y: 2), crs: "EPSG:4326", columns: .init(lon: "lon", lat: "lat"),
        writesGeometry: true),
      [
        ["a", "5", "52"], ["b", "x", "52"], ["c", "6", "52"], ["", "7", "52"], ["d", "", ""],
        ["e", "5", "999"], ["", "x", ""], ["f", "8", "52"],
      ])
    #expect(located.result.badRows == [1, 3, 5, 6])
    #expect(located.rows.map { $0[3] } == ["5.0000000", "6.0000000", "", "8.0000000"])
    for (row, geometry) in zip(located.rows, located.geometries) {
      #expect(row[3].isEmpty ? geometry.isEmpty : geometry.contains("[\(row[3]),52.0000000]"))
    }
  }

  @Test func refusesWhatIsOutsideTheAreaOfETRS89() throws {
    let located = try points([["5,1", "52,1"], ["52,1", "5,1"]], crs: "EPSG:4258")
    #expect(located.problems == [.axesSwapped])
    #expect(located.rows == [["5.1", "52.1", "5.1000000", "52.1000000"]])
  }

  @Test(arguments: [
    ("EPSG:25831", "624000", "5770000"), ("EPSG:28991", "0", "0"),
    ("EPSG:32631", "624000", "5770000"),
    ("OGC:CRS84", "4,8", "52,06"), ("EPSG:7415", "121687", "487484"),
    ("EPSG:3857", "545000", "6868000"),
  ])
  func knowsOtherReferenceSystems(_ crs: String, _ x: String, _ y: String) throws {
    let located = try points([[x, y]], crs: crs)
    #expect(located.problems == [])
    let lon = try #require(Double(located.rows[0][2]))
    let lat = try #require(Double(located.rows[0][3]))
    #expect((3.2...7.3).contains(lon) && (50.7...53.7).contains(lat), "\(lon) \(lat)")
    #expect(located.result.conversions.first?.accuracy != nil)
  }

  @Test func boxesAndSystemsAreOfPublishedRowsAlone() throws {
    let number = FieldType.number(NumberFormat())
    var strict = field("naam", .string(.default))
    strict.constraints.required = true
    let request = GeometryRequest(source: .point(x: 1, y: 2), crs: "EPSG:4326")
    let located = try locate(
      [strict, field("x", number), field("y", number)], request,
      [["a", "5", "52"], ["", "6", "53"]])
    #expect(
      located.result.box
        == BoundingBox(
          west: 50_000_000, south: 520_000_000, east: 50_000_000, north: 520_000_000))
    let none = try locate(
      [strict, field("x", number), field("y", number)], request, [["", "6", "53"]])
    #expect(none.result.box == nil && none.result.conversions.isEmpty)
  }

  @Test func addedFieldsAreAsStrictAsTheirSources() throws {
    let number = FieldType.number(NumberFormat())
    let located = try locate(
      [field("x", number, privacy: .quasi), field("y", number, .drop)],
      GeometryRequest(source: .point(x: 0, y: 1), columns: .init(lon: "lengte", lat: "breedte")),
      [["155000", "463000"]])
    #expect(located.table.fields.map(\.name) == ["x", "lengte", "breedte"])
    #expect(located.table.fields.map(\.privacy) == [.quasi, .quasi, .quasi])
    #expect(located.table.fields[1].treatment == .coordinates)
    #expect(located.table.geometryFields == [0, 1, 2])
    #expect(
      located.rows == [["155000", "5.3872035", "52.1551723"]]
        || located.result.conversions[0].usesGrid)
  }

  @Test func manyReferenceSystemsInOneExportAreAllRead() throws {
    let names = (25_829...25_835).map { "urn:ogc:def:crs:EPSG::\($0)" }
    let junk = (0..<100).map { "urn:ogc:def:crs:EPSG::none\($0)" }
    let rows = (junk + names).map { ["<Point srsName='\($0)'><pos>500000 7000000</pos></Point>"] }
    let located = try locate(
      [field("g", .any)], GeometryRequest(source: .gml(0), writesGeometry: true), rows)
    #expect(located.problems == junk.map { _ in .referenceUnknown })
    #expect(located.rows.count == names.count)
    #expect(located.result.conversions.count == names.count)
  }

  @Test(arguments: ["EPSG:1", "28992", "+proj=sterea", "/etc/passwd", "", "EPSG:28992+5709"])
  func refusesReferenceSystemsThatPROJDoesNotKnow(_ crs: String) {
    let number = FieldType.number(NumberFormat())
    var location = Diagnostic.Location()
    location.line = 7
    let problems = TransformPlan.problems(
      in: .init(
        fields: [field("x", number), field("y", number)], pseudonyms: .init(domain: "x"),
        geometry: GeometryRequest(source: .point(x: 0, y: 1), crs: crs, location: location)))
    #expect(problems.map(\.code) == [.invalidValue])
    #expect(problems.first?.location.line == 7)
  }

  @Test func anEWKTReferenceWinsAndIsNamed() throws {
    let located = try locate(
      [field("g", .any)], GeometryRequest(source: .wkt(0), crs: "EPSG:4326", writesGeometry: true),
      [["SRID=28992;POINT (155000 463000)"], ["POINT (5 52)"], [""]])
    #expect(located.geometries[0].contains("[5.38720"))
    // An empty cell is missing: no reader sees it.
    #expect(located.geometries.last == "" && located.problems.isEmpty)
    #expect(Set(located.result.conversions.map(\.crs)) == ["EPSG:28992", "EPSG:4326"])
  }
}
