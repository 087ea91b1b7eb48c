// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

/// Public collections of awkward CSV files; those of our own are in `CSVVectorTests`.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absent))
struct EdgeDataTests {
  private func sample(
    _ path: String, _ change: (inout CSVDialect) -> Void = { _ in }
  ) throws -> Sample {
    try Sample(bytes: SharedData.bytes("edge/" + path), change)
  }

  private func json<Value: Decodable>(_ path: String, _ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(SharedData.bytes("edge/" + path)))
  }

  @Test(arguments: [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
    "quotes_and_newlines", "simple", "simple_crlf", "utf8",
  ])
  func readsCSVSpectrum(_ name: String) throws {
    let found = try sample("csv-spectrum/csvs/\(name).csv").contents()
    let header = try #require(found.header)
    let rows = found.rows.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    var expected = try json("csv-spectrum/json/\(name).json", [[String: String]].self)
    if name == "newlines_crlf", rows == crlfToLF(expected) {
      // The collection's file was stored with LF by git; its JSON still has CRLF.
      expected = crlfToLF(expected)
    }
    #expect(rows == expected)
    #expect(found.records.allSatisfy { $0.malformed == nil })
  }

  private func crlfToLF(_ rows: [[String: String]]) -> [[String: String]] {
    rows.map {
      $0.mapValues {
        $0.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
      }
    }
  }

  @Test func readsUnquotedQuotesOnlyWhereDeclared() throws {
    let path = "csv-spectrum/csvs/location_coordinates.csv"
    #expect(try sample(path).refusal().code == .strayQuote)
    let rows = try sample(path) { $0.quote = nil }.rows()
    #expect(rows.map(\.first) == ["2095257564"])
    #expect(rows.first?[1].hasSuffix("'17.9\"W") == true)
  }

  @Test(arguments: [
    "empty-field", "empty-one-column", "leading-space", "one-column", "quotes-empty",
    "quotes-with-comma", "quotes-with-escaped-quote", "quotes-with-newline", "quotes-with-space",
    "simple-crlf", "simple-lf", "trailing-newline", "trailing-newline-one-field", "trailing-space",
    "utf8",
  ])
  func readsCSVTestData(_ name: String) throws {
    let expected = try json("csv-test-data/json/\(name).json", [[String]].self)
    let found = try sample("csv-test-data/csv/\(name).csv").contents()
    #expect([found.header] + found.rows == expected.map { $0 })
    let headless = try sample("csv-test-data/csv/\(name).csv") { $0.headerRows = 0 }
    #expect(try headless.rows() == expected)
  }

  @Test func readsCSVTestDataOnHeaders() throws {
    let expected = try json("csv-test-data/json/header-simple.json", [[String: String]].self)
    let found = try sample("csv-test-data/csv/header-simple.csv").contents()
    #expect(found.header == ["foo", "bar", "baz"])
    #expect(found.rows == expected.map { row in ["foo", "bar", "baz"].map { row[$0] ?? "" } })
    let empty = try sample("csv-test-data/csv/header-no-rows.csv").contents()
    #expect(empty == TableContents(header: ["foo", "bar", "baz"], width: 3))
    let blank = try sample("csv-test-data/csv/all-empty.csv") { $0.headerRows = 0 }
    #expect(try blank.rows() == json("csv-test-data/json/all-empty.json", [[String]].self))
    // A wrong header is no matter of reading: the binder refuses it.
    #expect(
      try sample("csv-test-data/csv/bad-header-wrong-header.csv").contents().header
        == ["qux", "quux", "quuz"])
  }

  @Test func refusesBadCSVTestData() throws {
    let folder = "csv-test-data/csv/bad-"
    try sample(folder + "header-no-header.csv").expectRefusal(.sourceEmpty, nil, nil)
    try sample(folder + "missing-quote.csv").expectRefusal(.unclosedQuote, 2, 3)
    try sample(folder + "unescaped-quote.csv").expectRefusal(.strayQuote, 2, 8)
    try sample(folder + "quotes-with-unescaped-quote.csv").expectRefusal(.strayQuote, 2, 18)
    for (name, code) in [("less", DiagnosticCode.missingCell), ("more", .extraCell)] {
      let found = try sample(folder + "header-\(name)-fields.csv").contents()
      #expect(found.records.map(\.malformed) == [code])
      #expect(found.records.map(\.line) == [2])
    }
  }

  /// Records, width and FNV-1a of all cells as Python's csv module reads them.
  @Test(
    arguments: [
      ("bom", 3, 2, 0x9c0f_f132_6a39_bab2), ("doublequote", 6, 17, 0xc538_073a_ad52_2c36),
      ("duplicate-column", 2, 4, 0x8421_9819_566e_99c2),
      ("duplicate-headers", 3, 5, 0x169a_2feb_1a40_e1e4),
      ("duplicate-rows", 4, 3, 0xc1f8_1526_f6aa_9b17),
      ("encoding-issue-274", 508, 17, 0xa3d2_3b7b_261e_c743),
      ("invalid", 4, 4, 0xf116_a563_bf85_1a53), ("issue-1341", 100, 51, 0x2b9c_1952_e859_413a),
      ("issue-493", 10, 126, 0xbe36_92fc_9dd3_5aeb),
      ("table-with-accents", 639, 8, 0xa3ff_4925_b0e0_394e),
    ] as [(String, Int, Int, UInt64)])
  func readsFrictionlessAsPythonDoes(
    _ name: String, _ count: Int, _ width: Int, _ expected: UInt64
  ) throws {
    var sample = try sample("frictionless/\(name).csv")
    if name == "table-with-accents" {
      try sample.expectRefusal(.encoding, 1, 29)
      sample.encoding = "windows-1252"
      sample.dialect.delimiter = UInt8(ascii: ";")
    }
    let found = try sample.contents()
    let records = try [#require(found.header)] + found.records.map(\.cells)
    #expect(records.count == count)
    #expect(found.width == width)
    #expect(fingerprint(records) == expected)
    let ragged = found.records.filter { $0.malformed != nil }
    #expect(
      ragged.map(\.malformed)
        == (name == "invalid" ? [.missingCell, .missingCell, .extraCell] : []))
  }
}
