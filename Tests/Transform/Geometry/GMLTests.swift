// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikGeometry

@Suite struct GMLTests {
  private static func made(_ type: String, _ coordinates: String) -> String {
    "{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}"
  }

  /// A text, and what it becomes.
  struct Case: Sendable {
    var gml: String
    var json: String

    init(_ gml: String, _ json: String) {
      (self.gml, self.json) = (gml, json)
    }
  }

  /// An element of GML; the first text may be its attributes.
  private static func x(_ name: String, _ parts: String...) -> String {
    let hasAttributes = parts.first.map { !$0.isEmpty && $0.contains("=") && !$0.contains("<") }
    let attributes = hasAttributes == true ? " \(parts[0])" : ""
    let inside = parts.dropFirst(hasAttributes == true ? 1 : 0).joined()
    return "<gml:\(name)\(attributes)>\(inside)</gml:\(name)>"
  }

  private static let urn = "srsName=\"urn:ogc:def:crs:EPSG::4326\""
  private static let short = "srsName='EPSG:4326'"

  private static func line(_ positions: String) -> String {
    x("LineString", x("posList", positions))
  }

  private static func segment(_ positions: String) -> String {
    x("LineStringSegment", x("posList", positions))
  }

  private static let exterior = x("exterior", x("LinearRing", x("posList", "0 0 4 0 4 4 0 0")))
  private static let patches = x("patches", x("PolygonPatch", exterior))
  private static let triangle = "[[0,0],[4,0],[4,4],[0,0]]"
  private static let twoPoints = "[[1,2],[3,4]]"

  /// The order of the axes is that of the reference: latitude first in a URN, not in `EPSG:n`.
  static let points: [Case] = [
    Case(x("Point", urn, x("pos", "52 5")), made("Point", "[5,52]")),
    Case(x("Point", short, x("pos", "5 52")), made("Point", "[5,52]")),
    Case(
      "<Point srsName=\"http://www.opengis.net/def/crs/EPSG/0/4258\"><pos>52 5</pos></Point>",
      made("Point", "[5,52]")),
    Case(
      "<Point srsName=\"http://www.opengis.net/gml/srs/epsg.xml#4326\"><pos>5 52</pos></Point>",
      made("Point", "[5,52]")),
    Case(
      "<Point srsName=\"urn:ogc:def:crs:OGC:1.3:CRS84\"><pos>5 52</pos></Point>",
      made("Point", "[5,52]")),
    // A declaration, a comment, a name, white space, and the property around it.
    Case(
      """
      <?xml version="1.0"?><app:plaats xmlns:app='x'><!-- <x> -->
        <gml:Point gml:id="a" \(urn) ><gml:name>5 &lt; 6</gml:name>
        <gml:pos srsDimension="3"> 52
        5 9 </gml:pos></gml:Point ></app:plaats>
      """, made("Point", "[5,52]")),
    Case(x("Point", urn, x("coordinates", "52,5,9")), made("Point", "[5,52]")),
    Case("<gml:Point \(urn)/>", ""),
    // As in the BAG: a height that no attribute speaks of.
    Case(x("Point", urn, x("pos", "52 5 0.0")), made("Point", "[5,52]")),
  ]

  static let lines: [Case] = [
    Case(
      x("LineString", urn, x("pos", "2 1"), x("pos", "4 3")), made("LineString", twoPoints)),
    Case(
      x("LineString", urn, x("coordinates", "decimal='.' cs=',' ts=' '", "2,1 4,3")),
      made("LineString", twoPoints)),
    Case(
      x(
        "Curve", "\(urn) srsDimension='3'",
        x("segments", segment("2 1 0 4 3 0"), segment("4 3 0 6 5 0"))),
      made("LineString", "[[1,2],[3,4],[5,6]]")),
    Case(
      x(
        "CompositeCurve", urn, x("curveMember", line("2 1 4 3")),
        x("curveMember", line("4 3 6 5"))), made("LineString", "[[1,2],[3,4],[5,6]]")),
  ]

  static let counted: [Case] = [
    Case(
      x("LineString", urn, x("posList", "count='2'", "2 1 0 4 3 0")),
      made("LineString", twoPoints)),
    Case(
      x("LineString", urn, x("posList", "count='2'", "2 1 4 3")), made("LineString", twoPoints)),
  ]

  static let surfaces: [Case] = [
    Case(
      x(
        "Polygon", short, exterior,
        x("interior", x("LinearRing", x("posList", "2 1 3 1 3 2 2 1")))),
      made("Polygon", "[\(triangle),[[2,1],[3,2],[3,1],[2,1]]]")),
    Case(
      x(
        "Polygon", short,
        x("outerBoundaryIs", x("LinearRing", x("coordinates", "0,0 4,0 4,4 0,0")))),
      made("Polygon", "[\(triangle)]")),
    Case(
      x(
        "Polygon", short,
        x(
          "exterior",
          x(
            "Ring", x("curveMember", x("Curve", x("segments", segment("0 0 4 0 4 4")))),
            x("curveMember", line("4 4 0 0"))))), made("Polygon", "[\(triangle)]")),
    Case(x("Surface", short, patches), made("Polygon", "[\(triangle)]")),
  ]

  static let collections: [Case] = [
    Case(
      x(
        "MultiPoint", urn, x("pointMember", x("Point", x("pos", "2 1"))),
        x("pointMembers", x("Point", x("pos", "4 3")))), made("MultiPoint", twoPoints)),
    Case(
      x("MultiCurve", urn, x("curveMember", line("2 1 4 3"))),
      made("MultiLineString", "[\(twoPoints)]")),
    Case(
      x("MultiLineString", urn, x("lineStringMember", line("2 1 4 3"))),
      made("MultiLineString", "[\(twoPoints)]")),
    Case(
      x("MultiSurface", short, x("surfaceMember", x("Surface", patches))),
      made("MultiPolygon", "[[\(triangle)]]")),
    Case(
      x("MultiPolygon", short, x("polygonMember", x("Polygon", exterior))),
      made("MultiPolygon", "[[\(triangle)]]")),
    Case(
      x(
        "MultiGeometry", urn, x("geometryMember", x("Point", x("pos", "52 5"))),
        x("geometryMembers", line("2 1 4 3"))),
      "{\"type\":\"GeometryCollection\",\"geometries\":["
        + [made("Point", "[5,52]"), made("LineString", twoPoints)].joined(separator: ",") + "]}"),
  ]

  @Test(arguments: [points, lines, counted, surfaces, collections].joined())
  func reads(_ item: Case) throws {
    #expect(try geoJSON(item.gml, .gml(0)) == item.json)
  }

  private static func point(_ inside: String, _ attributes: String = "") -> String {
    "<Point \(attributes)>\(inside)</Point>"
  }

  private static let hole = x(
    "interior", x("LinearRing", x("posList", "2 1 3 1 3 2 2 1")))

  static let mistakes: [Case] = [
    Case("52 5", "geometrySyntax"), Case("<Point><pos>52 5</pos>", "geometrySyntax"),
    Case("<Point><pos>52 5</Point></pos>", "geometrySyntax"),
    Case("\(point("<pos>52 5</pos>"))<x/>", "geometrySyntax"),
    Case("<!DOCTYPE a>\(point("<pos>52 5</pos>"))", "geometrySyntax"),
    Case(point("<pos><![CDATA[52 5]]></pos>"), "geometrySyntax"),
    Case(point("<?x y?><pos>52 5</pos>"), "geometrySyntax"),
    Case(point("<pos>&x; 5</pos>"), "geometrySyntax"),
    Case(point("<pos>52</pos>"), "geometrySyntax"),
    Case(point("<pos>52 5 6 7 8</pos>"), "geometrySyntax"),
    Case("<LineString><posList count='2'>1 2 3 4 5</posList></LineString>", "geometrySyntax"),
    Case("<LineString><posList count='x'>1 2 3 4</posList></LineString>", "geometrySyntax"),
    Case("<LineString><posList>1 2 3 4 5 6 7</posList></LineString>", "geometrySyntax"),
    Case(point("<pos>52 5</pos><pos>52 5</pos>"), "geometrySyntax"),
    Case(point("<pos>52,5</pos>"), "geometrySyntax"),
    Case(point("<pos>52 5</pos>", "srsDimension='9'"), "geometrySyntax"),
    Case(point("<pos>52 5</pos>", "srsName='a b"), "geometrySyntax"),
    Case(point("<pos>52 5</pos>", "srsName='EPSG:1'"), "referenceUnknown"),
    Case(point("<pos>52 5</pos>", "srsName='Amersfoort / RD New'"), "referenceUnknown"),
    Case(point("<pos srsName='EPSG:4258'>52 5</pos>", urn), "referenceUnknown"),
    Case(point("<coord><X>5</X><Y>52</Y></coord>"), "geometryKind"),
    Case(point("<coordinates decimal=','>52.5</coordinates>"), "geometrySyntax"),
    Case(point("stray"), "geometrySyntax"), Case("<a><b/></a>", "geometryKind"),
    Case("<Envelope><lowerCorner>1 2</lowerCorner></Envelope>", "geometryKind"),
    Case("<Solid/>", "geometryKind"),
    Case("<a>\(point("<pos>52 5</pos>"))\(point("<pos>52 5</pos>"))</a>", "geometryKind"),
    Case(x("Curve", x("segments", x("Arc", x("posList", "0 0 1 1 2 0")))), "geometryArc"),
    Case(x("Curve", x("segments", segment("0 0 1 1"), segment("2 2 3 3"))), "ringOpen"),
    Case(line("0 0"), "geometryTooShort"),
    Case(
      x("Polygon", x("exterior", x("LinearRing", x("posList", "0 0 4 0 4 4 0 1")))), "ringOpen"),
    Case(
      x("Polygon", x("interior", x("LinearRing", x("posList", "0 0 4 0 4 4 0 0")))),
      "geometrySyntax"),
    Case(x("MultiPoint", x("pointMember", line("0 0 1 1"))), "geometryKind"),
    Case(x("MultiPoint", x("pointMember", "xlink:href='#p'")), "geometryKind"),
    // A second outer ring, and a hole without one.
    Case(
      "<Polygon><exterior><LinearRing/><LinearRing/></exterior>\(hole)</Polygon>",
      "geometrySyntax"),
    Case("<Polygon>\(exterior)\(exterior)</Polygon>", "geometrySyntax"),
  ]

  @Test(arguments: mistakes) func refuses(_ item: Case) throws {
    #expect(try geoJSON(item.gml, .gml(0)) == item.json)
  }

  @Test func withoutSrsNameTheReferenceOfThePipelineHolds() throws {
    let text = "<Point><pos>155000 463000</pos></Point>"
    #expect(try geoJSON(text, .gml(0), crs: "EPSG:28992").contains("[5.38720"))
    let solid = "<Point><pos>155000 463000 12.5</pos></Point>"
    #expect(try geoJSON(solid, .gml(0), crs: "EPSG:7415").contains("[5.38720"))
    #expect(try geoJSON(solid, .gml(0), crs: "EPSG:28992").contains("[5.38720"))
  }

  @Test func compoundReferencesOfRDAndHeightsAreKnown() throws {
    let text =
      "<Point srsName='urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709'>"
      + "<pos>155000 463000 1</pos></Point>"
    #expect(try geoJSON(text, .gml(0)).contains("[5.38720"))
  }

  @Test func refusesNestingWithoutEndAndEveryPrefixOfAGeometry() throws {
    let deep = String(repeating: "<MultiGeometry><geometryMember>", count: 5000)
    #expect(try geoJSON(deep, .gml(0)) == "geometrySyntax")
    let text =
      "<g:Polygon \(Self.urn)><g:exterior><g:LinearRing><g:posList>0 0 4 0 4 4 0 0</g:posList>"
      + "</g:LinearRing></g:exterior></g:Polygon>"
    for count in 1..<text.count {
      let prefix = String(text.prefix(count))
      #expect(try geoJSON(prefix, .gml(0), crs: "EPSG:28992") == "geometrySyntax", "\(prefix)")
    }
  }
}
