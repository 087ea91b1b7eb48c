// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestTreatments
import Testing

@testable import HergebruikGeometry
@testable import HergebruikTreatment

extension PlaceTally {
  fileprivate init(places: Int, outside: Int, swapped: Int, zero: Int) {
    self.init()
    (self.places, self.outside, self.swapped, self.zero) = (places, outside, swapped, zero)
  }
}

/// Places compared with where they are expected.
@Suite("Places where they are expected")
struct PlaceTests {
  /// The forms that a geometry may have in an export.
  enum Form: CaseIterable {
    case columns, wkt, gml, geojson
  }

  private func remarks(
    _ form: Form, _ points: [(lon: Double, lat: Double)], areas: [BoundingBox] = [.netherlands]
  ) throws -> [Diagnostic] {
    let number = FieldType.number(NumberFormat())
    let fields = form == .columns ? [field("x", number), field("y", number)] : [field("g", .any)]
    let source: GeometryRequest.Source
    let rows: [[String]]
    switch form {
    case .columns:
      source = .point(x: 0, y: 1)
      rows = points.map { ["\($0.lon)", "\($0.lat)"] }
    case .wkt:
      source = .wkt(0)
      rows = points.map { ["POINT (\($0.lon) \($0.lat))"] }
    case .gml:
      source = .gml(0)
      rows = points.map { place in
        ["<Point srsName=\"EPSG:4326\"><pos>\(place.lon) \(place.lat)</pos></Point>"]
      }
    case .geojson:
      source = .geojson(0)
      rows = points.map { place in
        ["{\"type\":\"Point\",\"coordinates\":[\(place.lon),\(place.lat)]}"]
      }
    }
    var request = GeometryRequest(
      source: source, crs: "EPSG:4326", columns: .init(lon: "lengte", lat: "breedte"))
    request.areas = areas
    let located = try locate(fields, request, rows)
    #expect(located.problems.isEmpty)
    let plan = try TransformPlan(
      .init(fields: fields, pseudonyms: .init(domain: "test"), geometry: request), key: nil)
    return plan.remarks(places: located.result.places, file: "a.csv")
  }

  @Test("are told by the number of rows, in every form", arguments: Form.allCases)
  func told(form: Form) throws {
    let inside = [(lon: 5.1, lat: 52.1), (lon: 4.9, lat: 52.4), (lon: 7.0, lat: 53.2)]
    #expect(try remarks(form, inside) == [])
    let turned = inside.map { (lon: $0.lat, lat: $0.lon) }
    let swapped = try remarks(form, turned)
    #expect(swapped.map(\.code) == [.coordinatesSwapped])
    #expect(swapped.first?.summary.contains("3 of 3 places lie outside the Netherlands") == true)
    let far = try remarks(form, [(lon: 30, lat: 60), (lon: 31, lat: 61), inside[0]])
    #expect(far.map(\.code) == [.coordinatesElsewhere])
    #expect(far.first?.summary.contains("2 of 3 places") == true)
    let few = try remarks(
      form, inside + [turned[0], (lon: 0, lat: 0), (lon: 30, lat: 60)] + inside)
    #expect(few.map(\.code) == [.coordinatesOutside])
    let words = try #require(few.first?.summary)
    #expect(words.contains("3 of 9 places"))
    #expect(words.contains("1 have their axes swapped") && words.contains("1 are 0;0"))
    #expect(few.first?.code.remarkSeverity == .warning)
    #expect(swapped.first?.code.remarkSeverity == .error)
  }

  @Test("include the Caribbean Netherlands only where 'spatial' says so")
  func caribbean() throws {
    let kralendijk = [(lon: -68.27, lat: 12.15), (lon: -62.98, lat: 17.48)]
    #expect(try remarks(.columns, kralendijk).map(\.code) == [.coordinatesElsewhere])
    for spatial in [
      "gm9001", "https://identifier.overheid.nl/tooi/id/gemeente/gm9003",
      "http://publications.europa.eu/resource/authority/country/BES",
    ] {
      #expect(
        try remarks(.columns, kralendijk, areas: BoundingBox.expected(of: spatial)) == [],
        "\(spatial)")
    }
    for spatial in [nil, "gm0363", "https://example.org/besluit", "gm9004"] {
      #expect(BoundingBox.expected(of: spatial) == [.netherlands], "\(spatial ?? "")")
    }
  }

  @Test("count neither refused rows nor those without a place")
  func others() throws {
    let located = try points(
      [["5,1", "52,1"], ["", ""], ["52,1", "5,1"], ["500", "3"]], crs: "EPSG:4326")
    #expect(located.result.places == PlaceTally(places: 2, outside: 1, swapped: 1, zero: 0))
  }

  @Test("a shape counts by all of its coordinates")
  func shapes() throws {
    var request = GeometryRequest(source: .wkt(0), crs: "EPSG:4326", writesGeometry: true)
    request.areas = [.netherlands]
    let located = try locate(
      [field("g", .any)], request,
      [["LINESTRING (5 52, 6 52)"], ["LINESTRING (5 52, 20 52)"], ["LINESTRING (52 5, 52 6)"]])
    #expect(located.result.places == PlaceTally(places: 3, outside: 2, swapped: 1, zero: 0))
  }
}
