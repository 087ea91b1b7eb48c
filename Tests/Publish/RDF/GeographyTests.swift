// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikSite
import Testing

@testable import HergebruikPublish

@Suite struct GeographyTests {
  private static let rd = GeographyRecord.Conversion(
    crs: "EPSG:28992", name: "Amersfoort / RD New", accuracy: 0.25, usesGrid: false, isETRS89: true)

  private func dataset(_ conversions: [GeographyRecord.Conversion] = [rd]) -> DatasetRecord {
    var dataset = Sample.dataset("bomen", fields: Sample.plainFields)
    (dataset.issued, dataset.modified) = ("2026-01-05", "2026-11-23")
    dataset.distributions.append(
      DistributionRecord(
        fileName: "bomen.geojson.gz", format: "GEOJSON", mediaType: "application/geo+json",
        byteSize: 7, uncompressedSize: 9, sha256: String(repeating: "a", count: 64)))
    dataset.geography = GeographyRecord(
      box: .init(
        BoundingBox(west: 53_142_416, south: -521_283_641, east: 54_018_067, north: 521_810_000)),
      conversions: conversions)
    return dataset
  }

  private func turtle(_ dataset: DatasetRecord) throws -> String {
    try DCATCatalogue(
      catalogue: Sample.catalogue, datasets: [dataset], issued: "2026-01-05",
      modified: "2026-11-23"
    ).graph().turtle
  }

  @Test func roundsTheBoxOutward() {
    #expect(
      dataset().geography?.box.map { [$0.west, $0.south, $0.east, $0.north] }
        == ["5.3142", "-52.1284", "5.4019", "52.1810"])
    let small = GeographyRecord.Box(BoundingBox(west: -1, south: 0, east: 1, north: 9_999_999))
    #expect(
      [small.west, small.south, small.east, small.north]
        == ["-0.0001", "0.0000", "0.0001", "1.0000"])
  }

  @Test func givesTheBoxAnAddressBesideThePlaceOfTheCatalogue() throws {
    let turtle = try turtle(dataset())
    #expect(turtle.contains("<https://data.voorbeeldstad.nl/datasets/bomen/#area>"))
    #expect(turtle.contains("<https://identifier.overheid.nl/tooi/id/gemeente/gm9999>"))
    #expect(
      turtle.contains(
        "dcat:bbox \"POLYGON((5.3142 -52.1284,5.4019 -52.1284,5.4019 52.1810,5.3142 52.1810,"
          + "5.3142 -52.1284))\"^^gsp:wktLiteral"))
    #expect(turtle.contains("@prefix gsp: <http://www.opengis.net/ont/geosparql#>"))
    let plain = try self.turtle(Sample.dataset("straten"))
    #expect(!plain.contains("gsp:"))
  }

  @Test func describesTheFileOfFeatures() throws {
    let turtle = try turtle(dataset())
    #expect(turtle.contains("media-types/application/geo+json>"))
    #expect(turtle.contains("file-type/GEOJSON>"))
    #expect(turtle.contains("(GeoJSON, gzip)\"@nl"))
  }

  @Test func saysHowCoordinatesWereConvertedAndHowAccurate() throws {
    let page = try Site(catalogue: Sample.catalogue, datasets: [dataset()]).files()
    let html = String(decoding: try #require(page["datasets/bomen/index.html"]), as: UTF8.self)
    let english = String(
      decoding: try #require(page["en/datasets/bomen/index.html"]), as: UTF8.self)
    let nl = "omgerekend van Amersfoort / RD New (EPSG:28992) naar WGS84, nauwkeurigheid 0,25 m"
    let en = "converted from Amersfoort / RD New (EPSG:28992) to WGS84, accuracy 0.25 m"
    let turtle = try turtle(dataset())
    #expect(turtle.contains(nl) && turtle.contains(en))
    #expect(html.contains(nl) && english.contains(en))
    #expect(english.contains("longitude 5.3142 to 5.4019, latitude -52.1284 to 52.1810"))
    #expect(html.contains("lengtegraad 5,3142 tot 5,4019, breedtegraad -52,1284 tot 52,1810"))
    #expect(
      html.contains("Download GeoJSON <span class=\"weak\">(7 bytes)")
        && html.contains("Download CSV"))
    #expect(html.contains("\"box\": \"-52.1284 5.3142 52.1810 5.4019\""))
  }

  @Test func namesTheGridAndWhatIsNotKnown() {
    var conversion = Self.rd
    (conversion.usesGrid, conversion.accuracy) = (true, 0.001)
    #expect(conversion.sentence.nl.contains("met het correctiegrid van RDNAPTRANS"))
    #expect(conversion.sentence.nl.contains("nauwkeurigheid 0,001 m"))
    conversion = .init(
      crs: "EPSG:3857", name: "M", accuracy: nil, usesGrid: false, isETRS89: false)
    #expect(conversion.sentence.nl.contains("nauwkeurigheid onbekend"))
    conversion.accuracy = 0
    #expect(conversion.sentence.nl == "Coördinaten zijn in WGS84 (M, EPSG:3857).")
    conversion.isETRS89 = true
    #expect(conversion.sentence.nl.contains("in ETRS89") && conversion.sentence.nl.contains("1 m"))
  }
}
