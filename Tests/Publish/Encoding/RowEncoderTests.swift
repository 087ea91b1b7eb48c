// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
@_spi(Transform) import HergebruikModel
import Testing

@testable import HergebruikPublish

@Suite struct RowEncoderTests {
  private static let fields = ["string", "integer", "number", "boolean", "year", "date", "any"]
    .map { PublishedField(name: $0, type: $0, privacy: .none, treatment: .kind(.keep)) }

  private func batch(_ rows: [[String]], geometries: [String] = []) -> OpenBatch {
    var batch = OpenBatch(width: rows.first?.count ?? 0)
    for cell in rows.joined() {
      batch.text.append(cell)
      batch.ends.append(UInt32(batch.text.count))
      batch.text.append(0)
    }
    for geometry in geometries {
      batch.geometryText.append(geometry)
      batch.geometryEnds.append(UInt32(batch.geometryText.count))
    }
    return batch
  }

  private func encode(
    _ format: DistributionFormat, _ rows: [[String]], fields: [PublishedField] = fields,
    geometries: [String] = [], geometryFields: [Int]? = nil, box: BoundingBox? = nil
  ) -> String {
    let table = OpenTable(fields: fields, primaryKey: [], geometryFields: geometryFields)
    let encoder = RowEncoder(format, table)
    var out = ByteBuffer()
    var encoded = ByteBuffer()
    encoder.appendHeader(to: &out)
    encoder.append(batch(rows, geometries: geometries), to: &encoded)
    out.append(
      UnsafeBufferPointer(rebasing: encoded.bytes[min(encoder.separator, encoded.count)...]))
    encoder.appendFooter(box: box, to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test func typesTheValuesOfJSONLines() {
    #expect(
      encode(.jsonLines, [["a", "7", "-1.50", "true", "2026", "2026-01-31", "1"]])
        == #"{"string":"a","integer":7,"number":-1.50,"boolean":true,"year":2026,"#
        + #""date":"2026-01-31","any":"1"}"# + "\n")
    #expect(
      encode(.jsonLines, [["", "", "", "", "", "", ""]])
        == #"{"string":null,"integer":null,"number":null,"boolean":null,"year":null,"#
        + #""date":null,"any":null}"# + "\n")
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "-0"), ("007", "7"), ("-007.50", "-7.50"), ("00", "0"), ("0.5", "0.5"),
    ("00.5", "0.5"), ("1E5", "1E5"), ("-01E-05", "-1E-05"), ("NaN", "\"NaN\""), ("INF", "\"INF\""),
    ("-INF", "\"-INF\""), ("12345678901234567890", "12345678901234567890"),
  ])
  func writesNumbersThatJSONHas(_ cell: String, _ expected: String) throws {
    let fields = [
      PublishedField(name: "n", type: "number", privacy: .none, treatment: .kind(.keep))
    ]
    let line = encode(.jsonLines, [[cell]], fields: fields)
    #expect(line == "{\"n\":\(expected)}\n")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test func escapesTextsSoThatTheyComeBack() throws {
    let awkward = Sample.awkward + (1..<0x20).map { String(UnicodeScalar($0)) }.joined()
    let name = PublishedField(
      name: "een \"naam\"", type: "string", privacy: .none, treatment: .kind(.keep))
    let text = encode(.jsonLines, [[awkward], ["é\u{301}/"]], fields: [name])
    #expect(text.utf8.count { $0 == 0x0A } == 2)
    let lines = text.split(separator: "\n")
    let object = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: String]
    #expect(object?.keys.first == name.name)
    // Scalars, since two texts that only mean the same are not the same.
    #expect(
      object.map { $0[name.name].map { Array($0.unicodeScalars) } }
        == Array(awkward.unicodeScalars))
    #expect(lines[1] == "{\"een \\\"naam\\\"\":\"é\u{301}/\"}")
  }

  @Test(
    "escapes each control character, a quote and a backslash by itself",
    arguments: [DistributionFormat.jsonLines, .geoJSON])
  func controlCharacters(format: DistributionFormat) throws {
    let field = PublishedField(name: "t", type: "string", privacy: .none, treatment: .kind(.keep))
    for code in Array(UInt8(0)..<0x20) + [0x22, 0x5C, 0x7F] {
      // Nothing else in the row needs an escape.
      let cell = "a\(UnicodeScalar(code))b"
      let isFeature = format == .geoJSON
      let text = encode(
        format, [[cell]], fields: [field], geometries: isFeature ? [""] : [],
        geometryFields: isFeature ? [] : nil)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(code)")
      let features = object["features"] as? [[String: Any]]
      let row =
        isFeature
        ? features?.first?["properties"] as? [String: String] : object as? [String: String]
      #expect(row == ["t": cell], "\(code)")
    }
  }

  @Test func writesFeaturesWithoutTheFieldsThatTheGeometryStandsFor() throws {
    let rows = [
      ["a", "1", "2.5", "false", "1999", "", "x"], ["b\"", "2", "", "true", "", "", ""],
    ]
    let text = encode(
      .geoJSON, rows, geometries: [#"{"type":"Point","coordinates":[5.1,52.1]}"#, ""],
      geometryFields: [1, 6],
      box: BoundingBox(west: 51_000_000, south: -1, east: 1_800_000_000, north: 521_000_000))
    #expect(
      text == #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[5.1,52.1]},"properties":{"string":"a","number":2.5,"boolean":false,"year":1999,"date":null}},
        {"type":"Feature","geometry":null,"properties":{"string":"b\"","number":null,"boolean":true,"year":null,"date":null}}
        ],"bbox":[5.1000000,-0.0000001,180.0000000,52.1000000]}

        """#)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }

  @Test func featuresMayHaveNoPropertiesAndACollectionNoBox() throws {
    let text = encode(
      .geoJSON, [["1"]], fields: [Self.fields[1]], geometries: [""], geometryFields: [0])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["bbox"] == nil)
    #expect(text.contains(#""geometry":null,"properties":{}}"#))
  }

  @Test func blocksJoinIntoOneCollectionWhereverTheyAreCut() {
    let rows = (0..<5).map { ["\($0)"] }
    let table = OpenTable(fields: [Self.fields[1]], primaryKey: [])
    let encoder = RowEncoder(.geoJSON, table)
    var whole = ByteBuffer()
    var parts = ByteBuffer()
    encoder.append(batch(rows), to: &whole)
    for part in [rows[..<2], rows[2..<3], rows[3...]] {
      encoder.append(batch(Array(part)), to: &parts)
    }
    #expect(whole.bytes.elementsEqual(parts.bytes))
  }
}
