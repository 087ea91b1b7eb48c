// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import HergebruikTreatment
import Testing

@testable import HergebruikGeometry

/// Broken geometries give a problem or a whole one, and nothing else.
@Suite struct GeometryFuzzTests {
  private static let wkt = [
    "SRID=28992;MULTIPOLYGON Z (((155000 463000 1,155010 463000 1,155010 463010 1,155000 463000 1)))",
    "GEOMETRYCOLLECTION (POINT (155000 463000),MULTILINESTRING ((155000 463000,155001.5 463001e0)))",
    "POLYGON ((155000 463000,155900 463000,155900 463900,155000 463000),EMPTY)",
  ]

  private static let gml = [
    """
    <g:Surface xmlns:g="x" srsName="urn:ogc:def:crs:EPSG::28992" srsDimension='3'><g:patches>\
    <g:PolygonPatch><g:exterior><g:LinearRing><g:posList count="4">155000 463000 0 155010 463000 0 \
    155010 463010 0 155000 463000 0</g:posList></g:LinearRing></g:exterior></g:PolygonPatch>\
    </g:patches></g:Surface>
    """,
    """
    <a><!-- x --><MultiGeometry srsName="EPSG:28992"><geometryMember><Point><pos>155000 463000</pos>\
    </Point></geometryMember><geometryMembers><LineString><coordinates>155000,463000 155001,463001\
    </coordinates></LineString></geometryMembers></MultiGeometry></a>
    """,
  ]

  /// Texts with one or two bytes or pieces changed, left out or said twice.
  private static func broken(_ seeds: [String], count: Int, seed: UInt64) -> [[String]] {
    var random = SplitMix(state: seed)
    let spare = Array("()<>/=\"' ,.-+eE0123456789ZMSRID:;xP!?&".utf8)
    return (0..<count).map { _ in
      var text = Array(seeds.randomElement(using: &random)?.utf8 ?? "".utf8)
      for _ in 0..<Int.random(in: 1...2, using: &random) where !text.isEmpty {
        let at = Int.random(in: 0..<text.count, using: &random)
        let end = min(text.count, at + Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[at] = spare.randomElement(using: &random) ?? 0x20
        case 1: text.removeSubrange(at..<end)
        case 2: text.insert(contentsOf: text[at..<end], at: at)
        default: text.insert(spare.randomElement(using: &random) ?? 0x20, at: at)
        }
      }
      return [String(decoding: text, as: UTF8.self)]
    }
  }

  @Test(arguments: [false, true]) func neverMakesHalfAGeometry(isGML: Bool) throws {
    let rows = Self.broken(isGML ? Self.gml : Self.wkt, count: 20_000, seed: 20_261_124)
    let located = try locate(
      [field("g", .any)],
      GeometryRequest(
        source: isGML ? .gml(0) : .wkt(0), columns: .init(lon: "lon", lat: "lat"),
        writesGeometry: true), rows)
    #expect(located.rows.count + located.result.badRows.count == rows.count)
    #expect(located.result.badRows.count == located.problems.count)
    let kinds = Dictionary(grouping: located.problems) { $0.name }.mapValues(\.count)
    #expect(located.rows.count > 300 && kinds.count >= 5, "\(located.rows.count) \(kinds)")
    for (row, geometry) in zip(located.rows, located.geometries) {
      #expect(row[1].isEmpty == geometry.isEmpty)
      guard !geometry.isEmpty else { continue }
      let object = try JSONSerialization.jsonObject(with: Data(geometry.utf8)) as? [String: Any]
      #expect(object?["type"] is String && (object?.count == 2))
      #expect(!geometry.contains("[]"))
    }
  }
}
