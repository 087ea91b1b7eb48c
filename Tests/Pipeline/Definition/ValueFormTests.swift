// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikFormat
import HergebruikGeometry
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@Suite("Forms of values in the pipeline file")
struct ValueFormTests {
  private func type(_ keys: String) throws -> FieldType? {
    try pipeline(fields("source: a, privacy: none, treat: keep, \(keys)")).fields.first?.type
  }

  @Test("are read")
  func read() throws {
    #expect(
      try type("type: date, format: '%d-%m-%y', pivotYear: 1957")
        == .date(format: DateFormat("%d-%m-%y", pivotYear: 1957)))
    #expect(
      try type("type: datetime, format: '%d %B %y %H:%M', pivotYear: 1900")
        == .datetime(format: DateFormat("%d %B %y %H:%M", pivotYear: 1900)))
    #expect(
      try type("type: date, format: '%Y%m%d', unknownParts: true")
        == .date(format: DateFormat("%Y%m%d", unknownParts: true)))
    #expect(
      try type("type: date, unknownParts: true") == .date(format: DateFormat(unknownParts: true)))
    #expect(
      try type("type: number, negative: [trailing, parentheses]")
        == .number(NumberFormat(negative: [.trailing, .parentheses])))
    #expect(
      try type("type: integer, negative: minusSign")
        == .integer(NumberFormat(negative: [.minusSign])))
  }

  @Test(
    "are refused where they mean nothing, with what to write",
    arguments: [
      ("type: date, format: '%d-%m-%y'", "pivotYear: 1930"),
      ("type: datetime, format: '%d-%m-%y %H:%M'", "pivotYear: 1930"),
      ("type: date, format: '%d-%m-%Y', pivotYear: 1930", "Remove it"),
      ("type: date, format: '%d-%m-%y', pivotYear: 0", "9900"),
      ("type: date, format: '%d-%m-%y', pivotYear: 9999", "9900"),
      ("type: time, pivotYear: 1930", "date or datetime"),
      ("type: datetime, unknownParts: true", "type date"),
      ("type: date, format: '%Y-%j', unknownParts: true", "%m and %d"),
      ("type: date, format: '%d %B %Y', unknownParts: true", "%m and %d"),
      ("type: number, negative: [behind]", "minusSign"),
      ("type: date, negative: [trailing]", "number or integer"),
      ("type: number, groupChar: '('", "Usual"), ("type: number, groupChar: '\u{2212}'", "Usual"),
    ])
  func refused(keys: String, remedy: String) throws {
    let found = diagnostics { _ = try type(keys) }
    #expect(found.count == 1, "\(keys): \(found)")
    let text = found.map { $0.summary + " " + ($0.hint ?? "") }.joined()
    #expect(text.contains(remedy), "\(text)")
  }

  @Test("of a day that may lack parts suit no age, and no check that needs a day")
  func unknownParts() throws {
    let lacking = "type: date, format: '%Y%m%d', unknownParts: true"
    let age = "treat: {ageBand: {width: 10, top: 90, at: 2026-01-01}}"
    #expect(
      diagnostics { _ = try pipeline(fields("source: a, privacy: quasi, \(age), \(lacking)")) }
        .contains { $0.summary.contains("unknownParts") })
    let kept = "source: a, privacy: none, treat: keep, \(lacking)"
    #expect(
      diagnostics {
        _ = try pipeline(fields(kept, publish: "checks: [{fresh: {field: a, days: 3}}]"))
      }.map(\.code) == [.invalidValue])
    let year = "source: a, name: jaar, privacy: none, treat: {date: year}, \(lacking)"
    #expect(try pipeline(fields(year)).fields.count == 1)
  }

  @Test("of a geometry in GeoJSON have WGS84 where nothing else is said")
  func geoJSON() throws {
    let item = "source: g, type: geojson, privacy: none, treat: keep"
    let publish = "publish: {distributions: [csv.gz, geojson.gz]}\n"
    let plain = try pipeline(fields(item, publish: publish + "geometry: {from: {geojson: g}}"))
    #expect(plain.geometry?.source == .geojson(0))
    #expect(plain.geometry?.crs == "EPSG:4326")
    #expect(plain.geometry?.columns == nil)
    let stated = try pipeline(
      fields(item, publish: publish + "geometry: {from: {geojson: g}, crs: EPSG:28992, lon: x}"))
    #expect(stated.geometry?.crs == "EPSG:28992")
    #expect(stated.geometry?.columns == .init(lon: "x", lat: "lat"))
    #expect(
      diagnostics {
        _ = try pipeline(
          fields(item, publish: publish + "geometry: {from: {geojson: g, wkt: g}}"))
      }.contains { $0.summary.contains("'from' names x and y") })
  }
}
